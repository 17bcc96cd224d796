package form

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// queries writes lines, as few queries as the source allows.
func (d dialect) queries(lines []line) ([]string, []note) {
	if d.join == alone {
		lines = single(lines)
	} else {
		lines = merge(lines)
	}
	var notes []note
	var fit []line
	for _, l := range lines {
		for _, word := range d.unwritten(l) {
			notes = append(notes, note{less, word + "*"})
		}
		some, more := d.fit(l, mostLines)
		fit, notes = append(fit, some...), append(notes, more...)
	}
	var out []string
	for _, q := range d.packed(fit) {
		if !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out, notes
}

// fits reports whether a query is short enough.
func (d dialect) fits(q string) bool {
	n := len(q)
	if d.runes {
		n = utf8.RuneCountInString(q)
	}
	return (d.limit == 0 || n <= d.limit) && (d.words == 0 || len(strings.Fields(q)) <= d.words)
}

// fit makes lines that are short enough of one that may not be: first by halving
// what may be asked one by one, then by asking for less. Halving several groups
// multiplies, so of these it makes about most lines at most.
func (d dialect) fit(l line, most int) ([]line, []note) {
	if d.fits(d.write(l)) {
		return []line{l}, nil
	}
	if len(l.not) > 0 && !d.fits(d.write(line{not: slices.Concat(l.not, l.not)})) {
		last := len(l.not) - 1
		some, notes := d.fit(line{l.all, l.not[:last]}, most)
		return some, append(notes, note{left, l.not[last]})
	}
	widest := 0
	for i, g := range l.all {
		if len(g) > len(l.all[widest]) {
			widest = i
		}
	}
	g := l.all[widest]
	if len(g) > 1 && len(l.all) > 1 && most <= 1 {
		some, notes := d.fit(line{slices.Delete(slices.Clone(l.all), widest, widest+1), l.not}, most)
		return some, append(notes, note{less, d.anyOf(g)})
	}
	if len(g) > 1 {
		var some []line
		var notes []note
		for _, half := range []group{g[:len(g)/2], g[len(g)/2:]} {
			one := line{slices.Clone(l.all), l.not}
			one.all[widest] = half
			fit, more := d.fit(one, most/2)
			some, notes = append(some, fit...), append(notes, more...)
		}
		return some, notes
	}
	if len(l.all) > 1 {
		longest := 0
		for i, g := range l.all {
			if len(g[0].text) > len(l.all[longest][0].text) {
				longest = i
			}
		}
		some, notes := d.fit(line{slices.Delete(slices.Clone(l.all), longest, longest+1), l.not}, most)
		return some, append(notes, note{less, l.all[longest][0].text})
	}
	return nil, []note{{long, l.all[0][0].text}}
}

// write is a line as a query.
func (d dialect) write(l line) string {
	parts := make([]string, 0, len(l.all)+len(l.not))
	// Words that may go on stand at the end, where some sources let them.
	var open []string
	for _, g := range l.all {
		s := d.anyOf(g)
		if len(g) > 1 && d.or != "|" && (!d.bare || len(l.all)+len(l.not) > 1) {
			s = "(" + s + ")"
		}
		if len(g) == 1 && g[0].open {
			open = append(open, s)
			continue
		}
		parts = append(parts, s)
	}
	for _, n := range l.not {
		parts = append(parts, "-"+n)
	}
	if len(open) > 0 && d.lastStar {
		open = open[:1]
	}
	return strings.Join(append(parts, open...), " ")
}

// unwritten are the words of a line that cannot stand last, as another does.
func (d dialect) unwritten(l line) []string {
	var open []string
	for _, g := range l.all {
		if len(g) == 1 && g[0].open {
			open = append(open, g[0].text)
		}
	}
	if !d.lastStar || len(open) < 2 {
		return nil
	}
	return open[1:]
}

// anyOf is a group as part of a query.
func (d dialect) anyOf(g group) string {
	texts := make([]string, len(g))
	for i, a := range g {
		texts[i] = a.text
	}
	return strings.Join(texts, d.or)
}

// packed writes lines, as many into one query as fit.
func (d dialect) packed(lines []line) []string {
	var out []string
	var parts []string
	flush := func() {
		if len(parts) > 0 {
			out = append(out, strings.Join(parts, d.or))
		}
		parts = nil
	}
	for i, l := range lines {
		if d.join != nested || len(lines) == 1 {
			out = append(out, d.write(l))
			continue
		}
		part := d.write(l)
		if len(l.all)+len(l.not) > 1 {
			part = "(" + part + ")"
		}
		if len(parts) > 0 && !d.fits(strings.Join(append(slices.Clone(parts), part), d.or)) {
			flush()
		}
		if parts = append(parts, part); i == len(lines)-1 || !d.fits(part) {
			if len(parts) == 1 {
				parts[0] = d.write(l)
			}
			flush()
		}
	}
	return out
}
