package config

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tocsin/brand/text"
)

// A complaint is a fault before anybody knows where it stands.
type complaint struct{ what, remedy string }

// longestQuote is how many characters of a value a fault repeats.
const longestQuote = 60

// quoted repeats a value of the file in a fault: short, in one line, in quotes.
func quoted(s string) string { return strconv.Quote(text.Clip(s, longestQuote)) }

func didYouMean(s string) string { return "did you mean " + quoted(s) + "?" }

// oneOf advises to choose from names, the nearest of them first.
func oneOf(s string, names []string) string {
	if near := Nearest(s, names); near != "" {
		return didYouMean(near)
	}
	return "use " + anyOf(names)
}

// anyOf is "a, b or c".
func anyOf(names []string) string { return listed(names, " or ") }

// allOf is "a, b and c".
func allOf(names []string) string { return listed(names, " and ") }

func listed(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + last + names[len(names)-1]
}

// slug makes a name of lower-case letters, digits and inner dashes.
func slug(name string) string {
	words := strings.FieldsFunc(text.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

// asciiSlug is slug for what becomes part of keys; "" where nothing of the name can.
func asciiSlug(name string) string {
	s := slug(name)
	for _, r := range s {
		if r > unicode.MaxASCII {
			return ""
		}
	}
	return strings.Trim(s[:min(len(s), 40)], "-")
}

// keyOf proposes a key for a name: its letters without what stands above and below
// them. "" where the name has other than Latin ones.
func keyOf(name string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text.Fold(name)))
	return asciiSlug(strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i").Replace(bare))
}
