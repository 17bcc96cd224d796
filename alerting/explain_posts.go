package alerting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
)

// A Tally is the posts of a signal's window, each in the one place that says whether it made a
// voice: what was counted, and what was not and why.
type Tally struct {
	// Posts are one for each voice, its first.
	Posts []brand.Mention `json:"posts"`
	// Own, AtStart and Later were left out: the brand's own, what was there at a source's
	// first reading, and what was read after the signal was found.
	Own     int `json:"own"`
	AtStart int `json:"at_first_reading"`
	Later   int `json:"read_later"`
	// Copies and Again are mentions that add no voice: of a text that counts, of somebody who
	// spoke before.
	Copies int `json:"copies"`
	Again  int `json:"same_voice_again"`
	// Gone is how many of all were deleted since.
	Gone int `json:"deleted_since"`
}

// TallyOf sorts the posts of a signal's window as they were known when it was found; false where
// it is about a part of the window only.
func TallyOf(i Incident, window []brand.Mention) (Tally, bool) {
	s := i.Signal
	if s.Item != nil || s.Trend != nil || s.Strategy != "" {
		return Tally{}, false
	}
	found := s.At
	for _, a := range i.Actions {
		if a.Signal != nil && a.Signal.At.Equal(s.At) && a.Signal.Rule == s.Rule {
			found = a.At
		}
	}
	window = slices.DeleteFunc(slices.Clone(window), func(m brand.Mention) bool {
		return !m.At.After(s.At.Add(-s.Window)) || m.At.After(s.At)
	})
	slices.SortStableFunc(window, func(a, b brand.Mention) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	var t Tally
	heard := map[brand.Voice]bool{}
	for _, m := range window {
		if !m.Gone.IsZero() {
			t.Gone++
		}
		switch {
		case m.Fetched.After(found):
			t.Later++
		case m.Own:
			t.Own++
		case m.Backfill:
			t.AtStart++
		case !heard[m.Speaks()]:
			heard[m.Speaks()] = true
			t.Posts = append(t.Posts, m)
		case m.Story != "":
			t.Copies++
		default:
			t.Again++
		}
	}
	return t, true
}

// Tell lists the first posts that were counted, at most so many, and the sum that gives the voices.
func (t Tally) Tell(most, voices int, zone *time.Location) string {
	left := t.Own + t.AtStart + t.Later
	mentions := len(t.Posts) + t.Copies + t.Again
	var out strings.Builder
	fmt.Fprintf(&out, "\nWHICH POSTS WERE COUNTED\n%d posts − %d of our own − %d there at first reading − %d read later = %d. %d − %d copies of one story − %d of the same voice again = %d voices.\n",
		mentions+left, t.Own, t.AtStart, t.Later, mentions, mentions, t.Copies, t.Again, len(t.Posts))
	if len(t.Posts) != voices {
		fmt.Fprintf(&out, "The signal counted %d: some posts are kept no longer, or were changed since.\n", voices)
	}
	if t.Gone > 0 {
		fmt.Fprintf(&out, "%d of them were deleted since; they count, and nothing of them is kept.\n", t.Gone)
	}
	out.WriteString("A flood is counted as its voices. The first post of each voice:\n")
	for _, m := range t.Posts[:min(most, len(t.Posts))] {
		author, address := cmp.Or(clip(m.Author, 40), "-"), cmp.Or(clip(m.URL, 200), "-")
		if !m.Gone.IsZero() {
			author, address = "deleted", "-"
		}
		fmt.Fprintf(&out, "%s  %s  %s  %s  %s\n", m.At.In(zone).Format("15:04:05"), clip(m.Source, 40), author, m.Mood, address)
	}
	if rest := len(t.Posts) - most; rest > 0 {
		fmt.Fprintf(&out, "and %d more: --all lists them\n", rest)
	}
	return out.String()
}
