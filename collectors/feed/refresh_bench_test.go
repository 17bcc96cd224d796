package feed_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/feed"
	"tocsin/collectors/guard"
	"tocsin/store"
)

// What reading many feeds costs: CPU seconds for a thousand refreshes, this process's and
// the private redis-server's together, over plain HTTP from a server in a process of its own.
//
//	go test ./collectors/feed -run '^$' -bench Refresh -benchtime 20000x
//	go test ./collectors/feed -run '^$' -bench AnHour -benchtime 1x

// serverEnv makes the test binary the server instead.
const serverEnv = "TOCSIN_BENCH_FEEDS"

func init() { //nolint:gochecknoinits // the process is another one before any test begins
	if os.Getenv(serverEnv) != "" {
		serveFeeds()
	}
}

// serveFeeds is that process: /KIND/N is a feed of 25 items.
func serveFeeds() {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		os.Exit(1)
	}
	fmt.Println(listener.Addr())
	var mu sync.Mutex
	reads := map[string]int{}
	_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		mu.Lock()
		reads[r.URL.Path]++
		n := reads[r.URL.Path]
		mu.Unlock()
		switch kind {
		case "same":
			w.Header().Set("ETag", `"v1"`)
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			n = 1
		case "bare":
			n = 1
		case "slow":
			time.Sleep(30 * time.Millisecond)
			n = 1
		case "broken":
			if n%2 == 0 {
				http.Error(w, "oops", http.StatusInternalServerError)
				return
			}
			_, _ = w.Write([]byte("<html>this is no feed"))
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = w.Write(document(r.URL.Path, n))
	}))
	os.Exit(0)
}

// document has 25 items, the newest of which is new at every version.
func document(path string, version int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A forum</title><link>https://forum.example/</link>`)
	born := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for i := version + 24; i >= version; i-- {
		fmt.Fprintf(&b, `<item><title>Post %d about the weather and solvo</title><link>https://forum.example%s/%d</link><guid isPermaLink="false">%s-%d</guid><dc:creator>user%d</dc:creator><pubDate>%s</pubDate><description>&lt;p&gt;Some words of an ordinary length, with a &lt;a href="https://other.example/%d"&gt;link&lt;/a&gt; in them, as people write in forums when they have a question or an answer, and a little more.&lt;/p&gt;</description></item>`,
			i, path, i, path, i, i%40, born.Add(time.Duration(i)*time.Minute).Format(time.RFC1123Z), i)
	}
	b.WriteString(`</channel></rss>`)
	return []byte(b.String())
}

// A press reads feeds into a store on a private redis-server.
type press struct {
	address  string
	listener *collectors.Listener
	redis    *redis.Client
	sources  []collectors.Source
}

func newPress(b *testing.B) *press {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	server := exec.CommandContext(b.Context(), self)
	server.Env = append(os.Environ(), serverEnv+"=1")
	out, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), store.Options{Dir: b.TempDir(), Rung: store.RungChild})
	if err != nil {
		b.Skipf("there is no redis-server, so nothing is measured: %v", err)
	}
	b.Cleanup(func() { _ = s.Close() })
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo"}}})
	if err != nil {
		b.Fatal(err)
	}
	client := redis.NewClient(&redis.Options{Network: "unix", Addr: s.Rung().Address})
	b.Cleanup(func() { _ = client.Close() })
	return &press{
		address: "http://" + strings.TrimSpace(line), redis: client,
		listener: collectors.NewListener(collectors.ListenerOptions{Sink: s, Matcher: set, VoiceKey: []byte("key"), Held: true}),
	}
}

// add adds n feeds of a kind.
func (p *press) add(b *testing.B, kind string, n int) {
	b.Helper()
	transport := guard.Transport(guard.Options{AllowPrivate: true})
	b.Cleanup(transport.CloseIdleConnections)
	turn := feed.NewTurn()
	for range n {
		id := fmt.Sprintf("%s-%d", kind, len(p.sources))
		c, err := feed.New(feed.Options{URL: fmt.Sprintf("%s/%s/%d", p.address, kind, len(p.sources)), Transport: transport, Turn: turn, Every: 2 * time.Minute})
		if err != nil {
			b.Fatal(err)
		}
		p.sources = append(p.sources, collectors.Source{ID: id, Kind: feed.Kind, Brands: []brand.Key{"solvo"}, Lazy: true, Every: 2 * time.Minute, Collector: c})
	}
}

// read reads a source; one that fails is one of those that shall.
func (p *press) read(b *testing.B, i int, now time.Time) {
	b.Helper()
	_, err := p.listener.Listen(b.Context(), p.sources[i], now)
	if err != nil && !strings.HasPrefix(p.sources[i].ID, "broken") {
		b.Fatal(err)
	}
}

func (p *press) flush(b *testing.B) {
	b.Helper()
	if err := p.listener.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// cpu is what this process and the redis-server have used so far, in seconds.
func (p *press) cpu(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	used := float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
	info, err := p.redis.Info(b.Context(), "cpu").Result()
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		if name == "used_cpu_user" || name == "used_cpu_sys" {
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil {
				b.Fatal(err)
			}
			used += seconds
		}
	}
	return used
}

func BenchmarkRefresh(b *testing.B) {
	for kind, what := range map[string]string{"same": "304", "bare": "unchanged-body", "busy": "one-new-in-25"} {
		b.Run(what, func(b *testing.B) {
			p := newPress(b)
			p.add(b, kind, 200)
			now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
			for i := range p.sources {
				p.read(b, i, now)
			}
			runtime.GC()
			before := p.cpu(b)
			b.ResetTimer()
			for n := range b.N {
				if n%len(p.sources) == 0 {
					now = now.Add(2 * time.Minute)
				}
				p.read(b, n%len(p.sources), now)
				if n%80 == 79 { // the daemon flushes every ten seconds; a thousand feeds make 83 readings in them
					p.flush(b)
				}
			}
			p.flush(b)
			b.StopTimer()
			b.ReportMetric((p.cpu(b)-before)/float64(b.N)*1000, "cpu-s/1000")
		})
	}
}

// A thousand feeds for an hour: four fifths answer that nothing is new, a tenth are slow,
// and a twentieth are broken.
func BenchmarkAnHourOfAThousandFeeds(b *testing.B) {
	p := newPress(b)
	p.add(b, "same", 800)
	p.add(b, "slow", 100)
	p.add(b, "broken", 50)
	p.add(b, "busy", 50)
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		before, refreshes := p.cpu(b), 0
		for range 30 {
			now = now.Add(2 * time.Minute)
			var group sync.WaitGroup
			free := make(chan struct{}, 16)
			for i := range p.sources {
				refreshes++
				free <- struct{}{}
				group.Go(func() {
					defer func() { <-free }()
					p.read(b, i, now)
				})
			}
			group.Wait()
			p.flush(b)
		}
		b.ReportMetric((p.cpu(b)-before)/float64(refreshes)*1000, "cpu-s/1000")
		b.ReportMetric(peak(b), "peak-MB")
	}
}

// What ten thousand feeds take of memory once each was read.
func BenchmarkMemoryOfTenThousandFeeds(b *testing.B) {
	p := newPress(b)
	p.add(b, "same", 10_000)
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		for i := range p.sources {
			p.read(b, i, now)
		}
		now = now.Add(2 * time.Minute)
		for i := range p.sources {
			p.read(b, i, now)
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapAlloc)/1e6, "heap-MB")
		b.ReportMetric(peak(b), "peak-MB")
	}
}

// peak is the most memory this process has held, in MB.
func peak(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("there is no /proc to ask")
	}
	for line := range strings.Lines(string(status)) {
		if kb, is := strings.CutPrefix(line, "VmHWM:"); is {
			n, err := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return n / 1000
		}
	}
	return 0
}

// The floor: the same requests with net/http alone, and nothing done with the answers.
func BenchmarkBareGet(b *testing.B) {
	p := newPress(b)
	transport := guard.Transport(guard.Options{AllowPrivate: true})
	b.Cleanup(transport.CloseIdleConnections)
	client := &http.Client{Transport: transport}
	before := p.cpu(b)
	b.ResetTimer()
	for n := range b.N {
		req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, fmt.Sprintf("%s/same/%d", p.address, n%200), nil)
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("If-None-Match", `"v1"`)
		resp, err := client.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	b.StopTimer()
	b.ReportMetric((p.cpu(b)-before)/float64(b.N)*1000, "cpu-s/1000")
}
