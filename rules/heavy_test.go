package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
)

func TestOneItemThatMattersIsEnough(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	paper := func(change func(m *brand.Mention)) []brand.Mention {
		m := brand.Mention{
			ID: "one", Brand: "solvo", Source: "news", Voice: "paper", At: at.Add(-4 * time.Minute), Fetched: at,
			Post: brand.Post{Title: "Two film themselves", Text: "in a kitchen", URL: "https://food.paper.example/two", Author: "Jo Doe", Reach: 500},
		}
		change(&m)
		return []brand.Mention{m}
	}
	danger := func(m *brand.Mention) { m.Danger = []string{"contamination"} }
	elsewhere := func(m *brand.Mention) { m.URL = "https://blog.example/two" }
	for _, tt := range []struct {
		claim    string
		mentions []brand.Mention
		want     Severity
	}{
		{"a watched paper", paper(func(*brand.Mention) {}), Watch},
		{"a watched paper that speaks of a danger", paper(danger), Issue},
		{"any other paper that does", paper(func(m *brand.Mention) { danger(m); elsewhere(m) }), None},
		{"a paper whose name but ends like a watched one's", paper(func(m *brand.Mention) { m.URL = "https://newspaper.example/two" }), None},
		{"a watched person", paper(func(m *brand.Mention) { elsewhere(m); m.Author = "@Ana" }), Watch},
		{"a watched source", paper(func(m *brand.Mention) { elsewhere(m); m.Source = "Wire" }), Watch},
		{"100,000 who hear of a danger", paper(func(m *brand.Mention) { elsewhere(m); danger(m); m.Reach = 100_000 }), Issue},
		{"99,999", paper(func(m *brand.Mention) { elsewhere(m); danger(m); m.Reach = 99_999 }), None},
		{"a million who hear of none", paper(func(m *brand.Mention) { elsewhere(m); m.Reach = 1_000_000 }), None},
		{"a post of the brand's own", paper(func(m *brand.Mention) { danger(m); m.Own = true }), None},
		{"what a first reading found", paper(func(m *brand.Mention) { danger(m); m.Backfill = true }), None},
		{"an item of two hours ago", paper(func(m *brand.Mention) { danger(m); m.At = at.Add(-2 * time.Hour) }), None},
		{"what comes later", paper(func(m *brand.Mention) { danger(m); m.At, m.Fetched = at.Add(time.Minute), at.Add(time.Minute) }), None},
	} {
		s := NewSeries(time.UTC)
		s.Watch([]string{"paper.example", "@ana", "source:wire"})
		for _, m := range tt.mentions {
			s.Add(m)
		}
		sig, fires := Heavy{}.Evaluate(s, at)
		if sig.Severity != tt.want || fires != (tt.want != None) {
			t.Errorf("%s: %v (%s), want %v", tt.claim, sig.Severity, sig.Arithmetic, tt.want)
		}
		if fires && (sig.Item == nil || sig.Item.ID != "one" || sig.Voices != 1) {
			t.Errorf("%s: told is %+v of %d voices, want the item and its voice", tt.claim, sig.Item, sig.Voices)
		}
	}
}

// A watched wire's story is told once, whichever watched papers print it, and however long after.
func TestAStoryIsHeavyOnce(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	s := NewSeries(time.UTC)
	s.Watch([]string{"paper.example"})
	told := 0
	for i := range 24 {
		now := at.Add(time.Duration(i) * 20 * time.Minute)
		m := brand.Mention{
			ID: brand.MentionID(fmt.Sprint("print ", i)), Brand: "solvo", Source: "news", Voice: brand.Voice(fmt.Sprint("paper ", i)), At: now, Fetched: now,
			Post: brand.Post{Title: "A recall", URL: fmt.Sprintf("https://%d.paper.example/", i)},
		}
		if i > 0 {
			m.Story, m.Speaker = "print 0", "paper 0"
		}
		s.Add(m)
		if sig, fires := (Heavy{}).Evaluate(s, now); fires {
			told++
			if sig.Item.ID != "print 0" {
				t.Errorf("print %d is told: %s", i, sig.Arithmetic)
			}
		}
	}
	if told != 3 { // while it is in the hour before
		t.Errorf("the story was told at %d looks, want at the 3 within its hour", told)
	}
}

// The evidence of an item is the item's, not that of whatever else is said in its hour.
func TestTheEvidenceOfAnItemIsItsOwn(t *testing.T) {
	s := NewSeries(time.UTC)
	s.Watch([]string{"paper.example"})
	h := history{}
	h.crowd("other", 6, noon.Add(-50*time.Minute), 40*time.Minute)
	for i := range h {
		h[i].Text, h[i].Reach = "a nap and a motrin", 9000
	}
	m := h.say("paper", noon.Add(-5*time.Minute))
	m.Text, m.URL, m.Danger = "Solvo found in the soup", "https://paper.example/soup", []string{"contamination"}
	for _, m := range h {
		s.Add(m)
	}
	found := Evaluate(s, []Rule{Heavy{}}, noon)
	if len(found) != 1 || len(found[0].Loudest) != 1 || found[0].Loudest[0].Text != "Solvo found in the soup" || found[0].Mentions != 1 {
		t.Fatalf("found %+v, want one signal of one post", found)
	}
	const want = "1 post of Tuesday 19:55 UTC by paper.example, which is on the watch-list; it speaks of a danger, which makes it an issue: contamination"
	if found[0].Arithmetic != want {
		t.Errorf("arithmetic\n%s\nwant\n%s", found[0].Arithmetic, want)
	}
	s.Unquote(Reworded{m.ID: {Was: m.Text}})
	if sig, _ := (Heavy{}).Evaluate(s, noon); sig.Item.Text+sig.Item.URL+sig.Item.Author != "" {
		t.Errorf("after it was deleted, it is quoted as %+v", sig.Item)
	}
	if n := found[0].Unquote(Reworded{m.ID: {Was: m.Text}}); n != 2 || strings.Contains(fmt.Sprint(*found[0].Item), "soup") {
		t.Errorf("of a recorded signal %d quotes are taken out, want the item's and the loudest's", n)
	}
}

// An article that was read three hours after it was published is told, and told as late.
func TestAnItemThatIsReadLateIsTold(t *testing.T) {
	s := NewSeries(time.UTC)
	s.Watch([]string{"paper.example"})
	s.Settle(noon.Add(-5 * time.Minute))
	s.Add(brand.Mention{ID: "late", Brand: "solvo", Source: "news", Voice: "paper", At: noon.Add(-3 * time.Hour), Fetched: noon, Post: brand.Post{URL: "https://paper.example/a", Text: "Solvo, seen"}})
	found := Evaluate(s, []Rule{Heavy{}}, noon)
	if len(found) != 1 || !found[0].Late {
		t.Errorf("found %+v, want one late signal", found)
	}
}
