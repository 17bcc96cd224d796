package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/store"
)

// onDisk reports whether any file beneath a folder holds some words.
func onDisk(t *testing.T, dir, words string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		found = found || bytes.Contains(text, []byte(words))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// A daemon that was killed seems to run for half a minute. Whoever forgets then does it
// at once, and the next daemon starts.
func TestAfterKill9ForgettingIsDoneAtOnceAndOnTheDisk(t *testing.T) {
	for _, rung := range []string{store.RungChild, store.RungEmbedded} {
		t.Run(rung, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, rung)
			r.feed.publish(3, time.Now().Add(-48*time.Hour))
			r.start()
			r.ready()
			r.await(`"job":"collect feed"`, "3 matched")
			r.feed.publish(40, time.Now())
			r.eventually("an incident", func() bool { return strings.Contains(r.run("incidents"), "solvo/1") })
			data := filepath.Join(r.dir, "data")
			r.kill()
			whom := loudest(r)
			named := func() bool { return onDisk(t, data, whom+`"`) || onDisk(t, data, whom+`\"`) }
			if !named() {
				t.Fatalf("%s is on no disk, so there is nothing to test", whom)
			}
			out := r.run("forget", "--author", whom)
			if !strings.Contains(out, "solvo: 1 mention forgotten") || !strings.Contains(out, "the records of 1 incident: no word, author, address or tag of them is left") {
				t.Errorf("it says %q", out)
			}
			if named() {
				t.Errorf("%s is still on the disk", whom)
			}
			r.start()
			r.ready()
			r.eventually("every voice counts", func() bool { return len(r.mentions()) == r.feed.published() })
			r.stop()
		})
	}
}

// loudest is the author whom an incident quotes first.
func loudest(r *rig) string {
	r.t.Helper()
	record := r.run("incidents", "solvo/1", "--json")
	_, after, _ := strings.Cut(record, `"@voice`)
	number, _, ok := strings.Cut(after, `"`)
	if !ok {
		r.t.Fatalf("the incident quotes nobody:\n%s", record)
	}
	return "@voice" + number
}

// A command that is killed is done again: then it finishes what it had begun, however
// far it had come.
func TestForgettingThatWasBrokenOffIsFinishedByRepeatingIt(t *testing.T) {
	died := errors.New("killed")
	for _, rung := range []string{store.RungChild, store.RungEmbedded} {
		for _, reached := range []struct {
			what string
			then func(store.Settled) error
		}{
			{"before the incidents and the list of changes", func(store.Settled) error { return died }},
			{"before the files", nil},
		} {
			t.Run(rung+" "+reached.what, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, rung)
				data := filepath.Join(r.dir, "data")
				s, err := store.Open(t.Context(), store.Options{Dir: data, Rung: rung})
				if err != nil {
					t.Fatal(err)
				}
				now := time.Now().UTC()
				p := brand.Post{NativeID: "7", URL: "https://a.example/7", Author: "ana", AuthorID: "id-ana", Text: "solvo burned my Nina"}
				m := brand.Mention{ID: brand.Identify("feed", "f", p), Brand: "solvo", Source: "f", Kind: "feed", Post: p, At: now, Fetched: now, Voice: "ana"}
				_, err = s.Keep(t.Context(), "solvo", []brand.Mention{m})
				err = errors.Join(err, s.SetRan(t.Context(), forgetting, now), s.Amend(t.Context(), "solvo", []collectors.Amendment{{ID: m.ID, At: now}}))
				_, settleErr := s.Settle(t.Context(), "solvo", now, reached.then)
				if err = errors.Join(err, s.Close()); err != nil || settleErr != nil != (reached.then != nil) {
					t.Fatal(err, settleErr)
				}
				if !onDisk(t, data, p.Text) {
					t.Fatal("the words are on no disk, so there is nothing to test")
				}
				if out := r.run("forget", "--author", "ana"); !strings.Contains(out, "what was to be forgotten before is forgotten now, also on the disk") {
					t.Errorf("it says %q", out)
				}
				if onDisk(t, data, p.Text) || onDisk(t, data, "id-ana") {
					t.Error("the words are still on the disk")
				}
				if err := r.command(t.Context(), "forget", "--author", "ana").Run(); err == nil {
					t.Error("once all is finished, to forget nothing in particular is no error")
				}
				if left := owed(t, data, rung); left != 0 {
					t.Errorf("%d changes are still to be obeyed", left)
				}
			})
		}
	}
}

func owed(t *testing.T, data, rung string) int {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: data, Rung: rung})
	if err != nil {
		t.Fatal(err)
	}
	left, err := s.Amending(t.Context(), "solvo")
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(fmt.Errorf("look what is owed: %w", err))
	}
	return len(left)
}
