// Package bluesky listens to Bluesky, in one of two ways. A Stream hears every post of
// the network as it is written, from a Jetstream, which asks for no key and remembers a
// day and a half: the brands' own queries choose. A search asks the account's server for
// what is kept for longer, and needs an app password. Posts and authors are known by the
// same names either way.
package bluesky

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/guard"
)

// Kind is the name of this kind of source in configuration.
const Kind = "bluesky"

// Options say how a Stream listens.
type Options struct {
	// Hosts are the addresses of Jetstreams that carry the same, the preferred first; none
	// means those of Bluesky itself.
	Hosts []string
	// Transport is the way out, guarded and shared: required.
	Transport http.RoundTripper
	// Agent is the User-Agent, with a contact.
	Agent string
	// Wait is how long a reading waits for what is being said; 0 means 3 s.
	Wait time.Duration
	// Most is how many events a page holds; 0 means 4,000, so that the twenty pages of a
	// reading are more than the network says between two.
	Most int
	// Ahead is how many events are read ahead of who asks; 0 means four times as many as a
	// page holds. What is beyond waits at the host's end of the connection, for as long as
	// the host has patience, and is heard again over a new one after that.
	Ahead int
	// Back is how far back a first reading goes; 0 means 10 minutes, which is some ten
	// thousands of posts.
	Back time.Duration
	// Silence is how long nothing may be said before it is no silence of the network but a
	// fault; 0 means 5 minutes of Bluesky's own Jetstreams, named or not, and an hour of
	// others, whose network may be a small one.
	Silence time.Duration
}

// jetstreams are those that Bluesky runs.
func jetstreams() []string {
	return []string{
		"https://jetstream2.us-east.bsky.network", "https://jetstream1.us-east.bsky.network",
		"https://jetstream2.us-west.bsky.network", "https://jetstream1.us-west.bsky.network",
	}
}

// foreign reports whether a host is none that Bluesky runs.
func foreign(host string) bool { return !slices.Contains(jetstreams(), strings.ToLower(host)) }

// A Stream hears every post of the network. It keeps a connection open between readings,
// until it is closed.
type Stream struct {
	options Options
	web     *http.Client

	mu sync.Mutex
	// line is the connection, nil if there is none, and stands the cursor of the last page
	// that was read from it.
	line   *line
	stands collectors.Cursor
	// heard is the reading in which something came over the line last, at the host whose turn it is.
	heard time.Time
	// alive is the reading in which something came last, whatever the line, or the first.
	alive time.Time
	host  int
	names names
	done  bool
}

var _ collectors.Collector = (*Stream)(nil)

// NewStream makes a stream; it asks nobody yet.
func NewStream(o Options) *Stream {
	if len(o.Hosts) == 0 {
		o.Hosts = jetstreams()
	}
	if !slices.ContainsFunc(o.Hosts, foreign) {
		o.Silence = cmp.Or(o.Silence, stalled)
	}
	o.Silence = cmp.Or(o.Silence, time.Hour)
	o.Wait = cmp.Or(o.Wait, 3*time.Second)
	o.Most = cmp.Or(o.Most, 4_000)
	o.Ahead = cmp.Or(o.Ahead, 4*o.Most)
	o.Back = cmp.Or(o.Back, 10*time.Minute)
	return &Stream{options: o, web: guard.Client(o.Transport), names: names{}}
}

// stalled is after how long a line over which nothing comes is taken for a dead one: the
// network is never silent for so long, and a small one loses nothing by being asked anew.
const stalled = 5 * time.Minute

// Collect reads what came over the line since the last page, and waits a little for what
// is being said at that moment. A page that was not kept, or a line that broke, is heard
// again from where the cursor stands, and some seconds before.
func (s *Stream) Collect(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done {
		return collectors.Page{}, errors.New("the stream is closed: nothing is read from it any more")
	}
	m, notes := readMark(from, now, s.options.Back)
	if s.line != nil && (s.stands != from || now.Sub(s.heard) > stalled) {
		s.hangUp()
	}
	p := page{mark: m, now: now, notes: notes, names: s.names}
	broke := s.line != nil && s.drain(ctx, &p, s.options.Wait)
	if broke {
		s.hangUp()
	}
	if s.line == nil && p.heard == 0 {
		if err := s.connect(ctx, m, now); err != nil {
			return collectors.Page{}, err
		}
		if from != "" && len(notes) == 0 {
			s.line.asked = m.TimeUS
		}
		if broke = s.drain(ctx, &p, patience*s.options.Wait); broke {
			fault := s.line.fault
			s.hangUp()
			if p.heard == 0 {
				return collectors.Page{}, fault
			}
		}
	}
	if err := s.silent(ctx, p.heard, now); err != nil {
		return collectors.Page{}, err
	}
	answer, err := p.answer()
	answer.More = broke || p.heard >= s.options.Most || p.behind()
	s.stands = answer.Next
	return answer, err
}

// silent is an error where a reading heard nothing and is to count for none: it was broken
// off, or nothing was said for so long that whoever lets us listen hears nothing itself.
func (s *Stream) silent(ctx context.Context, heard int, now time.Time) error {
	if s.alive.IsZero() || heard > 0 {
		s.alive = now
	}
	if heard > 0 {
		s.heard = now
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if now.Sub(s.alive) <= s.options.Silence {
		return nil
	}
	host := s.options.Hosts[s.host]
	return fmt.Errorf("Bluesky: %s lets us listen and says nothing since %s, so nothing is heard; it is asked anew: does a proxy between us hold back what it says?", //nolint:staticcheck // its name
		host, s.alive.UTC().Format(time.RFC3339))
}

// patience is how many waits long the first event of a line is waited for: a host has to
// look for it in what it remembers.
const patience = 4

// drain takes what came over the line until the page is full, the wait is up, or all that
// was said before the reading began is there. It reports whether the line broke.
func (s *Stream) drain(ctx context.Context, p *page, first time.Duration) bool {
	wait := time.NewTimer(first)
	defer wait.Stop()
	for p.heard < s.options.Most {
		select {
		case e, ok := <-s.line.events:
			if !ok {
				return true
			}
			if p.heard == 0 {
				wait.Reset(s.options.Wait)
			}
			if s.line.asked > 0 && e.what != odd && !p.future(e.at) {
				p.missing(s.line.asked, e.at)
				s.line.asked = 0
			}
			p.take(e)
			if p.latest >= p.now.UnixMicro() && len(s.line.events) == 0 {
				return false
			}
		case <-wait.C:
			return false
		case <-ctx.Done():
			return false
		}
	}
	return false
}

// connect listens at the first host that lets us, from the one whose turn it is.
func (s *Stream) connect(ctx context.Context, m mark, now time.Time) error {
	var faults []error
	for range s.options.Hosts {
		host := s.options.Hosts[s.host]
		l, err := dial(ctx, s.web, request{host: host, cursor: m.rewound(), agent: s.options.Agent, ahead: s.options.Ahead}, now)
		if err == nil {
			s.line, s.heard = l, now
			return nil
		}
		s.host = (s.host + 1) % len(s.options.Hosts)
		if ctx.Err() != nil {
			return err
		}
		faults = append(faults, err)
	}
	return together(faults)
}

// together is the fault of hosts none of which lets us listen. They are left alone until
// the first answers again, if all say when.
func together(faults []error) error {
	err := faults[0]
	if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
		err = wait.Err
	}
	if more := len(faults) - 1; more > 0 {
		err = fmt.Errorf("%w (and so with the other %d)", err, more)
	}
	var opens []time.Time
	for _, f := range faults {
		wait, ok := errors.AsType[*collectors.WaitError](f)
		if !ok {
			return err
		}
		opens = append(opens, wait.Until)
	}
	return &collectors.WaitError{Until: slices.MinFunc(opens, time.Time.Compare), Err: err}
}

// hangUp ends the line. The next one goes to another host.
func (s *Stream) hangUp() {
	s.line.close()
	s.line = nil
	s.host = (s.host + 1) % len(s.options.Hosts)
}

// Close ends the connection. Nothing is read afterwards.
func (s *Stream) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done = true
	if s.line != nil {
		s.hangUp()
	}
	return nil
}
