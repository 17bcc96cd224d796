package store

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tocsin/collectors"
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

// When Scour returns the words are off the disk, also where the files were being written
// anew, with the words in them, while they were taken away.
func TestWhatIsForgottenIsOffTheDiskOnceScourReturns(t *testing.T) {
	onEachBuiltIn(t, func(t *testing.T, rung string) {
		g := daemon(t, rung)
		s := g.open(t)
		ctx := t.Context()
		m := said("1", morning)
		m.Text = "Nina in her pram"
		keep(t, s, m, said("2", morning))
		if !onDisk(t, g.opts.Dir, m.Text) {
			t.Fatal("the words are on no disk, so there is nothing to test")
		}
		if rung == RungChild { // each key takes it a while, so that it is still at it
			if err := s.client.ConfigSet(ctx, "rdb-key-save-delay", "100000").Err(); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.client.Do(ctx, "BGREWRITEAOF").Err(); err != nil {
			t.Fatal(err)
		}
		if rung == RungChild {
			hurried, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
			if err := s.Scour(hurried); err == nil {
				t.Error("what is not done is called done")
			}
			cancel()
			if err := s.client.ConfigSet(ctx, "rdb-key-save-delay", "0").Err(); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Amend(ctx, "solvo", []collectors.Amendment{{ID: m.ID, At: morning}}); err != nil {
			t.Fatal(err)
		}
		if settled, err := s.Settle(ctx, "solvo", morning, nil); err != nil || len(settled.Gone) != 1 {
			t.Fatalf("settled %+v, %v", settled, err)
		}
		if err := s.Scour(ctx); err != nil {
			t.Fatal(err)
		}
		if onDisk(t, g.opts.Dir, m.Text) {
			t.Error("the words are still on the disk")
		}
		kept, _, err := s.Log(ctx, "solvo", "", 10)
		if err != nil || len(kept) != 2 {
			t.Errorf("%d mentions count, %v; want both", len(kept), err)
		}
	})
}
