package embedded

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestWhatWasWrittenOverLeavesTheDiskOnRequest(t *testing.T) {
	dir := t.TempDir()
	s := serving(t, dir)
	c := dial(t, s)
	c.says("SET x a-secret-of-hers")
	c.says("SET x nothing")
	onDisk := func() bool {
		found := false
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if text, err := os.ReadFile(f); err == nil {
				found = found || bytes.Contains(text, []byte("a-secret-of-hers"))
			}
		}
		return found
	}
	if !onDisk() {
		t.Fatal("the journal holds no past, so there is nothing to test")
	}
	if got := c.says("BGREWRITEAOF"); got != "Background append only file rewriting started" {
		t.Fatal(got)
	}
	for deadline := time.After(20 * time.Second); onDisk(); {
		select {
		case <-deadline:
			t.Fatal("it is still on the disk")
		case <-time.After(50 * time.Millisecond):
		}
	}
	if got := c.says("GET x"); got != "nothing" {
		t.Errorf("x is %s after the journal was written anew", got)
	}
}

// Whoever wants the journal written anew is told how that goes.
func TestAJournalThatCannotBeWrittenAnewSaysSo(t *testing.T) {
	dir, d := t.TempDir(), newDisk()
	s := servingAs(t, Options{Dir: dir}, d.create)
	c := dial(t, s)
	c.says("SET x 1")
	d.room.Store(10)
	c.says("BGREWRITEAOF")
	await := func(want ...string) {
		t.Helper()
		for deadline := time.After(20 * time.Second); ; {
			info, there := c.says("INFO"), 0
			for _, w := range want {
				if strings.Contains(info, w) {
					there++
				}
			}
			if there == len(want) {
				return
			}
			select {
			case <-deadline:
				t.Fatalf("never %q: %s", want, info)
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
	await("aof_last_bgrewrite_status:err", "aof_rewrite_scheduled:1", "aof_rewrite_in_progress:0")
	d.room.Store(1 << 20)
	await("aof_last_bgrewrite_status:ok", "aof_rewrite_scheduled:0", "aof_rewrite_in_progress:0")
}
