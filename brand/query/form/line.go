package form

import (
	"slices"
	"strings"
)

// An atom is the smallest thing that a source is asked, in its own syntax.
type atom struct {
	text string
	// open is set on a word that may go on.
	open bool
}

// A group is atoms of which one must be there.
type group []atom

// A line is groups that must all be there, and atoms that must not.
type line struct {
	all []group
	not []string
}

// mostLines is how many lines one AND may multiply into; then it is asked for less.
const mostLines = 24

// product is what satisfies a line of both; its second result is false if that
// is too many lines.
func product(a, b []line) ([]line, bool) {
	if len(a)*len(b) > mostLines {
		return nil, false
	}
	var lines []line
	for _, x := range a {
		for _, y := range b {
			lines = append(lines, x.with(y))
		}
	}
	return lines, true
}

// with is a line that asks for what both ask for.
func (l line) with(other line) line {
	both := line{all: slices.Clone(l.all), not: slices.Clone(l.not)}
	for _, g := range other.all {
		if !slices.ContainsFunc(both.all, func(have group) bool { return slices.Equal(have, g) }) {
			both.all = append(both.all, g)
		}
	}
	for _, n := range other.not {
		if !slices.Contains(both.not, n) {
			both.not = append(both.not, n)
		}
	}
	return both
}

// merge makes one line of those that ask for one group and leave out the same.
func merge(lines []line) []line {
	var out []line
	for _, l := range lines {
		at := slices.IndexFunc(out, func(o line) bool { return len(o.all) == 1 && len(l.all) == 1 && slices.Equal(o.not, l.not) })
		if at < 0 {
			out = append(out, line{all: slices.Clone(l.all), not: l.not})
			continue
		}
		out[at].all[0] = united(out[at].all[0], l.all[0])
	}
	return out
}

func united(a, b group) group {
	all := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(all, x) {
			all = append(all, x)
		}
	}
	return all
}

// single takes the groups of lines apart: each line asks for one atom of each.
func single(lines []line) []line {
	var out []line
	for _, l := range lines {
		apart := []line{{not: l.not}}
		for _, g := range l.all {
			var next []line
			for _, a := range g {
				for _, sofar := range apart {
					next = append(next, sofar.with(line{all: []group{{a}}}))
				}
			}
			apart = next
		}
		out = append(out, apart...)
	}
	return out
}

// asks is how many queries a line is to a source that knows no OR, counted no
// further than too many.
func (l line) asks() int {
	n := 1
	for _, g := range l.all {
		if n *= len(g); n > mostLines {
			break
		}
	}
	return n
}

// length is how many letters the shortest way to satisfy a line has: the more,
// the rarer it is.
func (l line) length() int {
	n := 0
	for _, g := range l.all {
		n += len(slices.MinFunc(g, func(a, b atom) int { return len(a.text) - len(b.text) }).text)
	}
	return n
}

// quoted leaves out what would end the quote, or keep it from ending.
func quoted(s string) string { return `"` + strings.NewReplacer(`"`, " ", `\`, " ").Replace(s) + `"` }
