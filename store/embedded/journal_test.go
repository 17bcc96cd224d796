package embedded

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// drawChange makes up a command that changes something, or is refused.
func drawChange(t *rapid.T) []string {
	key := rapid.SampledFrom([]string{"k1", "k2", "k3", "k4", "k5", "k6"}).Draw(t, "key")
	word := rapid.SampledFrom([]string{"a", "b", "c", "", "\r\n", "d é"})
	some := rapid.SliceOfN(word, 1, 4).Draw(t, "words")
	n := func() string { return itoa(int64(rapid.IntRange(-3, 9).Draw(t, "n"))) }
	switch rapid.IntRange(0, 11).Draw(t, "verb") {
	case 0:
		return []string{"SET", key, some[0]}
	case 1:
		return []string{"SET", key, some[0], "NX", "PXAT", itoa(noon.UnixMilli() + int64(rapid.IntRange(1, 50).Draw(t, "ms")))}
	case 2:
		return append([]string{"SADD", key}, some...)
	case 3:
		return append([]string{"SREM", key}, some...)
	case 4:
		return []string{"HSET", key, some[0], some[len(some)-1]}
	case 5:
		return append([]string{"HDEL", key}, some...)
	case 6:
		return []string{"ZADD", key, n(), some[0], n() + ".25", some[len(some)-1]}
	case 7:
		return append([]string{"ZREM", key}, some...)
	case 8:
		return append([]string{rapid.SampledFrom([]string{"RPUSH", "LPUSH"}).Draw(t, "end"), key}, some...)
	case 9:
		return []string{"LTRIM", key, n(), n()}
	case 10:
		return []string{"XADD", key, n(), "by", some[0]}
	}
	return []string{"DEL", key, "k1"}
}

// Whatever is done, and wherever the file is cut off, a replay brings back what was
// there after the last step that the file holds as a whole.
func TestAReplayBringsBackEveryStep(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "") //nolint:usetesting // each case needs its own
		if err != nil {
			rt.Fatal(err)
		}
		c := &clock{}
		path := filepath.Join(dir, journalName)
		l := &lane{engine: newEngine(), now: c.now, limit: 1 << 30}
		if l.journal, _, err = openJournal(path, createFile, l.apply); err != nil {
			rt.Fatal(err)
		}
		s := &Server{lane: l, create: createFile, log: quiet()}
		known := dataCommands()
		// kept is what was there at each size of the file since it was begun.
		kept := map[int64][]string{l.journal.size: state(l.engine)}
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			var calls []call
			for range rapid.IntRange(1, 3).Draw(rt, "calls") {
				one, err := parse(known, drawChange(rt))
				if err != nil {
					rt.Fatal(err)
				}
				calls = append(calls, one)
			}
			if _, err := l.perform(calls, nil); err != nil {
				rt.Fatal(err)
			}
			kept[l.journal.size] = state(l.engine)
			c.advance(time.Duration(rapid.IntRange(0, 9).Draw(rt, "pause")) * time.Millisecond)
			switch rapid.IntRange(0, 9).Draw(rt, "keeper") {
			case 0:
				if err := s.compact(); err != nil {
					rt.Fatal(err)
				}
				clear(kept)
				kept[l.journal.head] = state(l.engine)
				kept[l.journal.size] = kept[l.journal.head]
			case 1:
				before := l.journal.size
				if err := s.sync(); err != nil {
					rt.Fatal(err)
				}
				kept[l.journal.size] = kept[before]
			}
		}
		if err := l.journal.file.Close(); err != nil {
			rt.Fatal(err)
		}
		cut := rapid.Int64Range(l.journal.head, l.journal.size).Draw(rt, "cut")
		if err := os.Truncate(path, cut); err != nil {
			rt.Fatal(err)
		}
		again := &lane{engine: newEngine(), now: c.now, limit: 1 << 30}
		j, _, err := openJournal(path, createFile, again.apply)
		if err != nil {
			rt.Fatal(err)
		}
		defer j.file.Close()
		want, ok := kept[j.size]
		if !ok {
			rt.Fatalf("cut at %d, the journal ends at %d, where no step ended: %v", cut, j.size, kept)
		}
		if diff := cmp.Diff(want, state(again.engine)); diff != "" {
			rt.Fatalf("cut at %d of %d, a replay to %d (-want +got):\n%s", cut, l.journal.size, j.size, diff)
		}
	})
}

// filled fills a folder with twenty values and closes it in an orderly way.
func filled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s := serving(t, dir)
	c := dial(t, s)
	for i := range 20 {
		c.says(fmt.Sprintf("SET k%02d value-%02d", i, i))
	}
	if err := s.compact(); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		c.says(fmt.Sprintf("SET later%02d value-%02d", i, i))
	}
	if err := s.sync(); err != nil {
		t.Fatal(err)
	}
	c.says("SET last 1")
	shut(t, s)
	return filepath.Join(dir, journalName)
}

func TestDamageWithinTheJournalIsRefused(t *testing.T) {
	path := filled(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	end := bytes.Index(whole, []byte("last"))
	for place := range end {
		damaged := bytes.Clone(whole)
		damaged[place] ^= 0x40
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		e := &lane{engine: newEngine()}
		_, _, err := openJournal(path, createFile, e.apply)
		if err == nil || !strings.Contains(err.Error(), path) {
			t.Fatalf("one bit of byte %d of %d is wrong: openJournal: %v; want that it is refused, and which file it is", place, len(whole), err)
		}
		if !strings.Contains(err.Error(), "backup") {
			t.Fatalf("one bit of byte %d is wrong: %v; want what to do", place, err)
		}
	}
	if now, _ := os.ReadFile(path); len(now) != len(whole) {
		t.Error("the damaged file was changed")
	}
}

// The remedy that the error gives works.
func TestADamagedJournalCanBeCutAsTheErrorSays(t *testing.T) {
	path := filled(t)
	whole, _ := os.ReadFile(path)
	at := bytes.Index(whole, []byte("later10"))
	whole[at] = 'X'
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), Options{Dir: filepath.Dir(path), Now: (&clock{}).now})
	if err == nil {
		t.Fatal("a damaged journal is opened")
	}
	_, size, found := strings.Cut(err.Error(), "truncate -s ")
	size, _, _ = strings.Cut(size, " ")
	n, convErr := strconv.ParseInt(size, 10, 64)
	if !found || convErr != nil {
		t.Fatalf("Open: %v; want it to say where to cut", err)
	}
	if err := os.Truncate(path, n); err != nil {
		t.Fatal(err)
	}
	c := dial(t, serving(t, filepath.Dir(path)))
	if a, b, gone := c.says("GET k19"), c.says("GET later09"), c.says("GET later10"); a != "value-19" || b != "value-09" || gone != "nil" {
		t.Errorf("cut there, the store holds %s, %s and %s; want two values and nil", a, b, gone)
	}
}

func TestATornEndIsCutOffAndSaid(t *testing.T) {
	path := filled(t)
	whole, _ := os.ReadFile(path)
	for _, tt := range []struct {
		name string
		tail []byte
	}{
		{"half a header", []byte{9, 0, 0}},
		{"zeros that a power cut left", make([]byte, 5000)},
		{"a part of an older file", whole[len(magic) : len(whole)-40]},
	} {
		if err := os.WriteFile(path, append(bytes.Clone(whole), tt.tail...), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		s := servingAs(t, Options{Dir: filepath.Dir(path), Log: slog.New(slog.NewTextHandler(&said, nil))}, createFile)
		if got := dial(t, s).says("GET last"); got != "1" {
			t.Errorf("%s: the last value is %s", tt.name, got)
		}
		shut(t, s)
		if want := fmt.Sprintf("cut_bytes=%d", len(tt.tail)); !strings.Contains(said.String(), want) {
			t.Errorf("%s: the log says %q; want %s", tt.name, said.String(), want)
		}
		if now, _ := os.ReadFile(path); !bytes.Equal(now, whole) {
			t.Errorf("%s: the file is not as it was before: %d bytes, want %d", tt.name, len(now), len(whole))
		}
	}
}
