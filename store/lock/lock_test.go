package lock

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestAFolderHasOneHolder(t *testing.T) {
	dir := t.TempDir()
	first, err := Take(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Take(t.Context(), dir)
	if err == nil || !strings.Contains(err.Error(), "in use by process "+strconv.Itoa(os.Getpid())+":") {
		t.Errorf("a second Take: %v; want who holds it", err)
	}
	if err := first.Release(); err != nil {
		t.Error(err)
	}
	again, err := Take(t.Context(), dir)
	if err != nil {
		t.Fatalf("Take of a folder that is free again: %v", err)
	}
	if err := again.Release(); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatIsNotThere(t *testing.T) {
	if _, err := Take(t.Context(), filepath.Join(t.TempDir(), "no")); err == nil || !strings.Contains(err.Error(), "writable") {
		t.Errorf("Take: %v; want what to do", err)
	}
}

// Whoever is told to stop while another holds the folder stops.
func TestWaitingForAFolderEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	l, err := Take(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Release() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	began := time.Now()
	_, err = Take(ctx, dir)
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "in use by process") {
		t.Errorf("Take: %v; want that it was told to stop, and who holds the folder", err)
	}
	if took := time.Since(began); took >= patience {
		t.Errorf("it waited %v all the same", took)
	}
}

// A holder that has the lock and has not yet written who it is.
func TestAHolderWithoutAName(t *testing.T) {
	dir := t.TempDir()
	l, err := Take(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Release() })
	if err := l.file.Truncate(0); err != nil {
		t.Fatal(err)
	}
	if _, err := Take(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("Take: %v", err)
	}
}
