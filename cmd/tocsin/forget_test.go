package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/store"
)

// crowd has a house hear a storm in which Ana's post is the loudest, and answers its
// incident's card as it was shown.
func (h *house) crowd() {
	h.t.Helper()
	var posts []brand.Post
	for i := range 60 {
		who := fmt.Sprintf("parent%d", i)
		posts = append(posts, brand.Post{
			NativeID: fmt.Sprintf("at://did:%s/app.bsky.feed.post/%d", who, i), URL: fmt.Sprintf("https://bsky.app/profile/%s/post/%d", who, i),
			Author: who, AuthorID: "did:" + who, Text: fmt.Sprintf("solvo burned the %dth of us, never again", i), Published: h.now.Add(-time.Minute),
		})
	}
	posts[7].Reach, posts[7].Text = 90_000, "solvo burned my Nina in her pram"
	source := collectors.Source{ID: "sky", Kind: "bluesky", Brands: []brand.Key{"solvo"}}
	if _, err := h.listener.Take(h.t.Context(), source, collectors.Page{Posts: posts}, h.now); err != nil {
		h.t.Fatal(err)
	}
	h.turn()
}

// turn evaluates, amends and delivers once.
func (h *house) turn() {
	h.t.Helper()
	for _, job := range []func() (string, error){
		func() (string, error) { return h.amend(h.t.Context(), "solvo", h.now) },
		func() (string, error) { return h.evaluate(h.t.Context(), "solvo", h.now) },
		func() (string, error) { return h.respond(h.t.Context(), "solvo", h.now) },
	} {
		if _, err := job(); err != nil {
			h.t.Fatal(err)
		}
	}
}

// whole is all that is kept, as it is kept.
func (h *house) whole() string {
	h.t.Helper()
	var all bytes.Buffer
	kept, _, err := h.store.Log(h.t.Context(), "solvo", "", 10_000)
	if err != nil {
		h.t.Fatal(err)
	}
	fmt.Fprintf(&all, "%+v\n", kept)
	ids, err := h.store.Recent(h.t.Context(), "solvo", time.Time{})
	if err != nil {
		h.t.Fatal(err)
	}
	for _, id := range ids {
		actions, err := h.store.Incident(h.t.Context(), id)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, a := range actions {
			fmt.Fprintf(&all, "%+v %+v\n", a, a.Signal)
		}
	}
	return all.String()
}

func TestADeletedPostLeavesStoreCardsAndRecordAndStillCounts(t *testing.T) {
	h := newHouse(t, "")
	h.crowd()
	if said := h.said(); !strings.Contains(said, "my Nina in her pram") || !strings.Contains(said, "60 voices") {
		t.Fatalf("the storm rings with\n%s", said)
	}
	gone := collectors.Page{Changes: []collectors.Change{{Post: brand.Post{NativeID: "at://did:parent7/app.bsky.feed.post/7"}, Gone: true}}}
	source := collectors.Source{ID: "sky", Kind: "bluesky", Brands: []brand.Key{"solvo"}}
	h.now = h.now.Add(time.Minute)
	if _, err := h.listener.Take(t.Context(), source, gone, h.now); err != nil {
		t.Fatal(err)
	}
	h.turn()
	h.now = h.now.Add(time.Minute)
	h.turn()
	if all := h.whole(); strings.Contains(all, "Nina") || strings.Contains(all, "parent7 ") {
		t.Errorf("it is still kept:\n%s", all)
	}
	card := h.said()
	if strings.Contains(card, "+ LOUDEST") && strings.Contains(card, "Nina") {
		t.Errorf("the card still quotes it:\n%s", card)
	}
	counted, err := h.footerless(t)
	if err != nil || counted != 60 {
		t.Errorf("%d voices count after a deletion, %v; want the 60 who spoke", counted, err)
	}
}

// footerless counts the voices of the last hour.
func (h *house) footerless(t *testing.T) (int, error) {
	t.Helper()
	heard, _, err := heardSince(t.Context(), h.store, "solvo", h.now.Add(-time.Hour), h.now)
	return heard.Voices, err
}

func TestForgetByHandProvesIt(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{Dir: dir, Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	var mentions []brand.Mention
	for i, who := range []string{"ana", "ben", "ana"} {
		p := brand.Post{NativeID: fmt.Sprint(i), URL: fmt.Sprintf("https://a.example/%d", i), Author: who, AuthorID: "id-" + who, Text: "solvo secret of " + who}
		mentions = append(mentions, brand.Mention{
			ID: brand.Identify("feed", "f", p), Brand: "solvo", Source: "f", Kind: "feed", Post: p, At: saturday, Fetched: saturday, Voice: brand.Voice(who),
			Why: `word "solvo"`, Touches: []brand.Touch{{Strategy: "crisis", Why: fmt.Sprintf("%q", "secret of "+who)}},
		})
	}
	if _, err := s.Keep(t.Context(), "solvo", mentions); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	tell := func(args ...string) (string, string, int) {
		var out, errs bytes.Buffer
		w := &world{ctx: t.Context(), args: append([]string{"forget", "--data", dir}, args...), stdout: &out, stderr: &errs, env: func(name string) string {
			if name == "TOCSIN_STORE" {
				return "embedded"
			}
			return ""
		}, now: func() time.Time { return saturday.Add(time.Hour) }}
		code := execute(w)
		return out.String(), errs.String(), code
	}
	if out, _, code := tell("--author", "id-ana", "--dry-run"); code != 0 || out != "solvo: 2 mentions would be forgotten\n" {
		t.Errorf("a dry run says %q, %d", out, code)
	}
	out, errs, code := tell("--author", "id-ana")
	if code != 0 || !strings.Contains(out, "solvo: 2 mentions forgotten; they count as before\n") || !strings.Contains(out, "looked through 3 mentions and the records of 0 incidents: no word, author, address or tag of them is left") {
		t.Errorf("it says %q %q, %d", out, errs, code)
	}
	if _, errs, code := tell("--author", "id-ana"); code == 0 || !strings.Contains(errs, "nothing that is kept matches") {
		t.Errorf("a second time it says %q, %d", errs, code)
	}
	if _, errs, code := tell("--author", "id-ben", "--kind", "bogus"); code == 0 || !strings.Contains(errs, `"bogus" is no kind of source`) {
		t.Errorf("of a kind that there is not it says %q, %d", errs, code)
	}
	if _, errs, code := tell(); code == 0 || errs == "" {
		t.Error("to forget nothing in particular is no error")
	}
	if out, _, code := tell("--url", "https://a.example/1"); code != 0 || !strings.Contains(out, "1 mention forgotten") {
		t.Errorf("by address it says %q, %d", out, code)
	}
	if onDisk(t, dir, "secret of ana") || onDisk(t, dir, "id-ana") || !onDisk(t, dir, string(mentions[0].ID)) {
		t.Error("the files hold what was forgotten, or nothing at all")
	}
}
