package digest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// minus is the sign of falling figures; a hyphen would read as a range.
const minus = "−"

// against tells a change with its base: "+900%, 498 last week".
func (c Change) against() string {
	switch before := grouped(c.Before.Voices); {
	case c.Before.Voices == 0 && c.Unheard:
		return "nobody listened last week"
	case c.Before.Voices == 0 && c.Voices == 0:
		return "none last week either"
	case c.Before.Voices == 0:
		return "none last week"
	case c.Percent == nil:
		return before + " last week"
	case *c.Percent == 0:
		return "as last week, " + before
	default:
		return signed(*c.Percent) + "%, " + before + " last week"
	}
}

func signed(n int) string {
	if n < 0 {
		return minus + grouped(-n)
	}
	return "+" + grouped(n)
}

// grouped writes a number with commas at the thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// span writes seconds as people say them, two units at most: "40 s", "22 min", "2 h 15 min", "3 d 4 h".
func span(s int) string {
	minutes := (s + 30) / 60
	hours := (minutes + 30) / 60
	switch {
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes < 48*60:
		return strings.TrimSuffix(fmt.Sprintf("%d h %d min", minutes/60, minutes%60), " 0 min")
	}
	return strings.TrimSuffix(fmt.Sprintf("%s d %d h", grouped(hours/24), hours%24), " 0 h")
}

// dates writes the days of a week: "16–22 Nov 2026".
func dates(from, to time.Time) string {
	last := to.AddDate(0, 0, -1)
	switch {
	case from.Year() != last.Year():
		return from.Format("2 Jan 2006") + " – " + last.Format("2 Jan 2006")
	case from.Month() != last.Month():
		return from.Format("2 Jan") + " – " + last.Format("2 Jan 2006")
	}
	return from.Format("2") + "–" + last.Format("2 Jan 2006")
}

// clean makes one line of what strangers wrote, without what moves a terminal's
// cursor, turns the reading direction, or hides.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case r == '\u200c', r == '\u200d': // letters and emoji are joined with these
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
