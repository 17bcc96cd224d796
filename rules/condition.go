package rules

import (
	"cmp"
	"math"
	"slices"
)

// A Condition is one thing that a level asks for, and what there was.
type Condition struct {
	What   string  `json:"what"`
	Needed float64 `json:"needed"`
	Had    float64 `json:"had"`
	// Days is set where both are days between two such rises, and not voices.
	Days bool `json:"days,omitempty"`
	// Fewer is with how many voices fewer it would not have been met, 0 where that is not
	// known; of days it is an estimate.
	Fewer int `json:"fewer,omitempty"`
}

// conditions are those that ask for anything, the tightest first: those that the fewest voices
// less would have broken.
func conditions(all ...Condition) []Condition {
	all = slices.DeleteFunc(all, func(c Condition) bool { return c.Needed <= 0 })
	for i := range all {
		c := &all[i]
		if !c.Days {
			c.Fewer = max(1, int(c.Had-math.Ceil(c.Needed))+1)
		}
		c.Needed, c.Had = math.Round(100*c.Needed)/100, math.Round(100*c.Had)/100
	}
	slices.SortStableFunc(all, func(a, b Condition) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Fewer, math.MaxInt), cmp.Or(b.Fewer, math.MaxInt)), cmp.Compare(a.Needed, b.Needed))
	})
	return all
}

// rareConditions are what a bar asks of a rise.
func (sig Signal) rareConditions(b bar, usual normal) []Condition {
	voices, rare := float64(sig.Voices), sig.Rarity
	days := Condition{What: "days between two such rises", Needed: b.budgets * rare.Budget, Had: rare.Days, Days: true}
	if rare.Days < days.Needed { // the highest of weeks is as rare as the budget
		days.Needed = rare.Budget
	}
	if rare.Working != nil {
		days.Fewer = rare.Working.fewer(days.Needed)
	}
	all := []Condition{
		{What: "voices at least", Needed: float64(b.floor), Had: voices},
		{What: "more than its sources usually say", Needed: usual.above(usual.doubt()), Had: voices},
		days,
	}
	if sig.Word != nil {
		all = append(all, Condition{What: "voices that use the new word", Needed: wordVoices, Had: float64(sig.Word.Voices)})
	}
	if b.times > 0 {
		all = append(all, Condition{What: short(b.times) + " times " + usual.base(), Needed: b.times * usual.voices, Had: voices})
	}
	return conditions(all...)
}
