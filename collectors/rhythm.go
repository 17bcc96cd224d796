package collectors

import (
	"fmt"
	"slices"
	"time"
)

// A Rhythm is how long a source has paused between two posts, learnt from itself: from
// all it shows, whether it concerns a brand or not.
type Rhythm struct {
	// Since is when it was first listened to, Posts how many steps forward it made.
	Since time.Time `json:"since,omitzero"`
	Steps int       `json:"steps,omitempty"`
	// Usual is how long it usually pauses, in seconds: the last pauses weigh most.
	Usual float64 `json:"usual_s,omitempty"`
	// Pauses are the longest of each of the last weeks, in seconds.
	Pauses []Pause `json:"pauses,omitempty"`
}

// A Pause is the longest of a week, in seconds. Weeks are counted from 1970.
type Pause struct {
	Week    int   `json:"week"`
	Seconds int64 `json:"s"`
}

const (
	week = 7 * 24 * time.Hour
	// remembered is how many weeks a pause is remembered, so that a source that rests
	// every weekend has done so often, and one that was dead once is not excused for ever.
	remembered = 5
	// apprentice is how long a source is listened to before its silence means anything,
	// and leastSteps how often it must have had something new.
	apprentice = week
	leastSteps = 10
	// grace is what a pause may be longer than the longest before it is silence.
	grace = 1.5
	// forgetting is how much one pause weighs in the usual one, once there are many.
	forgetting = 0.1
	// within is the part of its usual pause that a source is read in, and slowest how many
	// of its periods it is left alone at most: a crisis comes where nothing was.
	within, slowest = 20, 5
	// leastSilence is how short a silence is never told: sources stutter.
	leastSilence = time.Hour
)

// step notes that a source, whose newest post was of one moment, has one of a later now.
func (r Rhythm) step(was, is, now time.Time) Rhythm {
	if r.Since.IsZero() {
		r.Since = now
	}
	if was.IsZero() || !is.After(was) {
		return r
	}
	r.Steps++
	weight := max(1/float64(r.Steps), forgetting)
	r.Usual += weight * (is.Sub(was).Seconds() - r.Usual)
	this := int(is.Unix() / int64(week/time.Second))
	gap := int64(is.Sub(was).Seconds())
	kept := slices.DeleteFunc(slices.Clone(r.Pauses), func(p Pause) bool { return p.Week <= this-remembered })
	i := slices.IndexFunc(kept, func(p Pause) bool { return p.Week == this })
	if i < 0 {
		i, kept = len(kept), append(kept, Pause{Week: this})
	}
	kept[i].Seconds = max(kept[i].Seconds, gap)
	r.Pauses = kept
	return r
}

// longest is the longest pause remembered.
func (r Rhythm) longest() time.Duration {
	longest := int64(0)
	for _, p := range r.Pauses {
		longest = max(longest, p.Seconds)
	}
	return time.Duration(longest) * time.Second
}

// patience is after how long a pause is silence; false while that cannot be told.
func (r Rhythm) patience(every time.Duration, now time.Time) (time.Duration, bool) {
	if r.Steps < leastSteps || now.Sub(r.Since) < apprentice {
		return 0, false
	}
	return max(time.Duration(grace*float64(r.longest())), leastSilence) + 3*every, true
}

// pace is how long a source is left alone after a reading, which is read every so often at
// its quickest: one that says something new once a day need not be asked every two minutes.
func (r Rhythm) pace(every time.Duration) time.Duration {
	if r.Steps < leastSteps {
		return every
	}
	usual := time.Duration(r.Usual * float64(time.Second))
	return min(max(usual/within, every), slowest*every)
}

// A Silence is a source that is not heard, which is not to be taken for one that has
// nothing to say.
type Silence struct {
	// Since is when it was last heard, zero if it never was.
	Since time.Time
	// Why says what is wrong, as far as it can be told from here.
	Why string
	// Failing is set where it cannot be read; else it is read, and shows nothing new.
	Failing bool
	// Lost is set where its host is not found from here.
	Lost bool
}

// tries is how many readings in a row must fail before a source counts as blind, and
// how many must have been missed.
const tries = 3

// Silence reports whether a source that is read every so often is not heard at a moment.
func (b Bookmark) Silence(every time.Duration, now time.Time) (Silence, bool) {
	missed := tries*every + time.Minute
	switch {
	case b.Tried.IsZero():
		return Silence{}, false // nobody has asked it yet
	case b.Failures >= tries, b.Failures > 0 && now.Sub(latest(b.Read, b.Began())) > missed:
		return Silence{Since: b.Read, Why: b.Fault, Failing: true, Lost: b.Lost}, true
	case b.Behind.Why != "" && now.Sub(b.Behind.Failing) > missed:
		return Silence{Since: b.Behind.Since, Why: b.Behind.String(), Failing: true}, true
	case b.Failures == 0 && now.Sub(b.Tried) > missed && now.After(b.NotBefore.Add(missed)):
		return Silence{Since: b.Read, Why: "it was not asked since " + b.Tried.UTC().Format("2006-01-02 15:04 UTC") + ": see whether the daemon runs and its machine has time for it", Failing: true}, true
	}
	if patience, known := b.Rhythm.patience(every, now); known {
		last := latest(b.Newest, b.Rhythm.Since)
		if pause := now.Sub(last); pause > patience {
			return Silence{Since: last, Why: fmt.Sprintf("it answers and has shown nothing new for %s; its longest pause in five weeks was %s",
				plainly(pause), plainly(b.Rhythm.longest()))}, true
		}
	}
	return Silence{}, false
}

// Began is when the source was first asked, as far as is known.
func (b Bookmark) Began() time.Time { return b.Rhythm.Since }

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// plainly tells a span as people do.
func plainly(d time.Duration) string {
	switch {
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
