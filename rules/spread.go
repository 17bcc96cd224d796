package rules

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

const (
	// A watch needs so many authors within an hour that carry one text, and an issue
	// so many where the text speaks of a danger; both so many times the voices that
	// are normal.
	watchCarriers = 15
	issueCarriers = 25
	watchSpread   = 3
	issueSpread   = 5
)

// Spread finds that many authors carry one text. Copies are one voice, so burst is
// deaf to them, but a recall that sixty papers print is read by more than one. It
// never finds a crisis: that takes people who say something themselves.
type Spread struct{}

var _ Rule = Spread{}

// Name is "spread".
func (Spread) Name() string { return "spread" }

// Evaluate looks at the text that most authors carry in the hour before a moment.
func (r Spread) Evaluate(s *Series, at time.Time) (Signal, bool) {
	from := at.Add(-time.Hour)
	if s.mentions(from, at) < watchCarriers {
		return Signal{}, false
	}
	carriers, dangers, since := s.mostCarried(from, at, watchCarriers)
	if carriers < watchCarriers {
		return Signal{}, false
	}
	n := s.normal(at, time.Hour)
	usual := n.usual()
	sig := Signal{
		Rule: r.Name(), Version: "1", Brand: s.brand, At: at.UTC(), Window: time.Hour, Onset: since.UTC(),
		Count: s.Count(from, at), Since: s.Count(since.Add(-1), at), Carried: carriers, Speaks: dangers, Expected: usual,
	}
	switch {
	case len(dangers) > 0 && carriers >= issueCarriers && float64(carriers) >= issueSpread*usual:
		sig.Severity, sig.Floor, sig.Times = Issue, issueCarriers, issueSpread
	case float64(carriers) >= watchSpread*n.voices:
		sig.Severity, sig.Floor, sig.Times = Watch, watchCarriers, watchSpread
	default:
		return Signal{}, false
	}
	if sig.Severity == Issue {
		n = n.unexplained() // a launch is told of in many places, and no danger
	}
	sig.foresee(n)
	sig.Conditions = conditions(
		Condition{What: "authors of one text at least", Needed: float64(sig.Floor), Had: float64(carriers)},
		Condition{What: short(sig.Times) + " times " + n.base(), Needed: sig.Times * n.voices, Had: float64(carriers)},
	)
	sig.Arithmetic = fmt.Sprintf("%d authors carry one text in the hour to %s; normal for it are %s voices%s; %s needs %d and %s times %s",
		carriers, at.In(s.loc).Format("Monday 15:04 MST"), short(usual), n.foreseen(), sig.Severity, sig.Floor, short(sig.Times), n.base())
	if sig.Severity == Issue {
		sig.Arithmetic += ", and a danger: " + strings.Join(dangers, ", ")
	}
	return sig, true
}

// mostCarried answers how many authors, about so many at least, carry the text of a window
// that most do, the dangers it speaks of, and when the first of them did.
func (s *Series) mostCarried(from, to time.Time, least int) (int, []string, time.Time) {
	carried := map[uint64][]*tick{}
	for t := range s.ticks(from, to) {
		if t.copy != nil {
			carried[t.copy.story] = append(carried[t.copy.story], t)
		}
	}
	// The first to carry a text may be one of them. Most windows hold no text worth
	// looking for its first.
	maps.DeleteFunc(carried, func(_ uint64, of []*tick) bool { return len(of) < least-1 })
	if len(carried) == 0 {
		return 0, nil, time.Time{}
	}
	for t := range s.ticks(from, to) {
		if of, is := carried[t.id]; is && t.copy == nil {
			carried[t.id] = append(of, t)
		}
	}
	var most []*tick
	authors, story := 0, uint64(0)
	for key, of := range carried {
		if n := storyOf(of).Authors; n > authors || n == authors && key < story {
			most, authors, story = of, n, key
		}
	}
	since := to
	for _, t := range most {
		if at := time.Unix(0, t.at); at.Before(since) {
			since = at
		}
	}
	return authors, spoken(most), since
}

// spoken are the dangers of which the carriers of a text speak, those of the most first.
func spoken(carriers []*tick) []string {
	const shown = 3
	tellers := map[string]int{}
	for _, t := range carriers {
		for _, word := range t.trait.Value().danger {
			if word != "" {
				tellers[word]++
			}
		}
	}
	words := slices.SortedFunc(maps.Keys(tellers), func(a, b string) int {
		return cmp.Or(cmp.Compare(tellers[b], tellers[a]), cmp.Compare(a, b))
	})
	return first(words, shown)
}
