package rules

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"tocsin/rules/surge"
)

// A bar is what a brand that is known must reach for a severity: so many voices in the
// last hour, and a rise that comes no more often than once in so many budgets.
type bar struct {
	severity Severity
	floor    int
	budgets  float64
	// times is how many times normal the hour must be.
	times float64
}

// leastRare is how many voices a rise has that is told.
const leastRare = 12

// bars lists the highest first. The floors keep small brands quiet, of which five
// voices may be the rise of a year.
func bars() []bar {
	return []bar{
		{Crisis, 40, 13, 3},
		{Issue, leastRare, 1, 0},
		{Watch, leastRare, .25, 0},
	}
}

// DefaultBudget is how rarely a brand may page without anything being the matter.
const DefaultBudget = 28 * 24 * time.Hour

// inDays is a budget in days, the default's if it is 0.
func inDays(budget time.Duration) float64 { return cmp.Or(budget, DefaultBudget).Hours() / 24 }

// highest is from which novelty on a rise within the budget is a crisis: above the
// second highest of the weeks before, which fades.
const highest = .06

// doubt is how many standard deviations the last hour must lie above what its sources
// usually say, each by itself. Where much of that is of sources known for less than a
// fortnight, it is as many as for a young brand: a source that joins makes a brand
// louder, and that is no rise.
func (n normal) doubt() float64 {
	if 3*n.young > n.voices {
		return noise
	}
	return 1
}

// A Rarity is how often a rise such as a signal's is to be expected.
type Rarity struct {
	// Days pass between two, on average.
	Days float64 `json:"days"`
	// Minutes is the length of the window that says so, Channel what it counts:
	// "voices" or "negative voices".
	Minutes int    `json:"minutes"`
	Channel string `json:"channel"`
	// Budget is the days in which a page is to be expected at most once.
	Budget float64 `json:"budget_days"`
	// Highest is how many times the second highest quarter of an hour of the past weeks
	// the last one is, 0 where it is not above it.
	Highest float64 `json:"highest,omitempty"`
	// Working is what Days was reckoned from, nil where that was not recorded.
	Working *Working `json:"working,omitempty"`
}

// evaluateRare answers the highest severity of a brand that is known for long enough.
func (b Burst) evaluateRare(s *Series, at time.Time, r gauge) (Signal, bool) {
	days := inDays(b.Budget)
	if ByRarity(r.Reading, cmp.Or(b.Budget, DefaultBudget)) == None {
		return Signal{}, false
	}
	heard := s.Count(at.Add(-time.Hour), at)
	best, reading, usual := highestBar(r.Reading, days, heard.Voices, s.normal(at, time.Hour))
	counted := r.counted
	if reading.Kind == surge.Anger {
		counted = r.angry
	}
	var backing backing
	if best.severity < Issue {
		if backing.word = b.withWord(s, at, reading, heard.Voices, usual); backing.word != nil {
			best = wordBar()
		}
	}
	if everywhere := placesBar(); best.severity == Issue && everywhere.passed(reading, days, heard.Voices, usual) {
		if risen := s.risen(at); len(risen) >= places {
			best, backing.risen = everywhere, risen
		}
	}
	if best.severity == None {
		return Signal{}, false
	}
	onset := s.onset(at, usual)
	sig := Signal{
		Rule: b.Name(), Version: "2", Brand: s.brand, Severity: best.severity,
		At: at.UTC(), Window: time.Hour, Onset: onset,
		Count: heard, Since: s.Count(onset.Add(-1), at),
		Expected: usual.usual(), Floor: best.floor, Times: best.times, Rarity: rarityOf(reading, days),
		Next: nextRare(best.severity, reading, days, heard.Voices, usual),
	}
	sig.Rarity.Working = workingOf(reading, counted)
	sig.Arithmetic = sig.rareArithmetic(best, usual, at.In(s.loc))
	sig.back(backing)
	sig.Conditions = sig.rareConditions(best, usual)
	sig.foresee(usual)
	return sig, true
}

// A backing is what a level rests on beside the rise itself: a new word that goes with it, or
// the sources that tell of it each by itself.
type backing struct {
	word  *Word
	risen []string
}

// back notes a backing on a signal, and tells of it after the arithmetic.
func (s *Signal) back(b backing) {
	if s.Word = b.word; b.word != nil {
		s.Arithmetic += fmt.Sprintf(", where a new word goes with the rise: %d of them use %q", b.word.Voices, b.word.Name)
	}
	if s.Risen = b.risen; len(b.risen) > 0 {
		s.Arithmetic += fmt.Sprintf(", where it rises in %d sources at once: %s", len(b.risen), strings.Join(first(b.risen, partsShown), ", "))
	}
}

// placesBar is what a rise must reach for a crisis where several sources tell of it, each by
// itself: one source may be mistaken, and a page was due already.
func placesBar() bar { return bar{Crisis, 40, 1, 3} }

// wordBar is what a rise must reach for an issue where a new word goes with it: what each
// needs for a watch. Either happens by chance, and hardly both at once.
func wordBar() bar { return bar{Issue, wordVoices, .25, 0} }

// withWord is the new word that goes with a rise that by itself is a watch at most, nil if
// there is none, or the rise is not worth a look. What is planned has words of its own.
func (b Burst) withWord(s *Series, at time.Time, r surge.Reading, voices int, usual normal) *Word {
	bar := wordBar()
	if b.Word == nil || voices < bar.floor || usual.times > 1 || !bar.rare(r, inDays(b.Budget)) || float64(voices) < usual.above(usual.doubt()) {
		return nil
	}
	sig, _ := b.Word.Evaluate(s, at)
	return sig.Word
}

// highestBar is the highest bar that is passed, the zero bar if none is, with what passed it and
// what that is held against. Where an event is planned, the negative voices are held against what is
// usual without it: it announces talk, and no anger.
func highestBar(r surge.Reading, days float64, voices int, usual normal) (bar, surge.Reading, normal) {
	best := passedBar(r, days, voices, usual)
	if usual.times == 1 {
		return best, r, usual
	}
	angry, alone := r, usual.unexplained()
	angry.Kind, angry.Mark, angry.Novelty = surge.Anger, r.Negative.Mark, r.Negative.Novelty
	if b := passedBar(angry, days, voices, alone); b.severity > best.severity || b.severity == best.severity && r.Kind == surge.Anger {
		return b, angry, alone
	}
	return best, r, usual
}

func passedBar(r surge.Reading, days float64, voices int, usual normal) bar {
	if float64(voices) < usual.above(usual.doubt()) {
		return bar{}
	}
	for _, b := range bars() {
		if b.passed(r, days, voices, usual) {
			return b
		}
	}
	return bar{}
}

func (b bar) passed(r surge.Reading, days float64, voices int, usual normal) bool {
	return voices >= b.floor && float64(voices) >= b.times*usual.voices && b.rare(r, days)
}

// rare reports whether a rise is rare enough for the severity.
func (b bar) rare(r surge.Reading, days float64) bool {
	return r.Score >= math.Log10(b.budgets*days) ||
		b.severity == Crisis && r.Score >= math.Log10(days) && r.Novelty > highest
}

// ByRarity is the highest severity for which a rise is rare enough, whatever its size: what a
// brand that is known would be told if it had voices enough, of the rise alone.
func ByRarity(r surge.Reading, budget time.Duration) Severity {
	if r.Score <= 0 { // no rise, or one of every day
		return None
	}
	for _, b := range bars() {
		if b.rare(r, budget.Hours()/24) {
			return b.severity
		}
	}
	return None
}

func rarityOf(r surge.Reading, budget float64) *Rarity {
	channel := "voices"
	if r.Kind == surge.Anger {
		channel = "negative voices"
	}
	rare := &Rarity{Days: math.Pow(10, min(r.Score, 6)), Minutes: r.Window, Channel: channel, Budget: budget}
	if r.Novelty > 0 {
		rare.Highest = math.Exp(r.Novelty)
	}
	return rare
}

// Often tells a return period: "once in 60 days", "once in 3 years or more rarely".
func (r Rarity) Often() string {
	const year = 365
	switch {
	case r.Days >= 10*year:
		return "less than once in 10 years"
	case r.Days >= 2*year:
		return fmt.Sprintf("once in %d years", int(r.Days/year))
	case r.Days < 1.5:
		return "once a day"
	}
	return fmt.Sprintf("once in %d days", int(math.Round(r.Days)))
}

func (s Signal) rareArithmetic(b bar, usual normal, at time.Time) string {
	said := fmt.Sprintf("%d voices in the hour to %s; normal for it is %s (%s)%s; a rise in %s like that of the last %s is to be expected %s; %s needs %d voices and once in %s days",
		s.Voices, at.Format("Monday 15:04 MST"), short(usual.usual()), earlier(usual), usual.foreseen(),
		s.Rarity.Channel, stretch(s.Rarity.Minutes), s.Rarity.Often(), b.severity, b.floor, short(b.budgets*s.Rarity.Budget))
	if b.times > 0 {
		said += ", and " + short(b.times) + " times " + usual.base()
	}
	if b.severity == Crisis && b.budgets > 1 && s.Rarity.Days < b.budgets*s.Rarity.Budget {
		said += fmt.Sprintf(", or what is above the second highest quarter of an hour of the past weeks, as it is: %s times", short(s.Rarity.Highest))
	}
	return said
}

// stretch is a length in words.
func stretch(minutes int) string {
	switch {
	case minutes == 60:
		return "hour"
	case minutes%60 == 0:
		return strconv.Itoa(minutes/60) + " hours"
	}
	return strconv.Itoa(minutes) + " minutes"
}
