package file_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// Whatever a writer does, in pieces of any size, and however often the reader is started
// anew or cannot keep what it read: every post is read, in order, and none twice that was kept.
func TestNoPostIsLostWhateverTheWriterDoes(t *testing.T) {
	for seed := range uint64(25) {
		for _, table := range []bool{false, true} {
			chance := rand.New(rand.NewPCG(seed, 7))
			d := newDesk(t, "posts.txt")
			w := &writer{desk: d, chance: chance, table: table}
			w.begin()
			for range 120 {
				w.act()
			}
			w.flush()
			for range 40 {
				w.read()
			}
			if want := ids(1, w.written); strings.Join(w.kept, " ") != want {
				t.Fatalf("seed %d, table %v: kept %d of %d posts: %q", seed, table, len(w.kept), w.written, w.kept)
			}
		}
	}
}

// A writer writes posts to a file in blocks, and rotates it.
type writer struct {
	*desk
	chance  *rand.Rand
	table   bool
	written int
	// block is what isn't written out yet.
	block   string
	rotated int
	kept    []string
}

func (w *writer) begin() {
	if w.table {
		w.block = "id,text,n\n"
	}
}

func (w *writer) post() string {
	w.written++
	text := []string{"solvo", "solvo, and more", "a \"quote\"", "two\nlines", "naïve – ✂"}[w.chance.IntN(5)]
	if w.table {
		return fmt.Sprintf("%d,\"%s\",%d\n", w.written, strings.ReplaceAll(text, `"`, `""`), w.written)
	}
	return fmt.Sprintf("{\"id\":%d,\"text\":%q}\n", w.written, text)
}

func (w *writer) flush() {
	w.write(w.block)
	w.block = ""
}

func (w *writer) act() {
	w.now = w.now.Add(time.Second)
	switch n := w.chance.IntN(20); {
	case n < 8:
		for range w.chance.IntN(5) {
			w.block += w.post()
		}
		cut := w.chance.IntN(len(w.block) + 1)
		w.write(w.block[:cut])
		w.block = w.block[cut:]
	case n < 10 && w.rotatable():
		w.flush()
		w.rotated++
		w.rotate(fmt.Sprintf("posts.txt.%d", w.rotated))
		w.begin()
		w.block += w.post()
		w.flush()
		w.read()
		w.drain()
	case n < 11:
		w.restart()
	default:
		w.read()
	}
}

// rotatable reports whether there is a file, and somebody who knows it.
func (w *writer) rotatable() bool { return w.written > 0 && w.cursor != "" }

// drain reads until a rotated file is left behind, as a daemon does that runs.
func (w *writer) drain() {
	for range 20 {
		w.read()
	}
}

// read reads a page, and sometimes cannot keep it.
func (w *writer) read() {
	page, err := w.collector.Collect(w.t.Context(), w.cursor, w.now)
	if err != nil || w.chance.IntN(4) == 0 {
		return
	}
	w.cursor = page.Next
	if len(page.Notes) > 0 && !slices.ContainsFunc(page.Notes, func(n string) bool { return strings.Contains(n, "has no end") }) {
		w.t.Fatalf("noted is %q", page.Notes)
	}
	for _, p := range page.Posts {
		w.kept = append(w.kept, p.NativeID)
	}
}
