package replay

import (
	"fmt"
	"time"

	"tocsin/rules/surge"
)

const (
	// step is the five minutes that a row counts, in seconds.
	step = surge.Minutes * 60
	// strange is after how many rows in a row that are further than a step from the one
	// before it is no outage any more, but another length of step.
	strange = 12
)

// A series is what is known of one series. It has a fixed size.
type series struct {
	detector surge.Detector
	last     int64
	rows     int64
	// lone is how many rows in a row are further than a step from the one before, by
	// nearest seconds at least.
	lone    int
	nearest int64
	chatter chatter
	alarm   alarm
}

// follow moves on to a row, and answers how many are missing before it.
func (s *series) follow(at int64) (int64, error) {
	if s.rows == 0 {
		s.last = at
		return 0, nil
	}
	gap := at - s.last
	switch {
	case gap == 0:
		return 0, fmt.Errorf("there is a row of %s already: add both up, or give each series a name of its own", stamp(at))
	case gap < 0:
		return 0, fmt.Errorf("it goes back from %s to %s: sort the rows by timestamp", stamp(s.last), stamp(at))
	case gap < step:
		return 0, fmt.Errorf("%s is %s after the row before: its rows have to count five minutes each, so add them up to that", stamp(at), seconds(gap))
	case gap%step != 0:
		return 0, fmt.Errorf("%s is %s after the row before, which is no multiple of five minutes: count all rows from the same full five minutes", stamp(at), seconds(gap))
	case gap == step:
		s.lone, s.nearest = 0, 0
	default:
		s.lone++
		if s.nearest == 0 || gap < s.nearest {
			s.nearest = gap
		}
	}
	if s.lone >= strange {
		return 0, fmt.Errorf("its last %d rows are %s apart or more: 5-minute counts are needed, with 0 where nothing was said; count the posts anew, as a longer count cannot be divided",
			strange+1, seconds(s.nearest))
	}
	s.last = at
	return gap/step - 1, nil
}

// read has the detector take a row.
func (s *series) read(at surge.Clock, r row) surge.Reading {
	s.rows++
	voices := r.count
	if r.voiced {
		voices = r.authors
	}
	if !r.toned {
		return s.detector.ObserveVolume(at, voices)
	}
	angry := r.negative
	if r.voiced {
		angry = s.chatter.angry(r)
	}
	return s.detector.Observe(at, surge.Counts{Voices: voices, Angry: angry})
}

func stamp(at int64) string { return time.Unix(at, 0).UTC().Format(time.DateTime) }

func seconds(n int64) string { return (time.Duration(n) * time.Second).String() }
