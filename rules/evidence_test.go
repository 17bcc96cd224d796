package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

// evidence is what Evaluate tells of the hour before a moment, of a brand that
// was silent for a week but for one post tagged #headache.
func evidence(t *testing.T, at time.Time, n int, dress func(i int, m *brand.Mention)) Signal {
	t.Helper()
	var h history
	h.say("somebody", at.AddDate(0, 0, -7)).Tags = []string{"headache"}
	for i := range n {
		m := h.say(fmt.Sprint("v", i), at.Add(-50*time.Minute+time.Duration(i)*time.Second))
		dress(i, m)
	}
	found := Evaluate(h.series(nil), []Rule{Burst{}}, at)
	if len(found) != 1 {
		t.Fatalf("%d voices: %d signals, want 1", n, len(found))
	}
	return found[0]
}

func TestTouches(t *testing.T) {
	at := time.Date(2026, 11, 10, 20, 0, 0, 0, time.UTC)
	touch := func(strategy, why string) brand.Touch { return brand.Touch{Strategy: strategy, Why: why} }
	tests := []struct {
		claim string
		n     int
		dress func(i int, m *brand.Mention)
		want  []Share
	}{
		{"an issue that touches nothing", 30, func(int, *brand.Mention) {}, []Share{{Name: "unassigned", Voices: 30}}},
		{"a crisis that touches nothing but by its size", 60, func(int, *brand.Mention) {}, []Share{{Name: "crisis", Voices: 60, Why: "size"}}},
		{"the reason most voices give", 60, func(i int, m *brand.Mention) {
			if i < 40 {
				m.Touches = []brand.Touch{touch("marketing", []string{`"ad"`, `"ad"`, `"ad"`, `"campaign"`}[i%4])}
			}
			if i%2 == 0 {
				m.Touches = append(m.Touches, touch("customer-service", `"refund"`))
			}
		}, []Share{
			{Name: "crisis", Voices: 60, Why: "size"},
			{Name: "marketing", Voices: 40, Why: `"ad" in 30 of 60`},
			{Name: "customer-service", Voices: 30, Why: `"refund" in 30 of 60`},
		}},
		{"size is a crisis's first reason", 60, func(i int, m *brand.Mention) {
			if i < 20 {
				m.Touches = []brand.Touch{touch("crisis", `"boycott"`)}
			}
		}, []Share{{Name: "crisis", Voices: 60, Why: "size · words in 20"}}},
		{"one voice's word is no second reason", 60, func(i int, m *brand.Mention) {
			if i == 0 {
				m.Touches = []brand.Touch{touch("crisis", `"boycott"`)}
			}
		}, []Share{{Name: "crisis", Voices: 60, Why: "size"}}},
		{"who speaks is no word", 60, func(_ int, m *brand.Mention) { m.Touches = []brand.Touch{touch("crisis", "voice press")} }, []Share{{Name: "crisis", Voices: 60, Why: "size"}}},
		{"below that, its words are", 30, func(i int, m *brand.Mention) {
			if i < 20 {
				m.Touches = []brand.Touch{touch("crisis", `"boycott"`)}
			}
		}, []Share{{Name: "crisis", Voices: 20, Why: `"boycott" in 20 of 30`}}},
		{"a crisis touches three strategies at most", 60, func(i int, m *brand.Mention) {
			m.Touches = []brand.Touch{touch([]string{"a", "b", "c", "d"}[i%4], "voice press"), touch("marketing", `"ad"`)}
		}, []Share{
			{Name: "crisis", Voices: 60, Why: "size"},
			{Name: "marketing", Voices: 60, Why: `"ad" in 60 of 60`},
			{Name: "a", Voices: 15, Why: "voice press in 15 of 60"},
		}},
		{"what is said comes before who speaks, and the most said first", 60, func(i int, m *brand.Mention) {
			m.Touches = []brand.Touch{touch("customer-service", "voice customers"), touch("communications", "voice customers")}
			if i < 7 {
				m.Touches = append(m.Touches, touch("marketing", `"ad"`))
			}
			if i >= 50 {
				m.Touches = []brand.Touch{touch("product-development", `"broke"`)}
			}
		}, []Share{
			{Name: "crisis", Voices: 60, Why: "size"},
			{Name: "product-development", Voices: 10, Why: `"broke" in 10 of 60`},
			{Name: "marketing", Voices: 7, Why: `"ad" in 7 of 60`},
		}},
		{"of one strategy, too", 30, func(i int, m *brand.Mention) {
			if m.Touches = []brand.Touch{touch("customer-service", "voice customers")}; i < 3 {
				m.Touches = []brand.Touch{touch("customer-service", `"refund"`)}
			}
		}, []Share{{Name: "customer-service", Voices: 30, Why: `"refund" in 3 of 30`}}},
		{"a reason that is a long query is cut, its figures are not", 30, func(_ int, m *brand.Mention) {
			m.Touches = []brand.Touch{touch("marketing", `query "Böll* NEAR/8 (Stiftung OR Preis OR Haus OR Archiv OR Schule)"`)}
		}, []Share{{Name: "marketing", Voices: 30, Why: `query "Böll* NEAR/8 (Stiftung OR Preis…" in 30 of 30`}}},
		{"two voices of 30 ring no whole function", 30, func(i int, m *brand.Mention) {
			if i < 2 {
				m.Touches = []brand.Touch{touch("marketing", `"ad"`)}
			}
		}, []Share{{Name: "unassigned", Voices: 30}}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, evidence(t, at, tt.n, tt.dress).Touches); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.claim, diff)
		}
	}
}

func TestEvidence(t *testing.T) {
	at := time.Date(2026, 11, 10, 20, 0, 0, 0, time.UTC)
	sig := evidence(t, at, 60, func(i int, m *brand.Mention) {
		m.Author, m.URL = fmt.Sprint("@", m.Voice), fmt.Sprint("https://x.example/", i)
		m.Text = "word" + strings.Repeat(" and another", 20) + fmt.Sprintf(" and %c%c too", 'a'+i/26, 'a'+i%26)
		m.Tags = []string{"solvomoms"}
		if i%3 == 0 {
			m.Source, m.Tags = "social", []string{"solvomoms", "headache"}
		}
		switch i {
		case 7, 8:
			m.Voice, m.Reach = "star", 900+i
		case 9:
			m.Voice, m.Reach = "star", 950
			m.At = m.At.Add(5 * time.Minute)
			m.Fetched = m.At
		case 11:
			m.Reach, m.Text, m.Title = 5000, " ", "A title"
		}
	})
	if diff := cmp.Diff([]Share{{Name: "solvomoms", Voices: 58, New: true}, {Name: "headache", Voices: 20}}, sig.Tags); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Share{{Name: "news", Voices: 39}, {Name: "social", Voices: 20}}, sig.Sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	if len(sig.Loudest) != 3 {
		t.Fatalf("%d quotes, want 3: %+v", len(sig.Loudest), sig.Loudest)
	}
	first := Quote{ID: "m12", URL: "https://x.example/11", Author: "@v11", Text: "A title", Reach: 5000, At: at.Add(-50*time.Minute + 11*time.Second), Source: "news"}
	if diff := cmp.Diff(first, sig.Loudest[0]); diff != "" {
		t.Errorf("the loudest (-want +got):\n%s", diff)
	}
	if second, third := sig.Loudest[1], sig.Loudest[2]; second.Reach != 950 || third.ID != "m60" {
		t.Errorf("then come %+v and %+v, want one voice once, and of equal reach the latest", second, third)
	}
	if text := sig.Loudest[2].Text; len([]rune(text)) > 140 || !strings.HasSuffix(text, "another…") {
		t.Errorf("text %q: want at most 140 runes, cut at a word", text)
	}
	if sig.Brand != "solvo" || sig.Rule != "burst" || sig.Version == "" || sig.Late {
		t.Errorf("signal %+v: want brand solvo, rule burst with a version, not late", sig)
	}
}
