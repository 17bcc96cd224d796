package bluesky_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"tocsin/collectors"
	"tocsin/collectors/bluesky"
	"tocsin/collectors/contract"
)

// A jetstream is one as it is documented: it sends what it remembers from the cursor on,
// silently from the oldest it has where the cursor is older, and from now on where there
// is none or it is of the future; then what comes.
type jetstream struct {
	now func() time.Time

	mu sync.Mutex
	// sent are the events in the order of their moments, which times are.
	events []string
	times  []int64
	// forgotten is the moment before which nothing is remembered.
	forgotten int64
	// more is closed when there is more.
	more chan struct{}
	// cut ends a connection after so many events, if it is more than 0.
	cut int
	// answer stands in for the next handshakes, if set.
	answer http.HandlerFunc
	conns  map[*websocket.Conn]bool
	// asked are the cursors that were asked for, agents who asked.
	asked  []string
	agents []string
}

func newJetstream(now func() time.Time) *jetstream {
	return &jetstream{now: now, more: make(chan struct{}), conns: map[*websocket.Conn]bool{}}
}

// say adds events; those without a moment of their own are of the moment after the last.
func (j *jetstream) say(at int64, events ...func(at int64) string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, e := range events {
		if n := len(j.times); n > 0 && at <= j.times[n-1] {
			at = j.times[n-1] + 1
		}
		j.times, j.events = append(j.times, at), append(j.events, e(at))
	}
	close(j.more)
	j.more = make(chan struct{})
}

// end says something of no interest at a moment: a reading of that moment has all that was
// said before, and needn't wait.
func (j *jetstream) end(at time.Time) { j.say(at.UnixMicro(), identity("did:plc:end", "end.example")) }

// sayRaw adds an event that is at odds with its moment.
func (j *jetstream) sayRaw(at int64, event string) {
	j.say(at, func(int64) string { return event })
}

func (j *jetstream) publish(posts []contract.Post) {
	for i, p := range posts {
		did := "did:plc:" + p.Author
		if i%3 == 0 { // what concerns nobody is there all the time
			j.say(p.At.UnixMicro(), like(did, p.N), account(did, true, ""))
		}
		j.say(p.At.UnixMicro(), written(did, fmt.Sprintf("3l%d", p.N), map[string]any{
			"$type": "app.bsky.feed.post", "createdAt": p.At.Format("2006-01-02T15:04:05.000Z"), "langs": []string{"en"}, "text": p.Text,
		}))
	}
}

func (j *jetstream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	j.mu.Lock()
	j.asked, j.agents = append(j.asked, r.URL.Query().Get("cursor")), append(j.agents, r.UserAgent())
	answer := j.answer
	next, fault := j.begin(r.URL)
	j.mu.Unlock()
	if answer != nil {
		answer(w, r)
		return
	}
	if fault != "" {
		http.Error(w, fault, http.StatusBadRequest)
		return
	}
	conn := accept(w, r)
	if conn == nil {
		return
	}
	j.mu.Lock()
	j.conns[conn] = true
	j.mu.Unlock()
	defer func() {
		j.mu.Lock()
		delete(j.conns, conn)
		j.mu.Unlock()
		_ = conn.CloseNow()
	}()
	j.send(conn.CloseRead(r.Context()), conn, next)
}

// accept opens a connection, nil if nobody wants one.
func accept(w http.ResponseWriter, r *http.Request) *websocket.Conn {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return nil
	}
	return conn
}

// begin is the first event to send, and what is wrong with the question.
func (j *jetstream) begin(u *url.URL) (int, string) {
	q := u.Query()
	for name := range q {
		if name != "wantedCollections" && name != "cursor" {
			return 0, "unknown parameter " + name
		}
	}
	if u.Path != "/subscribe" || !slices.Equal(q["wantedCollections"], []string{"app.bsky.feed.post"}) {
		return 0, "invalid options"
	}
	cursor, err := strconv.ParseInt(q.Get("cursor"), 10, 64)
	if q.Has("cursor") && (err != nil || cursor < 0) {
		return 0, "invalid cursor"
	}
	if cursor < 1e15 || cursor > j.now().UnixMicro() {
		return len(j.times), ""
	}
	cursor = max(cursor, j.forgotten)
	return sort.Search(len(j.times), func(i int) bool { return j.times[i] >= cursor }), ""
}

func (j *jetstream) send(ctx context.Context, conn *websocket.Conn, next int) {
	for sent := 0; ; {
		j.mu.Lock()
		events, more, cut := j.events[min(next, len(j.events)):], j.more, j.cut
		j.mu.Unlock()
		for _, e := range events {
			if cut > 0 && sent >= cut {
				return
			}
			within, cancel := context.WithTimeout(ctx, 5*time.Second) // as the real one: who is slower is cut off
			err := conn.Write(within, websocket.MessageText, []byte(e))
			cancel()
			if err != nil {
				return
			}
			sent++
			next++
		}
		if len(events) > 0 {
			continue
		}
		select {
		case <-more:
		case <-ctx.Done():
			return
		}
	}
}

// breakOff ends all connections, and reports how many there were.
func (j *jetstream) breakOff() int {
	j.mu.Lock()
	conns := make([]*websocket.Conn, 0, len(j.conns))
	for c := range j.conns {
		conns = append(conns, c)
	}
	j.mu.Unlock()
	for _, c := range conns {
		_ = c.CloseNow()
	}
	return len(conns)
}

func (j *jetstream) set(change func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change()
}

func (j *jetstream) cursors() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.asked)
}

func noon() time.Time { return contract.Start() }

// serve makes hosts of stand-ins.
func serve(t *testing.T, all ...http.Handler) []string {
	t.Helper()
	hosts := make([]string, len(all))
	for i, h := range all {
		s := httptest.NewServer(h)
		t.Cleanup(func() {
			if j, ok := h.(*jetstream); ok {
				j.breakOff()
			}
			s.Close()
		})
		hosts[i] = s.URL
	}
	return hosts
}

// listen makes a stream. It waits for what isn't there yet, and not at all where all is
// there that was said until now.
func listen(t *testing.T, o bluesky.Options) *bluesky.Stream {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	o.Transport, o.Agent = transport, "test"
	if o.Wait == 0 {
		o.Wait = 2 * time.Second
	}
	s := bluesky.NewStream(o)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// collect reads a page, which has to be one.
func collect(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) collectors.Page {
	t.Helper()
	page, err := c.Collect(t.Context(), from, now)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// all reads until nothing waits.
func all(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) collectors.Page {
	t.Helper()
	var whole collectors.Page
	for range 1000 {
		page := collect(t, c, from, now)
		whole.Posts, whole.Changes = append(whole.Posts, page.Posts...), append(whole.Changes, page.Changes...)
		whole.Notes, whole.Next = append(whole.Notes, page.Notes...), page.Next
		if from = page.Next; !page.More {
			return whole
		}
	}
	t.Fatal("a thousand pages, and more waits")
	return whole
}
