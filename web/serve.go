package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// Limits of one request. Slack's largest payloads are far below them, and a
// client that is slower than this is none of ours.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 30 * time.Second
	idleTimeout   = 60 * time.Second
	largestHeader = 16 << 10
	largestBody   = 1 << 20
	// largestDelivery bounds what is posted at doors from outside, which bring posts.
	largestDelivery = 5 << 20
	// largestUnread is how much is read and thrown away of a body that nobody wanted.
	largestUnread = 64 << 20
	// silenceBorne is how long a connection that has asked nothing yet may still do
	// so while the server stops. The library itself would wait for 5 s.
	silenceBorne = 500 * time.Millisecond
)

// hearOut reads what a handler left unread of a body before its answer goes out: most
// clients read no answer until they have sent all, and would be told of a broken pipe. One
// that asks first, with Expect, has sent nothing.
func hearOut(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := r.Body
		handler.ServeHTTP(w, r)
		if r.Header.Get("Expect") == "" && r.ContentLength <= largestUnread {
			_, _ = io.CopyN(io.Discard, body, largestUnread) // who breaks off is told nothing
		}
	})
}

// Serve answers on a listener until the context ends. It then takes no new
// requests, lets those under way finish for at most grace, and cuts off the
// rest, which it reports. It closes the listener in any case.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, grace time.Duration) error {
	server := &http.Server{
		Handler:           hearOut(http.MaxBytesHandler(handler, largestDelivery)),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    largestHeader,
	}
	var silent silent
	server.ConnState = silent.watch
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("web serves %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	// The grace begins where ctx ended, so it can't be bounded by it.
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	hushed := time.AfterFunc(silenceBorne, silent.cut)
	defer hushed.Stop()
	err := server.Shutdown(last)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("web stops: requests were still under way after %s and were cut off", grace)
		_ = server.Close()
	}
	<-ended //nolint:errcheck // always http.ErrServerClosed
	return err
}

// silent are the connections on which nothing was asked yet: clients open some
// ahead of need.
type silent struct{ connections sync.Map }

func (s *silent) watch(c net.Conn, state http.ConnState) {
	if state == http.StateNew {
		s.connections.Store(c, nil)
		return
	}
	s.connections.Delete(c)
}

func (s *silent) cut() {
	for c := range s.connections.Range {
		if c, is := c.(net.Conn); is {
			_ = c.Close()
		}
	}
}
