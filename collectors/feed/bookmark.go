package feed

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"

	"tocsin/collectors"
)

// agreement is how many readings in a row must be told of the same new address
// before it takes the old one's place: a site under repair sends everybody to
// its front page, "for ever".
const agreement = 3

// A bookmark is what the cursor holds.
type bookmark struct {
	// Of is a hash of the address the rest was learnt from: another one, put
	// under the same name, begins anew.
	Of string `json:"of"`
	// ETag and Modified are the document's validators, as the server gave them.
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
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
	Seen      seen `json:"seen,omitempty"`

	// anew is set where the cursor was that of another address.
	anew bool
}

// readBookmark reads a cursor. One that cannot be read costs a second reading of
// the document.
func readBookmark(from collectors.Cursor, of string) (bookmark, []string) {
	anew := bookmark{Of: of}
	if from == "" {
		return anew, nil
	}
	var b bookmark
	if err := json.Unmarshal([]byte(from), &b); err != nil {
		return anew, []string{"the bookmark could not be read, so the whole document is read again: " + err.Error()}
	}
	if b.Of != of {
		anew.anew = true
		return anew, nil
	}
	return b, nil
}

// write makes the cursor.
func (b bookmark) write() (collectors.Cursor, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return "", fmt.Errorf("feed bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
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
