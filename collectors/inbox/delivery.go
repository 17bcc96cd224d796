package inbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"tocsin/brand"
	"tocsin/brand/text"
	"tocsin/collectors/postline"
)

const (
	// maxBody bounds a delivery in bytes, maxPosts in posts: short ones take more memory
	// than room in a body.
	maxBody  = 5 << 20
	maxPosts = 10_000
	// maxTold is how many of its faults are told one by one.
	maxTold = 100
)

// A delivery is what a body holds.
type delivery struct {
	posts []brand.Post
	bad   []fault
	// faults counts the bad ones, those too that are not told.
	faults int
	// undated counts the posts that say nothing of when they were published.
	undated int
}

// A fault is a line, or a post of a list, that could not be read.
type fault struct {
	Line int    `json:"line,omitempty"`
	Post int    `json:"post,omitempty"`
	Why  string `json:"why"`
}

// errTooMany is a delivery of more posts than one may have.
var errTooMany = fmt.Errorf("it has more than %d posts: send it in parts", maxPosts)

// open reads a body: an object a line, a JSON list of objects, or one object alone.
func open(body []byte) (delivery, error) {
	start := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case bytes.HasPrefix(start, []byte("[")):
		return list(start)
	case bytes.HasPrefix(start, []byte("{")) && bytes.ContainsRune(start, '\n') && json.Valid(start):
		return list(append(append([]byte("["), start...), ']')) // written over several lines
	}
	return ndjson(body)
}

func ndjson(body []byte) (delivery, error) {
	var d delivery
	r := postline.NewReader(bytes.NewReader(body))
	for r.Next() {
		if r.Blank() {
			continue
		}
		p, err := r.Parse()
		if err := d.put(p, err, fault{Line: r.Number()}); err != nil {
			return delivery{}, err
		}
	}
	return d, r.Err()
}

// list reads a JSON list as far as it goes.
func list(body []byte) (delivery, error) {
	var d delivery
	in := json.NewDecoder(bytes.NewReader(body))
	_, _ = in.Token() // the bracket
	n := 0
	for in.More() {
		n++
		var raw json.RawMessage
		if err := in.Decode(&raw); err != nil {
			return d, d.put(postline.Post{}, fmt.Errorf("and all after it cannot be read: %s", text.BadJSON(err)), fault{Post: n})
		}
		var p postline.Post
		err := error(nil)
		if len(raw) > postline.Longest {
			err = fmt.Errorf("has more than %d bytes, and is left out: cut it", postline.Longest)
		} else {
			p, err = postline.Object(raw)
		}
		if err := d.put(p, err, fault{Post: n}); err != nil {
			return delivery{}, err
		}
	}
	if _, err := in.Token(); err != nil {
		return d, d.put(postline.Post{}, errors.New("is the last that came: the list has no end"), fault{Post: n})
	}
	return d, nil
}

// put takes in a post, or what is wrong with it.
func (d *delivery) put(p postline.Post, err error, at fault) error {
	if len(d.posts)+d.faults >= maxPosts {
		return errTooMany
	}
	var post brand.Post
	if err == nil {
		post, err = p.Strict()
	}
	if err == nil {
		d.posts = append(d.posts, post)
		if post.Published.IsZero() {
			d.undated++
		}
		return nil
	}
	if d.faults++; len(d.bad) < maxTold {
		at.Why = err.Error()
		d.bad = append(d.bad, at)
	}
	return nil
}
