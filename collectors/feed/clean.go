package feed

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// clean drops the characters XML has no place for, written out or as numbers
// ("&#0;"), and makes broken bytes U+FFFD: one of them would cost the whole document.
func clean(doc string) string {
	doc = strings.ToValidUTF8(doc, "\uFFFD")
	if !strings.ContainsFunc(doc, illegal) && !strings.Contains(doc, "&#") {
		return doc
	}
	var out strings.Builder
	out.Grow(len(doc))
	for doc != "" {
		if number, length := reference(doc); length > 0 {
			if !illegal(number) {
				out.WriteString(doc[:length])
			}
			doc = doc[length:]
			continue
		}
		r, size := utf8.DecodeRuneInString(doc)
		if !illegal(r) {
			out.WriteString(doc[:size])
		}
		doc = doc[size:]
	}
	return out.String()
}

// illegal reports whether a character must not stand in XML 1.0.
func illegal(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n' && r != '\r'
	case r >= 0xd800 && r <= 0xdfff, r == 0xfffe, r == 0xffff, r > utf8.MaxRune:
		return true
	}
	return false
}

// reference reads a numeric character reference at the start of a text, and
// answers its length, 0 if there is none.
func reference(s string) (rune, int) {
	if !strings.HasPrefix(s, "&#") {
		return 0, 0
	}
	end := strings.IndexByte(s[:min(len(s), 24)], ';')
	if end < 3 {
		return 0, 0
	}
	digits, base := s[2:end], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	switch {
	case errors.Is(err, strconv.ErrRange), n > utf8.MaxRune:
		return utf8.MaxRune + 1, end + 1
	case err != nil:
		return 0, 0
	}
	return rune(n), end + 1
}
