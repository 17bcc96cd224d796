package bluesky

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"tocsin/brand"
)

// A kind says what an event tells.
type kind uint8

const (
	// nothing concerns nobody here.
	nothing kind = iota
	// written, edited and deleted are said of one post.
	written
	edited
	deleted
	// departed is said of an author all of whose posts are gone, named of one who has a
	// handle from now on.
	departed
	named
	// odd is no event.
	odd
)

// An event is what a Jetstream says at one moment.
type event struct {
	what kind
	// at is the moment by the host's clock, in microseconds since 1970: the cursor.
	at int64
	// post is the post that is meant, with the author's id as its Author.
	post brand.Post
	// did is the author, handle the name he has.
	did, handle string
}

// A message is an event as it is sent, in all that matters here.
type message struct {
	DID    string `json:"did"`
	Time   int64  `json:"time_us"`
	Kind   string `json:"kind"`
	Commit struct {
		Operation  string `json:"operation"`
		Collection string `json:"collection"`
		RKey       string `json:"rkey"`
		Record     record `json:"record"`
	} `json:"commit"`
	Account struct {
		Active bool   `json:"active"`
		Status string `json:"status"`
	} `json:"account"`
	Identity struct {
		Handle string `json:"handle"`
	} `json:"identity"`
}

// decode reads an event. What is neither of a post nor of an account is not looked into.
func decode(sent []byte) event {
	if !bytes.Contains(sent, []byte(collection)) && !bytes.Contains(sent, []byte(`"account"`)) && !bytes.Contains(sent, []byte(`"identity"`)) {
		if !json.Valid(sent) {
			return event{what: odd}
		}
		return event{}
	}
	var m message
	if err := json.Unmarshal(sent, &m); err != nil {
		// What has another type than it should is left out, and the rest is read: records
		// are written by whatever program people use.
		if _, partly := errors.AsType[*json.UnmarshalTypeError](err); !partly {
			return event{what: odd}
		}
	}
	if !isDID(m.DID) || m.Time <= 0 {
		return event{what: odd}
	}
	e := event{at: m.Time, did: m.DID}
	switch m.Kind {
	case "commit":
		return m.commit(e)
	case "account":
		// Accounts that are suspended or deactivated may come back.
		if !m.Account.Active && (m.Account.Status == "deleted" || m.Account.Status == "takendown") {
			e.what = departed
		}
	case "identity":
		if isHandle(m.Identity.Handle) {
			e.what, e.handle = named, strings.ToLower(m.Identity.Handle)
		}
	}
	return e
}

// commit is what became of one record.
func (m *message) commit(e event) event {
	c := &m.Commit
	if c.Collection != collection {
		return event{}
	}
	if !isKey(c.RKey) {
		return event{what: odd}
	}
	switch c.Operation {
	case "create":
		e.what = written
	case "update":
		e.what = edited
	case "delete":
		e.what, e.post = deleted, brand.Post{NativeID: uriOf(m.DID, c.RKey), URL: pageOf(m.DID, c.RKey), AuthorID: m.DID}
		return e
	default:
		return event{what: odd}
	}
	e.post = c.Record.post(m.DID, c.RKey, time.UnixMicro(m.Time).UTC())
	if e.what == written && e.post.Text == "" && len(e.post.Links) == 0 {
		return event{} // a picture without a word
	}
	return e
}

func uriOf(did, key string) string { return "at://" + did + "/" + collection + "/" + key }

func pageOf(did, key string) string { return "https://bsky.app/profile/" + did + "/post/" + key }

// isDID reports whether a text is an account's id: did:plc:… or did:web:….
func isDID(s string) bool {
	method, rest, ok := strings.Cut(strings.TrimPrefix(s, "did:"), ":")
	return ok && strings.HasPrefix(s, "did:") && len(s) <= 256 && method != "" && rest != "" && plain(method) && plain(rest)
}

// isKey reports whether a text is the key of a record.
func isKey(s string) bool { return s != "" && len(s) <= 512 && plain(s) }

// plain reports whether a text is of letters, digits and signs that names are made of.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && strings.IndexByte("._:~%-", c) < 0 {
			return false
		}
	}
	return true
}

// isHandle reports whether a text is a handle that holds: the network says handle.invalid
// of one that doesn't.
func isHandle(s string) bool {
	return len(s) <= 253 && strings.Contains(s, ".") && plain(s) && !strings.EqualFold(s, "handle.invalid")
}
