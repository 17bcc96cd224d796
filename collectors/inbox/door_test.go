package inbox_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/inbox"
	"tocsin/store"
)

const (
	secret = "a-secret-of-the-crm-0123456789"
	token  = "a-token-of-the-helpdesk-0123456"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// A house is a real store with a listener in front of it, and two inboxes: crm signs,
// helpdesk has a token.
type house struct {
	*store.Store
	door     *inbox.Door
	listener *collectors.Listener
	refused  []string
	// broken, if set, is why nothing can be kept.
	broken error
	// hold, if set, is waited for before anything is kept; each delivery says on waiting that it does.
	hold, waiting chan struct{}
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{}
	var err error
	if h.Store, err = store.Open(t.Context(), store.Options{Dir: t.TempDir(), Rung: store.RungEmbedded}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo"}}})
	if err != nil {
		t.Fatal(err)
	}
	h.listener = collectors.NewListener(collectors.ListenerOptions{Sink: h.Store, Matcher: set, VoiceKey: []byte("key")})
	h.door = inbox.NewDoor(inbox.DoorOptions{
		Boxes: map[string]*inbox.Collector{"crm": open(t, "crm", secret, ""), "helpdesk": open(t, "helpdesk", "", token)},
		Take:  h.take, Now: func() time.Time { return noon }, AtOnce: 2,
		Refused: func(_ context.Context, r inbox.Refusal) {
			h.refused = append(h.refused, r.Source+": "+r.Why+" from "+r.From)
		},
	})
	return h
}

func (h *house) take(ctx context.Context, source string, page collectors.Page, now time.Time) (collectors.Heard, error) {
	if h.hold != nil {
		h.waiting <- struct{}{}
		<-h.hold
	}
	if h.broken != nil {
		return collectors.Heard{}, h.broken
	}
	return h.listener.Take(ctx, collectors.Source{ID: source, Kind: inbox.Kind}, page, now)
}

func open(t *testing.T, id, secret, token string) *inbox.Collector {
	t.Helper()
	c, err := inbox.Type().Open(spec(id), collectors.Means{Env: func(name string) string {
		return map[string]string{"TOCSIN_INBOX_SECRET": secret, "TOCSIN_INBOX_TOKEN": token}[name]
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c.(*inbox.Collector) //nolint:forcetypeassert // it is what it opens
}

// spec is a source that names no variable of its own.
func spec(id string) collectors.Spec {
	s := collectors.Spec{ID: id, Settings: map[string][]string{}}
	for _, setting := range inbox.Type().Settings {
		s.Settings[setting.Name] = []string{setting.Default}
	}
	return s
}

// said is what the door answers.
type said struct {
	Status                        int `json:"-"`
	Taken, Matched, Fresh, Faults int
	Undated                       int
	Bad                           []struct {
		Line, Post int
		Why        string
	}
	Error string
	after string
}

func (h *house) post(t *testing.T, path string, header http.Header, body string) said {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
	maps.Copy(r.Header, header)
	return h.serve(t, r)
}

func (h *house) serve(t *testing.T, r *http.Request) said {
	t.Helper()
	w := httptest.NewRecorder()
	h.door.ServeHTTP(w, r)
	s := said{Status: w.Code, after: w.Header().Get("Retry-After")}
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("the door answers %q (%s): %v", w.Body, w.Header().Get("Content-Type"), err)
	}
	if strings.Contains(w.Body.String(), secret) || strings.Contains(w.Body.String(), token) {
		t.Errorf("an answer shows a secret: %s", w.Body)
	}
	return s
}

// signed posts to crm, as it does.
func (h *house) signed(t *testing.T, body string) said {
	t.Helper()
	return h.post(t, "/ingest/crm", inbox.Sign(secret, []byte(body), noon), body)
}

func (h *house) kept(t *testing.T) []brand.Mention {
	t.Helper()
	all, _, err := h.Log(t.Context(), "solvo", "", 100_000)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestADeliveryIsKeptOnce(t *testing.T) {
	h := newHouse(t)
	body := `{"id":"t-1","url":"https://crm.example/t/1","author":"Ana","text":"The Solvo strap broke","published":"2026-11-21T11:58:30Z"}
{"id":"t-2","text":"something else"}
`
	got := h.signed(t, body)
	if diff := cmp.Diff(said{Status: 200, Taken: 2, Matched: 1, Fresh: 1, Undated: 1}, got, cmp.AllowUnexported(said{})); diff != "" {
		t.Fatalf("the sender is told (-want +got):\n%s", diff)
	}
	post := brand.Post{NativeID: "t-1", URL: "https://crm.example/t/1", Author: "Ana", Text: "The Solvo strap broke", Published: noon.Add(-90 * time.Second)}
	want := []brand.Mention{{
		ID: brand.Identify("inbox", "crm", post), Brand: "solvo", Source: "crm", Kind: "inbox", Post: post, At: post.Published, Fetched: noon,
		Voice: brand.NewVoice([]byte("key"), "inbox", "crm", post), Why: `word "solvo"`,
	}}
	if diff := cmp.Diff(want, h.kept(t)); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	if again := h.signed(t, body); again.Status != 200 || again.Fresh != 0 || again.Matched != 1 || len(h.kept(t)) != 1 {
		t.Errorf("sent again: %+v, %d kept", again, len(h.kept(t)))
	}
	b, err := h.Bookmark(t.Context(), "crm")
	if err != nil || !b.Read.Equal(noon) || b.LagP95 != 90 || !b.Newest.Equal(post.Published) {
		t.Errorf("the bookmark is %+v, %v", b, err)
	}
}

// A post whose date has a name nobody knows counts as of now: its sender is told so.
func TestASenderIsToldOfPostsWithoutADate(t *testing.T) {
	h := newHouse(t)
	body := `{"id":"1","text":"Solvo one","datum":"2026-10-10"}
{"id":"2","text":"Solvo two","date":"2026-10-10"}
{"id":"3","text":"Solvo three","published":"2026-10-10"}
`
	if got := h.signed(t, body); got.Status != 200 || got.Taken != 3 || got.Undated != 1 {
		t.Errorf("of three posts, one without a date, the sender is told %+v", got)
	}
	if got := newHouse(t).signed(t, `{"id":"2","text":"Solvo two","created_at":"2026-10-10"}`); got.Taken != 1 || got.Undated != 0 {
		t.Errorf("of a dated post the sender is told %+v", got)
	}
}

func TestAllWaysToWritePosts(t *testing.T) {
	for claim, body := range map[string]string{
		"an object a line":           "{\"id\":\"1\",\"text\":\"solvo\"}\n{\"id\":\"2\",\"text\":\"solvo\"}",
		"with blank lines":           "\r\n{\"id\":\"1\",\"text\":\"solvo\"}\r\n\r\n{\"id\":\"2\",\"text\":\"solvo\"}\r\n\n",
		"after a byte order mark":    "\xef\xbb\xbf{\"id\":\"1\",\"text\":\"solvo\"}\n{\"id\":\"2\",\"text\":\"solvo\"}\n",
		"a list":                     `[{"id":"1","text":"solvo"},{"id":2,"text":"solvo"}]`,
		"a list over several lines":  "\n [\n{\"id\":\"1\",\n\"text\":\"solvo\"},\n{\"id\":2,\"text\":\"solvo\"}\n]\n",
		"a list after an order mark": "\xef\xbb\xbf" + `[{"id":"1","text":"solvo"},{"id":2,"text":"solvo"}]`,
	} {
		h := newHouse(t)
		if got := h.signed(t, body); got.Status != 200 || got.Taken != 2 || got.Fresh != 2 {
			t.Errorf("%s: %+v", claim, got)
		}
	}
	h := newHouse(t)
	if got := h.signed(t, "{\n  \"id\": \"1\",\n  \"text\": \"solvo\"\n}\n"); got.Status != 200 || got.Fresh != 1 {
		t.Errorf("one object over several lines: %+v", got)
	}
}

// What is wrong is told by its number, and costs nothing else.
func TestBadLinesAreToldAndGoodOnesKept(t *testing.T) {
	for claim, tt := range map[string]struct {
		body   string
		status int
		taken  int
		bad    []string
	}{
		"lines": {
			"{\"text\":\"solvo 1\"}\n{\"text\":\n\n{\"text\":\"solvo 2\",\"published\":\"soon\"}\nsolvo\n{\"text\":\"solvo 3\"}\n", 207, 2,
			[]string{"line 2 is no JSON object", `line 4 has "soon" for its published`, "line 5 is no JSON object"},
		},
		"a list":            {`[{"text":"solvo 1"},7,{"author":"Ana"},{"text":"solvo 2"}]`, 207, 2, []string{"post 2 is no JSON object but a number", "post 3 says nothing"}},
		"a broken list":     {`[{"text":"solvo 1"},{"text":"solvo 2"},{"text":solvo},{"text":"solvo 4"}]`, 207, 2, []string{"post 3 and all after it cannot be read"}},
		"a list in half":    {`[{"text":"solvo 1"},{"te`, 207, 1, []string{"post 2 and all after it cannot be read"}},
		"a list not closed": {`[{"text":"solvo 1"}`, 207, 1, []string{"post 1 is the last that came: the list has no end"}},
		"nothing good":      {"{}\n7\n", 400, 0, []string{"line 1 is an object without any of a post's parts", "line 2 is no JSON object but a number"}},
		"a line too long":   {"{\"text\":\"" + strings.Repeat("x", 1<<20) + "\"}\n{\"text\":\"solvo\"}\n", 207, 1, []string{"line 1 has more than 1048576 bytes"}},
		"a post too long":   {"[{\"text\":\"" + strings.Repeat("x", 1<<20) + "\"},{\"text\":\"solvo\"}]", 207, 1, []string{"post 1 has more than 1048576 bytes"}},
	} {
		h := newHouse(t)
		got := h.signed(t, tt.body)
		var bad []string
		for _, b := range got.Bad {
			if b.Line > 0 {
				bad = append(bad, fmt.Sprintf("line %d %s", b.Line, b.Why))
			} else {
				bad = append(bad, fmt.Sprintf("post %d %s", b.Post, b.Why))
			}
		}
		if got.Status != tt.status || got.Taken != tt.taken || len(h.kept(t)) != tt.taken || got.Faults != len(tt.bad) || !slices.EqualFunc(bad, tt.bad, strings.HasPrefix) {
			t.Errorf("%s: %+v, %d kept; bad are %q, want %q", claim, got, len(h.kept(t)), bad, tt.bad)
		}
	}
	h := newHouse(t)
	if got := h.signed(t, strings.Repeat("x\n", 500)+`{"text":"solvo"}`); got.Status != 207 || got.Faults != 500 || len(got.Bad) != 100 || got.Fresh != 1 {
		t.Errorf("of 500 bad lines %d are told, %d counted; %+v", len(got.Bad), got.Faults, got.Status)
	}
}

func TestNobodyIsLetInWithoutProof(t *testing.T) {
	body := `{"id":"1","text":"solvo"}`
	proof := func(change func(http.Header)) http.Header {
		h := inbox.Sign(secret, []byte(body), noon)
		change(h)
		return h
	}
	at := func(d time.Duration) http.Header { return inbox.Sign(secret, []byte(body), noon.Add(d)) }
	bearer := func(token string) http.Header { return http.Header{"Authorization": {token}} }
	for _, tt := range []struct {
		claim, path string
		header      http.Header
		status      int
		why         string
	}{
		{"signed", "/ingest/crm", at(0), 200, ""},
		{"five minutes late", "/ingest/crm", at(-5 * time.Minute), 200, ""},
		{"five minutes early", "/ingest/crm", at(5 * time.Minute), 200, ""},
		{"with the token", "/ingest/helpdesk", bearer("Bearer " + token), 200, ""},
		{"as others write it", "/ingest/helpdesk", bearer("bearer  " + token + " "), 200, ""},
		{"later than that", "/ingest/crm", at(-5*time.Minute - time.Second), 401, "sign it anew"},
		{"earlier than that", "/ingest/crm", at(5*time.Minute + time.Second), 401, "sign it anew"},
		{"with nothing", "/ingest/crm", nil, 401, "neither signed nor has it a token"},
		{"with nothing", "/ingest/helpdesk", nil, 401, "neither signed nor has it a token"},
		{"with another secret", "/ingest/crm", inbox.Sign(secret+"x", []byte(body), noon), 401, "the signature does not match"},
		{"for another body", "/ingest/crm", inbox.Sign(secret, []byte(body+" "), noon), 401, "the signature does not match"},
		{"with another time", "/ingest/crm", proof(func(h http.Header) { h.Set("X-Tocsin-Timestamp", fmt.Sprint(noon.Unix()+1)) }), 401, "the signature does not match"},
		{"with no time", "/ingest/crm", proof(func(h http.Header) { h.Del("X-Tocsin-Timestamp") }), 401, "the signature does not match"},
		{"with half a signature", "/ingest/crm", proof(func(h http.Header) { h.Set("X-Tocsin-Signature", h.Get("X-Tocsin-Signature")[:35]) }), 401, "the signature does not match"},
		{"with an empty one", "/ingest/crm", proof(func(h http.Header) { h.Set("X-Tocsin-Signature", "v0=") }), 401, "the signature does not match"},
		{"with no scheme", "/ingest/crm", proof(func(h http.Header) { h.Set("X-Tocsin-Signature", h.Get("X-Tocsin-Signature")[3:]) }), 401, "the signature does not match"},
		{"with the other's token", "/ingest/crm", bearer("Bearer " + token), 401, "takes no token"},
		{"signed where there is no secret", "/ingest/helpdesk", inbox.Sign("", []byte(body), noon), 401, "takes no signatures"},
		{"with another token", "/ingest/helpdesk", bearer("Bearer " + token + "x"), 401, "the token is not this inbox's"},
		{"with an empty token", "/ingest/helpdesk", bearer("Bearer "), 401, "neither signed"},
		{"with a password", "/ingest/helpdesk", bearer("Basic " + token), 401, "neither signed"},
		{"to nobody", "/ingest/sales", at(0), 404, "no inbox stands here"},
		{"to nobody at all", "/ingest/", at(0), 404, "no inbox stands here"},
		{"to a place within", "/ingest/crm/more", at(0), 404, "no inbox stands here"},
	} {
		h := newHouse(t)
		got := h.post(t, tt.path, tt.header, body)
		if got.Status != tt.status || !strings.Contains(got.Error, tt.why) {
			t.Errorf("%s %s: %+v, want %d and %q", tt.claim, tt.path, got, tt.status, tt.why)
		}
		if let := tt.status == 200; let != (len(h.kept(t)) == 1) {
			t.Errorf("%s: %d are kept", tt.claim, len(h.kept(t)))
		}
		if (tt.status == 401) != (len(h.refused) == 1) || tt.status == 401 && !strings.Contains(h.refused[0], tt.why) {
			t.Errorf("%s: refused are %q", tt.claim, h.refused)
		}
	}
}

// The signature is what any language makes of it: a vector made with openssl.
//
//	printf 'v0:1795262400:{"text":"solvo"}' | openssl dgst -sha256 -hmac a-secret-of-the-crm-0123456789
func TestTheSignatureIsWhatOthersCompute(t *testing.T) {
	h := newHouse(t)
	header := http.Header{"X-Tocsin-Timestamp": {"1795262400"}, "X-Tocsin-Signature": {"v0=" + vector}}
	if got := h.post(t, "/ingest/crm", header, `{"text":"solvo"}`); got.Status != 200 {
		t.Errorf("%+v", got)
	}
	upper := http.Header{"X-Tocsin-Timestamp": {"1795262400"}, "X-Tocsin-Signature": {"v0=" + strings.ToUpper(vector)}}
	if got := h.post(t, "/ingest/crm", upper, `{"text":"solvo"}`); got.Status != 200 {
		t.Errorf("in capitals: %+v", got)
	}
	if raw, err := hex.DecodeString(vector); err != nil || len(raw) != 32 {
		t.Fatal("the vector is none")
	}
}

const vector = "8d13b3afb6d79b5d4e2ea55eeb1655d375abc5521032f4e659bdc36259113d57"

func TestADeliveryIsBounded(t *testing.T) {
	h := newHouse(t)
	posts := func(n int) string { return strings.Repeat("{\"text\":\"solvo\"}\n", n) }
	large := posts(1) + strings.Repeat(" ", 5<<20)
	for _, tt := range []struct {
		claim, body, why string
		status           int
	}{
		{"as long as may be", large[:5<<20], "", 200},
		{"longer", large[:5<<20+1], "more than 5 MiB", 413},
		{"as many as may be", posts(10_000), "", 200},
		{"more", posts(10_001), "more than 10000 posts", 413},
		{"more in a list", "[" + strings.TrimSuffix(strings.ReplaceAll(posts(10_001), "\n", ","), ",") + "]", "more than 10000 posts", 413},
		{"more that are bad", strings.Repeat("x\n", 10_001), "more than 10000 posts", 413},
		{"of nothing", "", "there is no post in it", 400},
		{"of blanks", " \n\r\n", "there is no post in it", 400},
		{"of an empty list", "[]", "there is no post in it", 400},
		{"in UTF-16", "\xff\xfe{\x00", "UTF-16", 400},
	} {
		if got := h.signed(t, tt.body); got.Status != tt.status || !strings.Contains(got.Error, tt.why) {
			t.Errorf("%s: %+v", tt.claim, got)
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/ingest/crm", io.MultiReader(strings.NewReader(tt.body))) // of a length that isn't told
		r.Header = inbox.Sign(secret, []byte(tt.body), noon)
		if got := h.serve(t, r); got.Status != tt.status {
			t.Errorf("%s, of a length that is not told: %+v", tt.claim, got)
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/ingest/crm", strings.NewReader("x"))
	r.Header = inbox.Sign(secret, []byte("x"), noon)
	r.Header.Set("Content-Encoding", "gzip")
	if got := h.serve(t, r); got.Status != 415 {
		t.Errorf("packed: %+v", got)
	}
	if got := h.serve(t, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/ingest/crm", nil)); got.Status != 405 {
		t.Errorf("asked, not posted to: %+v", got)
	}
}

// Nothing is acknowledged before it is kept.
func TestAStoreThatFailsIsNoAcknowledgement(t *testing.T) {
	h := newHouse(t)
	h.broken = errors.New("redis at 10.0.0.7 is down")
	body := `{"id":"1","text":"solvo"}`
	got := h.signed(t, body)
	if got.Status != 503 || got.after == "" || got.Taken != 0 || strings.Contains(got.Error, "10.0.0.7") {
		t.Errorf("while the store is down: %+v", got)
	}
	h.broken = nil
	if got := h.signed(t, body); got.Status != 200 || got.Fresh != 1 {
		t.Errorf("sent again: %+v", got)
	}
}

// A body is read for nobody who shows nothing for it.
func TestAStrangersBodyIsNotRead(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{"/ingest/crm", "/ingest/helpdesk", "/ingest/nobody"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, unread{t})
		r.Header.Set("Authorization", "Bearer of-something-else-entirely")
		if got := h.serve(t, r); got.Status != 401 && got.Status != 404 {
			t.Errorf("%s: %+v", path, got)
		}
	}
}

type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestABodyThatBreaksOffIsNotTaken(t *testing.T) {
	h := newHouse(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/ingest/helpdesk", io.MultiReader(strings.NewReader("{\"text\":\"solvo\"}\n"), broken{}))
	r.Header.Set("Authorization", "Bearer "+token)
	if got := h.serve(t, r); got.Status != 400 || len(h.kept(t)) != 0 {
		t.Errorf("%+v, %d kept", got, len(h.kept(t)))
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Who comes while others deliver is asked to come back, and is taken then.
func TestABusyDoorAsksToComeBack(t *testing.T) {
	h := newHouse(t)
	h.hold, h.waiting = make(chan struct{}), make(chan struct{}, 2)
	server := httptest.NewServer(h.door)
	defer server.Close()
	send := func(i int) (int, string) {
		body := fmt.Appendf(nil, `{"id":"%d","text":"solvo"}`, i)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/ingest/crm", bytes.NewReader(body))
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		req.Header = inbox.Sign(secret, body, noon)
		resp, err := server.Client().Do(req)
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		return resp.StatusCode, resp.Header.Get("Retry-After")
	}
	var group sync.WaitGroup
	for i := range 2 {
		group.Go(func() {
			if status, _ := send(i); status != 200 {
				t.Errorf("delivery %d, which came first: %d", i, status)
			}
		})
	}
	<-h.waiting
	<-h.waiting
	if status, after := send(2); status != 429 || after != "1" {
		t.Errorf("a third at the same time: %d, come back after %q", status, after)
	}
	close(h.hold)
	group.Wait()
	h.hold = nil
	if status, _ := send(2); status != 200 || len(h.kept(t)) != 3 {
		t.Errorf("the third, when it comes back: %d; %d kept", status, len(h.kept(t)))
	}
}

// A sender that hangs up has perhaps been heard: what it sent is kept to its end.
func TestADeliveryIsKeptThoughItsSenderHangsUp(t *testing.T) {
	h := newHouse(t)
	body := `{"id":"1","text":"solvo"}`
	ctx, cancel := context.WithCancel(t.Context())
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/ingest/crm", strings.NewReader(body))
	r.Header = inbox.Sign(secret, []byte(body), noon)
	cancel()
	if got := h.serve(t, r); got.Status != 200 || len(h.kept(t)) != 1 {
		t.Errorf("%+v, %d kept", got, len(h.kept(t)))
	}
}
