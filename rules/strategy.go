package rules

import (
	"fmt"
	"math"
	"slices"
	"time"
)

const (
	// A rise in one strategy's talk is shown from talkVoices on, and rings people from
	// talkLoud on if it is talkTimes what is usual and comes once in talkBudgets.
	talkVoices, talkLoud = 12, 25
	talkTimes            = 3
	talkBudgets          = 13
)

// Strategy finds that the talk which touches one strategy rises beyond what the brand's
// voices as a whole explain: refunds in a shop of which everybody speaks all day. All
// strategies together are worth a watch once in the brand's budget, and a page once in
// thirteen: most of what matters is seen by Burst.
type Strategy struct {
	// Budget is as that of Burst.
	Budget time.Duration
}

var _ Rule = Strategy{}

// Name is "strategy".
func (Strategy) Name() string { return "strategy" }

// Evaluate answers the strategy whose talk has risen most rarely.
func (r Strategy) Evaluate(s *Series, at time.Time) (Signal, bool) {
	if len(s.strategies) == 0 {
		return Signal{}, false
	}
	g, known := s.gaugeAt(at)
	if !known {
		return Signal{}, false
	}
	best, rarest := -1, math.Log10(inDays(r.Budget)*float64(len(s.strategies)))
	for i := range s.strategies {
		if score := float64(g.talk[i].score); score >= rarest && s.countTouching(i, at.Add(-time.Hour), at).Voices >= talkVoices {
			best, rarest = i, score
		}
	}
	if best < 0 {
		return Signal{}, false
	}
	all := s.comparable(at, time.Hour)
	if 3*all.young > all.voices {
		return Signal{}, false // a source that joins may have a mind of its own
	}
	return r.signal(s, at, best, g, all), true
}

// signal tells of a strategy's talk.
func (r Strategy) signal(s *Series, at time.Time, i int, g gauge, usually normal) Signal {
	heard, usual := s.countTouching(i, at.Add(-time.Hour), at), s.usualTalk(i, at)
	all := inDays(r.Budget) * float64(len(s.strategies))
	sig := Signal{
		Rule: r.Name(), Version: "1", Brand: s.brand, Severity: Watch, Strategy: s.strategies[i],
		At: at.UTC(), Window: time.Hour, Onset: s.onset(at, usually), Count: heard, Expected: usual, Floor: talkVoices,
	}
	sig.Since = s.countTouching(i, sig.Onset.Add(-1), at)
	score := float64(g.talk[i].score)
	sig.Rarity = &Rarity{
		Days: math.Pow(10, min(score, 6)), Minutes: int(g.talk[i].window),
		Channel: "voices on " + sig.Strategy, Budget: all,
	}
	budgets := 1.0
	if heard.Voices >= talkLoud && score >= math.Log10(talkBudgets*all) && float64(heard.Voices) >= talkTimes*usual && usually.times == 1 { // a launch has a strategy of its own
		sig.Severity, sig.Floor, sig.Times, budgets = Issue, talkLoud, talkTimes, talkBudgets
	} else {
		sig.Next = fmt.Sprintf("issue needs %d voices on %s and a rise of once in %s days and %d times what is usual: there were %d, %s",
			talkLoud, sig.Strategy, short(talkBudgets*all), talkTimes, heard.Voices, sig.Rarity.Often())
	}
	sig.foresee(usually)
	voices := s.Count(at.Add(-time.Hour), at).Voices
	sig.Arithmetic = fmt.Sprintf("%d voices of %d in the hour to %s touch %s, where %s would be usual; a rise in them like that of the last %s, beyond what all voices explain, is to be expected %s; %s needs %d and once in %s days, which the %d strategies share",
		heard.Voices, voices, at.In(s.loc).Format("Monday 15:04 MST"), sig.Strategy, short(usual), stretch(sig.Rarity.Minutes), sig.Rarity.Often(),
		sig.Severity, sig.Floor, short(all*budgets), len(s.strategies))
	return sig
}

// countTouching is what was heard in a window that touches a strategy.
func (s *Series) countTouching(i int, from, to time.Time) Count {
	var voices []uint64
	for t := range s.ticks(from, to) {
		if t.sound.touching&(1<<i) != 0 {
			voices = append(voices, t.voice)
		}
	}
	mentions := len(voices)
	return Count{Voices: distinct(voices), Mentions: mentions}
}

// usualTalk is how many voices on a strategy were to be expected in the hour to a moment,
// given how many spoke at all.
func (s *Series) usualTalk(i int, at time.Time) float64 {
	key := stepOf(at.UnixNano()+1) - 1
	sum := 0.0
	for k := key - int64(time.Hour/stepLength) + 1; k <= key; k++ {
		if n := k - s.meter.done - 1; n >= 0 && int(n) < len(s.meter.readings) {
			sum += float64(s.meter.readings[n].talk[i].expected)
		}
	}
	return sum
}

// aboutStrategy leaves of a window what touches a signal's strategy.
func (s *Series) aboutStrategy(sig Signal, window []*tick, heard []candidate) ([]*tick, []candidate) {
	i := slices.Index(s.strategies, sig.Strategy)
	if sig.Strategy == "" || i < 0 {
		return window, heard
	}
	ids := map[uint64]bool{}
	window = slices.DeleteFunc(window, func(t *tick) bool {
		ids[t.id] = t.sound.touching&(1<<i) != 0
		return !ids[t.id]
	})
	return window, slices.DeleteFunc(heard, func(c candidate) bool { return !ids[hash(string(c.ID))] })
}
