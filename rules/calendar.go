package rules

import (
	"fmt"
	"slices"
	"time"

	"tocsin/brand"
)

// A Planned is the event of the brand's calendar in which a signal fell.
type Planned struct {
	brand.Event
	// Expected is the number of voices expected for the window because of it; 0 where it
	// explains nothing of what the signal is about, such as angry voices.
	Expected float64 `json:"expected,omitempty"`
}

// Plan tells the series what the brand has planned, before any mention is added. Events of
// the past are among it: what was said of them is no sign of what is usual.
func (s *Series) Plan(events []brand.Event) { s.calendar = events }

// eventAt is the event that a moment lies in, of several the one of which most is expected;
// false if there is none.
func (s *Series) eventAt(at time.Time) (brand.Event, bool) {
	var most brand.Event
	for _, e := range s.calendar {
		if e.Times > max(1, most.Times) && e.Covers(at) {
			most = e
		}
	}
	return most, most.Times > 1
}

// planned reports whether any part of an hour lies in an event: then it teaches nothing.
func (s *Series) planned(h int64) bool {
	return len(s.calendar) > 0 && s.eventful(s.startOf(h), s.startOf(h+1))
}

// eventful reports whether any part of a time lies in an event.
func (s *Series) eventful(from, to time.Time) bool {
	return slices.ContainsFunc(s.calendar, func(e brand.Event) bool { return e.From.Before(to) && from.Before(e.Until) })
}

// plannedIn is the event that explains most of a window, and how many times the usual is
// expected for all of it: 1 where nothing is planned. Events that cover a part of the window
// count for that part, to within five minutes.
func (s *Series) plannedIn(from, to time.Time) (brand.Event, float64) {
	if !s.eventful(from, to) {
		return brand.Event{}, 1
	}
	more, steps := map[brand.Event]float64{}, 0.0
	var sum, most float64
	var found brand.Event
	for at := from.Add(stepLength / 2); at.Before(to); at = at.Add(stepLength) {
		steps++
		if e, planned := s.eventAt(at); planned {
			sum += e.Times - 1
			if more[e] += e.Times - 1; more[e] > most {
				most, found = more[e], e
			}
		}
	}
	return found, 1 + sum/max(steps, 1)
}

// foresee notes on a signal the event that it fell in, and the voices expected because of it.
func (sig *Signal) foresee(n normal) {
	if n.event.Times > 1 {
		sig.Planned = &Planned{Event: n.event}
		if n.times > 1 {
			sig.Planned.Expected = n.voices
		}
	}
}

// planTouches adds the strategy that the event is planned for to those that a signal touches,
// after those that it must come after.
func (sig *Signal) planTouches(touches []Share, after int) []Share {
	if sig.Planned == nil || sig.Planned.Strategy == "" {
		return touches
	}
	why := "planned: " + readable(sig.Planned.What)
	for i, t := range touches {
		if t.Name == sig.Planned.Strategy && i < strategiesShown {
			touches[i].Why += " · " + why
			return touches
		}
	}
	touches = slices.DeleteFunc(touches, func(t Share) bool { return t.Name == sig.Planned.Strategy })
	return slices.Insert(touches, after, Share{Name: sig.Planned.Strategy, Voices: sig.Voices, Why: why})
}

// usual is the voices of such a window where nothing is planned.
func (n normal) usual() float64 { return n.voices / n.times }

// unexplained is what is normal where an event explains nothing of what was said.
func (n normal) unexplained() normal {
	n.voices, n.young, n.times = n.usual(), n.young/n.times, 1
	return n
}

// base is what a window is held against, in a word.
func (n normal) base() string {
	if n.times > 1 {
		return "the expected"
	}
	return "normal"
}

// foreseen says what is expected because of an event, "" where nothing is planned.
func (n normal) foreseen() string {
	switch {
	case n.event.Times <= 1:
		return ""
	case n.times == 1:
		return fmt.Sprintf("; %q is planned, and explains none of it", n.event.What)
	}
	return fmt.Sprintf("; %q is planned, so %s times that, %s, are expected", n.event.What, short(n.times), short(n.voices))
}

// outrage is the part of the voices, one in so many, from which negative ones show that it
// is not the event that people speak of, or not as was planned.
const outrage = 3

// comparable is what is normal for a window, and expected because of an event, unless its
// voices are angry. A brand known for less than a week has no usual part of anger.
func (s *Series) comparable(at time.Time, window time.Duration) normal {
	n := s.normal(at, window)
	if n.times > 1 && s.outraged(at.Add(-window), at) {
		return n.unexplained()
	}
	return n
}

func (s *Series) outraged(from, to time.Time) bool {
	voices := stances{}
	for t := range s.ticks(from, to) {
		voices[t.voice] = voices[t.voice].Take(t.at, t.trait.Value().mood)
	}
	var moods Moods
	for _, stance := range voices {
		moods.Add(stance.Mood())
	}
	return moods.Negative > 0 && moods.Negative*outrage >= len(voices)
}
