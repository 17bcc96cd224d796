package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/web"
)

// A wire story that forty places carry is one voice, and status says that it is
// forty posts all the same.
func TestStatusTellsPostsFromVoices(t *testing.T) {
	t.Parallel()
	r := newRig(t, "embedded")
	r.file = strings.Replace(r.file, "match: [solvo, \"#solvo*\"]", "match: [solvo]", 1)
	r.people(2)
	r.start()
	r.ready()
	r.await(`"job":"collect feed"`) // what is there at the first reading teaches only
	r.feed.mu.Lock()
	for i := range 40 {
		n := string(rune('a'+i/10)) + string(rune('a'+i%10))
		r.feed.posts = append(r.feed.posts, brand.Post{
			NativeID: n, URL: "https://" + n + ".example/1", Author: n, Published: time.Now().Add(-time.Minute),
			Text: "The makers of the Solvo bag call back forty thousand of them, for the straps may come loose when a child is carried in it for long",
		})
	}
	r.feed.mu.Unlock()
	r.await(`"job":"collect feed"`, "40 matched")
	const want = "1 voice (40 posts, 39 of them copies) in the last hour"
	r.eventually("the page tells of voices, posts and copies", func() bool {
		return strings.Contains(r.fetch("/"), "<td>1</td><td>40</td><td>39</td>")
	})
	if said := r.run("status"); !regexp.MustCompile(`brand solvo +` + regexp.QuoteMeta(want)).MatchString(said) {
		t.Errorf("status says\n%s, want %q", said, want)
	}
	var told web.Status
	if err := json.Unmarshal([]byte(r.run("status", "--json")), &told); err != nil {
		t.Fatal(err)
	}
	if b := told.Brands[0]; b.Voices != 1 || b.Posts != 40 || b.Copies != 39 {
		t.Errorf("status --json counts %+v, want 1 voice, 40 posts, 39 copies", b)
	}
	r.stop()
	if said := r.run("status", "--data", filepath.Join(r.dir, "data")); !strings.Contains(said, want) {
		t.Errorf("once it has stopped, status says\n%s, want %q", said, want)
	}
}

func TestWhatTalkIsMadeOf(t *testing.T) {
	for want, b := range map[string]web.BrandStatus{
		"0 voices":                              {},
		"3 voices":                              {Voices: 3, Posts: 3},
		"1 voice (4 posts)":                     {Voices: 1, Posts: 4},
		"2 voices (2 posts, 1 of them a copy)":  {Voices: 2, Posts: 2, Copies: 1},
		"1 voice (1 post, a copy)":              {Voices: 1, Posts: 1, Copies: 1},
		"1 voice (5 posts, all of them copies)": {Voices: 1, Posts: 5, Copies: 5},
	} {
		if got := talk(b); got != want {
			t.Errorf("%+v is told as %q, want %q", b, got, want)
		}
	}
}

// Whose fault it is stands before it, once.
func TestASourceIsNamedOnceWithItsFault(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for _, fault := range []string{"its address is empty", "source a: its address is empty", "collect a: source a: its address is empty", "collect a: source a: source a: its address is empty"} {
		s := web.SourceStatus{ID: "a", Failures: 1, Fault: fault}
		if said := sourceLine(s, now); said != "never read, 1 failure in a row: its address is empty" {
			t.Errorf("%q is told as %q", fault, said)
		}
	}
	means := newMeans(func(string) string { return "" })
	if _, err := means.Feed(collectors.Spec{ID: "a"}, ""); err == nil || strings.Contains(err.Error(), "source a") {
		t.Errorf("what reads a feed is told %v, and puts the source's name before it", err)
	}
}

// What of a source is not read is not called as fresh as the rest.
func TestTheStatusTellsWhatOfASourceIsNotRead(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	s := web.SourceStatus{
		ID: "a", Read: now.Add(-time.Minute), Whole: now.Add(-3 * time.Hour), Note: "b: too long",
		Behind: collectors.Behind{Parts: 1, Of: 3, Why: "b: too long"}.String(),
	}
	if said := sourceLine(s, now); said != "read 1 min ago, as a whole 3 h ago: 1 of its 3 parts is not read to its end: b: too long" {
		t.Errorf("said is %q", said)
	}
}

// A fault that the last note told of already is said once.
func TestAFaultIsNotRepeatedAsANote(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	s := web.SourceStatus{ID: "a", Failures: 2, Fault: "collect a: channel b: 429 Too Many Requests", Note: "channel b: 429 Too Many Requests"}
	if said := sourceLine(s, now); said != "never read, 2 failures in a row: channel b: 429 Too Many Requests" {
		t.Errorf("said is %q", said)
	}
	if s.Note = "2 items have no address"; !strings.Contains(sourceLine(s, now), "note: 2 items have no address") {
		t.Errorf("another note is left out: %q", sourceLine(s, now))
	}
}
