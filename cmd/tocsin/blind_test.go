package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/config"
	"tocsin/store"
)

// A house is an app of this process, told the time, with a feed that can be killed.
type house struct {
	*app
	t    *testing.T
	out  bytes.Buffer
	now  time.Time
	dead atomic.Bool
	// items is how many the feed has had; it shows the newest, as feeds do.
	items atomic.Int64
	// missed is how many posts of the brand it has that came later, one each hour.
	missed atomic.Int64
}

// saturday is one o'clock in the night before a Saturday's day, when nobody looks.
var saturday = time.Date(2026, 11, 21, 1, 0, 0, 0, time.UTC)

func newHouse(t *testing.T, more string) *house {
	t.Helper()
	h := &house{t: t, now: saturday}
	h.items.Store(3)
	born := saturday.Add(-time.Hour)
	feeds := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if h.dead.Load() {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>f</title>`)
		for i := max(0, h.items.Load()-50); i < h.items.Load(); i++ {
			_, _ = fmt.Fprintf(w, "<item><guid>%d</guid><title>weather %d</title><pubDate>%s</pubDate></item>", i, i, born.Add(time.Duration(i)*10*time.Minute).Format(time.RFC1123Z))
		}
		for i := range h.missed.Load() {
			_, _ = fmt.Fprintf(w, "<item><guid>m%d</guid><title>solvo %d</title><pubDate>%s</pubDate></item>", i, i, saturday.Add(time.Duration(i+1)*time.Hour).Format(time.RFC1123Z))
		}
		_, _ = fmt.Fprint(w, `</channel></rss>`)
	}))
	t.Cleanup(feeds.Close)
	file := `brand: Solvo
match: [solvo]
sources:
  - {id: forum, kind: feed, url: "` + feeds.URL + `", every: 2m, allow_private: true}
  - {id: other, kind: feed, url: "` + feeds.URL + `/other", every: 2m, allow_private: true}
people:
  - {name: Ana, slack: U01ANA, can: [crisis]}
  - {name: Ben, slack: U02BEN, can: [crisis]}
` + more
	cfg, err := config.Read("f.yaml", []byte(file), known())
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	h.app, err = assemble(t.Context(), setting{
		config: cfg, store: s, env: func(string) string { return "" }, log: slog.New(slog.DiscardHandler), now: func() time.Time { return h.now }, out: &h.out,
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// poll reads the forum and looks after the sources, as the schedule would every two minutes.
func (h *house) poll(n int) {
	h.t.Helper()
	for range n {
		h.now = h.now.Add(2 * time.Minute)
		_, _ = h.collect(h.t.Context(), h.sources[0], h.now)
		if _, err := h.watchSources(h.t.Context(), h.now); err != nil {
			h.t.Fatal(err)
		}
	}
}

// said is what was shown since it was last asked for.
func (h *house) said() string {
	defer h.out.Reset()
	return h.out.String()
}

func TestADeadSourceIsToldWithinThreePollsOnce(t *testing.T) {
	h := newHouse(t, "")
	h.poll(5)
	if said := h.said(); said != "" {
		t.Fatalf("all is well, and it says %s", said)
	}
	h.dead.Store(true)
	h.poll(3)
	said := h.said()
	for _, want := range []string{"── operators ──", "BLIND · Solvo · 1 source", "forum (feed) · not read since Sat 01:10", "503 Service Unavailable", "Silence there is not calm", "tocsin source try forum"} {
		if !strings.Contains(said, want) {
			t.Errorf("three polls failed, and the card lacks %q:\n%s", want, said)
		}
	}
	if footer := h.footer(t.Context(), "solvo", h.now); !strings.Contains(footer, "BLIND: forum since 6 min") {
		t.Errorf("an alert's last line is %q; it must say that the forum is not heard", footer)
	}
	if heard := h.hearingAt(t.Context(), "solvo", h.now); heard == nil || heard.Sources != 2 || len(heard.Blind) != 1 || heard.Blind[0].Source != "forum" || heard.Blind[0].Since.IsZero() {
		t.Errorf("a signal of that moment records %+v; it must name the forum, and when it was last read", heard)
	}
	h.poll(100)
	if said := h.said(); said != "" {
		t.Errorf("it is said again within hours:\n%s", said)
	}
	h.poll(24 * 30)
	if said := h.said(); strings.Count(said, "BLIND · Solvo") != 1 {
		t.Errorf("after a day it is to be said once more:\n%s", said)
	}
	h.dead.Store(false)
	h.missed.Store(2)
	h.poll(10)
	if said := h.said(); !strings.Contains(said, "HEARD AGAIN · Solvo · 1 source") || strings.Contains(said, "BLIND") || !strings.Contains(said, "after it was told blind; 2 posts caught up") {
		t.Errorf("the forum is heard again, and it says\n%s", said)
	}
	if footer := h.footer(t.Context(), "solvo", h.now); strings.Contains(footer, "BLIND") {
		t.Errorf("an alert's last line is %q", footer)
	}
	h.poll(100)
	if said := h.said(); said != "" {
		t.Errorf("all is well, and it says %s", said)
	}
}

// A blind source was read a moment ago, and what is said there is not heard all the same.
func TestABlindSourceIsNotCountedAsFresh(t *testing.T) {
	h := newHouse(t, "")
	for _, s := range h.sources {
		if _, err := h.collect(t.Context(), s, h.now); err != nil {
			t.Fatal(err)
		}
	}
	mark, err := h.store.Bookmark(t.Context(), "forum")
	if err != nil {
		t.Fatal(err)
	}
	mark.Failures, mark.Fault = 3, "503 Service Unavailable"
	if err := h.store.Mark(t.Context(), "forum", mark); err != nil {
		t.Fatal(err)
	}
	h.now = h.now.Add(time.Minute)
	if footer, want := h.footer(t.Context(), "solvo", h.now), "Data: 1 of 2 sources fresh (oldest 1 min) · BLIND: forum since 1 min"; !strings.HasPrefix(footer, want) {
		t.Errorf("an alert's last line is %q, want %q", footer, want)
	}
}

func TestASourceThatAnswersAndShowsNothingNewIsNoticedByItsOwnRhythm(t *testing.T) {
	h := newHouse(t, "")
	for range 8 * 24 { // eight days of six items an hour, but for the nights
		if hour := h.now.Hour(); hour >= 7 && hour < 23 {
			h.items.Store(int64(h.now.Sub(saturday)/(10*time.Minute)) + 5)
		}
		h.now = h.now.Add(58 * time.Minute)
		h.poll(1)
	}
	if said := h.said(); said != "" {
		t.Fatalf("nights are quiet, and it says %s", said)
	}
	for h.now.Hour() != 22 {
		h.now = h.now.Add(time.Hour)
		h.items.Store(int64(h.now.Sub(saturday)/(10*time.Minute)) + 5)
		h.poll(1)
	}
	from := h.now
	for range 40 { // and now nothing
		h.now = h.now.Add(28 * time.Minute)
		h.poll(1)
		if strings.Contains(h.out.String(), "BLIND") {
			break
		}
	}
	said := h.said()
	if !strings.Contains(said, "it answers and has shown nothing new for") || !strings.Contains(said, "its longest pause in five weeks was") {
		t.Fatalf("nothing new for %v, and it says %q", h.now.Sub(from), said)
	}
	if took := h.now.Sub(from); took < 9*time.Hour || took > 16*time.Hour {
		t.Errorf("silence is told after %v; nights of eight hours are its rhythm", took)
	}
}

// What takes one source down takes others, and the quickest is blind first: its card tells how
// many more failed, and that these are blind too is not kept back for long.
func TestTheCardOfTheFirstBlindSourceTellsOfTheOthers(t *testing.T) {
	h := newHouse(t, "")
	h.poll(2)
	if _, err := h.collect(t.Context(), h.sources[1], h.now); err != nil {
		t.Fatal(err)
	}
	h.dead.Store(true)
	h.poll(2)
	_, _ = h.collect(t.Context(), h.sources[1], h.now)
	h.poll(1)
	if said, want := h.said(), "1 more failed its last reading, and may be next: other"; !strings.Contains(said, "BLIND · Solvo · 1 source") || !strings.Contains(said, want) {
		t.Errorf("the card of the forum does not say %q:\n%s", want, said)
	}
	for range 3 {
		_, _ = h.collect(t.Context(), h.sources[1], h.now.Add(time.Second))
		h.poll(1)
	}
	if said := h.said(); !strings.Contains(said, "BLIND · Solvo · 1 source") || !strings.Contains(said, "other (feed) · not read since") {
		t.Errorf("six minutes later the other is blind as well, and it says %q", said)
	}
}
