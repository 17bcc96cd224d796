package bluesky_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/bluesky"
	"tocsin/store"
)

// long has a flood take its time: a minute.
var long = flag.Bool("long", false, "let 5,000 posts a second come for a minute")

const (
	floodRate = 5_000
	// oneIn is how many posts there are for one that concerns the brand.
	oneIn = 500
)

// A flood is a Jetstream over which numbered posts come: as fast as they are taken, or,
// from a moment on, as many a second as the rate says. It breaks every connection at
// some numbers, once each.
type flood struct {
	posts  int
	start  time.Time
	paced  bool
	breaks []int
	broken atomic.Int32
	// dials counts connections, sent posts, those too that came again.
	dials atomic.Int32
	sent  atomic.Int64
}

// at is the moment of a post.
func (f *flood) at(n int) time.Time {
	return f.start.Add(time.Duration(n) * time.Second / floodRate)
}

func (f *flood) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	cursor, err := strconv.ParseInt(r.URL.Query().Get("cursor"), 10, 64)
	conn := accept(w, r)
	if err != nil || conn == nil {
		return
	}
	defer func() { _ = conn.CloseNow() }()
	f.dials.Add(1)
	ctx := conn.CloseRead(r.Context())
	next := max(0, int((time.UnixMicro(cursor).Sub(f.start)+time.Second/floodRate-1)*floodRate/time.Second))
	var buffer bytes.Buffer
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for n := next; n < f.posts; {
		until := f.posts
		if f.paced {
			until = min(until, int(time.Since(f.start)*floodRate/time.Second))
		}
		for ; n < until; n++ {
			if b := int(f.broken.Load()); b < len(f.breaks) && n >= f.breaks[b] {
				f.broken.Add(1)
				return
			}
			f.write(&buffer, n)
			within, cancel := context.WithTimeout(ctx, 5*time.Second)
			err := conn.Write(within, websocket.MessageText, buffer.Bytes())
			cancel()
			if err != nil {
				return
			}
			f.sent.Add(1)
		}
		if n < f.posts {
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	}
	<-ctx.Done()
}

// write writes a post of a length as is usual.
func (f *flood) write(to *bytes.Buffer, n int) {
	to.Reset()
	words := "it is one of those days on which everybody has an opinion and nobody has a towel, as they say where I come from"
	if n%oneIn == 0 {
		words = "solvo does not work for me either, and they don't answer the phone, and I am not the only one who is waiting"
	}
	fmt.Fprintf(to, `{"did":"did:plc:q235v55g5unth4zjj%07d","time_us":%d,"kind":"commit","commit":{"rev":"3mmoojpaqkn2z","operation":"create","collection":"app.bsky.feed.post","rkey":"%d","record":{"$type":"app.bsky.feed.post","createdAt":"%s","langs":["en"],"reply":{"parent":{"cid":"bafyreiainko5un5pbcdosvxpbisjnjzemojnry6nsgtdftdgslbu37kxai","uri":"at://did:plc:j76trmiofvaxxpvx2vnb2vwf/app.bsky.feed.post/3mmojbrjwbs26"},"root":{"cid":"bafyreiainko5un5pbcdosvxpbisjnjzemojnry6nsgtdftdgslbu37kxai","uri":"at://did:plc:j76trmiofvaxxpvx2vnb2vwf/app.bsky.feed.post/3mmojbrjwbs26"}},"text":"%s, %d"},"cid":"bafyreicl7rzkxdrm4zz2ehbx52kuk3mvfow6p3gzfys72r5grvskxoswy4"}}`,
		n%100_003, f.at(n).UnixMicro(), n, f.at(n).UTC().Format("2006-01-02T15:04:05.000Z"), words, n)
}

// A tally counts what a stream gives, by number, on its way to the Listener.
type tally struct {
	*bluesky.Stream
	seen  []bool
	met   int
	pages int
	peak  uint64
}

func (c *tally) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	page, err := c.Stream.Collect(ctx, from, now)
	for _, p := range page.Posts {
		n, _ := strconv.Atoi(p.NativeID[strings.LastIndexByte(p.NativeID, '/')+1:])
		if !c.seen[n] {
			c.seen[n] = true
			c.met++
		}
	}
	if c.pages++; c.pages%5 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		c.peak = max(c.peak, m.HeapAlloc)
	}
	return page, err
}

// A measure is what a flood cost.
type measure struct {
	took, cpu             time.Duration
	start, mid, end, peak uint64
	dials                 int
}

func (m measure) String() string {
	mib := func(n uint64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
	return fmt.Sprintf("in %v, with %v of CPU at both ends; %d connections; heap %s at the start, %s halfway, %s at the end, %s at most between two collections",
		m.took.Round(time.Millisecond), m.cpu.Round(time.Millisecond), m.dials, mib(m.start), mib(m.mid), mib(m.end), mib(m.peak))
}

// through sends a flood through a Listener into a store, and holds what arrived against
// what was sent.
func through(t testing.TB, f *flood) measure {
	t.Helper()
	server := httptest.NewServer(f)
	defer server.Close()
	kept, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo", `"solvo bank"`, "#solvo*"}}})
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	c := &tally{seen: make([]bool, f.posts), Stream: bluesky.NewStream(bluesky.Options{Hosts: []string{server.URL}, Transport: transport})}
	defer c.Close()
	listener := collectors.NewListener(collectors.ListenerOptions{Sink: kept, Matcher: set, VoiceKey: []byte("key")})
	source := collectors.Source{ID: "sky", Kind: bluesky.Kind, Every: bluesky.Type().Every, Collector: c}

	var m measure
	if f.paced {
		f.start = time.Now()
	}
	m.start = heap()
	began, cpu := time.Now(), spent()
	again := time.NewTicker(source.Every)
	defer again.Stop()
	for c.met < f.posts {
		was, now := c.met, f.at(f.posts-1)
		if f.paced {
			now = time.Now()
		}
		if _, err := listener.Listen(t.Context(), source, now); err != nil {
			t.Fatal(err)
		}
		if m.mid == 0 && c.met > f.posts/2 {
			m.mid = heap()
		}
		if c.met == was && (!f.paced || time.Since(f.start) > 3*time.Minute) {
			break
		}
		if f.paced && c.met < f.posts {
			<-again.C
		}
	}
	m.took, m.cpu, m.peak, m.dials = time.Since(began), spent()-cpu, c.peak, int(f.dials.Load())
	m.end = heap()
	mentions, _, err := kept.Log(t.Context(), "solvo", "", f.posts)
	if err != nil {
		t.Fatal(err)
	}
	if want := (f.posts + oneIn - 1) / oneIn; c.met != f.posts || len(mentions) != want || m.dials != len(f.breaks)+1 {
		t.Errorf("%d of %d posts came, %d of %d mentions are kept, over %d connections, of which %d were broken",
			c.met, f.posts, len(mentions), want, m.dials, f.broken.Load())
	}
	if grown := int64(m.end) - int64(m.start); grown > 24<<20 {
		t.Errorf("the heap grew by %d bytes: %v", grown, m)
	}
	return m
}

// heap is how much is used once what is not is given back.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// spent is the time this process has had of processors.
func spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func newFlood(posts int) *flood {
	return &flood{posts: posts, start: noon(), breaks: []int{posts / 4, posts / 2, posts * 3 / 4}}
}

func TestAFloodIsHeardThroughThreeBrokenConnections(t *testing.T) {
	f := newFlood(30_000)
	if *long {
		f = newFlood(60 * floodRate)
		f.paced = true
	}
	t.Logf("%d posts %v", f.posts, through(t, f))
}

// 300,000 posts, a minute of the worst flood, as fast as they go.
func BenchmarkAFlood(b *testing.B) {
	for b.Loop() {
		f := newFlood(60 * floodRate)
		m := through(b, f)
		b.ReportMetric(float64(f.posts)/m.took.Seconds(), "posts/s")
		b.ReportMetric(float64(m.cpu.Microseconds())/float64(f.sent.Load()), "cpu-µs/post")
		b.ReportMetric(float64(m.start)/(1<<20), "MiB-start")
		b.ReportMetric(float64(m.mid)/(1<<20), "MiB-mid")
		b.ReportMetric(float64(m.end)/(1<<20), "MiB-end")
		b.ReportMetric(float64(m.peak)/(1<<20), "MiB-peak")
	}
}
