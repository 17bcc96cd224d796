package rules

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"tocsin/brand"
)

// carried is a text by so many authors within the hour before a moment, the copies
// told as such.
func carriedBy(authors int, at time.Time, danger ...string) []brand.Mention {
	var all []brand.Mention
	for i := range authors {
		m := brand.Mention{
			ID: brand.MentionID(fmt.Sprint("carrier ", i)), Brand: "solvo", Source: "news", Voice: brand.Voice(fmt.Sprint("paper ", i)),
			At: at.Add(-time.Duration(i+1) * 30 * time.Second), Fetched: at, Tone: brand.Tone{Danger: danger},
		}
		if i > 0 {
			m.Story, m.Speaker = "carrier 0", "paper 0"
		}
		all = append(all, m)
	}
	return all
}

func TestATextThatManyCarryIsShownThoughItIsOneVoice(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		claim    string
		mentions []brand.Mention
		want     Severity
	}{
		{"a recall that sixty papers print", carriedBy(60, at, "recall"), Issue},
		{"a dull text that sixty papers print", carriedBy(60, at), Watch},
		{"a recall that twenty print", carriedBy(20, at, "recall"), Watch},
		{"a recall that ten print", carriedBy(10, at, "recall"), None},
		{"one author who repeats a text", func() []brand.Mention {
			all := carriedBy(60, at, "recall")
			for i := range all {
				all[i].Voice = "paper 0"
			}
			return all
		}(), None},
		{"sixty people in their own words", func() []brand.Mention {
			all := carriedBy(60, at, "recall")
			for i := range all {
				all[i].Story, all[i].Speaker = "", ""
			}
			return all
		}(), None},
	} {
		s := NewSeries(time.UTC)
		for _, m := range tt.mentions {
			s.Add(m)
		}
		sig, fires := Spread{}.Evaluate(s, at)
		if sig.Severity != tt.want || fires != (tt.want != None) {
			t.Errorf("%s: %v (%s), want %v", tt.claim, sig.Severity, sig.Arithmetic, tt.want)
		}
		if danger := len(tt.mentions[0].Danger) > 0; fires && danger != slices.Equal(sig.Speaks, []string{"recall"}) {
			t.Errorf("%s: the text speaks of %q", tt.claim, sig.Speaks)
		}
		if fires && (sig.Voices != 1 || sig.Size() != len(tt.mentions)) {
			t.Errorf("%s: %d voices and a size of %d; want 1 voice, and the carriers", tt.claim, sig.Voices, sig.Size())
		}
	}
}

// What many carry every hour is normal for a brand that many speak of.
func TestCopiesAreHeldAgainstWhatIsNormal(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	s := NewSeries(time.UTC)
	for week := 1; week <= 4; week++ {
		for i := range 40 {
			then := at.Add(-time.Duration(week)*7*24*time.Hour - time.Duration(i+1)*time.Minute)
			s.Add(brand.Mention{
				ID: brand.MentionID(fmt.Sprint(week, "-", i)), Brand: "solvo", Source: "news", Voice: brand.Voice(fmt.Sprint("usual ", i)), At: then, Fetched: then,
			})
		}
	}
	for _, m := range carriedBy(20, at, "recall") {
		s.Add(m)
	}
	if sig, fires := (Spread{}).Evaluate(s, at); fires {
		t.Errorf("%s: %s, where twice as many speak every week", sig.Severity, sig.Arithmetic)
	}
}
