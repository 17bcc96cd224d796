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
