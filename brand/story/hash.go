package story

import (
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

// seed begins every hash of a name or text: the one of FNV-1a.
const seed = 14695981039346656037

// eat is a hash after one more byte.
func eat(h uint64, c byte) uint64 { return (h ^ uint64(c)) * 1099511628211 }

// mix spreads a hash evenly over its bits.
func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// join is the hash of two things in this order.
func join(a, b uint64) uint64 { return mix(a*0x9e3779b97f4a7c15 + b) }

// eatAll is a hash after some more bytes.
func eatAll(h uint64, s []byte) uint64 {
	for _, c := range s {
		h = eat(h, c)
	}
	return h
}

// hashWords is the hash of a folded text as it is written, but for spaces and
// addresses; 0 if there is nothing else.
func hashWords(s []byte) uint64 {
	h, before := uint64(seed), ' '
	for at := 0; at < len(s); {
		r, width := utf8.DecodeRune(s[at:])
		switch {
		case (r == 'h' || r == 'w') && !text.InTag(before) && addressed(s[at:]) > 0:
			width = addressed(s[at:])
			r = ' '
		case !unicode.IsSpace(r):
			h = eatAll(h, s[at:at+width])
		}
		before = r
		at += width
	}
	if h == seed {
		return 0
	}
	return mix(h)
}
