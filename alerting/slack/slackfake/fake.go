package slackfake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// Team is the id of the workspace the fake stands for.
const Team = "T0HOME"

// Options is how a Fake is set up.
type Options struct {
	// Now tells the time. Required.
	Now func() time.Time
	// SigningSecret signs clicks and commands.
	SigningSecret string
	// Token and AppToken are the tokens let in; "" lets in any but none.
	Token, AppToken string
	// Channels lists the channels there are, by name without "#". None means
	// that a channel comes to be when it is first named.
	Channels []string
	// Users lists the people there are, by id. None means that every id is somebody.
	Users map[string]User
	// OnePerSecond answers 429 to a second message in a channel within a second.
	OnePerSecond bool
	// OnMessage hears of everything accepted, right after the Ledger has it.
	OnMessage func(Message)
}

// A User is somebody in Slack.
type User struct {
	// Team is the workspace they belong to; "" means Team.
	Team string
	Name string
	// Bot, Deleted, Restricted (guests) and Stranger (from another workspace) are as Slack says them.
	Bot, Deleted, Restricted, Stranger bool
}

// A Fake is a Slack. It is an http.Handler of the Web API, of response
// addresses and of Socket Mode.
type Fake struct {
	opts   Options
	server *http.Server
	closed chan struct{}
	stop   sync.Once

	mu      sync.Mutex
	base    string
	stamp   int64 // the last message's moment, in microseconds
	rooms   []*room
	ledger  []Message
	faults  []*Fault
	outages []span
	down    bool
	revoked bool
	answers map[string]*answerURL
	serial  int
	lines   []*line
	turn    int
	dialled int
}

type span struct{ from, to time.Time }

// New sets up a Fake that nobody can reach yet but as a handler.
func New(o Options) *Fake {
	f := &Fake{opts: o, closed: make(chan struct{}), answers: map[string]*answerURL{}}
	for _, name := range o.Channels {
		f.addRoom(name, "")
	}
	return f
}

// Listen serves on a free port of loopback and answers the base address of the
// API, such as http://127.0.0.1:4711/api/.
func (f *Fake) Listen(ctx context.Context) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("fake slack listens: %w", err)
	}
	f.mu.Lock()
	f.base = "http://" + listener.Addr().String()
	f.server = &http.Server{Handler: f, ReadHeaderTimeout: 10 * time.Second}
	f.mu.Unlock()
	go func() { _ = f.server.Serve(listener) }() // ends with Close
	return f.URL(), nil
}

// URL is the base address of the API, "" before Listen.
func (f *Fake) URL() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.base == "" {
		return ""
	}
	return f.base + "/api/"
}

// Close ends all connections, and all calls that hang.
func (f *Fake) Close() error {
	f.stop.Do(func() { close(f.closed) })
	f.HangUp()
	f.mu.Lock()
	server := f.server
	f.mu.Unlock()
	if server == nil {
		return nil
	}
	return server.Close()
}

func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, answerPath):
		f.respond(w, r)
	case r.URL.Path == linePath:
		f.upgrade(w, r)
	default:
		f.api(w, r, path.Base(r.URL.Path))
	}
}

// errCode is an error as Slack's API names it.
type errCode string

func (e errCode) Error() string { return string(e) }

// fields is a JSON object.
type fields map[string]any

// api answers one call of a method, unless a fault is due.
func (f *Fake) api(w http.ResponseWriter, r *http.Request, method string) {
	in, err := readArgs(r)
	if err != nil {
		reply(w, fields{"ok": false, "error": "invalid_form_data"})
		return
	}
	trouble := f.trouble(method, in.Get("channel"))
	if trouble != nil && !trouble.Accept {
		f.misbehave(w, r, *trouble)
		return
	}
	out, messages, err := f.call(method, in)
	for _, m := range messages {
		if f.opts.OnMessage != nil {
			f.opts.OnMessage(m)
		}
	}
	var code errCode
	var late tooFast
	switch {
	case trouble != nil:
		f.misbehave(w, r, *trouble)
	case errors.As(err, &late):
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		reply(w, fields{"ok": false, "error": "ratelimited"})
	case errors.As(err, &code):
		reply(w, merge(fields{"ok": false, "error": string(code)}, out))
	default:
		reply(w, merge(fields{"ok": true}, out))
	}
}

func merge(into, from fields) fields {
	maps.Copy(into, from)
	return into
}

func reply(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(body) // who does not listen needs no answer
}
