package x

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	v2Stream = "/2/tweets/search/stream"
	// silence is how long a stream may say nothing: X says at least that it is there
	// every 20 seconds.
	silence = 30 * time.Second
	// readAhead is how many posts wait to be collected. Then the stream waits, and X
	// ends it if that takes long; what is said from there on is searched for.
	readAhead = 4_000
)

var (
	errSilent = fmt.Errorf("it said nothing for %s, not even that it is there", silence)
	errSpent  = errors.New("the budget is spent")
	errClosed = errors.New("the stream is closed")
)

// A line is an open stream. Its posts are read ahead by a goroutine of its own, which
// ends with it.
type line struct {
	messages chan message
	// fault says why it ended, once messages is closed.
	fault *trouble
	stop  context.CancelCauseFunc
	// ended is closed once nobody reads it any more.
	ended chan struct{}
	// asked is the reading that opened it, opened a later one, by which it surely was
	// open, and by which X surely goes by its rules; zero until then.
	asked, opened time.Time
	// looked is when its rules were last found to be there, lookAgain when they are looked
	// at next, and changed when they last were not as they should be.
	looked, lookAgain, changed time.Time
	// refused are the searches that it does not carry.
	refused []refusedRule
}

// dial opens the stream. What it takes to open it ends with ctx; the stream does not.
func (c *Collector) dial(ctx context.Context, now time.Time) (*line, *trouble) {
	living, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	loosen := context.AfterFunc(ctx, func() { stop(context.Cause(ctx)) })
	resp, t := c.openStream(living, now)
	if t == nil && !loosen() {
		_ = resp.Body.Close() // it is not used
		t = &trouble{err: ctx.Err()}
	}
	if t != nil {
		loosen()
		stop(t.err)
		return nil, t
	}
	body, err := unpacked(resp.Header, watch(living, resp.Body, stop))
	if err != nil {
		stop(err)
		return nil, &trouble{err: fmt.Errorf("x stream: %w", err)}
	}
	l := &line{messages: make(chan message, readAhead), stop: stop, ended: make(chan struct{}), asked: now}
	go func() {
		defer close(l.ended)
		defer c.hangUp()
		defer close(l.messages)
		defer stop(nil)
		l.fault = l.read(living, newLines(body), &c.live.gauge)
	}()
	return l, nil
}

// hangUp lets go of the connection that the stream had to itself.
func (c *Collector) hangUp() {
	if w, ok := c.options.Streams.(*http.Transport); ok {
		w.CloseIdleConnections()
	}
}

// openStream asks for the stream, and once more under the other names if X does not
// know the ones it was asked with.
func (c *Collector) openStream(ctx context.Context, now time.Time) (*http.Response, *trouble) {
	resp, a, t := c.askStream(ctx, c.live.names)
	if t == nil && a.status == http.StatusBadRequest && bytes.Contains(a.body, []byte(c.live.names)) {
		c.live.names = c.live.names.other()
		resp, a, t = c.askStream(ctx, c.live.names)
	}
	if t == nil && resp == nil {
		t = refusedStream("x stream", a, now)
	}
	return resp, t
}

// askStream answers an open stream, or what X said instead.
func (c *Collector) askStream(ctx context.Context, names family) (*http.Response, answer, *trouble) {
	req, err := c.bridge.request(ctx, v2Stream, c.bridge.wanted(names))
	if err != nil {
		return nil, answer{}, &trouble{err: err}
	}
	// Following a redirect would carry the token elsewhere.
	resp, err := c.options.Streams.RoundTrip(req)
	if err != nil {
		return nil, answer{}, &trouble{err: fmt.Errorf("x stream: %w", err)}
	}
	if resp.StatusCode == http.StatusOK {
		return resp, answer{}, nil
	}
	defer func() { _ = resp.Body.Close() }()
	a := answer{status: resp.StatusCode, header: resp.Header}
	if a.body, err = readBody(resp); err != nil {
		return nil, a, &trouble{kind: ofService, err: fmt.Errorf("x stream: read the answer (%s): %w", resp.Status, err)}
	}
	a.doc, _ = readDocument(a.body) // what is no document says nothing more
	return nil, a, nil
}

// read reads posts until the stream ends, and says why it did.
func (l *line) read(ctx context.Context, from *lines, g *gauge) *trouble {
	for {
		raw, err := from.next()
		if err != nil {
			return ended(ctx, err)
		}
		if len(raw) == 0 {
			continue // it is there
		}
		m, err := readMessage(raw)
		if err != nil {
			return &trouble{kind: ofService, err: errors.New("x stream: it said what cannot be read; the stream is opened anew, and searched for what it meant")}
		}
		if faults := m.faults(); len(faults) > 0 {
			return disconnected(faults)
		}
		more := g.take()
		select {
		case l.messages <- m:
		case <-ctx.Done():
			return ended(ctx, ctx.Err())
		}
		if !more {
			return &trouble{kind: spent, err: errSpent}
		}
	}
}

// ended says how a stream ended that said nothing about it.
func ended(ctx context.Context, err error) *trouble {
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	switch {
	case errors.Is(err, errSpent):
		return &trouble{kind: spent, err: err}
	case errors.Is(err, io.EOF):
		err = errors.New("the connection was ended by X")
	}
	return &trouble{err: fmt.Errorf("x stream: %w", err)}
}

// disconnected says in X's words why it ended.
func disconnected(faults []fault) *trouble {
	err := fmt.Errorf("x stream: X ended it: %s", faults[0].words())
	for _, f := range faults {
		if f.Issue == tooMany {
			return crowd(err)
		}
	}
	return &trouble{kind: ofService, err: err}
}

// close ends the line, and waits until nobody reads it. What is read ahead stays there.
func (l *line) close(why error) {
	l.stop(why)
	<-l.ended
}

// A watched body stops its line when it is silent for too long while somebody reads.
type watched struct {
	io.Reader
	timer *time.Timer
}

func watch(ctx context.Context, body io.ReadCloser, stop context.CancelCauseFunc) watched {
	// A body that is not the network's may not end with its context.
	context.AfterFunc(ctx, func() { _ = body.Close() })
	w := watched{body, time.AfterFunc(silence, func() { stop(errSilent) })}
	w.timer.Stop()
	return w
}

// Read reads, and takes every byte for a sign of life.
func (w watched) Read(p []byte) (int, error) {
	w.timer.Reset(silence)
	defer w.timer.Stop()
	return w.Reader.Read(p)
}
