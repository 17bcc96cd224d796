package brand

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"
	"time"
)

// A Post is what a source published, in plain text, before anybody asked whom
// it concerns.
type Post struct {
	// NativeID is the source's own identifier, "" if it has none that is stable.
	NativeID string `json:"native_id,omitempty"`
	// Identity is what a collector knows the post by that knows better than
	// Identify. It isn't kept: the mention's id is made of it.
	Identity Identity `json:"-"`
	// Alias is what else its source knows the post by, where that is all it names when it
	// says that the post was deleted; 0 for nothing. It isn't kept with the post.
	Alias Identity `json:"-"`
	URL   string   `json:"url,omitempty"`
	// Author is the name or handle people know the author by.
	Author string `json:"author,omitempty"`
	// AuthorID is the source's stable identifier of the author; "" means Author serves.
	AuthorID string `json:"author_id,omitempty"`
	Title    string `json:"title,omitempty"`
	Text     string `json:"text,omitempty"`
	// Links are the addresses the post points to, in their canonical form, at most MostLinks.
	Links []string `json:"links,omitempty"`
	// Lang is a BCP 47 language tag as the source gives it, "" if unknown.
	Lang string `json:"lang,omitempty"`
	// Published is what the source claims; zero if it claims nothing.
	Published time.Time `json:"published,omitzero"`
	// Rating is what a review gives, from 1 to 5, 0 where it is none.
	Rating int `json:"rating,omitempty"`
	// Reach is the number of followers or readers the source claims, 0 if unknown.
	Reach int `json:"reach,omitempty"`
}

// MostLinks is how many of a post's links are remembered, MostDangers how many of the
// dangers it speaks of.
const (
	MostLinks   = 16
	MostDangers = 16
)

// A Voice is a distinct author: a keyed hash, so that counts need no names.
type Voice string

// NewVoice hashes an author of a kind of source under the installation's key.
// An author is the same voice in every source of one kind. Where a post has no
// author, the handle in its address speaks; failing that, the site it stands on,
// and failing that, its source.
func NewVoice(key []byte, kind, source string, p Post) Voice {
	who := p.AuthorID
	if who == "" {
		who = strings.ToLower(strings.TrimSpace(p.Author))
	}
	if who == "" {
		who = "site " + Host(p.URL) + handle(p.URL)
	}
	if who == "site " {
		who = "source " + source
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(kind + "\x00" + who))
	return Voice(base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:9]))
}

// handle is "/" and the name of the author to whose pages an address belongs, as
// in https://social.example/@ana/7 or https://blog.example/author/ana/; "" if it
// is nobody's.
func handle(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return ""
	}
	before := ""
	for segment := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
		name := strings.TrimPrefix(segment, "@")
		switch before {
		case "users", "u", "user", "profile", "author", "people":
		default:
			if name == segment {
				name = ""
			}
		}
		if name != "" {
			return "/" + name
		}
		before = segment
	}
	return ""
}

// A Match says that a post concerns a brand, and why.
type Match struct {
	Brand Key `json:"brand"`
	// Why is a phrase a person can check: `word "solvo"`, `inside #solvomoms`.
	Why string `json:"why"`
	// Own is set where one of the brand's own properties posted it.
	Own bool `json:"own,omitempty"`
}

// A Touch says that something concerns a strategy, and why.
type Touch struct {
	Strategy string `json:"strategy"`
	Why      string `json:"why"`
}

// A MentionID is the identity of a mention within its brand: the same post read
// again, even by another process, has the same one.
type MentionID string

// A Mention is a post that matched a brand.
type Mention struct {
	ID    MentionID `json:"id"`
	Brand Key       `json:"brand"`
	// Source is the configured source's name, Kind its kind, such as "feed".
	Source string `json:"source"`
	Kind   string `json:"kind"`
	// Group says what the source's authors are to the brand: customers, employees,
	// suppliers, press or market; "" if nobody said.
	Group string `json:"group,omitempty"`
	Post
	// At is the moment rules count the post at: what it claims, never later
	// than Fetched, and Fetched where it claims nothing, or a year before 2000.
	At      time.Time `json:"at"`
	Fetched time.Time `json:"fetched"`
	Voice   Voice     `json:"voice"`
	// Story is the first mention that was heard with the same text, and Speaker its
	// voice, where this one is a copy of it; "" where it is nobody's copy.
	Story   MentionID `json:"story,omitempty"`
	Speaker Voice     `json:"speaker,omitempty"`
	Why     string    `json:"why"`
	// Tags are the post's hashtags, folded, without the "#".
	Tags    []string `json:"tags,omitempty"`
	Touches []Touch  `json:"touches,omitempty"`
	// Guessed is set where the language was told from the text, not by the source.
	Guessed bool `json:"guessed,omitempty"`
	Tone
	// Own posts are kept and shown, never counted.
	Own bool `json:"own,omitempty"`
	// Backfill marks what was already there at a source's first reading: it
	// teaches the baseline and raises nothing.
	Backfill bool `json:"backfill,omitempty"`
	// Gone is when the post was found to be deleted: its words and its author are
	// taken out then. Edited is when it was found to read otherwise than before.
	Gone   time.Time `json:"gone,omitzero"`
	Edited time.Time `json:"edited,omitzero"`
}

// Speaks is the voice the mention counts as: whose text it copies, else its own. A
// text that a hundred places carry is one voice, not a hundred that agree.
func (m Mention) Speaks() Voice {
	if m.Speaker != "" {
		return m.Speaker
	}
	return m.Voice
}

// Counts reports whether the mention may raise an alert.
func (m Mention) Counts() bool { return !m.Own && !m.Backfill }
