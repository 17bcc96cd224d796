package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tocsin/config"
	"tocsin/schedule"
)

// Nearly all readings find nothing new; what the schedule says of one that did nothing is
// for those who look for details.
func TestAReadingThatFindsNothingNewIsADetail(t *testing.T) {
	h := newHouse(t, "")
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>f</title><item><guid>1</guid><title>weather</title></item></channel></rss>`)
	}))
	t.Cleanup(feed.Close)
	h.sources[0].Collector = openSources([]config.SourceSpec{{ID: "forum", Kind: "feed", URL: feed.URL, AllowPrivate: true}}, func(string) string { return "" })[0].Collector
	for _, want := range []string{"1 fetched, 0 matched, 0 fresh", "", ""} {
		h.now = h.now.Add(2 * time.Minute)
		h.sources[0].Every = 5 * time.Minute
		if did, err := h.collect(t.Context(), h.sources[0], h.now); did != want || err != nil {
			t.Errorf("the log tells %q, %v; want %q", did, err, want)
		}
	}
}

func TestASourceThatCannotBeOpenedIsToldOnce(t *testing.T) {
	h := newHouse(t, "")
	faults := errors.Join(errors.New("source x: no token"), errors.New("no channel"))
	h.sources[0].Collector = shut{faults}
	var said bytes.Buffer
	tellUnopened(slog.New(slog.NewTextHandler(&said, nil)), append(h.sources, openSources([]config.SourceSpec{{ID: "odd", Kind: "telepathy"}}, func(string) string { return "" })...))
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	if len(lines) != 2 || strings.Contains(said.String(), `\n`) || !strings.Contains(lines[0], `source=forum error="source x: no token; no channel"`) || !strings.Contains(lines[1], "source=odd") {
		t.Errorf("two sources cannot be opened, and the log says\n%s", said.String())
	}
	_, err := h.collect(t.Context(), h.sources[0], h.now)
	if pause, is := errors.AsType[*schedule.Pause](err); !is || !strings.Contains(pause.Fault, "no token") {
		t.Errorf("to read it answers %v; want the fault, and that no job failed of it", err)
	}
	if b, err := h.store.Bookmark(t.Context(), "forum"); err != nil || b.Failures != 1 {
		t.Errorf("its bookmark is %+v, %v; want the failure in it, of which a card tells", b, err)
	}
}

func TestAReasonIsToldWithoutTheSourceItIsOf(t *testing.T) {
	for said, want := range map[string]string{
		"collect x: 429 Too Many Requests":     "429 Too Many Requests",
		"collect x: source x: it has no token": "it has no token",
		"collect y: down":                      "collect y: down",
	} {
		if got := reason("x", said); got != want {
			t.Errorf("%q is told as %q, want %q", said, got, want)
		}
	}
}
