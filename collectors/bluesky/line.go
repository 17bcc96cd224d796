package bluesky

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/coder/websocket"

	"tocsin/brand/text"
	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

const (
	// collection is the name of posts.
	collection = "app.bsky.feed.post"
	// dialWithin bounds the opening of a line.
	dialWithin = 20 * time.Second
	// largest is how long an event may be that is read, in bytes: twenty times what a post
	// needs. A longer one is passed over, and not answered with a closed connection: it
	// would be there again after every new one. longest is more than a record can become.
	largest = 128 << 10
	longest = 16 << 20
)

// A line is a connection to a Jetstream. Its events are read ahead, so that the host is
// not kept waiting by the pace of readings; it waits when there are as many as may be.
type line struct {
	events chan event
	// fault says why the line ended, once events is closed.
	fault error
	// asked is the moment after which events were asked for, 0 once one came.
	asked int64

	conn *websocket.Conn
	stop context.CancelFunc
	host string
}

// A request is for a line.
type request struct {
	host   string
	cursor int64
	agent  string
	ahead  int
}

// dial opens a line.
func dial(ctx context.Context, web *http.Client, r request, now time.Time) (*line, error) {
	u, err := url.Parse(r.host)
	if err != nil || u.Host == "" {
		return nil, errors.New("Jetstream: its address cannot be used: write one that begins with https://") //nolint:staticcheck // its name
	}
	u = u.JoinPath("subscribe")
	u.RawQuery = url.Values{"wantedCollections": {collection}, "cursor": {strconv.FormatInt(r.cursor, 10)}}.Encode()
	opening, cancel := context.WithTimeout(ctx, dialWithin)
	defer cancel()
	o := &websocket.DialOptions{HTTPClient: web, HTTPHeader: http.Header{"User-Agent": {r.agent}}}
	conn, answer, err := websocket.Dial(opening, u.String(), o) //nolint:bodyclose // it is the line, or closed
	if err != nil {
		return nil, refused(u, answer, err, now)
	}
	conn.SetReadLimit(longest)
	// The line outlives the reading that opens it.
	living, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &line{events: make(chan event, r.ahead), conn: conn, stop: stop, host: guard.Show(u)}
	go l.read(living)
	return l, nil
}

// refused says why there is no line.
func refused(u *url.URL, answer *http.Response, err error, now time.Time) error {
	at := "Jetstream at " + guard.Show(u)
	if answer == nil || answer.StatusCode == http.StatusSwitchingProtocols {
		return polite.Conceal(fmt.Errorf("%s: %w; it is asked again later", at, guard.Plain(err)), nil)
	}
	r := &polite.Refusal{Status: answer.StatusCode, Header: answer.Header}
	if answer.Body != nil {
		r.Said, _ = io.ReadAll(io.LimitReader(answer.Body, largest)) // what it said besides is an extra
	}
	said, remedy := r.Error(), "it is asked again later"
	if words := r.Words(); words != "" {
		said += fmt.Sprintf(": %q", words)
	}
	if r.Status/100 == 2 || r.Status/100 == 4 && r.Status != http.StatusTooManyRequests {
		remedy = "check that the source's url is that of a Jetstream"
	}
	err = polite.Conceal(fmt.Errorf("%s: it answers %s; %s", at, said, remedy), nil)
	if until := polite.Opens(r.Header, now); until.After(now) {
		return &collectors.WaitError{Until: until, Err: err}
	}
	return err
}

// read reads events until the line ends.
func (l *line) read(ctx context.Context) {
	defer close(l.events)
	var buffer bytes.Buffer
	for {
		_, message, err := l.conn.Reader(ctx)
		if err == nil {
			buffer.Reset()
			_, err = buffer.ReadFrom(io.LimitReader(message, largest+1))
		}
		var e event
		switch {
		case err != nil:
		case buffer.Len() > largest:
			e = event{what: odd}
			_, err = io.Copy(io.Discard, message)
		default:
			e = decode(buffer.Bytes())
		}
		if err != nil {
			l.fault = polite.Conceal(fmt.Errorf("Jetstream at %s: %s; it is asked again later", l.host, ended(err)), nil) //nolint:staticcheck // its name
			_ = l.conn.CloseNow()                                                                                         // it has ended
			return
		}
		if e.what == nothing {
			continue
		}
		select {
		case l.events <- e:
		case <-ctx.Done():
			return
		}
	}
}

// ended says how a line ended.
func ended(err error) string {
	if closed, ok := errors.AsType[websocket.CloseError](err); ok {
		if reason := text.Clip(text.Visible(closed.Reason), 120); reason != "" {
			return fmt.Sprintf("it ended the connection: %q", reason)
		}
		return fmt.Sprintf("it ended the connection (%d)", int(closed.Code))
	}
	return "the connection broke off: " + err.Error()
}

// close ends the line, and waits until nobody reads it.
func (l *line) close() {
	l.stop()
	_ = l.conn.CloseNow() // it may have ended already
	for range l.events {
		continue // what is read ahead is heard again
	}
}
