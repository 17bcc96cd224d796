package websub

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tocsin/brand/text"
	"tocsin/collectors"
)

// Path is below which hubs are let in: /websub/ and what nobody can guess.
const Path = "/websub/"

const (
	// maxBody bounds a delivery, maxChallenge what a hub wants to hear back.
	maxBody      = 5 << 20
	maxChallenge = 4 << 10
	// atOnce is how many deliveries are read and kept at the same moment.
	atOnce = 4
	// keepWithin bounds the keeping of one; it goes on if the hub hangs up.
	keepWithin = 20 * time.Second
	// pauseOf is for how many seconds hubs are asked to stay away.
	pauseOf = 30
)

// DoorOptions are what a Door needs. Feeds, Take and Now are required.
type DoorOptions struct {
	// Feeds are those whose hubs are let in, by their sources' ids.
	Feeds map[string]*Collector
	// Take keeps what a source was given. Once it answers without an error all of it is
	// kept.
	Take func(ctx context.Context, source string, page collectors.Page, now time.Time) (collectors.Heard, error)
	// Now tells the time.
	Now func() time.Time
	// Refused is told of deliveries that were not taken; nil means nobody is.
	Refused func(ctx context.Context, r Refusal)
}

// A Refusal is a delivery that was not taken: of which source, why, and from which address.
type Refusal struct{ Source, Why, From string }

// A Door lets hubs in: to look whether they were asked, and to deliver.
type Door struct {
	o    DoorOptions
	busy chan struct{}
}

// NewDoor opens a door. Feeds ask their hubs from now on.
func NewDoor(o DoorOptions) *Door {
	for _, c := range o.Feeds {
		c.mu.Lock()
		c.reachable = true
		c.mu.Unlock()
	}
	return &Door{o: o, busy: make(chan struct{}, atOnce)}
}

// ServeHTTP answers one hub.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	source, c, all := d.find(strings.TrimPrefix(r.URL.Path, Path))
	switch {
	case c == nil && !all: // a daemon that has just begun does not know yet whom it asked
		stayAway(w, "not ready yet")
	case c == nil:
		http.Error(w, "nobody asked for anything here", http.StatusNotFound)
	case r.Method == http.MethodGet:
		c.answer(w, r.URL.Query(), d.o.Now())
	case r.Method == http.MethodPost:
		d.deliver(w, r, source, c)
	default:
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "a hub asks or delivers", http.StatusMethodNotAllowed)
	}
}

// find finds the feed a token is of. It reports too whether all feeds know theirs.
func (d *Door) find(token string) (string, *Collector, bool) {
	all := true
	source, found := "", (*Collector)(nil)
	for id, c := range d.o.Feeds {
		c.mu.Lock()
		all = all && c.loaded
		if token != "" && hmac.Equal([]byte(c.sub.Token), []byte(token)) {
			source, found = id, c
		}
		c.mu.Unlock()
	}
	return source, found, all
}

// answer tells a hub whether it was asked for what it says it was.
func (c *Collector) answer(w http.ResponseWriter, q url.Values, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	asked := c.sub.asks(q.Get("hub.topic"), now)
	challenge := q.Get("hub.challenge")
	switch mode := q.Get("hub.mode"); {
	case asked && mode == "denied":
		c.sub.lapse()
		c.sub.Next = now.Add(reluctance)
		c.sub.Denied = text.Clip(text.Visible(q.Get("hub.reason")), 160)
		if c.sub.Denied == "" {
			c.sub.Denied = "it does not say why"
		}
		w.WriteHeader(http.StatusNoContent)
	case asked && mode == "subscribe" && challenge != "" && len(challenge) <= maxChallenge:
		seconds, _ := strconv.ParseInt(q.Get("hub.lease_seconds"), 10, 64)
		c.sub.confirmed(seconds, now)
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = io.WriteString(w, challenge) //nolint:gosec // it is plain text, for whoever sent it
	default: // nobody asked for that, and nobody but us ends it
		http.Error(w, "nobody asked for that", http.StatusNotFound)
	}
}

// deliver takes what a hub brings. It is told that it was taken once it is kept. What is
// not signed is not looked at; a hub is told so no more than WebSub wants, which is nothing.
func (d *Door) deliver(w http.ResponseWriter, r *http.Request, source string, c *Collector) {
	select {
	case d.busy <- struct{}{}:
		defer func() { <-d.busy }()
	default:
		stayAway(w, "others deliver")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		c.hurry()
		d.refuse(r, source, fmt.Errorf("it has more than %d MiB; the feed is read instead", maxBody>>20))
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(w, "the delivery broke off", http.StatusBadRequest)
		return
	}
	secret, from := c.signed()
	if err := verify(secret, r.Header, body); err != nil {
		d.refuse(r, source, err)
		w.WriteHeader(http.StatusAccepted)
		return
	}
	posts, notes, err := c.feed.Given(from, body, r.Header.Get("Content-Type"))
	if err == nil && len(posts) == 0 && len(notes) > 0 {
		err = errors.New(strings.Join(notes, "; "))
	}
	if err != nil { // some hubs only ring the bell
		c.hurry()
		if len(body) > 0 {
			d.refuse(r, source, fmt.Errorf("it cannot be read: %w; the feed is read instead", err))
		}
		w.WriteHeader(http.StatusAccepted)
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), keepWithin)
	defer cancel()
	now := d.o.Now()
	if _, err := d.o.Take(ctx, source, collectors.Page{Posts: posts, Notes: notes}, now); err != nil {
		stayAway(w, "not kept")
		return
	}
	c.brought(now)
	w.WriteHeader(http.StatusNoContent)
}

// signed is the secret deliveries are signed with, and where the feed was read to.
func (c *Collector) signed() (string, collectors.Cursor) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sub.Secret, c.read
}

// brought notes that the hub delivers.
func (c *Collector) brought(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sub.Brought = now
}

func (d *Door) refuse(r *http.Request, source string, why error) {
	if d.o.Refused != nil {
		d.o.Refused(r.Context(), Refusal{Source: source, Why: text.Visible(why.Error()), From: r.RemoteAddr})
	}
}

// stayAway asks a hub to deliver again.
func stayAway(w http.ResponseWriter, why string) {
	w.Header().Set("Retry-After", strconv.Itoa(pauseOf))
	http.Error(w, why+": deliver it again", http.StatusServiceUnavailable)
}
