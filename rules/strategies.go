package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// strategiesShown is how many strategies a signal may touch: what touches
	// everything calls nobody.
	strategiesShown = 3
	// The strategies that size alone touches, and that are named where none is touched.
	crisisStrategy, noStrategy = "crisis", "unassigned"
	// part is the share of voices from which a strategy is touched: one voice
	// among hundreds shall not ring a whole function.
	part = 10
	// reasonLength is how much of a reason is shown, in runes: a query may be of any length.
	reasonLength = 40
	// unquoted stands for reasons that quoted posts which are deleted.
	unquoted = "words"
)

// touched says which strategies a signal concerns and why: before all others the one
// that its size touches, then those that what is said touches, by voices, and last those
// that are touched by nothing but who speaks, as that holds for all of a source.
func touched(strategies []Share, reasons crowds[brand.Touch], sig Signal) []Share {
	said, spoken := inWords(reasons)
	var size, strong, weak []Share
	if sig.Severity == Crisis {
		size = []Share{{Name: crisisStrategy, Voices: sig.Voices, Why: "size"}}
	}
	enough := func(voices int) bool { return voices > 0 && voices*part >= sig.Voices }
	for _, share := range strategies {
		switch touching := spoken[share.Name]; {
		case len(size) > 0 && share.Name == crisisStrategy:
			if enough(touching) {
				size[0].Why += fmt.Sprintf(" · words in %d", touching)
			}
		case enough(touching):
			share.Why = reason(share.Name, said, sig.Voices)
			strong = append(strong, share)
		case enough(share.Voices):
			share.Why = reason(share.Name, reasons, sig.Voices)
			weak = append(weak, share)
		}
	}
	slices.SortStableFunc(strong, func(a, b Share) int { return cmp.Compare(spoken[b.Name], spoken[a.Name]) })
	out := sig.planTouches(slices.Concat(size, strong, weak), len(size))
	if len(out) == 0 {
		return []Share{{Name: noStrategy, Voices: sig.Voices}}
	}
	return first(out, strategiesShown)
}

// inWords are the reasons that lie in what is said, and how many voices touch each strategy
// for one of these. Each reason keeps every voice once.
func inWords(reasons crowds[brand.Touch]) (crowds[brand.Touch], map[string]int) {
	found, by := crowds[brand.Touch]{}, crowds[string]{}
	for touch, voices := range reasons {
		voices = compact(voices)
		reasons[touch] = voices
		if !strings.HasPrefix(touch.Why, brand.ByVoice) {
			found[touch] = voices
			by[touch.Strategy] = append(by[touch.Strategy], voices...)
		}
	}
	count := map[string]int{}
	for strategy, voices := range by {
		count[strategy] = distinct(voices)
	}
	return found, count
}

// reason is the most frequent reason a strategy is touched for.
func reason(strategy string, reasons crowds[brand.Touch], of int) string {
	best, most := "", 0
	for touch, voices := range reasons {
		if touch.Strategy != strategy || touch.Why == "" {
			continue
		}
		if n := len(voices); n > most || n == most && touch.Why < best {
			best, most = touch.Why, n
		}
	}
	if best == "" {
		best, most = unquoted, len(reasons[brand.Touch{Strategy: strategy}])
	}
	return fmt.Sprintf("%s in %d of %d", readable(best), most, of)
}

// readable is a reason of which the figures behind it can still be read.
func readable(why string) string {
	short := text.Clip(why, reasonLength)
	if strings.Count(short, `"`)%2 == 1 {
		short += `"`
	}
	return short
}
