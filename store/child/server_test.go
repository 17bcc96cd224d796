package child

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A record is what was logged, to be looked at while more is.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

func need(t *testing.T) {
	t.Helper()
	if _, there := Program(); there {
		return
	}
	const why = "redis-server is not on the PATH"
	if os.Getenv("TOCSIN_TEST_REQUIRE_ALL") == "1" {
		t.Fatal(why + ", and TOCSIN_TEST_REQUIRE_ALL=1 wants it tested")
	}
	t.Skip(why)
}

// start opens a server in a folder until the test ends.
func start(t *testing.T, dir string) (*Server, *record) {
	t.Helper()
	need(t)
	said := &record{}
	s, err := Open(t.Context(), Options{Dir: dir, Log: slog.New(slog.NewTextHandler(said, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, said
}

// tell sends a server a command and wants an answer that begins in a way.
func tell(t *testing.T, s *Server, words, want string) string {
	t.Helper()
	answer, err := ask(t.Context(), s.Socket(), words)
	if err != nil || !strings.HasPrefix(answer, want) {
		t.Errorf("%s is answered %q, %v; want %s", words, answer, err, want)
	}
	return answer
}

// pid is the process id of the server that runs in a data folder.
func pid(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	await(t, "a process id", func() bool {
		text, err := os.ReadFile(filepath.Join(dir, folderName, pidName))
		if err == nil {
			n, err = strconv.Atoi(strings.TrimSpace(string(text)))
		}
		return err == nil
	})
	return n
}

// await looks again and again, for at most ten seconds.
func await(t *testing.T, what string, there func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !there(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("there is no %s within ten seconds", what)
		}
	}
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }

// length is GET x, the way ask reads it: the value's length first.
const oneByte = "$1"

func TestWhatIsKeptSurvivesARestart(t *testing.T) {
	dir := t.TempDir()
	for round := range 3 {
		s, said := start(t, dir)
		if round > 0 {
			tell(t, s, "GET x", oneByte)
		}
		tell(t, s, "SET x 1", "+OK")
		first := pid(t, dir)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if alive(first) {
			t.Errorf("after Close process %d is still there", first)
		}
		if _, err := os.Stat(s.Socket()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("after Close the socket is still there: %v", err)
		}
		if strings.Contains(said.String(), "started again") {
			t.Errorf("an orderly end is taken for a death: %s", said)
		}
	}
}

func TestItKeepsTheDataAsPromised(t *testing.T) {
	s, _ := start(t, t.TempDir())
	out := make([]string, 0, 8)
	for _, name := range []string{"appendonly", "appendfsync", "save", "maxmemory", "maxmemory-policy", "port", "aof-load-truncated"} {
		out = append(out, name+"="+setting(t, s, name))
	}
	want := "appendonly=yes appendfsync=always save= maxmemory=1073741824 maxmemory-policy=noeviction port=0 aof-load-truncated=yes"
	if got := strings.Join(out, " "); got != want {
		t.Errorf("it runs with\n%s\nwant\n%s", got, want)
	}
	info, err := os.Stat(filepath.Dir(s.Socket()))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("others can reach the socket: %v, %v", info.Mode(), err)
	}
}

// setting reads one setting with the program's own client-less protocol.
func setting(t *testing.T, s *Server, name string) string {
	t.Helper()
	line, err := dialServer(s)
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	fmt.Fprintf(line, "CONFIG GET %s\r\nPING\r\n", name)
	var all bytes.Buffer
	buf := make([]byte, 1024)
	for !strings.HasSuffix(all.String(), "+PONG\r\n") {
		n, err := line.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(buf[:n])
	}
	parts := strings.Split(all.String(), "\r\n")
	if len(parts) < 5 {
		t.Fatalf("CONFIG GET %s is answered %q", name, all.String())
	}
	return parts[4]
}

// Ctrl-C goes to the daemon's whole process group. The server is needed until the
// daemon has ended.
func TestItIsNotInTheDaemonsProcessGroup(t *testing.T) {
	dir := t.TempDir()
	start(t, dir)
	group, err := syscall.Getpgid(pid(t, dir))
	if err != nil || group == syscall.Getpgrp() {
		t.Errorf("the server is in process group %d, %v; want one of its own", group, err)
	}
}

func TestAServerThatDiesComesBackWithItsData(t *testing.T) {
	dir := t.TempDir()
	s, said := start(t, dir)
	for round := range 3 {
		tell(t, s, "SET x "+strconv.Itoa(round), "+OK")
		old := pid(t, dir)
		if err := syscall.Kill(old, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		await(t, "server after the death", func() bool {
			answer, err := ask(t.Context(), s.Socket(), "GET x")
			return err == nil && answer == oneByte
		})
		if pid(t, dir) == old {
			t.Error("it is the same process")
		}
	}
	if n := strings.Count(said.String(), "started again"); n != 3 || !strings.Contains(said.String(), "signal: killed") {
		t.Errorf("three deaths are told %d times: %s", n, said)
	}
}

func TestAFolderWithALongOrOddNameIsFine(t *testing.T) {
	for _, name := range []string{strings.Repeat("long-", 30), "with a space", `with "quotes" and \ and é`} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		s, _ := start(t, dir)
		tell(t, s, "SET x 1", "+OK")
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		s, _ = start(t, dir)
		tell(t, s, "GET x", oneByte)
		if filepath.Dir(s.Socket()) != filepath.Join(dir, folderName) {
			info, err := os.Stat(filepath.Dir(s.Socket()))
			if err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("others can reach %s: %v", s.Socket(), err)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A server that is killed while it writes its file anew leaves half of it, for ever.
func TestWhatAKilledServerHalfWroteIsRemoved(t *testing.T) {
	dir := t.TempDir()
	half := filepath.Join(dir, folderName, "temp-rewriteaof-bg-7.aof")
	if err := errors.Join(os.MkdirAll(filepath.Dir(half), 0o700), os.WriteFile(half, []byte("secret"), 0o600)); err != nil {
		t.Fatal(err)
	}
	start(t, dir)
	if _, err := os.Stat(half); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what it left is still there: %v", err)
	}
}
