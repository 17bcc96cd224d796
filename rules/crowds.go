package rules

import (
	"cmp"
	"slices"
)

// crowds are the voices of a window by something: each as often as it was added.
type crowds[K comparable] map[K][]uint64

// shares lists crowds by their distinct voices, largest first.
func shares(c crowds[string]) []Share {
	var out []Share
	for name, voices := range c {
		out = append(out, Share{Name: name, Voices: distinct(voices)})
	}
	slices.SortFunc(out, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Voices, a.Voices), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// first is the beginning of a list, at most so long.
func first[T any](list []T, most int) []T { return list[:min(len(list), most)] }
