package brand

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tocsin/brand/address"
)

// Host is the host of an address in lower case without "www.", "" if it has none.
func Host(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// An Identity is what one post is known by wherever it is met, 0 for none.
type Identity uint64

// NewIdentity is the identity that a name has, such as an address's key; a name
// of several parts is as wide as they are. Without a name there is none.
func NewIdentity(parts ...string) Identity {
	if strings.Join(parts, "") == "" {
		return 0
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return Identity(max(binary.BigEndian.Uint64(sum[:]), 1))
}

// Identify gives a post the identity that it has at every reading. The one its
// collector found comes first, then an id that is the same all over the world,
// such as a Mastodon uri, or the address of a post on a network that is known
// here: read from two sources, even of two kinds, the post is one mention. An id
// that is its source's own comes next, then the address, if it is that of one
// post; a page on which posts change, and what has no address, is known by words
// and date.
func Identify(kind, source string, p Post) MentionID {
	parts := []string{"id", kind, source, p.NativeID}
	switch same := worldwide(p); {
	case same != 0:
		parts = []string{"same", strconv.FormatUint(uint64(same), 36)}
	case p.NativeID == "":
		parts = []string{"text", kind, source, p.URL, p.Author, p.Title, p.Text, p.Published.UTC().Format(time.RFC3339)}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return MentionID(base64.RawURLEncoding.EncodeToString(sum[:12]))
}

// worldwide is a post's identity where it has one beyond its source.
func worldwide(p Post) Identity {
	if p.Identity != 0 {
		return p.Identity
	}
	if id := address.Global(p.NativeID); id != "" {
		return NewIdentity(id)
	}
	if post := address.OnNetwork(p.URL); post != "" {
		return NewIdentity(post)
	}
	if p.NativeID == "" && address.Particular(p.URL) {
		return NewIdentity(address.Key(p.URL))
	}
	return 0
}
