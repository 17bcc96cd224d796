// Package hook is the second way out: it posts cards and pings as JSON to one
// address, for whatever pages people where Slack cannot, such as a gateway to
// phones. The address is a secret; only its host is ever named.
package hook

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/rules"
)

const (
	// patience bounds one call where the caller sets no earlier deadline.
	patience = 15 * time.Second
	maxReply = 64 << 10
)

// Options is what a Hook needs.
type Options struct {
	// URL is where to post, with https or http.
	URL string
	// HTTPClient makes the calls; nil means one with a sane timeout. Redirects
	// are not followed.
	HTTPClient *http.Client
	// Now tells the time, for the moment after which to try again. Required.
	Now func() time.Time
	// Edits has changes of a card posted too; without it whoever is paged hears
	// of cards and pings only.
	Edits bool
}

// A Hook is a Notifier for one address, whatever the place.
type Hook struct {
	target string
	host   string
	client *http.Client
	now    func() time.Time
	edits  bool
}

var _ alerting.Notifier = (*Hook)(nil)

// A Note is the JSON that is posted.
type Note struct {
	// Event is "card", "edit" or "ping".
	Event string `json:"event"`
	// Key is the same for every arrival of one note; also sent as Idempotency-Key.
	Key      string    `json:"key"`
	Incident string    `json:"incident"`
	Brand    brand.Key `json:"brand"`
	Number   int       `json:"number"`
	// Severity is the card's, "" for a ping.
	Severity string `json:"severity,omitempty"`
	// Text alone says what is the matter; many receivers show nothing else.
	Text   string          `json:"text"`
	Title  string          `json:"title,omitempty"`
	When   string          `json:"when,omitempty"`
	Lines  []alerting.Line `json:"lines,omitempty"`
	Footer string          `json:"footer,omitempty"`
	// Repeat is set where an earlier copy may have arrived.
	Repeat bool `json:"repeat"`
}

// New prepares a Hook; it calls nobody yet.
func New(o Options) (*Hook, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("fallback webhook: the address is not one of the web; write it as https://host/path")
	}
	client := http.Client{Timeout: patience}
	if o.HTTPClient != nil {
		client = *o.HTTPClient
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Hook{target: o.URL, host: u.Host, client: &client, now: o.Now, edits: o.Edits}, nil
}

// Post sends a card.
func (h *Hook) Post(ctx context.Context, place alerting.Place, card alerting.Card, key string) (alerting.Receipt, error) {
	if err := h.send(ctx, note("card", card, key)); err != nil {
		return alerting.Receipt{}, fmt.Errorf("webhook at %s is told of %v for %v: %w", h.host, card.ID, place, err)
	}
	return alerting.Receipt{Channel: h.host, Message: key}, nil
}

// Edit sends the card again if the hook is asked to follow edits.
func (h *Hook) Edit(ctx context.Context, at alerting.Receipt, card alerting.Card) error {
	if !h.edits {
		return nil
	}
	if err := h.send(ctx, note("edit", card, at.Message)); err != nil {
		return fmt.Errorf("webhook at %s is told that %v changed: %w", h.host, card.ID, err)
	}
	return nil
}

// Ping sends a new alert.
func (h *Hook) Ping(ctx context.Context, place alerting.Place, _ alerting.Receipt, ping alerting.Ping, key string) error {
	n := Note{Event: "ping", Key: key, Incident: ping.ID.String(), Brand: ping.ID.Brand, Number: ping.ID.Number, Text: ping.Text, Repeat: ping.Repeat}
	if err := h.send(ctx, n); err != nil {
		return fmt.Errorf("webhook at %s pings %v about %v: %w", h.host, place, ping.ID, err)
	}
	return nil
}

func note(event string, card alerting.Card, key string) Note {
	return Note{
		Event: event, Key: key, Incident: card.ID.String(), Brand: card.ID.Brand, Number: card.ID.Number,
		Severity: severity(card), Text: card.Push, Title: card.Title, When: card.When,
		Lines: card.Lines, Footer: card.Footer, Repeat: card.Repeat,
	}
}

// severity is the first word of a card's heading, if it is one.
func severity(card alerting.Card) string {
	first, _, _ := strings.Cut(strings.ToLower(card.Title), " ")
	known := []string{rules.Watch.String(), rules.Issue.String(), rules.Crisis.String()}
	if slices.Contains(known, first) {
		return first
	}
	return ""
}

func (h *Hook) send(ctx context.Context, n Note) error {
	if n.Repeat {
		n.Text = "Possible repeat: " + n.Text
	}
	body, err := json.Marshal(n)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var sent atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { sent.Store(false) },
		GotConn: func(httptrace.GotConnInfo) { sent.Store(true) },
	})
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.target, bytes.NewReader(body))
	if err != nil {
		return errors.New("the address cannot be used")
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set("User-Agent", "tocsin")
	request.Header.Set("Idempotency-Key", n.Key)
	// With this header and a body that can be rewound, net/http would send the
	// request again by itself after a lost answer.
	request.GetBody = nil
	answer, err := h.client.Do(request)
	if err != nil {
		return broken(err, sent.Load())
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, maxReply)) // so that the connection can be used again
	return h.outcome(answer)
}
