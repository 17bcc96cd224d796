package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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
	want := Rung{Name: RungChild, Address: sock, Durable: true, Loss: "about the last two seconds; nothing if only the daemon stopped"}
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

// A folder that holds data stays with the rung that wrote it, whatever is installed
// meanwhile.
func TestTheLadderFollowsTheData(t *testing.T) {
	nothing, server := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(server, "redis-server"), []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		files  []string
		path   string
		forced string
		rung   string
		say    string
	}{
		{"an empty folder and no redis-server", nil, nothing, "", RungEmbedded, ""},
		{"an empty folder and a redis-server", nil, server, "", RungChild, ""},
		{"redis-server was installed later", []string{"embedded.journal"}, server, "", RungEmbedded, ""},
		{"a redis-server's data", []string{"redis/appendonlydir/x"}, server, "", RungChild, ""},
		{"an older redis-server's data", []string{"redis/appendonly.aof"}, server, "", RungChild, ""},
		{"redis-server was taken away", []string{"redis/appendonlydir/x"}, nothing, "", "", "install redis-server"},
		{"data of both", []string{"redis/appendonlydir/x", "embedded.journal"}, server, "", RungChild, ""},
		{"the child is forced on an embedded store's data", []string{"embedded.journal"}, server, RungChild, "", "holds the data of the embedded rung"},
		{"the embedded store is forced on a redis-server's data", []string{"redis/appendonlydir/x"}, server, RungEmbedded, "", "holds the data of the child rung"},
		{"the embedded store is forced where it has always been", []string{"embedded.journal"}, server, RungEmbedded, RungEmbedded, ""},
		{"the child is forced on an empty folder", nil, server, RungChild, RungChild, ""},
		{"the embedded store is forced where both are", []string{"redis/appendonlydir/x", "embedded.journal"}, server, RungEmbedded, RungEmbedded, ""},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		for _, name := range tt.files {
			path := filepath.Join(dir, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		t.Setenv("PATH", tt.path)
		rung, err := choose(Options{Dir: dir, Rung: tt.forced, Log: slog.New(slog.DiscardHandler)})
		if err == nil && rung != tt.rung || (err == nil) != (tt.say == "") || err != nil && !strings.Contains(err.Error(), tt.say) {
			t.Errorf("%s: choose: %q, %v; want %q and an error that says %q", tt.name, rung, err, tt.rung, tt.say)
		}
	}
}

// A daemon that was killed leaves its note, its socket and its data behind.
func TestOpenAfterACrashFindsEverything(t *testing.T) {
	onEachBuiltIn(t, func(t *testing.T, rung string) {
		dir := t.TempDir()
		for round := range 2 {
			if err := writeNote(dir, note{Rung: rung, Socket: filepath.Join(dir, "gone"), PID: 1}); err != nil {
				t.Fatal(err)
			}
			s, err := Attach(t.Context(), Options{Dir: dir, Rung: rung})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := keep(t, s, saidAll(morning, "a", "b")...), 2-2*round; len(got) != want {
				t.Errorf("round %d: %v are fresh, want %d", round+1, got, want)
			}
			if n, found := readNote(dir); !found || n.Socket != s.Rung().Address || n.PID != os.Getpid() {
				t.Errorf("the note says %+v", n)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if _, found := readNote(dir); found {
				t.Error("the note outlives the daemon")
			}
		}
	})
}

func TestABuiltInRungSaysWhatItIs(t *testing.T) {
	loss := map[string]string{
		RungEmbedded: "about the last second; nothing if only the daemon stopped",
		RungChild:    "nothing, as every write is on disk before it is answered",
	}
	onEachBuiltIn(t, func(t *testing.T, rung string) {
		g := daemon(t, rung)
		r := g.open(t).Rung()
		if info, err := os.Stat(r.Address); err != nil || info.Mode()&os.ModeSocket == 0 {
			t.Errorf("its address is %s: %v", r.Address, err)
		}
		if r.Name != rung || !r.Durable || r.Loss != loss[rung] {
			t.Errorf("Rung() = %+v; want durable, %q", r, loss[rung])
		}
		if _, err := Open(t.Context(), g.opts); err == nil || !strings.Contains(err.Error(), "in use by process") {
			t.Errorf("a second daemon opens the folder: %v", err)
		}
	})
}

// Mentions fill a store; incidents must still get in.
func TestAFullStoreSaysSo(t *testing.T) {
	onEachBuiltIn(t, func(t *testing.T, rung string) {
		s, err := Open(t.Context(), Options{Dir: t.TempDir(), Rung: rung, MaxMemory: 4 << 20})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for from := 0; err == nil && from < 100_000; from += 500 {
			_, err = s.Keep(t.Context(), "solvo", talk(from, 500))
		}
		if err == nil || !strings.Contains(err.Error(), "OOM") || !strings.Contains(err.Error(), "set redis.url to a Redis that may") {
			t.Errorf("4 MiB take 100,000 mentions: %v; want that memory is short, and what to do", err)
		}
		for n := range 20 {
			record(t, s, opening(n+1, fmt.Sprint("a", n)))
		}
		if swept, err := s.Sweep(t.Context(), morning.Add(365*oneDay)); err != nil || swept.Mentions == 0 {
			t.Errorf("Sweep of a full store: %+v, %v", swept, err)
		}
		if _, err := s.Keep(t.Context(), "solvo", talk(100_000, 10)); err != nil {
			t.Errorf("with room again, Keep: %v", err)
		}
	})
}
