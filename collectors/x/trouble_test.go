package x_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

// pauses are how long the reader is sent away, so many times in a row.
func (r *reader) pauses(n int) ([]time.Duration, error) {
	r.t.Helper()
	var all []time.Duration
	var last error
	for range n {
		page, err := r.Collect(r.t.Context(), r.cursor, r.clock.now())
		wait, ok := errors.AsType[*collectors.WaitError](err)
		if !ok || !wait.Ours {
			r.t.Fatalf("after %v it answers %+v, %v; want that it waits of its own accord", all, page, err)
		}
		// Nobody asks before that.
		asked := r.clock.now()
		if _, again := r.Collect(r.t.Context(), r.cursor, wait.Until.Add(-time.Millisecond)); again == nil || again.Error() != err.Error() {
			r.t.Fatalf("just before %v it answers %v", wait.Until, again)
		}
		all, last = append(all, wait.Until.Sub(asked)), err
		r.clock.pass(wait.Until.Sub(asked))
	}
	return all, last
}

// X says how long to stay away from a stream that cannot be had, by kind of trouble.
func TestAStreamThatCannotBeHadIsLeftAlone(t *testing.T) {
	second := time.Second
	for _, tt := range []struct {
		claim  string
		answer func(w http.ResponseWriter)
		words  string
		first  []time.Duration
		last   time.Duration
	}{
		{
			"the network", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, "EOF",
			[]time.Duration{second / 4, second / 2, 3 * second / 4, second},
			16 * second,
		},
		{
			"the service", func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) }, "x stream: X answers 503 Service Unavailable",
			[]time.Duration{5 * second, 10 * second, 20 * second, 40 * second},
			320 * second,
		},
		{
			"a token that is wrong", func(w http.ResponseWriter) { problem(w, 401, `{"title":"Unauthorized","detail":"`+token+`"}`) },
			"x stream: X answers 401 Unauthorized: Unauthorized: …; set X_BEARER_TOKEN",
			[]time.Duration{5 * second, 10 * second},
			320 * second,
		},
		{
			"too many requests", func(w http.ResponseWriter) { problem(w, 429, `{"title":"Too Many Requests"}`) }, "x stream: X answers 429",
			[]time.Duration{60 * second, 120 * second, 240 * second},
			15 * time.Minute,
		},
		{
			"somebody else's connection", func(w http.ResponseWriter) { problem(w, 429, crowded) },
			"maximum allowed connection limit.; X lets a token have one stream, and it is open: unless that is your daemon's, stop the other program that reads it, or use way: search here",
			[]time.Duration{60 * second, 120 * second, 240 * second},
			15 * time.Minute,
		},
	} {
		s, at := newStation(atNoon), &clock{at: noon}
		s.before = func(w http.ResponseWriter, r *http.Request) bool {
			switch {
			case strings.HasSuffix(r.URL.Path, "/rules"):
				return false
			case r.URL.Path == "/2/tweets/search/recent": // which is asked instead, in vain
				w.WriteHeader(http.StatusServiceUnavailable)
			default:
				tt.answer(w)
			}
			return true
		}
		r := tuned(t, s, at, x.Options{})
		pauses, err := r.pauses(70)
		for i, want := range tt.first {
			if pauses[i] != want {
				t.Errorf("%s: pauses %v, want %v at first", tt.claim, pauses[:len(tt.first)], tt.first)
				break
			}
		}
		if last := pauses[len(pauses)-1]; last != tt.last {
			t.Errorf("%s: in the end it pauses for %v, want %v", tt.claim, last, tt.last)
		}
		if !strings.Contains(err.Error(), tt.words) || strings.Contains(err.Error(), token) {
			t.Errorf("%s: it says %q, want %q and no token", tt.claim, err, tt.words)
		}
	}
}

func TestAStreamThatIsNotHadForLongIsSearchedFor(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	s.unheard(every(time.Minute, 150, noon.Add(-time.Hour))...)
	s.mu.Lock()
	s.rules = []map[string]string{{"id": "1", "value": "solvo"}}
	s.mu.Unlock()
	r := tuned(t, s, at, x.Options{})
	refuse := true
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		if refuse && r.URL.Path == "/2/tweets/search/stream" {
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	_, _ = r.pauses(2)
	page, err := r.Collect(t.Context(), r.cursor, at.now())
	if err != nil || len(page.Posts) != 100 || !page.More {
		t.Fatalf("the third time: %d posts, %v", len(page.Posts), err)
	}
	r.cursor = page.Next
	page, err = r.Collect(t.Context(), r.cursor, at.now())
	if err != nil || len(page.Posts) != 50 || page.More || !page.NotBefore.Equal(at.now().Add(20*time.Second)) ||
		!strings.Contains(strings.Join(page.Notes, ""), "X is searched instead, because there is no stream: x stream: X answers 503") {
		t.Errorf("and then: %d posts, %q, not before %v, %v", len(page.Posts), page.Notes, page.NotBefore, err)
	}
	r.cursor = page.Next
	refuse = false
	at.pass(20 * time.Second)
	r.read()
	if !s.isOpen() {
		t.Error("the stream is not opened once it can be")
	}
}

// X keeps the stream of a daemon that was killed for some minutes, during which the next
// one is not deaf.
func TestAStreamThatIsLeftAloneForLongIsSearchedForAtOnce(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	r := tuned(t, s, at, x.Options{})
	r.settled()
	killed := again(t, s, at, x.Options{})
	killed.cursor = r.cursor
	asked := s.count("GET /2/tweets/search/stream")
	for minute := range 3 {
		s.unheard(every(time.Second, 3, at.now().Add(-time.Minute))...)
		page, err := killed.Collect(t.Context(), killed.cursor, at.now())
		if err != nil || len(page.Posts) != 3 || !page.NotBefore.Equal(at.now().Add(time.Minute)) {
			t.Fatalf("in minute %d: %d posts, not before %v, %v; want 3 and another reading in a minute", minute, len(page.Posts), page.NotBefore, err)
		}
		if words := "X lets a token have one stream, and it is open"; !strings.Contains(strings.Join(page.Notes, ""), words) {
			t.Errorf("noted %q", page.Notes)
		}
		killed.cursor = page.Next
		at.pass(time.Minute)
	}
	if n := s.count("GET /2/tweets/search/stream") - asked; n != 2 {
		t.Errorf("in three minutes the stream is asked for %d times, want after one and after two", n)
	}
}

// A stream that ends as soon as it is open is not opened anew at once.
func TestAStreamThatEndsAtOnceIsLeftAlone(t *testing.T) {
	for claim, said := range map[string]struct {
		line, words string
		pause       time.Duration
	}{
		"without a word": {"", "x stream: the connection was ended by X", 250 * time.Millisecond},
		"for operations": {
			`{"errors":[{"title":"operational-disconnect","disconnect_type":"UpstreamOperationalDisconnect","detail":"This stream has been disconnected upstream for operational reasons.","type":"https://api.twitter.com/2/problems/operational-disconnect"}]}` + "\r\n",
			"x stream: X ended it: operational-disconnect: This stream has been disconnected upstream for operational reasons.", 5 * time.Second,
		},
		"and says so itself":         {`{"title":"operational-disconnect","detail":"` + token + `"}` + "\r\n", "X ended it: operational-disconnect: …", 5 * time.Second},
		"because there is another":   {crowded + "\r\n", "X lets a token have one stream", time.Minute},
		"with what is no JSON":       {`<html>` + "\r\n", "it said what cannot be read", 5 * time.Second},
		"with a line without an end": {strings.Repeat("x", 1<<20+1), "a line is longer than 1024 KiB", 250 * time.Millisecond},
	} {
		s, at := newStation(atNoon), &clock{at: noon}
		s.now = at.now
		r := tuned(t, s, at, x.Options{})
		r.read()
		s.say(said.line)
		s.cut()
		var pause time.Duration
		var words string
		for pause == 0 {
			page, err := r.Collect(t.Context(), r.cursor, at.now())
			if wait, ok := errors.AsType[*collectors.WaitError](err); ok && wait.Ours {
				pause, words = wait.Until.Sub(at.now()), err.Error()
			} else if !page.NotBefore.IsZero() {
				pause, words = page.NotBefore.Sub(at.now()), strings.Join(page.Notes, "; ")
			} else if err != nil {
				t.Fatalf("%s: %v", claim, err)
			}
		}
		if pause != said.pause || !strings.Contains(words, said.words) || strings.Contains(words, token) {
			t.Errorf("%s: %s and a pause of %v; want %q and one of %v", claim, words, pause, said.words, said.pause)
		}
		if s.opened != 1 {
			t.Errorf("%s: it was opened %d times", claim, s.opened)
		}
	}
}

func TestLongLinesAndOddOnesAreRead(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	r := tuned(t, s, at, x.Options{})
	r.settled()
	all := young(5, at)
	s.say("\r\n\r\n" + s.written(with(all[0], map[string]any{"text": strings.Repeat("solvo ", 100_000)})) + "\r\n") // far more than 64 KiB
	s.say(s.written(with(all[1], map[string]any{"lang": []string{"de"}})) + "\r\n")
	s.say(s.written(all[2]) + "\r\n")
	s.say(strings.TrimSuffix(s.written(all[3]), "}") + `,"errors":[{"title":"Not Found Error","detail":"no such user"}]}` + "\n")
	s.say(s.written(all[4]) + "\r\n")
	r.until(func() bool { return len(r.heard) == 5 })
	if note, words := strings.Join(r.notes, "; "), `field "data.lang"`; !strings.Contains(note, words) {
		t.Errorf("noted %q, want %q", note, words)
	}
	if s.opened != 1 {
		t.Errorf("the stream was opened %d times", s.opened)
	}
}

func TestTheBudgetHoldsOverTheStream(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	counted := counting(s.search, `{"data":[],"meta":{"total_tweet_count":4300}}`)
	s.unheard(every(time.Minute, 40, noon.Add(-time.Hour))...)
	r := tuned(t, s, at, x.Options{BudgetPerDay: 100})
	r.settled()
	if len(r.heard) != 40 {
		t.Fatalf("of 40 posts from before %d are heard", len(r.heard))
	}
	s.publish(young(500, at)...)
	r.until(func() bool { return *counted > 0 })
	if n := len(r.heard); n <= 100-10 || n > 100 { // what is less than a page is left
		t.Errorf("%d posts are bought, want the 100 there may be", n)
	}
	if s.isOpen() {
		r.until(func() bool { return !s.isOpen() }) // the station notices a little later
	}
	if note := strings.Join(r.notes, "; "); !strings.Contains(note, "today's budget of 100 posts is spent") {
		t.Errorf("noted %q", note)
	}
	opened := s.opened
	at.pass(time.Hour)
	if r.read(); s.opened != opened {
		t.Error("the stream is opened with nothing to spend")
	}
	at.pass(12 * time.Hour)
	r.read()
	if !s.isOpen() {
		t.Error("the next day the stream stays closed")
	}
	for range 5 {
		at.pass(time.Minute)
		r.read()
	}
	if n := len(r.heard); n <= 100 || n > 200 {
		t.Errorf("the next day %d more posts are bought, of another 100", n-100)
	}
}

// A wire carries streams without a network, so that time may be told.
type wire struct {
	streams chan *io.PipeWriter
	opened  atomic.Int32
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	answer := func(body io.ReadCloser) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{}, Body: body, Request: req}, nil
	}
	if req.URL.Path == "/2/tweets/search/stream" {
		w.opened.Add(1)
		from, to := io.Pipe()
		w.streams <- to
		return answer(from)
	}
	return answer(io.NopCloser(bytes.NewReader([]byte(`{"meta":{"result_count":0}}`))))
}

func TestAStreamThatSaysNothingForHalfAMinuteIsDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{streams: make(chan *io.PipeWriter, 9)}
		c := x.New(x.Options{Query: "solvo", Bearer: token, BaseURL: "http://x.example", Stream: true, Wait: time.Millisecond, Transport: &rules{wire: w, there: "[]"}})
		defer func() { _ = c.Close() }()
		start := time.Now()
		var cursor collectors.Cursor
		var notes []string
		read := func() {
			t.Helper()
			page, err := c.Collect(t.Context(), cursor, time.Now())
			if err != nil {
				t.Fatalf("after %v: %v", time.Since(start), err)
			}
			cursor, notes = page.Next, append(notes, page.Notes...)
		}
		read()
		to := <-w.streams
		for range 30 { // ten minutes of heartbeats
			time.Sleep(20 * time.Second)
			if _, err := io.WriteString(to, "\r\n"); err != nil {
				t.Fatalf("after %v the stream is closed: %v", time.Since(start), err)
			}
			read()
		}
		if n := w.opened.Load(); n != 1 || len(notes) > 0 {
			t.Errorf("a stream that is there was opened %d times; noted %q", n, notes)
		}
		time.Sleep(29 * time.Second)
		if _, err := io.WriteString(to, "\r\n"); err != nil {
			t.Errorf("it is closed after 29 seconds: %v", err)
		}
		time.Sleep(31 * time.Second)
		if _, err := io.WriteString(to, "\r\n"); err == nil {
			t.Error("after 31 seconds of silence it is open")
		}
		read()
		if n := w.opened.Load(); n != 2 {
			t.Errorf("it was opened %d times, want anew", n)
		}
		if note := strings.Join(notes, ""); !strings.Contains(note, "it said nothing for 30s") {
			t.Errorf("noted %q", note)
		}
	})
}

// rules has a wire keep the rules it is given.
type rules struct {
	*wire
	there string
}

func (r *rules) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.wire.RoundTrip(req)
	if req.Method == http.MethodPost {
		body, _ := io.ReadAll(req.Body)
		r.there = strings.TrimSuffix(strings.TrimPrefix(string(body), `{"add":`), "}")
	}
	if strings.HasSuffix(req.URL.Path, "/rules") && err == nil {
		resp.Body = io.NopCloser(strings.NewReader(fmt.Sprintf(`{"meta":{},"data":%s}`, r.there)))
	}
	return resp, err
}
