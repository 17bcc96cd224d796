package slack

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"
)

// The limits of Slack's messages that a card can meet.
const (
	maxText    = 40000
	maxHeader  = 150
	maxSection = 3000
	maxContext = 2000
	maxLabel   = 75
	maxValue   = 150
	// maxChoices is far below Slack's 100, to leave room for the card.
	maxChoices = 25
	// maxCard bounds all words of a card together. Slack refuses a message whose
	// blocks hold more than about 13,200 characters and documents no figure.
	maxCard = 12500
)

const more = "…"

// clean takes out of foreign text what could change how the rest of a card
// reads: control characters, and marks that turn the direction of writing.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r),
			r >= '\u202A' && r <= '\u202E',
			r >= '\u2066' && r <= '\u2069',
			r == '\u2028', r == '\u2029':
			return -1
		}
		return r
	}, s)
}

// fit escapes text for mrkdwn and cuts it to a number of characters, never
// inside an escape.
func fit(s string, limit int) string { return squeeze(s, limit, escaped) }

// fitPlain cuts text for a plain_text object, which is not escaped.
func fitPlain(s string, limit int) string {
	s = squeeze(strings.Join(strings.Fields(s), " "), limit, func(r rune) string { return string(r) })
	return strings.TrimSpace(s)
}

// squeeze counts as the strictest reader of the limit would: a character
// outside the basic plane, such as an emoji, is two.
func squeeze(s string, limit int, write func(rune) string) string {
	var out strings.Builder
	if limit < 1 {
		return ""
	}
	used, safe := 0, 0 // safe is where the text can be cut and still take the mark.
	for _, r := range clean(s) {
		piece := write(r)
		size := units(piece)
		if used+size > limit {
			return out.String()[:safe] + more
		}
		out.WriteString(piece)
		used += size
		if used < limit {
			safe = out.Len()
		}
	}
	return out.String()
}

func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

func escaped(r rune) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	}
	return string(r)
}

// link writes an address with the words that stand for it, or only the words
// where the address is not one of the web or does not fit.
func link(text, address string, limit int) string {
	words := fit(strings.ReplaceAll(text, "\n", " "), min(limit, maxLabel))
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return words
	}
	if words == "" {
		words = fit(u.Host, min(limit, maxLabel))
	}
	target := strings.NewReplacer("&", "&amp;", "<", "%3C", ">", "%3E", "|", "%7C").Replace(u.String())
	whole := "<" + target + "|" + words + ">"
	if units(whole) > limit {
		return words
	}
	return whole
}
