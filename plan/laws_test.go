package plan

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tocsin/brand"
)

// Whatever a post says: at most three strategies are touched, each once, each for
// a reason, the stronger reasons first and equals in the plan's order; and what is
// said beside it takes no tie away.
func TestLawsOfTouches(t *testing.T) {
	tagger := tied(t)
	var order []string
	for _, s := range tagger.strategies {
		order = append(order, s.ID)
	}
	words := rapid.SampledFrom([]string{
		"recall", "refund", "ad", "app", "#slingad", "#slingful", "@solvocare", "@lab@social.example", "solvo.example/sling", "https://help.example/a?b=c",
		"the sling by solvo", "solvo", "hello", "ﬁn", "…", "\xff", "://", "https://", "@", "#", "a.b", "详见solvo.example/sling。", "%zz.example/%", "https://[::1]/",
	})
	mentions := rapid.Custom(func(t *rapid.T) brand.Mention {
		text := func(label string) string {
			return strings.Join(rapid.SliceOfN(words, 0, 8).Draw(t, label), rapid.SampledFrom([]string{" ", "", "\n"}).Draw(t, "glue"))
		}
		danger := rapid.SliceOfN(rapid.SampledFrom([]string{"burn", "recall"}), 0, 2).Draw(t, "danger")
		return brand.Mention{
			Tone:  brand.Tone{Danger: danger, Spared: rapid.SliceOfN(words, 0, 2).Draw(t, "spared")},
			Brand: brand.Key(rapid.SampledFrom([]string{"solvo", "motrin"}).Draw(t, "brand")),
			Group: rapid.SampledFrom([]string{"", "customers", "press"}).Draw(t, "group"),
			Post:  brand.Post{Title: text("title"), Text: text("text"), URL: words.Draw(t, "url"), Author: words.Draw(t, "author"), Links: rapid.SliceOfN(words, 0, 3).Draw(t, "links")},
		}
	})
	strengthOf := func(why string) strength {
		switch {
		case strings.HasPrefix(why, "voice "):
			return byVoice
		case strings.HasPrefix(why, `"`), strings.HasPrefix(why, "danger: "):
			return byTerm
		}
		return byTie
	}
	rapid.Check(t, func(t *rapid.T) {
		m := mentions.Draw(t, "mention")
		touches := tagger.Touches(m)
		if len(touches) > 3 {
			t.Fatalf("%d strategies are touched: %v", len(touches), touches)
		}
		for i, touch := range touches {
			if touch.Why == "" || !slices.Contains(order, touch.Strategy) {
				t.Fatalf("%+v has no reason, or is none of the plan", touch)
			}
			if i == 0 {
				continue
			}
			last, now := strengthOf(touches[i-1].Why), strengthOf(touch.Why)
			if now > last || now == last && slices.Index(order, touch.Strategy) <= slices.Index(order, touches[i-1].Strategy) {
				t.Fatalf("%+v stands before %+v", touches[i-1], touch)
			}
		}
		more := m
		more.Text += " " + words.Draw(t, "more")
		for _, touch := range touches {
			again := slices.ContainsFunc(tagger.Touches(more), func(o brand.Touch) bool { return o.Strategy == touch.Strategy })
			if strengthOf(touch.Why) == byTie && !again && len(touches) < 3 {
				t.Fatalf("%q takes %+v away", more.Text, touch)
			}
		}
	})
}

// Of a post that is made of addresses only the first are looked at.
func TestAListOfAddressesIsNoTalk(t *testing.T) {
	long := strings.Repeat("a.example/b ", 100_000)
	if got := tied(t).Touches(post(brand.Post{Text: long + "help.example/sling"})); got != nil {
		t.Errorf("Touches of a list of addresses = %v, want none", got)
	}
}
