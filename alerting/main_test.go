package alerting_test

import (
	"crypto/rand"
	"errors"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tocsin/store"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		if server.used {
			server.stop()
		}
		os.Exit(code)
	}))
}

// server is the redis-server that all tests share, each under a prefix of its own.
var server struct {
	start sync.Once
	used  bool
	url   string
	err   error
	stop  func()
}

// openStore opens the real store, empty.
func openStore(t testing.TB) *store.Store {
	t.Helper()
	server.start.Do(startServer)
	if errors.Is(server.err, exec.ErrNotFound) && os.Getenv("TOCSIN_TEST_REQUIRE_ALL") != "1" {
		t.Skip("redis-server is not on the PATH")
	}
	if server.err != nil {
		t.Fatal(server.err)
	}
	return joinStore(t, "tocsin-test-"+rand.Text()+":")
}

// joinStore opens the store of a prefix once more, as another process would.
func joinStore(t testing.TB, prefix string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Rung: store.RungRedis, URL: server.url, Prefix: prefix})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func startServer() {
	server.used, server.stop = true, func() {}
	bin, err := exec.LookPath("redis-server")
	if err != nil {
		server.err = err
		return
	}
	// A socket's path must be short, so this is no t.TempDir.
	dir, err := os.MkdirTemp("", "tocsin")
	if err != nil {
		server.err = err
		return
	}
	socket := filepath.Join(dir, "s")
	cmd := exec.Command(bin, "--port", "0", "--unixsocket", socket, "--dir", dir, "--save", "")
	if server.err = cmd.Start(); server.err != nil {
		return
	}
	server.stop = func() {
		cmd.Process.Kill()
		cmd.Wait()
		os.RemoveAll(dir)
	}
	server.url = (&url.URL{Scheme: "unix", Path: socket}).String()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		line, err := net.Dial("unix", socket)
		if err == nil {
			line.Close()
			return
		}
		if time.Now().After(deadline) {
			server.err = err
			return
		}
	}
}
