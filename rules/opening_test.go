package rules

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"tocsin/brand"
)

// backfill lets n voices of a source have spoken in the span before its first reading.
func (h *history) backfill(source string, n int, read time.Time, span time.Duration) {
	first := len(*h)
	h.crowd(source+" before ", n, read.Add(-span), span)
	for i := first; i < len(*h); i++ {
		(*h)[i].Source, (*h)[i].Fetched, (*h)[i].Backfill = source, read, true
	}
}

// live lets so many voices an hour speak in a source, each read as it speaks.
func (h *history) live(source string, from, to time.Time, perHour int) {
	for at := from; at.Before(to); at = at.Add(time.Hour) {
		first := len(*h)
		h.crowd(fmt.Sprint(source, at.Unix(), "-"), perHour, at, time.Hour)
		for i := first; i < len(*h); i++ {
			(*h)[i].Source = source
		}
	}
}

// loudestOf answers the most severe that is found while a history is read, and when first.
func loudestOf(h history, from, to time.Time) (Severity, time.Time) {
	slices.SortStableFunc(h, func(a, b brand.Mention) int { return a.Fetched.Compare(b.Fetched) })
	s, i := NewSeries(nil), 0
	worst, when := None, time.Time{}
	for now := from; !now.After(to); now = now.Add(5 * time.Minute) {
		for ; i < len(h) && !h[i].Fetched.After(now); i++ {
			s.Add(h[i])
		}
		for _, sig := range Evaluate(s, []Rule{Burst{}}, now) {
			if sig.Severity > worst {
				worst, when = sig.Severity, now
			}
		}
		s.Settle(now)
	}
	return worst, when
}

func TestFirstReadings(t *testing.T) {
	start := time.Date(2026, 9, 7, 14, 20, 0, 0, time.UTC)
	joined := start.AddDate(0, 0, 21)
	tests := []struct {
		claim string
		// heard is what a brand hears from start, or where a source joins it.
		heard    func(h *history)
		from, to time.Time
		want     Severity
	}{
		{"a brand of 150 an hour is first listened to, while it says what it always says", func(h *history) {
			h.backfill("news", 100, start, 40*time.Minute)
			h.live("news", start, start.AddDate(0, 0, 3), 150)
		}, start, start.AddDate(0, 0, 3), None},
		{"a source of 60 an hour joins a brand of 1 an hour", func(h *history) {
			h.live("news", start, joined, 1)
			h.backfill("social", 100, joined, 100*time.Minute)
			h.live("news", joined, joined.AddDate(0, 0, 8), 1)
			h.live("social", joined, joined.AddDate(0, 0, 8), 60)
		}, joined, joined.AddDate(0, 0, 8), None},
		{"and a storm of 600 breaks out in it next day", func(h *history) {
			h.live("news", start, joined, 1)
			h.backfill("social", 100, joined, 100*time.Minute)
			h.live("social", joined, joined.AddDate(0, 0, 1), 60)
			h.live("social", joined.AddDate(0, 0, 1), joined.Add(26*time.Hour), 600)
		}, joined, joined.Add(26 * time.Hour), Crisis},
		{"a brand of nothing that was first read as nothing meets a storm", func(h *history) {
			h.live("news", start, start.Add(2*time.Hour), 50)
		}, start, start.Add(2 * time.Hour), Crisis},
		{"a brand whose first reading held only old posts meets a storm", func(h *history) {
			h.backfill("news", 100, start, 60*24*time.Hour)
			h.live("news", start, start.Add(2*time.Hour), 50)
		}, start, start.Add(2 * time.Hour), Crisis},
		{"five posts of a storm that has just begun do not hide it", func(h *history) {
			h.backfill("news", 5, start, 5*time.Minute)
			h.live("news", start, start.Add(2*time.Hour), 60)
		}, start, start.Add(2 * time.Hour), Crisis},
		{"a storm in a source that had never a word for the brand", func(h *history) {
			h.live("news", start, joined, 1)
			h.live("video", joined, joined.Add(2*time.Hour), 50)
		}, joined, joined.Add(2 * time.Hour), Crisis},
	}
	for _, tt := range tests {
		var h history
		tt.heard(&h)
		if got, when := loudestOf(h, tt.from, tt.to); got != tt.want {
			t.Errorf("%s: %v at %v, want %v", tt.claim, got, when, tt.want)
		}
	}
}

func TestBurstTellsWhatFirstReadingsTold(t *testing.T) {
	at := time.Date(2026, 9, 7, 14, 20, 0, 0, time.UTC)
	var h history
	h.live("news", at.AddDate(0, 0, -21), at, 1)
	h.backfill("social", 100, at.Add(-2*time.Hour), 10*time.Hour)
	h.live("social", at.Add(-time.Hour), at, 90)
	sig, _ := Burst{}.Evaluate(h.series(nil), at)
	const want = "89 voices in the hour to Monday 14:20 UTC; normal for it is 9.3 (no earlier week is known of all sources; " +
		"what the new ones began with tells of 8); a rise in voices like that of the last hour is to be expected less than once in 10 years; " +
		"crisis needs 40 voices and once in 364 days, and 3 times normal"
	if sig.Arithmetic != want {
		t.Errorf("\ngot  %s\nwant %s", sig.Arithmetic, want)
	}
}

// A source's pages may be read in any order, and posts of others between them.
func TestFirstReadingsInAnyOrder(t *testing.T) {
	at := time.Date(2026, 9, 7, 14, 20, 0, 0, time.UTC)
	var h history
	h.live("news", at.AddDate(0, 0, -2), at, 3)
	h.backfill("social", 100, at.Add(-time.Hour), 100*time.Minute)
	h.backfill("social", 200, at.Add(-50*time.Minute), 30*time.Hour)
	want, _ := h.series(nil).Expected(at, time.Hour)
	if want < 5 {
		t.Fatalf("Expected = %.1f, so it shows nothing", want)
	}
	turned := make([]brand.Mention, len(h))
	for i, m := range h {
		turned[len(h)-1-i] = m
	}
	if got, _ := history(turned).series(nil).Expected(at, time.Hour); got != want {
		t.Errorf("Expected = %v read backwards, %v as it came", got, want)
	}
}
