package alerting

import (
	"strings"
	"testing"
	"time"

	"tocsin/rules"
)

func TestTheSizeTellsHowFastItGrows(t *testing.T) {
	growth := func(pace rules.Pace, every, from, to time.Duration) *rules.Growth {
		return &rules.Growth{Pace: pace, Every: every, From: from, To: to}
	}
	for _, tt := range []struct {
		growth *rules.Growth
		want   string
	}{
		{nil, ""},
		{growth(rules.Doubling, 24*time.Minute, 19*time.Minute, 36*time.Minute), "Doubling every 25 min (20 to 35)"},
		{growth(rules.Doubling, 7*time.Minute+40*time.Second, 6*time.Minute, 11*time.Minute), "Doubling every 8 min (6 to 10)"},
		{growth(rules.Halving, 80*time.Minute, 50*time.Minute, 200*time.Minute), "Halving every 80 min (50 to 200)"},
		{growth(rules.Halving, 150*time.Minute, 100*time.Minute, 6*time.Hour), "Halving every 2.5 h (1.5 to 6)"},
		{growth(rules.Steady, 0, 0, 0), "Neither growing nor falling"},
	} {
		s := stormSignal()
		s.Growth = tt.growth
		i := told(heardAt(night, s))
		size := lineOf(Compose(i, channelReader(t), night), "SIZE")
		_, got, _ := strings.Cut(size, "(521 posts)")
		if strings.TrimPrefix(got, ". ") != tt.want {
			t.Errorf("%+v: SIZE %s, want %q at its end", tt.growth, size, tt.want)
		}
		if why := Why(i, channelReader(t)); tt.want != "" && !strings.Contains(why, strings.ToLower(tt.want)) {
			t.Errorf("%+v: Why does not say it:\n%s", tt.growth, why)
		}
	}
}

func TestATurnTellsWhetherThoseWhoSpeakAreKinder(t *testing.T) {
	for _, tt := range []struct {
		claim         string
		before, after rules.Moods
		want          string
	}{
		{"kinder", rules.Moods{Negative: 70, Neutral: 12, Positive: 18, Unknown: 9}, rules.Moods{Negative: 40, Neutral: 26, Positive: 34}, "; positive 18% → 34% (word list, unchecked)"},
		{"as before", rules.Moods{Negative: 82, Positive: 18}, rules.Moods{Negative: 80, Positive: 20}, ""},
		{"less kind", rules.Moods{Negative: 60, Positive: 40}, rules.Moods{Negative: 80, Positive: 20}, ""},
		{"too few to say", rules.Moods{Negative: 70, Positive: 18}, rules.Moods{Positive: 9}, ""},
	} {
		loud, calm := stormSignal(), stormSignal()
		loud.Voices, loud.Moods, calm.Voices, calm.Moods = 400, tt.before, 100, tt.after
		turned := Action{Key: "turned", Verb: Turned, At: night.Add(3 * time.Hour), Course: &rules.Course{
			Now: rules.Hour{At: night.Add(3 * time.Hour), Voices: 100}, Peak: rules.Hour{At: night, Voices: 400},
		}}
		i := told(heardAt(night, loud), heardAt(night.Add(3*time.Hour), calm), turned)
		want := "The tide has turned: past its peak of 400 voices/h since 03:07, now 100 voices/h" + tt.want
		if got := threadText(i, channelReader(t), turned.At); got != want {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, want)
		}
	}
}

func TestWavesAreCounted(t *testing.T) {
	for n, want := range map[int]string{2: "second", 3: "third", 4: "4th", 11: "11th", 21: "21st", 22: "22nd", 23: "23rd"} {
		if got := nth(n); got != want {
			t.Errorf("wave %d is the %s, want %s", n, got, want)
		}
	}
}
