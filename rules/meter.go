package rules

import (
	"math"
	"slices"
	"time"

	"tocsin/rules/surge"
)

const (
	// ripe is how long a brand must have been heard for its days to be compared: before
	// that nobody knows what is rare.
	ripe = 7 * 24 * time.Hour
	// deafAtMost is how long silence is taken for deafness; after that it is silence.
	deafAtMost = int64(7 * 24 * time.Hour / stepLength)
	// rest is how many steps a voice must be silent to count again: the longest window.
	rest = int64(6 * time.Hour / stepLength)
	// lag is how far back steps may change: late posts of the last day belong to their
	// hour, and what was told of the hour before is asked for too.
	lag = lateAtMost + 2*time.Hour
)

// A tally is the voices of one step, with those that touch each strategy.
type tally struct {
	voices, angry int32
	touching      [strategiesMetered]int32
}

// A past is the voices of a step that is no longer kept, as often as they were heard.
type past struct {
	voices []uint64
	sounds []sound
}

func (p *past) hear(voice uint64, of sound) {
	p.voices, p.sounds = append(p.voices, voice), append(p.sounds, of)
}

// A sound is what the meter asks of a mention: whether it is angry, and which strategies it
// touches.
type sound struct {
	angry    bool
	touching touching
}

// A speech is when a voice last spoke, and what is counted of it in that step.
type speech struct {
	key   int64
	fresh bool
	sound
}

// A meter tells how rare the volume of a series is, step by step. What lies more than a
// day back no late post changes any more: there its detector stands, and from there it
// goes on anew whenever it is asked. So it tells the same whenever posts arrive.
type meter struct {
	stand
	// past are the voices of steps that are too old for the series and not taken yet.
	past map[int64]*past
	// spoken is when voices spoke in the hours before a step, the last one tallied.
	spoken   map[uint64]speech
	spokenTo int64
	// part is when voices spoke in the step that runs.
	part map[uint64]speech
	// readings are of the steps after done, as far as they were asked for while the
	// series was the same.
	readings []gauge
	// tip is where they end.
	tip     stand
	version int
}

// A gauge is what the meter says of a step.
type gauge struct {
	surge.Reading
	// known is how many steps were learnt from before it.
	known int64
	// counted is what was heard in the window that speaks, angry in that of the negative voices alone.
	counted, angry tallied
	// talk is what is said of the talk that touches each strategy.
	talk [strategiesMetered]talk
}

// A muteness notes how many voices are missed since anybody was heard last.
type muteness struct {
	missed float64
	steps  int64
}

// deaf reports whether a step without voices, where so many were expected, says
// anything: nobody falls silent all at once.
func (m *muteness) deaf(voices int32, expected float64) bool {
	if voices > 0 {
		*m = muteness{}
		return false
	}
	m.missed += expected
	m.steps++
	return m.missed > deaf && m.steps < deafAtMost
}

// A stand is how far a detector has come.
type stand struct {
	surge.Detector
	// talk are the channels of the strategies.
	talk []surge.Channel
	// done is the last step it has taken, 0 if none.
	done int64
	// steps is how many it has learnt from: without those of which nothing is known, or in
	// which an event was planned.
	steps int64
	mute  muteness
	// lately is what was heard in the last six hours, step by step.
	lately [rest]heardStep
	// planned is set where the last step lay in an event.
	planned bool
}

// take takes the next step, of which these voices are known.
func (d *stand) take(clock surge.Clock, t tally) gauge {
	d.done++
	planned := clock.Times > 1
	if d.planned && !planned { // how far an event was over or under is no rise of the hours after it
		d.skip(int(rest))
	}
	d.planned = planned
	plain := clock
	plain.Times = 0 // of an event people may well say nothing
	if usual := d.Volume.Expect(plain); d.mute.deaf(t.voices, usual) {
		d.skip(1)
		return gauge{known: d.steps, Reading: surge.Reading{Usual: usual}}
	}
	if !planned {
		d.steps++
	}
	g := gauge{known: d.steps, Reading: d.Observe(clock, surge.Counts{Voices: float64(t.voices), Angry: float64(t.angry)})}
	d.note(t, &g)
	for i := range d.talk {
		g.talk[i] = talkOf(d.talk[i].ObservePart(clock, float64(t.touching[i]), float64(t.voices)))
	}
	return g
}

// skip passes over steps that say nothing.
func (d *stand) skip(steps int) {
	d.Skip(steps)
	d.overlook(steps)
	for i := range d.talk {
		d.talk[i].Skip(steps)
	}
}

// copy is a stand of its own that has come as far.
func (d *stand) copy() stand {
	other := *d
	other.talk = slices.Clone(d.talk)
	return other
}

// or is the louder of two gauges of the same moment: the latter, unless this one says more.
func (g gauge) or(o gauge) gauge {
	best := o
	if g.Score > o.Score {
		best = g
	}
	for i := range best.talk {
		best.talk[i] = o.talk[i]
		if g.talk[i].score > o.talk[i].score {
			best.talk[i] = g.talk[i]
		}
	}
	return best
}

// clock is where a step lies in the brand's week.
func (s *Series) clock(key int64) surge.Clock {
	middle := endOf(key).Add(-stepLength / 2).In(s.loc)
	e, _ := s.eventAt(middle)
	return surge.Clock{Minute: float64(middle.Hour()*60+middle.Minute()) + .5, Weekend: dayType(middle) == 1, Times: e.Times}
}

// gaugeAt is what the meter says at a moment: of the last step that has ended then, or
// of the one that runs, if what was heard in it so far already says more. It is false
// for a brand not known for long enough.
func (s *Series) gaugeAt(at time.Time) (gauge, bool) {
	key := stepOf(at.UnixNano()+1) - 1
	m := s.meter
	m.ripen(s, at)
	if m.done == 0 || key <= m.done {
		return gauge{}, false
	}
	m.read(s, key)
	best := m.readings[key-m.done-1]
	if at.After(endOf(key)) {
		if m.tip.done != key {
			m.readings = m.readings[:0]
			m.read(s, key)
		}
		if sofar := s.partOf(key+1, at); sofar.voices > 0 {
			running := m.tip.copy()
			best = running.take(s.clock(key+1), sofar).or(best)
		}
	}
	return best, best.known*int64(stepLength) >= int64(ripe)
}

// read goes on up to a step, and begins anew from where the meter stands if the
// series has changed since.
func (m *meter) read(s *Series, key int64) {
	if m.version != s.version || len(m.readings) == 0 {
		m.readings, m.version, m.tip = m.readings[:0], s.version, m.stand.copy()
		m.spokenTo = 0
	}
	for m.tip.done < key {
		m.readings = append(m.readings, m.tip.take(s.clock(m.tip.done+1), s.tally(m.tip.done+1)))
	}
}

// ripen has the meter take the steps that no late post changes any more.
func (m *meter) ripen(s *Series, at time.Time) {
	last := stepOf(at.Add(-lag).UnixNano())
	if s.asOf != math.MaxInt64 || s.listening.IsZero() {
		return
	}
	if m.done == 0 {
		m.stand = stand{Detector: *surge.NewDetector(), talk: newTalk(len(s.strategies)), done: stepOf(s.listening.UnixNano())}
	}
	if m.done < last {
		m.readings = m.readings[:0]
	}
	for m.done < last {
		m.take(s.clock(m.done+1), s.tally(m.done+1))
		delete(m.past, m.done-rest)
	}
}

// tally is the voices of a step, of those that were read before the meter takes it. A
// voice counts where it speaks after hours of silence: one that never stops is one voice
// and not one in every step.
func (s *Series) tally(key int64) tally {
	m := s.meter
	if m.spokenTo != key-1 {
		clear(m.spoken)
		for k := key - rest; k < key; k++ {
			s.hearStep(k, endOf(k), m.spoken)
		}
	}
	m.spokenTo = key
	return s.hearStep(key, endOf(key), m.spoken)
}

// partOf is the tally of the step after the last one tallied, up to a moment.
func (s *Series) partOf(key int64, at time.Time) tally {
	if s.meter.spokenTo != key-1 {
		s.tally(key - 1)
	}
	clear(s.meter.part)
	return s.hearStep(key, at, s.meter.part)
}

// hearStep tallies the voices of a step up to a moment, and notes in a map that they have
// spoken: in that of all steps, or in one of a part of a step, which is asked first.
func (s *Series) hearStep(key int64, to time.Time, heard map[uint64]speech) tally {
	var t tally
	m := s.meter
	hear := func(voice uint64, of sound) {
		last, spoke := heard[voice]
		if !spoke {
			last, spoke = m.spoken[voice]
		}
		if !spoke || key-last.key > rest {
			last = speech{key: key, fresh: true}
			t.voices++
		} else if last.key < key {
			last = speech{key: key}
		}
		if last.fresh {
			if of.angry && !last.angry {
				last.angry = true
				t.angry++
			}
			t.touch(of.touching &^ last.touching)
			last.touching |= of.touching
		}
		heard[voice] = last
	}
	if p := m.past[key]; p != nil {
		for i, voice := range p.voices {
			hear(voice, p.sounds[i])
		}
	}
	st := s.steps[key]
	if st == nil {
		return t
	}
	until, end := min(s.asOf, endOf(key).Add(lag).UnixNano()), to.UnixNano()
	for i := range st.ticks {
		if tick := &st.ticks[i]; tick.read <= until && tick.at <= end {
			hear(tick.voice, tick.sound)
		}
	}
	return t
}

// retire keeps the voices of a step that is dropped until the meter takes it.
func (s *Series) retire(key int64) {
	m, st := s.meter, s.steps[key]
	if key <= m.done {
		return
	}
	until := endOf(key).Add(lag).UnixNano()
	for i := range st.ticks {
		if t := &st.ticks[i]; t.read <= until {
			m.pastOf(key).hear(t.voice, t.sound)
		}
	}
}

// old hears a mention that is too old for the series' steps.
func (m *meter) old(voice uint64, of sound, at, read time.Time) {
	if key := stepOf(at.UnixNano()); key > m.done && !read.After(endOf(key).Add(lag)) {
		m.pastOf(key).hear(voice, of)
	}
}

func (m *meter) pastOf(key int64) *past {
	p := m.past[key]
	if p == nil {
		p = &past{}
		m.past[key] = p
	}
	return p
}
