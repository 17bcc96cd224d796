package websub

import (
	"crypto/rand"
	"encoding/json"
	"time"

	"tocsin/collectors"
)

// A memo is the cursor: how far the feed was read, and the subscription. The secret in it
// is one for this subscription alone; it lies where the mentions lie, with the daemon's
// own, so that a hub is known again by whichever process it meets.
type memo struct {
	// Of is the feed's address: another one begins anew.
	Of string `json:"of"`
	// Feed is the feed's own cursor. It was read at Read, and is not to be read before Wait.
	Feed collectors.Cursor `json:"feed,omitempty"`
	Read time.Time         `json:"read,omitzero"`
	Wait time.Time         `json:"wait,omitzero"`
	Sub  subscription      `json:"sub"`
}

// A subscription is what a hub was asked for.
type subscription struct {
	// Version counts its changes, so that of two the later one is known.
	Version int    `json:"version,omitempty"`
	Hub     string `json:"hub,omitempty"`
	Topic   string `json:"topic,omitempty"`
	// Token is the end of the callback, by which nobody comes who was not told; Secret is
	// what deliveries are signed with.
	Token  string `json:"token,omitempty"`
	Secret string `json:"secret,omitempty"`
	// Asked is when the hub was asked last, and Next when it is to be asked again; Failures
	// counts in a row how often it was asked for nothing.
	Asked    time.Time `json:"asked,omitzero"`
	Next     time.Time `json:"next,omitzero"`
	Failures int       `json:"failures,omitempty"`
	// Since is when the hub began to deliver, Until when it ends, zero while it doesn't.
	Since time.Time `json:"since,omitzero"`
	Until time.Time `json:"until,omitzero"`
	// Denied is why the hub will not deliver, until that is told.
	Denied string `json:"denied,omitempty"`
	// Brought is when it last brought something.
	Brought time.Time `json:"brought,omitzero"`
}

// live reports whether the hub delivers.
func (s subscription) live(now time.Time) bool { return now.Before(s.Until) }

// lapse ends a subscription as if its time were up.
func (s *subscription) lapse() {
	s.Until, s.Next = time.Time{}, time.Time{}
	s.Version++
}

// asks reports whether a topic is what the hub was asked for not long ago. It may look
// twice, where our answer was lost.
func (s subscription) asks(topic string, now time.Time) bool {
	return topic != "" && topic == s.Topic && !s.Asked.IsZero() && now.Sub(s.Asked) <= window
}

// window is how long after it was asked a hub may look whether it was.
const window = 24 * time.Hour

// named gives a subscription what nobody can guess, unless it has it.
func (s *subscription) named() {
	if s.Token == "" || s.Secret == "" {
		s.Token, s.Secret = rand.Text(), rand.Text()+rand.Text()
	}
}

// readMemo reads a cursor. It reports whether the source stood for another feed before.
func readMemo(from collectors.Cursor, address string) (memo, bool) {
	m := memo{Of: address}
	if from == "" {
		return m, false
	}
	if json.Unmarshal([]byte(from), &m) != nil {
		return memo{Of: address}, false
	}
	if m.Of != address {
		return memo{Of: address}, true
	}
	return m, false
}

func (m memo) write() collectors.Cursor {
	text, _ := json.Marshal(m) // it holds nothing that cannot be written
	return collectors.Cursor(text)
}

// after is the memo after the feed was read.
func (m memo) after(page collectors.Page, now time.Time) memo {
	m.Read, m.Wait = now, page.NotBefore
	if page.Next != "" || !page.Unchanged {
		m.Feed = page.Next
	}
	return m
}

// recall reads the cursor. Of the subscription this process may know more than was kept,
// and another process more than this one.
func (c *Collector) recall(from collectors.Cursor) (memo, bool, []string) {
	m, anew := readMemo(from, c.address)
	var notes []string
	if from != "" && !anew && m.Read.IsZero() && m.Feed == "" && m.Sub == (subscription{}) {
		notes = []string{"the bookmark could not be read, so the feed is read again, and its hub asked anew"}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.loaded || m.Sub.Version > c.sub.Version {
		c.sub = m.Sub
	}
	c.loaded, c.read = true, m.Feed
	return m, anew, notes
}

// memo writes the cursor.
func (c *Collector) memo(m memo) collectors.Cursor {
	c.mu.Lock()
	defer c.mu.Unlock()
	m.Sub = c.sub
	return m.write()
}
