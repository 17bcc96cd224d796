package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	longText = "a very long text of very many words, so that nobody would write it again by chance, and " + "that is longer than any slogan, any hashtag, any cry of anger, or any joke that people repeat after one another because it is short"
	botText  = "I am never buying from solvo again after what they did to that poor family in this terrible country"
)

func TestFloodsAreShownAndStillCounted(t *testing.T) {
	minute := noon.Add(-25 * time.Minute)
	claimed := func(m *brand.Mention) { m.Fetched = m.At.Add(time.Second) }
	tests := []struct {
		claim  string
		n      int
		dress  func(i int, m *brand.Mention)
		voices int
		want   []Flood
	}{
		{"everybody says something of their own", 60, func(i int, m *brand.Mention) { m.Text = fmt.Sprint("solvo took my day ", i) }, 60, nil},
		{"one author who writes most is one voice", 200, func(i int, m *brand.Mention) {
			if m.Author = "somebody"; i < 140 {
				m.Voice = "one"
			}
		}, 61, []Flood{{Kind: OneAuthor, Count: Count{1, 140}}}},
		{"a site that names no authors", 50, func(i int, m *brand.Mention) {
			if m.Author = "somebody"; i < 40 {
				m.Author, m.Voice = "", "site"
			}
			m.Speaker = brand.Voice(fmt.Sprint("v", i)) // so that there are voices enough to look at
			m.Story = brand.MentionID(fmt.Sprint("text", i))
		}, 50, []Flood{{Kind: OneAuthor, Count: Count{1, 40}, Nameless: true}}},
		{"one who writes much, but less than a quarter, is no flood", 200, func(i int, m *brand.Mention) {
			if i < 49 {
				m.Voice = "one"
			}
		}, 152, nil},
		{"one author who copies others", 100, func(i int, m *brand.Mention) {
			if i < 40 {
				m.Story, m.Speaker, m.Voice = brand.MentionID(fmt.Sprint("m", 60+i)), brand.Voice(fmt.Sprint("v", 59+i)), "parrot"
				m.AuthorID = "7"
			}
		}, 60, []Flood{{Kind: OneAuthor, Count: Count{1, 40}}}},
		{"many who use the same words are as many voices", 60, func(i int, m *brand.Mention) {
			if m.Text = "no words for it"; i < 48 {
				m.Text = fmt.Sprintf("@friend%d  ME too #Solvo https://x.example/%d", i, i)
			} else {
				m.Text += fmt.Sprint(i)
			}
		}, 60, []Flood{{Kind: SameWords, Count: Count{48, 48}, Text: "ME too #Solvo"}}},
		{"a long text that is a story is none that many wrote", 60, func(i int, m *brand.Mention) {
			if m.Text = longText; i >= 30 {
				m.Text = fmt.Sprint("solvo took my day ", i)
			} else if i > 0 {
				m.Story, m.Speaker = "m0", "v0"
			}
		}, 31, nil},
		{"a long text that nobody took for a story", 60, func(_ int, m *brand.Mention) { m.Text = longText }, 60, []Flood{{Kind: SameWords, Count: Count{60, 60}, Text: text.Clip(longText, quoteLength)}}},
		{"a number behind a text of some length", 60, func(i int, m *brand.Mention) { m.Text = fmt.Sprint(botText, " ", 8311+37*i) }, 60, []Flood{{Kind: SameWords, Count: Count{60, 60}, Text: botText + " 10494"}}},
		{"a number before it", 60, func(i int, m *brand.Mention) { m.Text = fmt.Sprintf("(%d) %s", 8311+37*i, botText) }, 60, []Flood{{Kind: SameWords, Count: Count{60, 60}, Text: "(10494) " + botText}}},
		{"a number within it", 60, func(i int, m *brand.Mention) {
			m.Text = strings.Replace(botText, "again", fmt.Sprintf("again (no.%d)", i), 1)
		}, 60, []Flood{{Kind: SameWords, Count: Count{60, 60}, Text: strings.Replace(botText, "again", "again (no.59)", 1)}}},
		{"a name before it, in a line or not", 60, func(i int, m *brand.Mention) { m.Text = fmt.Sprintf("Ana%c:%c%s", 'a'+i%26, " \n"[i%2], botText) }, 60, []Flood{{Kind: SameWords, Count: Count{60, 60}, Text: "Anah: " + botText}}},
		{"a name behind it", 60, func(i int, m *brand.Mention) { m.Text = fmt.Sprintf("%s Ana%c%c", botText, 'a'+i%26, 'a'+i/26) }, 60, []Flood{{Kind: SameWords, Count: Count{60, 60}, Text: botText + " Anahc"}}},
		{"a number before a very long text", 60, func(i int, m *brand.Mention) { m.Text = fmt.Sprint(1<<i, strings.Repeat(" "+longText, 9)) }, 60, []Flood{{Kind: SameWords, Count: Count{60, 60}, Text: text.Clip(fmt.Sprint(1<<59, " ", longText), quoteLength)}}},
		{"sixty who write much alike in words of their own", 60, func(i int, m *brand.Mention) {
			m.Text = strings.Replace(botText, "poor family", "x"+strings.Repeat("y", i)+" family", 1)
		}, 60, nil},
		{"copies of a short text are no crowd", 60, func(i int, m *brand.Mention) {
			if m.Text = "solvo recall"; i > 0 && i < 30 {
				m.Story, m.Speaker = "m1", "v0"
			} else {
				m.Text += fmt.Sprint(i)
			}
		}, 31, nil},
		{"many unheard voices within a minute", 60, func(i int, m *brand.Mention) {
			if m.At = minute.Add(time.Duration(i) * time.Second / 2); i >= 40 {
				m.At = noon.Add(-time.Duration(i%20) * time.Minute)
			}
			claimed(m)
		}, 60, []Flood{{Kind: SameMinute, Count: Count{40, 40}, At: minute}}},
		{"a source that claims no moments says nothing of minutes", 60, func(_ int, m *brand.Mention) { m.At, m.Fetched = minute, minute }, 60, nil},
	}
	for _, tt := range tests {
		sig := evidence(t, noon, tt.n, tt.dress)
		if diff := cmp.Diff(tt.want, sig.Floods); diff != "" || sig.Voices != tt.voices {
			t.Errorf("%s: %d voices, want %d; floods (-want +got):\n%s", tt.claim, sig.Voices, tt.voices, diff)
		}
	}
}

// Those who speak in one minute are regulars: a whistle at a football match, not a machine.
func TestAMinuteOfKnownVoicesIsNoFlood(t *testing.T) {
	for _, known := range []int{0, 30} {
		var h history
		h.say("somebody", noon.AddDate(0, 0, -7))
		for i := range known {
			h.say(fmt.Sprint("v", i), noon.Add(-10*time.Hour).Add(time.Duration(i)*time.Minute/10))
		}
		for i := range 60 {
			h.say(fmt.Sprint("v", i), noon.Add(-30*time.Minute+time.Duration(i)*time.Second/2)).Fetched = noon
		}
		found := Evaluate(h.series(nil), []Rule{Burst{}}, noon)
		if len(found) != 1 {
			t.Fatalf("%d signals, want 1", len(found))
		}
		if flooded := len(found[0].Floods) == 1; flooded != (known == 0) {
			t.Errorf("of 60 voices %d were heard hours before: floods %+v", known, found[0].Floods)
		}
	}
}
