package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/store/child"
)

// A ground is a server of one rung for one test.
type ground struct {
	opts Options
}

// open joins the ground's server with a Store of its own, as another process would.
func (g ground) open(t testing.TB) *Store {
	t.Helper()
	s, err := Attach(t.Context(), g.opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// onEachRung runs a test on every rung that this machine has.
func onEachRung(t *testing.T, test func(t *testing.T, g ground)) {
	t.Helper()
	onEachBuiltIn(t, func(t *testing.T, rung string) { test(t, daemon(t, rung)) })
	t.Run("redis", func(t *testing.T) {
		test(t, ground{Options{URL: socketURL(startRedis(t, "--appendonly", "yes"))}})
	})
	t.Run("cluster", func(t *testing.T) {
		test(t, ground{Options{URL: startCluster(t), Prefix: rand.Text() + ":"}})
	})
	if url := os.Getenv("REDIS_URL"); url != "" {
		t.Run("redis of REDIS_URL", func(t *testing.T) {
			g := ground{Options{URL: url, Prefix: "tocsin-test-" + rand.Text() + ":"}}
			t.Cleanup(func() { wipe(t, g) })
			test(t, g)
		})
	}
}

// onEachBuiltIn runs a test on the rungs that the daemon starts by itself.
func onEachBuiltIn(t *testing.T, test func(t *testing.T, rung string)) {
	t.Helper()
	for _, rung := range []string{RungEmbedded, RungChild} {
		t.Run(rung, func(t *testing.T) {
			needServer(t, rung)
			test(t, rung)
		})
	}
}

// needServer skips where a rung's program is not on this machine.
func needServer(t testing.TB, rung string) {
	t.Helper()
	if _, there := child.Program(); rung == RungChild && !there {
		absentRung(t, "redis-server is not on the PATH")
	}
}

// daemon opens a built-in rung as the daemon does; the ground's other Stores join it.
func daemon(t testing.TB, rung string) ground {
	t.Helper()
	needServer(t, rung)
	g := ground{Options{Dir: t.TempDir(), Rung: rung, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}}
	s, err := Open(t.Context(), g.opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return g
}

// wipe takes a test's keys out of somebody's Redis.
func wipe(t *testing.T, g ground) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	s, err := Attach(ctx, g.opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	found := s.client.Scan(ctx, 0, g.opts.Prefix+"*", 1000).Iterator()
	for found.Next(ctx) {
		s.client.Del(ctx, found.Val())
	}
}

// startRedis starts a redis-server for one test and answers its socket.
func startRedis(t testing.TB, args ...string) string {
	t.Helper()
	sock, stop, err := runRedis(args...)
	t.Cleanup(stop)
	if errors.Is(err, exec.ErrNotFound) {
		absentRung(t, "redis-server is not on the PATH")
	}
	if err != nil {
		t.Fatal(err)
	}
	return sock
}

// runRedis starts a redis-server, waits until it listens, and answers its socket
// and what ends it.
func runRedis(args ...string) (string, func(), error) {
	bin, err := exec.LookPath("redis-server")
	if err != nil {
		return "", func() {}, err
	}
	// A socket's path must be short, so this is no t.TempDir.
	dir, err := os.MkdirTemp("", "tocsin")
	if err != nil {
		return "", func() {}, err
	}
	sock := filepath.Join(dir, "s")
	cmd := exec.Command(bin, append([]string{"--port", "0", "--unixsocket", sock, "--dir", dir, "--save", ""}, args...)...)
	if err := cmd.Start(); err != nil {
		return "", func() { os.RemoveAll(dir) }, err
	}
	stop := func() {
		cmd.Process.Kill()
		cmd.Wait()
		os.RemoveAll(dir)
	}
	err = until(func() error {
		line, err := net.Dial("unix", sock)
		if err == nil {
			line.Close()
		}
		return err
	})
	return sock, stop, err
}

// until tries something until it works, for at most ten seconds.
func until(works func() error) error {
	deadline := time.Now().Add(10 * time.Second)
	for {
		err := works()
		if err == nil || time.Now().After(deadline) {
			return err
		}
		time.Sleep(2 * time.Millisecond)
	}
}

type startedCluster struct {
	url  string
	stop func()
	err  error
}

// cluster is a cluster of one node. It refuses whatever would not stay in one
// slot, so it shows that the daemon's transactions do. A cluster takes two
// seconds to come up, so all tests share it.
var cluster = sync.OnceValue(func() startedCluster {
	c := startedCluster{stop: func() {}}
	port, err := freePort()
	if err != nil {
		c.err = err
		return c
	}
	sock, stop, err := runRedis("--port", port, "--bind", "127.0.0.1", "--cluster-enabled", "yes")
	c.stop, c.err = stop, err
	if err != nil {
		return c
	}
	node := redis.NewClient(&redis.Options{Network: "unix", Addr: sock})
	defer node.Close()
	ctx := context.Background()
	if c.err = node.ClusterAddSlotsRange(ctx, 0, 16383).Err(); c.err != nil {
		return c
	}
	c.err = until(func() error {
		info, err := node.ClusterInfo(ctx).Result()
		if err == nil && !strings.Contains(info, "cluster_state:ok") {
			err = errors.New("the cluster is not up: " + info)
		}
		return err
	})
	c.url = "redis://127.0.0.1:" + port + "?cluster=true"
	return c
})

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		fmt.Fprintln(os.Stderr, "victim:", victim(dir))
		os.Exit(1)
	}
	LibraryLog(slog.New(slog.DiscardHandler))
	code := m.Run()
	if clusterUsed.Load() {
		cluster().stop()
	}
	os.Exit(code)
}

var clusterUsed atomic.Bool

func startCluster(t *testing.T) string {
	t.Helper()
	clusterUsed.Store(true)
	c := cluster()
	if errors.Is(c.err, exec.ErrNotFound) {
		absentRung(t, "redis-server is not on the PATH")
	}
	if c.err != nil {
		t.Fatal(c.err)
	}
	return c.url
}

// freePort finds a port whose partner for the cluster's bus exists.
func freePort() (string, error) {
	for {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", err
		}
		l.Close()
		if port := l.Addr().(*net.TCPAddr).Port; port < 55000 {
			return strconv.Itoa(port), nil
		}
	}
}

func absentRung(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("TOCSIN_TEST_REQUIRE_ALL") == "1" {
		t.Fatal(why + ", and TOCSIN_TEST_REQUIRE_ALL=1 wants it tested")
	}
	t.Skip(why)
}
