package mastodon

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/collectors/polite"
)

const (
	// maxLine bounds a line of a stream, which holds one status.
	maxLine = 1 << 20
	// mostStreams bounds how many are kept open to a server; other timelines are asked.
	mostStreams = 8
)

// A streamer is how streams of a server are opened. What is kept open has connections of
// its own: of those that are shared a host has two, and would have none left.
type streamer struct {
	web   *http.Transport
	agent string
}

// listen reads the stream of the collector's timeline to its end.
func (c *Collector) listen(with streamer) func(context.Context, time.Time, func(), func(), chan<- event) error {
	return func(ctx context.Context, now time.Time, opened, alive func(), heard chan<- event) error {
		defer with.web.CloseIdleConnections()
		body, err := c.server.stream(ctx, c.timeline, with, now)
		if err != nil {
			return polite.Conceal(err, []string{c.server.token})
		}
		defer func() { _ = body.Close() }()
		opened()
		return eachEvent(body, alive, func(kind, data string) error {
			e, ok := c.event(kind, data)
			if !ok {
				return nil
			}
			select {
			case heard <- e:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}
}

// stream opens a stream. It may be at another address, which the server tells.
func (s *server) stream(ctx context.Context, t timeline, with streamer, now time.Time) (io.ReadCloser, error) {
	said, err := s.ask(ctx, now)
	if err != nil {
		return nil, err
	}
	home, err := s.streamHome(said.Configuration.URLs.Streaming)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, home+t.stream(), nil)
	if err != nil {
		return nil, fmt.Errorf("%s: its stream's address cannot be used", s.host)
	}
	req.Header = http.Header{"Authorization": {"Bearer " + s.token}, "Accept": {"text/event-stream"}, "User-Agent": {with.agent}}
	resp, err := guard.Client(with.web).Do(req)
	if err != nil {
		return nil, fmt.Errorf("%s at %s: %w", s.host, guard.Show(req.URL), guard.Plain(err))
	}
	if resp.StatusCode == http.StatusOK && strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream") {
		return resp.Body, nil
	}
	_ = resp.Body.Close()
	r := &polite.Refusal{Status: resp.StatusCode, Header: resp.Header}
	remedy, _ := s.explain(r, now)
	return nil, fmt.Errorf("%s at %s: it answers %w; %s", s.host, guard.Show(req.URL), r, cmp.Or(remedy, "it is asked again later"))
}

// streamHome is where the server's streams are, as it says itself. The token goes there,
// so that it may not be in the clear where the server is not.
func (s *server) streamHome(told string) (string, error) {
	if told == "" {
		return s.home, nil
	}
	u, err := url.Parse(told)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("%s tells no address of its streams; ask its owner", s.host)
	}
	scheme := map[string]string{"wss": "https", "https": "https", "ws": "http", "http": "http"}[u.Scheme]
	if scheme == "" || scheme == "http" && strings.HasPrefix(s.home, "https:") {
		return "", fmt.Errorf("%s streams without encryption, where no token is sent; ask its owner", s.host)
	}
	return scheme + "://" + u.Host, nil
}

// event is what a stream says, false if it is nothing to us.
func (c *Collector) event(kind, data string) (event, bool) {
	switch kind {
	case "update", "status.update":
		is, ok := c.hear([]byte(data)) // one that cannot be read is found in the timeline, and told of
		if !ok || is.post == nil {
			return event{}, false
		}
		if kind == "update" {
			return event{post: is.post}, true
		}
		return event{change: &collectors.Change{Post: *is.post}}, true
	case "delete":
		which := c.server.alias(deleted(data))
		return event{change: &collectors.Change{Post: brand.Post{Alias: which}, Gone: true}}, which != 0
	}
	return event{}, false
}

// deleted is the id that is deleted, which some servers put in quotes.
func deleted(data string) id {
	var quoted string
	if json.Unmarshal([]byte(data), &quoted) == nil {
		return id(quoted)
	}
	return id(strings.TrimSpace(data))
}

// eachEvent reads server-sent events until the stream ends, or one cannot be handed on.
// Every line is a sign of life.
func eachEvent(stream io.Reader, alive func(), hand func(kind, data string) error) error {
	lines := bufio.NewScanner(stream)
	lines.Buffer(make([]byte, 0, 4<<10), maxLine)
	kind, data := "", []string(nil)
	size := 0
	for lines.Scan() {
		alive()
		line := lines.Text()
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "":
			if len(data) > 0 {
				if err := hand(kind, strings.Join(data, "\n")); err != nil {
					return err
				}
			}
			kind, data, size = "", nil, 0
		case name == "event":
			kind = value
		case name == "data":
			if size += len(value); size > maxLine {
				return errors.New("an event of the stream is longer than any has to be")
			}
			data = append(data, value)
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return io.EOF
}
