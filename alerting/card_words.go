package alerting

import (
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tocsin/brand"
	"tocsin/brand/text"
	"tocsin/rules"
)

// quoteRunes is how much of a stranger's words a card shows.
const quoteRunes = 160

// clip makes one short line of foreign words: no control characters, nothing that
// hides or turns the direction of writing.
func clip(s string, runes int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200c', r == '\u200d': // letters and emoji are joined with these
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return text.Clip(s, runes)
}

func quoted(words string) string { return `"` + words + `"` }

// linkTo is the way to a post, named after its site; none if the address is not one of the web.
func linkTo(address string) []Link {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return nil
	}
	return []Link{{Text: clip(brand.Host(address), 60), URL: u.String()}}
}

func voices(n int) string { return count(n, "voice", "voices") }
func posts(n int) string  { return count(n, "post", "posts") }

// sized is how many people a signal is about.
func sized(s rules.Signal) string {
	if s.Carried > 0 {
		return count(s.Carried, "author", "authors") + " of one text"
	}
	return voices(s.Voices)
}

// carrying is what a signal found: how many spoke, or carry one text.
func carrying(s rules.Signal) string {
	if s.Carried > 0 {
		return count(s.Carried, "author carries", "authors carry") + " 1 text"
	}
	return voices(s.Voices)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped writes a number with commas at the thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// short writes a large number as people say it: 41k, 1.2M.
func short(n int) string {
	switch {
	case n < 1000:
		return strconv.Itoa(n)
	case n < 10_000:
		return tenths(float64(n)/1000) + "k"
	case n < 1_000_000:
		return strconv.Itoa(n/1000) + "k"
	}
	return tenths(float64(n)/1e6) + "M"
}

// tenths writes a figure with at most one decimal, rounded down, so that none
// says more than was counted.
func tenths(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(math.Floor(f*10+1e-9)/10, 'f', 1, 64), ".0")
}

// normal writes what is usual.
func normal(expected float64) string {
	switch {
	case expected < 1:
		return "about none"
	case expected < 10:
		return strings.TrimSuffix(strconv.FormatFloat(expected, 'f', 1, 64), ".0")
	}
	return grouped(int(math.Round(expected)))
}

// times writes how many times normal a signal is: "14x normal"; "" where normal
// is about none, of which there is no multiple.
func times(s rules.Signal) string {
	many := multiple(s, s.Expected)
	if many == "" {
		return ""
	}
	return many + " normal"
}

// multiple writes how many times a number of voices a signal is: "14x"; "" where that is
// about none.
func multiple(s rules.Signal, of float64) string {
	if of < 1 {
		return ""
	}
	ratio := float64(s.Size()) / of
	if ratio < 10 {
		return tenths(ratio) + "x"
	}
	return grouped(int(math.Round(ratio))) + "x"
}

// length writes a window: "1 h", "10 min".
func length(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Round(time.Second)/time.Second))
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes%60 == 0:
		return fmt.Sprintf("%d h", minutes/60)
	}
	return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
}

// listed writes names as people say them, at most so many of them.
func listed(names []string, most int, join string) string {
	clean := make([]string, 0, len(names))
	for _, name := range names {
		clean = append(clean, clip(name, 40))
	}
	if len(clean) > most {
		return strings.Join(clean[:most], ", ") + fmt.Sprintf(" and %d more", len(clean)-most)
	}
	if n := len(clean); n > 1 && join != "" {
		return strings.Join(clean[:n-1], ", ") + " " + join + " " + clean[n-1]
	}
	return strings.Join(clean, ", ")
}
