package address

import (
	"strings"
)

// escape reads an escape at the start of a text.
func escape(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	high, ok := digit(s[1])
	low, also := digit(s[2])
	return high<<4 | low, ok && also
}

func digit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

// escaped writes a part of an address with the escapes it needs and no others,
// in capitals. What may mean something as it stands, such as "/" or "&", is left
// as it was found, escaped or not.
func escaped(s, also string) string {
	if settled(s, also) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c, wasEscaped := escape(s[i:])
		if !wasEscaped {
			c = s[i]
		}
		switch {
		case plain(c), !wasEscaped && strings.IndexByte(also, c) >= 0:
			out.WriteByte(c)
		default:
			const hex = "0123456789ABCDEF"
			out.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
		if wasEscaped {
			i += 2
		}
	}
	return out.String()
}

// plain reports whether a character means itself in every part of an address.
func plain(c byte) bool {
	switch {
	case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("-._~!'()*,:@", c) >= 0
}

// settled reports whether a part of an address is one of which escaped changes nothing.
func settled(s, also string) bool {
	for i := range len(s) {
		if !plain(s[i]) && strings.IndexByte(also, s[i]) < 0 {
			return false
		}
	}
	return true
}
