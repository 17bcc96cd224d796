package rules

import (
	"math"
	"time"
)

// An Hour is how many spoke in the hour that ends at a moment, and how many is normal for it
// whatever is planned: an event that ends makes no second wave.
type Hour struct {
	At     time.Time `json:"at"`
	Voices int       `json:"voices"`
	Normal float64   `json:"normal"`
}

// A Course is where a rise stands at a moment.
type Course struct {
	// Now is the last hour, Peak the loudest one since the rise began, Low the quietest one
	// since a moment that was asked for, zero where none was.
	Now  Hour `json:"now"`
	Peak Hour `json:"peak"`
	Low  Hour `json:"low,omitzero"`
	// Falling is set where for an hour no hour was louder than the one before, beyond chance.
	Falling bool `json:"falling,omitempty"`
	// Deaf is set where so many are missing since anybody was heard that most likely
	// nobody was listened to. Nothing can be told then.
	Deaf   bool    `json:"deaf,omitempty"`
	Growth *Growth `json:"growth,omitempty"`
}

const (
	// longestCourse is how far back the peak is looked for.
	longestCourse = 48 * time.Hour
	// turning is the part of its peak that a rise must have fallen to, and the part of what
	// it rose to that the low before a second wave may be: where nights are normal, what is
	// left of a storm strays too much for more than half.
	turning = .5
	// certain is how many standard deviations a fall must lie beyond chance, and surer a rise:
	// it rings somebody, and the lowest of many hours is low by chance too.
	certain, surer = 3, 4
	// swing is so many voices more than is normal for an hour: beside them a brand that
	// hardly anybody speaks of has no nights.
	swing = .5
	// deafFor is for how long silence is deafness; after that it is silence.
	deafFor = 6 * time.Hour
)

// Course is where the rise that began at a moment stands at another, with the quietest
// hour after low, unless that is zero.
func (s *Series) Course(began, low, at time.Time) Course {
	if earliest := at.Add(-longestCourse); began.Before(earliest) {
		began = earliest
	}
	c := Course{Now: s.hour(at), Deaf: s.deafAt(at), Growth: s.growth(began, at)}
	last := stepOf(at.UnixNano()+1) - 1
	var peak, lull int64
	voices := s.rolling(stepOf(began.UnixNano()), last)
	for i, n := range voices {
		key := last - int64(len(voices)-1-i)
		if peak == 0 || n > c.Peak.Voices {
			peak, c.Peak.Voices = key, n
		}
		if !low.IsZero() && endOf(key).After(low) && (lull == 0 || n <= c.Low.Voices) {
			lull, c.Low.Voices = key, n
		}
	}
	if c.Peak.Voices < c.Now.Voices {
		c.Peak = c.Now
	} else if peak > 0 {
		c.Peak = s.hour(endOf(peak))
	}
	if lull > 0 {
		c.Low = s.hour(endOf(lull))
	}
	c.Falling = s.falling(at)
	return c
}

func (s *Series) hour(at time.Time) Hour {
	return Hour{At: at.UTC(), Voices: s.Count(at.Add(-time.Hour), at).Voices, Normal: s.normal(at, time.Hour).usual()}
}

// rolling are the voices of the hours that end with each of some steps.
func (s *Series) rolling(first, last int64) []int {
	const hour = int64(time.Hour / stepLength)
	var all []int
	spoken := map[uint64]int{}
	change := func(key int64, by int) {
		st := s.steps[key]
		if st == nil {
			return
		}
		for i := range st.ticks {
			t := &st.ticks[i]
			if t.read > s.asOf {
				continue
			}
			if spoken[t.voice] += by; spoken[t.voice] == 0 {
				delete(spoken, t.voice)
			}
		}
	}
	for key := first - hour + 1; key <= last; key++ {
		change(key, 1)
		if key >= first {
			all = append(all, len(spoken))
			change(key-hour+1, -1)
		}
	}
	return all
}

// falling compares three hours that end half an hour apart.
func (s *Series) falling(at time.Time) bool {
	var voices [3]float64
	for i := range voices {
		to := at.Add(time.Duration(i-2) * 30 * time.Minute)
		voices[i] = float64(s.Count(to.Add(-time.Hour), to).Voices)
	}
	return voices[1] <= voices[0] && voices[2] <= voices[1]+math.Sqrt(voices[1]) && voices[2] < voices[0]
}

// deafAt reports whether more are missing since anybody was heard than fall silent at once,
// of as many as spoke in the hour before that.
func (s *Series) deafAt(at time.Time) bool {
	for key := stepOf(at.UnixNano()); endOf(key).After(at.Add(-deafFor)); key-- {
		var newest int64
		if st := s.steps[key]; st != nil {
			for i := range st.ticks {
				if t := &st.ticks[i]; t.at <= at.UnixNano() && t.read <= s.asOf {
					newest = max(newest, t.at)
				}
			}
		}
		if newest > 0 {
			heard := time.Unix(0, newest)
			return at.Sub(heard).Hours()*float64(s.Count(heard.Add(-time.Hour), heard).Voices) > deaf
		}
	}
	return false
}

// Turned reports whether the tide has turned: the last hour is clearly below the peak, also
// for its time of the day, and it has been falling for an hour.
func (c Course) Turned() bool {
	if c.Deaf || !c.Falling || c.Now.At.Sub(c.Peak.At) < time.Hour {
		return false
	}
	// Where fewer speak at such an hour anyway, as at night, that many fewer are no fall.
	return lower(c.Now, c.Peak, certain)
}

// Rises reports whether a rise has begun anew since the quietest hour: more speak by as
// much as a turn takes away, also for the time of the day, and more than is normal.
func (c Course) Rises() bool {
	if c.Deaf || c.Low.At.IsZero() || c.Now.Excess() < surer*math.Sqrt(c.Now.Normal) {
		return false
	}
	return lower(c.Low, c.Now, surer)
}

// lower reports whether an hour is clearly below another, by so many standard deviations.
func lower(hour, other Hour, deviations float64) bool {
	ebb := min(1, (hour.Normal+swing)/(other.Normal+swing))
	expected := ebb * float64(other.Voices)
	fewer := expected - float64(hour.Voices)
	return float64(hour.Voices) <= turning*expected && fewer >= deviations*math.Sqrt(float64(hour.Voices)+ebb*expected)
}

// Excess is how many more spoke than is normal.
func (h Hour) Excess() float64 { return float64(h.Voices) - h.Normal }

// aloud reports whether a signal is about how many speak, and now.
func (s Signal) aloud() bool {
	return s.Item == nil && s.Trend == nil && s.Carried == 0 && !s.Late
}
