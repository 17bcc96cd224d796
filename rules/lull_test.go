package rules

import (
	"testing"
	"time"
)

func TestLulls(t *testing.T) {
	start := time.Date(2026, 7, 6, 0, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return start.AddDate(0, 0, n) }
	tests := []struct {
		claim    string
		heard    func(h *history)
		from, to time.Time
		want     Severity
	}{
		{"a source that nobody could read for five weeks is as loud as ever for two more", func(h *history) {
			h.live("news", day(0), day(35), 60)
			h.live("news", day(70), day(84), 60)
		}, day(70), day(84), None},
		{"nor does it matter that the other source could be read", func(h *history) {
			h.live("news", day(0), day(35), 60)
			h.live("blogs", day(0), day(72), 1)
			h.live("news", day(70), day(72), 60)
		}, day(70), day(72), None},
		{"what is ten times as loud after five weeks is a crisis", func(h *history) {
			h.live("news", day(0), day(35), 60)
			h.live("news", day(70), day(71), 600)
		}, day(70), day(71), Crisis},
		{"a storm of three days, five silent weeks, and another storm", func(h *history) {
			h.say("somebody", day(0)).Source = "news"
			h.live("news", day(32), day(35), 60)
			h.live("news", day(70), day(71), 60)
		}, day(70), day(71), Crisis},
		{"a brand that is named twice a day, five silent weeks, and a storm", func(h *history) {
			for n := range 70 {
				h.say("a", day(0).Add(time.Duration(n)*12*time.Hour)).Source = "news"
			}
			h.live("news", day(70), day(71), 60)
		}, day(70), day(71), Crisis},
	}
	for _, tt := range tests {
		var h history
		tt.heard(&h)
		if got, when := loudestOf(h, tt.from, tt.to); got != tt.want {
			t.Errorf("%s: %v at %v, want %v", tt.claim, got, when, tt.want)
		}
	}
}
