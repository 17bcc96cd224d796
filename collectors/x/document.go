package x

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/collectors"
)

// A document is a v2 answer of recent search, a refusal, or both at once.
type document struct {
	Data     []json.RawMessage `json:"data"`
	Includes includes          `json:"includes"`
	Meta     *meta             `json:"meta"`
	Errors   []fault           `json:"errors"`
	// A refusal has these at the top.
	fault
	// odd says which field had another type than it should; the others were read.
	odd string
}

// includes are what posts speak of, given besides.
type includes struct {
	Users  []user `json:"users"`
	Tweets []post `json:"tweets"`
	Posts  []post `json:"posts"`
}

type meta struct {
	NewestID    string `json:"newest_id"`
	OldestID    string `json:"oldest_id"`
	NextToken   string `json:"next_token"`
	ResultCount *int   `json:"result_count"`
}

type user struct {
	ID       string `json:"id"`
	Username string `json:"username"`
	Name     string `json:"name"`
	Metrics  struct {
		Followers int `json:"followers_count"`
	} `json:"public_metrics"`
}

// A fault is a problem as v2 tells it, or an error as v1.1 does.
type fault struct {
	Type    string `json:"type"`
	Title   string `json:"title"`
	Detail  string `json:"detail"`
	Message string `json:"message"`
	Code    int    `json:"code"`
	// Issue is why X does not let a stream be opened.
	Issue string `json:"connection_issue"`
	// Parameters are those of the request that X found wrong.
	Parameters map[string]any `json:"parameters"`
}

// readDocument reads what it can: one field of an unforeseen type must not hold
// up every post that follows.
func readDocument(body []byte) (document, error) {
	var d document
	err := json.Unmarshal(body, &d)
	if odd, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		d.odd, err = odd.Field, nil
	}
	return d, err
}

func (d document) next() string {
	if d.Meta == nil {
		return ""
	}
	return d.Meta.NextToken
}

// A reply is what v1.1 would say; notes are what it has no place for.
type reply struct {
	status int
	body   []byte
	notes  []string
}

// inV1 translates. A 200 that holds errors instead of posts becomes a 502:
// v1.1 had no such thing, and it must not read as an empty result.
func (d document) inV1(status int) (reply, error) {
	if status == http.StatusOK && (len(d.Data) > 0 || len(d.Errors) == 0 && d.Title == "") {
		result, notes, err := d.result()
		return reply{status, encode(result), notes}, err
	}
	if status == http.StatusOK {
		status = http.StatusBadGateway
	}
	said := []v1Error{}
	for _, f := range d.faults() {
		said = append(said, v1Error{Code: f.code(status), Message: f.words()})
	}
	return reply{status, encode(map[string]any{"errors": said}), nil}, nil
}

// faults are all that the document complains of, the refusal itself first.
func (d document) faults() []fault {
	if d.Title != "" || d.Detail != "" || d.Type != "" {
		return append([]fault{d.fault}, d.Errors...)
	}
	return d.Errors
}

// encode cannot fail: it is given text and numbers alone.
func encode(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	return body
}

// result translates a search result. Statuses stay null where the document
// neither holds posts nor says that there are none.
func (d document) result() (v1Result, []string, error) {
	var out v1Result
	if d.Meta == nil && len(d.Data) == 0 {
		return out, nil, nil
	}
	posts, notes, err := collectors.Sift("X", "post", d.Data, readPost)
	if err != nil {
		return out, nil, &unreadableError{len(d.Data), err}
	}
	if d.Meta != nil {
		out.Metadata = v1Metadata{MaxID: d.Meta.NewestID}
	}
	silent := d.Meta != nil && d.Meta.ResultCount != nil && *d.Meta.ResultCount == 0
	if len(d.Data) > 0 || silent {
		out.Statuses = []v1Status{}
	}
	out.Metadata.Count = len(d.Data)
	for _, p := range posts {
		if s, ok := d.status(p); ok {
			out.Statuses = append(out.Statuses, s)
		}
		d.odd = cmp.Or(d.odd, p.odd)
	}
	if len(d.Errors) > 0 {
		notes = append(notes, fmt.Sprintf("X left out %d things it could not give, first: %s", len(d.Errors), d.Errors[0].words()))
	}
	if d.odd != "" {
		notes = append(notes, fmt.Sprintf("field %q of the answer had an unforeseen type and was left out", d.odd))
	}
	if d.next() != "" {
		out.Metadata.NextResults = "?next_token=" + d.next()
	}
	return out, notes, nil
}

// status translates one post.
func (d document) status(p post) (v1Status, bool) {
	id, ok := parseID(p.ID)
	if !ok {
		return v1Status{}, false
	}
	s := v1Status{ID: id, IDStr: p.ID, Text: p.words(), FullText: p.words(), Lang: p.Lang}
	if at, err := time.Parse(time.RFC3339, p.CreatedAt); err == nil {
		s.CreatedAt = at.UTC().Format(time.RubyDate)
	}
	s.Entities.URLs = shown(p.Entities.URLs)
	for _, n := range []*note{p.NoteTweet, p.NotePost} {
		if n != nil && n.Text != "" {
			s.FullText = n.Text
			s.Entities.URLs = append(s.Entities.URLs, shown(n.Entities.URLs)...)
		}
	}
	s.User = d.user(p.AuthorID)
	for _, r := range slices.Concat(p.ReferencedTweets, p.ReferencedPosts) {
		if r.Type == "retweeted" || r.Type == "reposted" {
			s.Retweeted = d.original(r.ID)
		}
	}
	return s, true
}

func shown(links []link) []link {
	return slices.DeleteFunc(slices.Clone(links), func(l link) bool { return l.MediaKey != "" })
}

// user is the author as far as the document knows them.
func (d document) user(id string) *v1User {
	if id == "" {
		return nil
	}
	u := &v1User{IDStr: id}
	for _, known := range d.Includes.Users {
		if known.ID == id {
			u.ScreenName, u.Name, u.Followers = known.Username, known.Name, known.Metrics.Followers
		}
	}
	return u
}

// original is the post that a repost repeats, nil if it did not come along. Its
// own references are not followed, so no circle of them can be.
func (d document) original(id string) *v1Status {
	for _, p := range slices.Concat(d.Includes.Tweets, d.Includes.Posts) {
		if p.ID != id {
			continue
		}
		p.ReferencedTweets, p.ReferencedPosts = nil, nil
		if s, ok := d.status(p); ok && s.User != nil && s.User.ScreenName != "" {
			return &s
		}
	}
	return nil
}

// code is the number v1.1 had for such a fault.
func (f fault) code(status int) int {
	switch {
	case strings.HasSuffix(f.Type, "/usage-capped") || f.Title == "UsageCapExceeded":
		return codeCapped
	case f.Code != 0:
		return f.Code
	case status == http.StatusTooManyRequests:
		return codeLimited
	case status == http.StatusUnauthorized:
		return codeToken
	case status == http.StatusForbidden:
		return codeAccess
	}
	return codeOther
}

// words says the fault in one line, the parameters it concerns first.
func (f fault) words() string {
	var names []string
	for name := range f.Parameters {
		names = append(names, name)
	}
	slices.Sort(names)
	parts := slices.DeleteFunc([]string{strings.Join(names, ", "), f.Title, f.Detail, f.Message}, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		parts = []string{"error " + strconv.Itoa(f.Code)}
	}
	return oneLine(strings.Join(slices.Compact(parts), ": "))
}

// oneLine makes another's words fit for a log: one line, at most 300 characters.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }), " ")
	if runes := []rune(s); len(runes) > 300 {
		s = string(runes[:300]) + "…"
	}
	return s
}
