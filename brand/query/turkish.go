package query

import (
	"slices"
	"strings"
)

// Turkish and its neighbours have two letters of which I is the one without a dot: ı and I,
// i and İ. Folding knows no language and makes an i of every I.

// dots: "yıldız", and the "yildiz" that folding makes of "YILDIZ"; "ışık", and the "işık" of
// "Işık". Of an i nothing is made: "istanbul" is not "ıstanbul".
func (p pattern) dots() []pattern {
	first, all := slices.Clone(p), slices.Clone(p)
	for k := range p {
		if rest, begins := strings.CutPrefix(p[k].word, "ı"); begins {
			first[k].word = "i" + rest
		}
		all[k].word = strings.ReplaceAll(p[k].word, "ı", "i")
	}
	return p.or(first, all)
}

// inTurkish reads the capitals of a name as Turkish does, if letters in it say that it is:
// "ışık" of "Işık", but "Istanbul" as it is.
func inTurkish(name string) string {
	if !strings.ContainsAny(name, "ğĞşŞıİ") {
		return name
	}
	return strings.ReplaceAll(name, "I", "ı")
}
