package text

import (
	"strings"
	"unicode/utf8"
)

// MostlyUTF8 reports whether a text is UTF-8 with some broken bytes in it, rather than
// something else.
func MostlyUTF8(body []byte) bool {
	whole, broken := 0, 0
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		body = body[size:]
	}
	return whole > broken
}

// FromWindows1252 reads bytes as Windows-1252, and as Latin-1 where that knows no character.
func FromWindows1252(body []byte) string {
	high := []rune(highHalf)
	var out strings.Builder
	out.Grow(len(body) + len(body)/8)
	for _, c := range body {
		if c >= 0x80 && c <= 0x9f {
			out.WriteRune(high[c-0x80])
			continue
		}
		out.WriteRune(rune(c))
	}
	return out.String()
}
