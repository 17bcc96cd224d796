package config

import "strings"

// Nearest is the name most like s, "" if none is near enough to have been meant.
func Nearest(s string, names []string) string {
	want := []rune(loose(s))
	best, least := "", 1+max(1, min(3, len(want)/3))
	for _, name := range names {
		have := []rune(loose(name))
		if abs(len(have)-len(want)) >= least {
			continue
		}
		if d := distance(want, have); d < least {
			best, least = name, d
		}
	}
	return best
}

// loose spells a name without what people mix up: capitals, dashes, spaces.
func loose(s string) string {
	if len(s) > 80 {
		s = s[:80]
	}
	return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(s))
}

func abs(n int) int { return max(n, -n) }

// distance counts the letters to insert, delete, replace or swap with their
// neighbour to make b of a.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
