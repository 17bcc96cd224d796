package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOpenSaysWhatIsMissing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		opts Options
		say  string
	}{
		{"the Redis rung without an address", Options{Rung: RungRedis}, "set it"},
		{"a rung nobody knows", Options{Rung: "sqlite"}, "use redis, child or embedded"},
		{"a built-in rung without a data folder", Options{Rung: RungEmbedded}, "set data, or redis.url"},
		{"a data folder that is a file", Options{Rung: RungEmbedded, Dir: file}, "set data to another folder"},
		{"a prefix that would tear transactions apart", Options{URL: "redis://a:1", Prefix: "{x}"}, "leave out { and }"},
	}
	for _, tt := range tests {
		for door, enter := range map[string]func(context.Context, Options) (*Store, error){"Open": Open, "Attach": Attach} {
			if _, err := enter(t.Context(), tt.opts); err == nil || !strings.Contains(err.Error(), tt.say) {
				t.Errorf("%s: %s(%+v): %v; want it to say %q", tt.name, door, tt.opts, err, tt.say)
			}
		}
	}
}

// A daemon left word where its store is.
func TestAttachJoinsARunningDaemon(t *testing.T) {
	dir := t.TempDir()
	sock := startRedis(t, "--appendonly", "yes")
	if err := writeNote(dir, note{Rung: RungChild, Socket: sock, PID: os.Getpid()}); err != nil {
		t.Fatal(err)
	}
	s, err := Attach(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	want := Rung{Name: RungChild, Address: sock, Durable: true, Loss: "about the last second; nothing if only the daemon or the server stopped"}
	if s.Rung() != want {
		t.Errorf("Rung() = %+v, want %+v", s.Rung(), want)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, found := readNote(dir); !found {
		t.Error("who only joined took the daemon's note away")
	}
}

func TestANoteThatIsOfNoUseIsNoNote(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"", "{", `{"rung":"child","pid":7}`, "null"} {
		if err := os.WriteFile(filepath.Join(dir, noteName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if n, found := readNote(dir); found {
			t.Errorf("the note %q is read as %+v", text, n)
		}
	}
	if err := removeNote(dir); err != nil {
		t.Error(err)
	}
	if err := removeNote(dir); err != nil {
		t.Errorf("taking back a note that is gone: %v", err)
	}
}

// A server that dies while it is used is told by name.
func TestPingNoticesTheEnd(t *testing.T) {
	sock, stop, err := runRedis()
	if err != nil {
		absentRung(t, err.Error())
	}
	s := ground{Options{URL: socketURL(sock)}}.open(t)
	stop()
	err = s.Ping(t.Context())
	if err == nil || !strings.Contains(err.Error(), "redis at "+sock+" does not answer") {
		t.Errorf("Ping: %v; want that redis at %s does not answer", err, sock)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := s.Ping(ctx); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("Ping after Close: %v; want that it is closed", err)
	}
}
