package rules

import (
	"fmt"
	"slices"
	"time"

	"tocsin/rules/surge"
)

// An Other is what another rule saw at the moment of a signal.
type Other struct {
	Rule string `json:"rule"`
	// Severity is what it found itself, None where it kept silent.
	Severity Severity `json:"severity"`
	// Saw says how near it came.
	Saw string `json:"saw"`
}

// A near tells of a moment at which it finds nothing how near it came.
type near interface {
	near(s *Series, at time.Time) string
}

// others are what the rules beside that of a signal saw at its moment.
func (s *Series) others(found []Signal, i int, rules []Rule) []Other {
	var all []Other
	for _, rule := range rules {
		name := rule.Name()
		if name == found[i].Rule {
			continue
		}
		if n := slices.IndexFunc(found, func(sig Signal) bool { return sig.Rule == name }); n >= 0 {
			all = append(all, Other{name, found[n].Severity, "found it too"})
		} else if r, tells := rule.(near); tells {
			all = append(all, Other{Rule: name, Saw: r.near(s, found[i].At)})
		}
	}
	return all
}

// ofMany is what there is of what a rule needs: "5 voices of 12".
func ofMany(what string, had, needed int) string {
	return fmt.Sprintf("%s: %d of %d", what, had, needed)
}

func (b Burst) near(s *Series, at time.Time) string {
	voices := s.Count(at.Add(-time.Hour), at).Voices
	r, known := s.gaugeAt(at)
	if !known {
		return fmt.Sprintf("%d voices in the hour, normal is %s", voices, short(s.comparable(at, time.Hour).voices))
	}
	rare := rarityOf(r.Reading, inDays(b.Budget))
	return fmt.Sprintf("%s, and a rise of %s, of one in %s", ofMany("voices in the hour", voices, leastRare), rare.Often(), short(rare.Budget/4))
}

// glimpsed is from how many voices on a term is looked at that did not do.
const glimpsed = 3

func (r NewWord) near(s *Series, at time.Time) string {
	from := at.Add(-time.Hour)
	if !s.acquainted(at, 0) {
		return "the brand is not known for three days, so all words are new"
	}
	voices := s.Count(from, at).Voices
	all := r.candidates(s, from, at, glimpsed)
	if len(all) == 0 {
		return fmt.Sprintf("no new term that %d voices use", glimpsed)
	}
	best := slices.MaxFunc(all, candidateTerm.compare)
	return fmt.Sprintf("%q %s, and a third of %d", best.name, ofMany("voices", best.voices, wordVoices), voices)
}

func (Spread) near(s *Series, at time.Time) string {
	carriers, _, _ := s.mostCarried(at.Add(-time.Hour), at, 2)
	if carriers < 2 {
		return "no text that two carry"
	}
	said := ofMany("authors of one text", carriers, watchCarriers)
	if carriers >= watchCarriers {
		said += fmt.Sprintf(", and %d times what is normal, %s", watchSpread, short(s.normal(at, time.Hour).voices))
	}
	return said
}

func (Heavy) near(s *Series, at time.Time) string {
	if len(s.items(at.Add(-time.Hour), at)) > 0 {
		return "what there is was told before"
	}
	return fmt.Sprintf("no post of the watch-list, and none that reaches %d and speaks of a danger", heavyReach)
}

func (SlowBurn) near(s *Series, at time.Time) string {
	days := s.days(at, burnDays)
	t, rises := burns()[0].rise(days)
	switch {
	case t.Of == "":
		return fmt.Sprintf("fewer than %d whole days are known", burnKnown)
	case rises:
		return "voices creep up, which is told once a day at most"
	}
	return fmt.Sprintf("voices by %s%% a day of %s%%, %s standard deviations of %s", short(t.Percent), short(burnPercent), short(t.Z), short(burnZ))
}

func (r Strategy) near(s *Series, at time.Time) string {
	g, known := s.gaugeAt(at)
	if !known || len(s.strategies) == 0 {
		return "the talk of strategies is not known for a week"
	}
	best := 0
	for i := range s.strategies {
		if g.talk[i].score > g.talk[best].score {
			best = i
		}
	}
	heard := s.countTouching(best, at.Add(-time.Hour), at).Voices
	rare := rarityOf(surge.Reading{Mark: surge.Mark{Score: float64(g.talk[best].score)}}, inDays(r.Budget)*float64(len(s.strategies)))
	return fmt.Sprintf("%s, and a rise of %s, of one in %s", ofMany("voices on "+s.strategies[best], heard, talkVoices), rare.Often(), short(rare.Budget))
}
