package postline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

// errNothingSaid goes on after "line 7 ".
var errNothingSaid = errors.New("says nothing, and is left out: give it a text or a title")

// isObject reports whether a line begins as a JSON object does: with a brace, and
// a name or another brace. A text may begin with a brace, too.
func isObject(line []byte) bool {
	rest, braced := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), []byte("{"))
	rest = bytes.TrimLeft(rest, " \t")
	return braced && len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
}

// Object reads a post from a JSON object. What it holds beside a post's parts is not
// looked at. An error goes on after "line 7 ".
func Object(line []byte) (Post, error) {
	var o struct {
		Text, Title, Author, URL, Lang, Source *string
		AuthorID                               *name `json:"author_id"`
		Links                                  []string
		ID, Published, Reach                   json.RawMessage
		Date, Timestamp, Time                  json.RawMessage
		CreatedAt                              json.RawMessage `json:"created_at"`
		NativeID                               json.RawMessage `json:"native_id"`
	}
	err := json.Unmarshal(line, &o)
	if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is && wrong.Field == "" {
		return Post{}, fmt.Errorf("is no JSON object but %s, and is left out: write a whole object, such as {\"id\": \"1\", \"text\": \"…\"}", text.KindOfJSON(wrong.Value))
	} else if is {
		return Post{}, fmt.Errorf("is no post, for its %q is a thing of another kind (%s), and is left out: write texts, and links as a list of them",
			strings.ToLower(wrong.Field), text.KindOfJSON(wrong.Value))
	}
	if err != nil {
		return Post{}, fmt.Errorf("is no JSON object (%s), and is left out: write a whole object in each line", text.BadJSON(err))
	}
	if o.Text == nil && o.Title == nil && o.Author == nil && o.AuthorID == nil && o.URL == nil && o.Lang == nil && o.Source == nil && o.Links == nil {
		return Post{}, errors.New("is an object without any of a post's parts, and is left out: name them text, title, author, url, lang, source, links")
	}
	part := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	p := Post{
		Post: brand.Post{
			Text: part(o.Text), Title: part(o.Title), Author: part(o.Author), AuthorID: part((*string)(o.AuthorID)),
			URL: part(o.URL), Lang: part(o.Lang), Links: o.Links,
		},
		Source: part(o.Source), Object: true,
	}
	if p.set("id", loose(o.NativeID)); p.NativeID == "" {
		p.set("id", loose(o.ID))
	}
	p.set("published", loose(o.Published))
	for i, at := range []json.RawMessage{o.Date, o.CreatedAt, o.Timestamp, o.Time} {
		if p.Published.IsZero() && p.Odd == nil {
			p.set(dates()[i], loose(at))
		}
	}
	p.set("reach", loose(o.Reach))
	return p, nil
}

// A name is a text, or a number that serves as one.
type name string

// UnmarshalJSON takes in either.
func (n *name) UnmarshalJSON(value []byte) error {
	if number(value) {
		*n = name(value)
		return nil
	}
	return json.Unmarshal(value, (*string)(n))
}

func number(value []byte) bool {
	return len(value) > 0 && (value[0] == '-' || '0' <= value[0] && value[0] <= '9')
}

// loose is a text or a number as a text; of anything else it is what stands there.
func loose(value json.RawMessage) string {
	var s string
	switch {
	case len(value) == 0 || string(value) == "null":
		return ""
	case json.Unmarshal(value, &s) == nil:
		return s
	}
	return string(value)
}
