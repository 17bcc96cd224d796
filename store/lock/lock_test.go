package lock

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestAFolderHasOneHolder(t *testing.T) {
	dir := t.TempDir()
	first, err := Take(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Take(dir)
	if err == nil || !strings.Contains(err.Error(), "in use by process "+strconv.Itoa(os.Getpid())+":") {
		t.Errorf("a second Take: %v; want who holds it", err)
	}
	if err := first.Release(); err != nil {
		t.Error(err)
	}
	again, err := Take(dir)
	if err != nil {
		t.Fatalf("Take of a folder that is free again: %v", err)
	}
	if err := again.Release(); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatIsNotThere(t *testing.T) {
	if _, err := Take(filepath.Join(t.TempDir(), "no")); err == nil || !strings.Contains(err.Error(), "writable") {
		t.Errorf("Take: %v; want what to do", err)
	}
}

// A holder that has the lock and has not yet written who it is.
func TestAHolderWithoutAName(t *testing.T) {
	dir := t.TempDir()
	l, err := Take(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Release() })
	if err := l.file.Truncate(0); err != nil {
		t.Fatal(err)
	}
	if _, err := Take(dir); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("Take: %v", err)
	}
}
