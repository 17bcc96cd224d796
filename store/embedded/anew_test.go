package embedded

import (
	"bytes"
	"os"
	"path/filepath"
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
