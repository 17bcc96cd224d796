package store

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/alerting"
)

// A lossyLine stands between a Store and its server and breaks the connection
// around a chosen word of the conversation.
type lossyLine struct {
	server net.Addr
	word   atomic.Value // string
	// answers and commands are how many are yet to be lost: an answer after the
	// server has executed the command, a command before it has seen it.
	answers, commands atomic.Int32
	broken            atomic.Int32
}

func (l *lossyLine) serve(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial(l.server.Network(), l.server.String())
		if err != nil {
			client.Close()
			continue
		}
		go l.relay(client, server)
	}
}

func (l *lossyLine) relay(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	answers := make(chan struct{})
	var mute atomic.Bool
	go func() {
		defer close(answers)
		defer client.Close()
		buf := make([]byte, 64<<10)
		for {
			n, err := server.Read(buf)
			if err != nil {
				return
			}
			if !mute.Load() {
				client.Write(buf[:n])
			}
		}
	}()
	buf := make([]byte, 64<<10)
	var tail []byte
	for {
		n, err := client.Read(buf)
		if err != nil {
			return
		}
		tail = append(tail[max(0, len(tail)-20):], buf[:n]...)
		said := bytes.Contains(bytes.ToLower(tail), []byte(l.word.Load().(string)+"\r\n"))
		switch {
		case said && l.commands.Load() > 0:
			l.commands.Add(-1)
			l.broken.Add(1)
			return
		case said && l.answers.Load() > 0:
			l.answers.Add(-1)
			l.broken.Add(1)
			mute.Store(true)
			server.Write(buf[:n])
			// The server sees the end only after all that was said.
			server.(interface{ CloseWrite() error }).CloseWrite()
			<-answers
			return
		}
		server.Write(buf[:n])
		if said {
			tail = nil
		}
	}
}

// lossy joins a ground through a lossy line.
func lossy(t *testing.T, g ground, word string) (*Store, *lossyLine) {
	t.Helper()
	straight := g.open(t)
	line := &lossyLine{}
	line.word.Store(word)
	switch address := straight.Rung().Address; {
	case strings.HasPrefix(address, "/"):
		line.server = &net.UnixAddr{Net: "unix", Name: address}
	default:
		line.server, _ = net.ResolveTCPAddr("tcp", address)
	}
	dir, err := os.MkdirTemp("", "tocsin") //nolint:usetesting // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	listener, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go line.serve(listener)
	opts := g.opts
	opts.URL, opts.Rung = socketURL(listener.Addr().String()), ""
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, line
}

// losses are the ways a transaction's outcome gets unknown.
var losses = []struct {
	name              string
	answers, commands int32
}{
	{"the answer is lost", 1, 0},
	{"the answer is lost twice", 2, 0},
	{"the command is lost", 0, 1},
	{"the command is lost, then the answer", 1, 1},
}

func TestKeepSettlesAnUnknownOutcome(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		for _, tt := range losses {
			t.Run(tt.name, func(t *testing.T) {
				own := g
				own.opts.Prefix += tt.name + ":"
				s, line := lossy(t, own, "exec")
				keep(t, s, said("a", morning))
				line.answers.Store(tt.answers)
				line.commands.Store(tt.commands)
				page := saidAll(morning, "a", "b", "c")
				if got := keep(t, s, page...); !slices.Equal(got, []string{"b", "c"}) {
					t.Errorf("Keep(%v) answers %v as fresh, want b and c", ids(page), got)
				}
				if line.broken.Load() == 0 {
					t.Error("no connection was broken: the test proves nothing")
				}
				if got := ids(wholeLog(t, s, "solvo")); !slices.Equal(got, []string{"a", "b", "c"}) {
					t.Errorf("the log holds %v", got)
				}
			})
		}
	})
}

func TestRecordSettlesAnUnknownOutcome(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		for _, tt := range losses {
			t.Run(tt.name, func(t *testing.T) {
				own := g
				own.opts.Prefix += tt.name + ":"
				s, line := lossy(t, own, "exec")
				line.answers.Store(tt.answers)
				line.commands.Store(tt.commands)
				step := opening(1, "a")
				step.Orders = []alerting.Order{order(channel, 2, 1, morning)}
				if err := s.Record(t.Context(), step); err != nil {
					t.Errorf("Record: %v", err)
				}
				if n := len(actionsOf(t, s, incident(1))); n != 2 || line.broken.Load() == 0 {
					t.Errorf("after %d broken connections the record has %d actions, want 2", line.broken.Load(), n)
				}
			})
		}
	})
}

func TestOnceSettlesAnUnknownOutcome(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		for _, tt := range losses {
			s, line := lossy(t, g, "nx")
			line.word.Store("pxat")
			line.answers.Store(tt.answers)
			line.commands.Store(tt.commands)
			is, err := s.Once(t.Context(), tt.name, time.Now().Add(time.Hour))
			if err != nil || !is || line.broken.Load() == 0 {
				t.Errorf("%s (%d broken connections): the first request is first: %v, %v", tt.name, line.broken.Load(), is, err)
			}
			if is, err := s.Once(t.Context(), tt.name, time.Now().Add(time.Hour)); err != nil || is {
				t.Errorf("%s: the second request is first: %v, %v", tt.name, is, err)
			}
		}
	})
}

// Where the store stays away, nobody is told that something was kept.
func TestWhatCannotBeSettledIsAnError(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s, line := lossy(t, g, "exec")
		line.commands.Store(1000)
		fresh, err := s.Keep(t.Context(), "solvo", saidAll(morning, "a"))
		if err == nil || len(fresh) > 0 || !strings.Contains(err.Error(), "does not answer") {
			t.Errorf("Keep answers %v, %v; want none, and an error that says who does not answer", ids(fresh), err)
		}
		if err := s.Record(t.Context(), opening(1, "a")); err == nil || errors.Is(err, alerting.ErrStale) {
			t.Errorf("Record answers %v, want an error that is not stale", err)
		}
		line.commands.Store(0)
		if got := keep(t, s, saidAll(morning, "a")...); !slices.Equal(got, []string{"a"}) {
			t.Errorf("when it is back, Keep answers %v, want a", got)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Keep(ctx, "solvo", saidAll(morning, "b")); !errors.Is(err, context.Canceled) {
			t.Errorf("Keep when it is told to stop answers %v, want that it was cancelled", err)
		}
	})
}
