package child

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestATornAppendOnlyFileIsCutAndSaid(t *testing.T) {
	dir := t.TempDir()
	s, _ := start(t, dir)
	tell(t, s, "SET x 1", "+OK")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, dir, func(text []byte) []byte { return append(text, "*3\r\n$3\r\nSE"...) })
	s, said := start(t, dir)
	tell(t, s, "GET x", oneByte)
	if !strings.Contains(said.String(), "level=WARN") || !strings.Contains(said.String(), "AOF") {
		t.Errorf("nobody is told that the file was torn: %s", said)
	}
}

func TestADamagedAppendOnlyFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, _ := start(t, dir)
	for range 9 {
		tell(t, s, "RPUSH x 1", ":")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, dir, func(text []byte) []byte {
		copy(text[bytes.Index(text, []byte("RPUSH"))-4:], "XXXX")
		return text
	})
	_, err := Open(t.Context(), Options{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), "redis-check-aof") || !strings.Contains(err.Error(), filepath.Join(dir, folderName)) {
		t.Errorf("Open: %v; want which tool to use, and where", err)
	}
	if again, err := Open(t.Context(), Options{Dir: dir}); err == nil {
		again.Close()
		t.Error("a second try works")
	} else if strings.Contains(err.Error(), "in use") {
		t.Errorf("a failed Open keeps the folder: %v", err)
	}
}

// spoil changes the newest append-only file.
func spoil(t *testing.T, dir string, change func([]byte) []byte) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, folderName, "appendonlydir", "*.incr.aof"))
	if err != nil || len(files) == 0 {
		t.Fatal("there is no append-only file", err)
	}
	path := files[len(files)-1]
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A program that does not do what it should, in place of redis-server.
func TestAProgramThatIsNoServerIsToldWithItsWords(t *testing.T) {
	tests := []struct {
		name, script, say string
	}{
		{"it ends at once", "echo 'Bad directive: appendonly'; exit 1", "Bad directive"},
		{"it cannot run", "", "exec format error"},
	}
	for _, tt := range tests {
		bin := t.TempDir()
		text := "#!/bin/sh\n" + tt.script + "\n"
		if tt.script == "" {
			text = "no program"
		}
		if err := os.WriteFile(filepath.Join(bin, "redis-server"), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", bin)
		dir := t.TempDir()
		if _, err := Open(t.Context(), Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), tt.say) {
			t.Errorf("%s: Open: %v; want it to say %q", tt.name, err, tt.say)
		}
	}
}

func TestOpenEndsWithItsContext(t *testing.T) {
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "redis-server"), []byte("#!/bin/sh\nexec sleep 60\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	dir := t.TempDir()
	if _, err := Open(ctx, Options{Dir: dir}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Open: %v; want that time was up", err)
	}
	g, err := takeGuard(filepath.Join(dir, folderName))
	if err != nil {
		t.Fatalf("the program is still there: %v", err)
	}
	g.release()
}
