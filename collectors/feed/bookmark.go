package feed

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"tocsin/collectors"
)

// agreement is how many readings in a row must be told of the same new address
// before it takes the old one's place: a site under repair sends everybody to
// its front page, "for ever".
const agreement = 3

// believed is how many times in a row, and believedFor for how long, a server is
// believed that its document is the one known. Some say so for ever.
const (
	believed    = 20
	believedFor = time.Hour
)

// A bookmark is what the cursor holds.
type bookmark struct {
	// Of is a hash of the address the rest was learnt from: another one, put
	// under the same name, begins anew.
	Of string `json:"of"`
	// ETag and Modified are the document's validators, as the server gave them.
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	// Whole is when the document was last sent, Believed how often since then the
	// server said that it is the one known.
	Whole    time.Time `json:"whole,omitzero"`
	Believed int       `json:"believed,omitempty"`
	// Careless is set once the server gave new posts under the validators of old
	// ones: then it is not asked by them any more.
	Careless bool `json:"careless,omitempty"`
	// Body is a hash of the document.
	Body string `json:"body,omitempty"`
	// Moved is where the feed says it has moved to, Agreed how often in a row it said so.
	Moved  string `json:"moved,omitempty"`
	Agreed int    `json:"agreed,omitempty"`
	// TTL (in seconds) and SkipHours are the document's wishes, which hold while
	// it is unchanged.
	TTL       int   `json:"ttl_s,omitempty"`
	SkipHours []int `json:"skip_hours,omitempty"`
	// ByAddress is set once the ids of the feed's items proved unstable.
	ByAddress bool `json:"by_address,omitempty"`
	// Stamped is set once their dates proved to be those of the readings.
	Stamped bool   `json:"stamped,omitempty"`
	Known   memory `json:"known"`
	// Naming is how posts were named when the bookmark was written.
	Naming int `json:"naming"`

	// anew is set where the cursor was that of another address, or of posts that
	// had other names.
	anew bool
	// shown is how the items of the document read last stood there, nil if that is unknown.
	shown *shown
}

// naming counts the ways in which posts have been named. Under a new one a store
// meets every post of the document once more: what is there counts as old then.
const naming = 4

// readBookmark reads a cursor. One that cannot be read costs a second reading of
// the document.
func readBookmark(from collectors.Cursor, of string) (bookmark, []string) {
	anew := bookmark{Of: of}
	if from == "" {
		return anew, nil
	}
	var b bookmark
	// An old one may remember posts in another form: how they were named comes first.
	var old struct{ Naming int }
	if err := json.Unmarshal([]byte(from), &old); err == nil && old.Naming > 0 && old.Naming < naming {
		anew.anew = true
		return anew, nil
	}
	if err := json.Unmarshal([]byte(from), &b); err != nil {
		return anew, []string{"the bookmark could not be read, so the whole document is read again: " + err.Error()}
	}
	if b.Of != of || b.Naming != naming {
		anew.anew = true
		return anew, nil
	}
	return b, nil
}

// tellsNothing reports whether a bookmark differs from another in no more than when the
// server sent its document, or how often it said that it is the known one. Both are
// forgotten with the process, and then the document is asked for a little early.
func (b bookmark) tellsNothing(was bookmark) bool {
	return b.Of == was.Of && b.ETag == was.ETag && b.Modified == was.Modified && b.Careless == was.Careless && b.Body == was.Body &&
		b.Moved == was.Moved && b.Agreed == was.Agreed && b.TTL == was.TTL && b.ByAddress == was.ByAddress && b.Stamped == was.Stamped && b.Naming == was.Naming
}

// write makes the cursor.
func (b bookmark) write() (collectors.Cursor, error) {
	b.Naming = naming
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("feed bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}

// Again answers the cursor of a document that is as good as unread.
func (c *Collector) Again(from collectors.Cursor) collectors.Cursor {
	b, _ := readBookmark(from, c.of)
	b.ETag, b.Modified, b.Body = "", "", ""
	again, err := b.write()
	if err != nil || from == "" || b.anew {
		return from
	}
	return again
}

// target is where the feed is read.
func (b bookmark) target(configured string) string {
	if b.hasMoved() {
		return b.Moved
	}
	return configured
}

func (b bookmark) hasMoved() bool { return b.Moved != "" && b.Agreed >= agreement }

// home is the bookmark of a feed that is not to be found where it moved to.
func (b bookmark) home() bookmark {
	b.Moved, b.Agreed, b.ETag, b.Modified = "", 0, "", ""
	return b
}

// follow counts what an answer from the configured address says about a new one.
func (b bookmark) follow(to string) bookmark {
	switch {
	case b.hasMoved(): // it was read there already
	case to == "":
		b.Moved, b.Agreed = "", 0
	case to == b.Moved:
		b.Agreed++
	default:
		b.Moved, b.Agreed = to, 1
	}
	return b
}

// asks is the bookmark with the validators that a request is made with at a
// moment, if any.
func (b bookmark) asks(now time.Time) bookmark {
	// A bookmark of old does not know when the document was sent.
	long := !b.Whole.IsZero() && now.Sub(b.Whole) >= believedFor
	if b.Careless || b.Believed >= believed || long {
		b.ETag, b.Modified = "", ""
	}
	return b
}

// sent is the bookmark after a reading in which the document was sent.
func (b bookmark) sent(now time.Time) bookmark {
	b.Whole, b.Believed = now, 0
	return b
}

// belies reports whether the validators of an answer that brings new posts are
// those of the document before.
func (b bookmark) belies(h http.Header) bool {
	if tag := h.Get("ETag"); tag != "" || b.ETag != "" {
		return tag == b.ETag
	}
	return b.Modified != "" && b.Modified == h.Get("Last-Modified")
}

// validate remembers the validators of a document that was read whole.
func (b bookmark) validate(h http.Header) bookmark {
	b.ETag, b.Modified = h.Get("ETag"), h.Get("Last-Modified")
	if h.Get("Expires") == "0" {
		// Servers that say so answer validators carelessly.
		b.ETag, b.Modified = "", ""
	}
	return b
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}
