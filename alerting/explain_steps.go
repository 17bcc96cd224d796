package alerting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tocsin/rules"
)

// inFullOnly is how easily a step can be spared that no phone shows.
const inFullOnly = 9

// restRunes is what the line needs that tells what was left out.
const restRunes = 300

// A step is one line of an explanation.
type step struct {
	about string // what it is called where it is left out
	// spare is how easily it can be spared: of 0 never, the highest first.
	spare int
	text  string
}

// steps are all there is to explain, in the order it is read.
func (v view) steps() []step {
	i := v.Incident
	all := []step{
		{"", 0, fmt.Sprintf("#%d %s: why it rings", i.ID.Number, v.brandName())},
		{"what was counted", 0, v.counted()},
		{"copies", 1, v.folded()},
		{"what is normal", 0, v.compared()},
		{"what is planned", 0, v.foreseen()},
		{"the level", 0, v.demanded()},
		{"the tightest condition", 1, v.tightest()},
		{"the page budget", 3, v.budgeted()},
		{"the sources then", 2, v.heardThen()},
		{"the next level", 1, v.notMore()},
		{"the rule's own words", 3, v.inItsWords()},
		{"why the level stays", 1, v.stays()},
		{"the rise", 3, v.rose()},
	}
	all = append(all, listing("stories", 2, v.stories())...)
	all = append(all, listing("patterns", 3, v.patterns())...)
	all = append(all,
		step{"sources", 6, list("Sources, by voices", v.Signal.Sources, voiced)},
		step{"tags", 5, list("Tags, by voices", v.Signal.Tags, tagShare)},
		step{"touches", 6, touching(v.touches())},
		step{"tone", 2, v.sounded()},
		step{"danger words", 2, list("Danger words, by voices", v.dangers(), danger)},
		step{"groups", 4, v.grouping()},
		step{"languages", 7, v.languages()},
		step{"levels passed", 3, v.levels()},
		step{otherRules, 8, joined("Other rules", v.others())},
		step{formula, inFullOnly, v.reckoned()},
	)
	return slices.DeleteFunc(all, func(s step) bool { return s.text == "" })
}

// listing makes steps of lines of a kind, of which the first tells most.
func listing(about string, spare int, lines []string) []step {
	var all []step
	for n, line := range lines {
		all = append(all, step{about, spare + 3*min(n, 1), line})
	}
	return all
}

// joined puts lines into one behind a label; "" if there are none.
func joined(label string, lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return label + ": " + strings.Join(lines, " · ")
}

func tagShare(s rules.Share) string {
	said := "#" + voiced(s)
	if s.New {
		said += " (new)"
	}
	return said
}

func touching(strategies string) string {
	if strategies == "" {
		return ""
	}
	return "Touches: " + strategies
}

// chosen are the places of the steps that fit into so many lines and characters, those
// that can least be spared before the others.
func chosen(steps []step, lines, runes int) []int {
	order := make([]int, len(steps))
	for n := range steps {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(steps[a].spare, steps[b].spare) })
	var kept []int
	for _, n := range order {
		size := utf8.RuneCountInString(steps[n].text) + 1
		if len(kept) < lines && size <= runes && steps[n].spare < inFullOnly {
			kept = append(kept, n)
			runes -= size
		}
	}
	return kept
}
