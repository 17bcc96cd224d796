package x

import (
	"encoding/json"
	"errors"
)

// A post holds the fields under the names of both families.
type post struct {
	ID               string   `json:"id"`
	Text             *string  `json:"text"`
	CreatedAt        string   `json:"created_at"`
	AuthorID         string   `json:"author_id"`
	Lang             string   `json:"lang"`
	Entities         entities `json:"entities"`
	NoteTweet        *note    `json:"note_tweet"`
	NotePost         *note    `json:"note_post"`
	ReferencedTweets []ref    `json:"referenced_tweets"`
	ReferencedPosts  []ref    `json:"referenced_posts"`
	// odd says which field had another type than it should.
	odd string
}

// A note is the whole text of a post whose own text is cut.
type note struct {
	Text     string   `json:"text"`
	Entities entities `json:"entities"`
}

type ref struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

type entities struct {
	URLs []link `json:"urls"`
}

type link struct {
	URL         string `json:"url"`
	ExpandedURL string `json:"expanded_url"`
	// MediaKey marks a picture of the post, which v1.1 keeps elsewhere.
	MediaKey string `json:"media_key,omitempty"`
}

// readPost reads a post, false if it is none: each has an id and words. Of one that is
// partly of another form the rest is read.
func readPost(raw json.RawMessage) (post, bool) {
	var p post
	err := json.Unmarshal(raw, &p)
	if wrong, partly := errors.AsType[*json.UnmarshalTypeError](err); partly {
		p.odd, err = "data."+wrong.Field, nil
	}
	_, ok := parseID(p.ID)
	return p, err == nil && ok && (p.Text != nil || p.NoteTweet != nil || p.NotePost != nil)
}

// words are what it says, but for a note.
func (p post) words() string {
	if p.Text == nil {
		return ""
	}
	return *p.Text
}

// An unreadableError is an answer that holds posts none of which can be read. They are
// bought all the same.
type unreadableError struct {
	posts int
	err   error
}

func (e *unreadableError) Error() string { return e.err.Error() }

func (e *unreadableError) Unwrap() error { return e.err }
