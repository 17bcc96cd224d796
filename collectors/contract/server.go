package contract

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A server carries a stand-in over loopback, and fails as networks and services do.
type server struct {
	service Service
	address string
	http    *http.Server

	mu   sync.Mutex
	dice *rand.Rand
	// failing is how many of a request are failed on purpose.
	failing float64
	// asked counts requests, refused those that were failed on purpose, odd those that
	// no polite reader makes.
	asked, refused int
	odd            map[string]int
}

func newServer(t *testing.T, service Service, dice *rand.Rand) *server {
	t.Helper()
	s := &server{service: service, address: "127.0.0.1:0", dice: dice, failing: failing, odd: map[string]int{}}
	s.start(t)
	t.Cleanup(func() { _ = s.http.Close() })
	return s
}

func (s *server) url() string { return "http://" + s.address }

// start listens, at the address of before if there was one.
func (s *server) start(t *testing.T) {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: time.Minute}
	go func(h *http.Server) { _ = h.Serve(listener) }(s.http)
}

// restart breaks every connection and listens anew.
func (s *server) restart(t *testing.T) {
	t.Helper()
	_ = s.http.Close()
	s.start(t)
}

// calm ends the failures.
func (s *server) calm() { s.pause(func() { s.failing = 0 }) }

// pause holds requests while something changes.
func (s *server) pause(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked++
	s.look(r)
	fail, how := s.dice.Float64() < s.failing, s.dice.IntN(6)
	empty := fail && s.service.Empty != nil && s.dice.IntN(2) == 0
	if fail {
		s.refused++
	}
	s.mu.Unlock()
	if isStream(r) {
		// A stream outlives the question; it is cut by restarts and by its stand-in.
		if fail {
			http.Error(w, "upstream", http.StatusBadGateway)
			return
		}
		s.service.ServeHTTP(w, r)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if empty && s.service.Empty(w, r) {
		return
	}
	if fail {
		s.fail(w, r, how)
		return
	}
	s.service.ServeHTTP(w, r)
}

// isStream reports whether an answer has no end of its own.
func isStream(r *http.Request) bool {
	if isRules(r) {
		return false
	}
	return r.Header.Get("Upgrade") != "" || strings.Contains(r.Header.Get("Accept"), "text/event-stream") || strings.Contains(r.URL.Path, "/stream")
}

// isRules reports whether a request is about what a stream is to carry.
func isRules(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/search/stream/rules") }

// reads reports whether a request reads, or asks for what is needed to read.
func reads(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead ||
		strings.Contains(r.URL.Path, "access_token") || strings.Contains(r.URL.Path, "Session") || isRules(r)
}

// look notes what a polite reader doesn't do.
func (s *server) look(r *http.Request) {
	if r.UserAgent() != agent {
		s.odd["came from "+r.UserAgent()+", which is not who was told to ask"]++
	}
	if !reads(r) {
		s.odd["were a "+r.Method+", and collectors only read"]++
	}
}

// fail answers as a service in trouble does.
func (s *server) fail(w http.ResponseWriter, r *http.Request, how int) {
	switch how {
	case 0:
		if s.service.Busy != nil {
			s.service.Busy(w)
			return
		}
		w.WriteHeader(http.StatusTooManyRequests)
	case 1:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html><h1>502 Bad Gateway</h1></html>"))
	case 2: // a page where data should be
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!DOCTYPE html><title>Just a moment</title>"))
	case 3: // nothing at all
		w.WriteHeader(http.StatusOK)
	case 4: // the connection breaks before the answer
		panic(http.ErrAbortHandler)
	default: // and within it
		answer := httptest.NewRecorder()
		s.service.ServeHTTP(answer, r)
		maps.Copy(w.Header(), answer.Header())
		body := answer.Body.Bytes()
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(answer.Code)
		_, _ = w.Write(bytes.Clone(body[:len(body)/2]))
		if f, ok := w.(http.Flusher); ok {
			f.Flush()
		}
		panic(http.ErrAbortHandler)
	}
}
