package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/brand"
)

func TestAVoiceSoundsAsItsLatestPostThatCanBeTold(t *testing.T) {
	type post struct {
		minute int
		mood   brand.Mood
	}
	tests := []struct {
		claim string
		posts []post
		want  brand.Mood
	}{
		{"one post", []post{{1, brand.Negative}}, brand.Negative},
		{"the later counts", []post{{1, brand.Negative}, {2, brand.Positive}}, brand.Positive},
		{"in whatever order they come", []post{{2, brand.Positive}, {1, brand.Negative}}, brand.Positive},
		{"what cannot be told takes nothing back", []post{{1, brand.Negative}, {2, brand.Unknown}}, brand.Negative},
		{"at one moment the worse counts", []post{{1, brand.Negative}, {1, brand.Positive}, {1, brand.Neutral}}, brand.Negative},
		{"nothing can be told", []post{{1, brand.Unknown}, {2, brand.Unknown}}, brand.Unknown},
	}
	for _, tt := range tests {
		sig := evidence(t, noon, 30, func(i int, m *brand.Mention) {
			if i < len(tt.posts) {
				m.Voice, m.Mood = "one", tt.posts[i].mood
				m.At = noon.Add(-30*time.Minute + time.Duration(tt.posts[i].minute)*time.Minute)
				m.Fetched = m.At
			}
		})
		var want Moods
		want.Add(tt.want)
		want.Unknown += 30 - len(tt.posts)
		if diff := cmp.Diff(want, sig.Moods); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.claim, diff)
		}
	}
}

func TestMoodsAreToldDownToTheNegative(t *testing.T) {
	for want, m := range map[string]Moods{
		"":                                       {Unknown: 9},
		"71% negative":                           {Negative: 71, Neutral: 20, Positive: 9, Unknown: 50},
		"50% negative":                           {Negative: 50, Neutral: 50},
		"75% neutral, 19% positive, 6% negative": {Negative: 6, Neutral: 75, Positive: 19},
		"60% positive, 30% neutral, 10% negative": {Negative: 10, Neutral: 30, Positive: 60},
		"80% positive, 15% negative":              {Negative: 15, Neutral: 5, Positive: 80},
		"55% neutral, 40% negative":               {Negative: 40, Neutral: 55, Positive: 5},
	} {
		if got := m.String(); got != want {
			t.Errorf("%d negative, %d neutral, %d positive: told as %q, want %q", m.Negative, m.Neutral, m.Positive, got, want)
		}
	}
}

func TestGroupsLanguagesAndDangerAreSharesOfVoices(t *testing.T) {
	sig := evidence(t, noon, 60, func(i int, m *brand.Mention) {
		if m.Group = "customers"; i >= 45 {
			m.Group = "press"
		}
		if m.Mood = brand.Negative; i >= 40 {
			m.Mood = brand.Neutral
		}
		m.Lang = []string{"en", "en-GB", "EN_us", "pt-BR", "x-klingon", ""}[i%6]
		switch {
		case i < 31:
			m.Danger = []string{"recall", "recall"}
		case i < 35:
			m.Danger = []string{"recall", "injury"}
		}
	})
	groups := []Share{
		{Name: "customers", Voices: 45, Moods: &Moods{Negative: 40, Neutral: 5}},
		{Name: "press", Voices: 15, Moods: &Moods{Neutral: 15}},
	}
	if diff := cmp.Diff(groups, sig.Groups); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Share{{Name: "en", Voices: 30}, {Name: "unknown", Voices: 20}, {Name: "pt", Voices: 10}}, sig.Langs); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Share{{Name: "recall", Voices: 35}, {Name: "injury", Voices: 4}}, sig.Danger); diff != "" {
		t.Errorf("danger (-want +got):\n%s", diff)
	}
}

// However it sounds, a storm is as severe: tone is shown, and decides nothing.
func TestNoRuleListensToTone(t *testing.T) {
	of := func(tone brand.Tone) Signal {
		return evidence(t, noon, 60, func(_ int, m *brand.Mention) { m.Tone = tone })
	}
	want := of(brand.Tone{})
	for _, tone := range []brand.Tone{{Mood: brand.Positive, Score: 1}, {Mood: brand.Negative, Score: -1, Danger: []string{"recall"}}} {
		if diff := cmp.Diff(want, of(tone), cmpopts.IgnoreFields(Signal{}, "Moods", "Danger")); diff != "" {
			t.Errorf("a storm that sounds %s is another (-want +got):\n%s", tone.Mood, diff)
		}
	}
}
