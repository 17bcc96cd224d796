package file

import (
	"fmt"
	"strings"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/postline"
)

const (
	// pagePosts and pageBytes bound a page.
	pagePosts = 2_000
	pageBytes = 4 << 20
	// barrenBytes bounds a page without any post: what can be read may stand behind what
	// cannot.
	barrenBytes = 64 << 20
	// maxTold is how many bad lines of a page are told one by one.
	maxTold = 5
)

// An ending says what a line without an end is.
type ending uint8

const (
	// growing: half a line, unless it is a whole object.
	growing ending = iota
	// atRest: a row, if it is one, and half an object else.
	atRest
	// done: the last line.
	done
)

// A harvest is what a page of lines gave.
type harvest struct {
	posts []brand.Post
	// bad tell of the first lines that could not be read, faults counts them all.
	bad    []string
	faults int
	// odd counts the posts that were not UTF-8; note says of the file's first what was made of it.
	odd  int
	note string
	// at is where the next page begins.
	at   place
	more bool
	err  error
}

// gather reads a page of lines from a place.
func gather(r *postline.Reader, at place, ends ending) harvest {
	h := harvest{at: at}
	began := r.Offset()
	for {
		if size := r.Offset() - began; len(h.posts) >= pagePosts || size >= barrenBytes || size >= pageBytes && len(h.posts) > 0 {
			h.more = true
			return h
		}
		if !r.Next() {
			h.err = r.Err()
			return h
		}
		if !h.line(r, ends) {
			return h
		}
		h.at.Offset = at.Offset + r.Offset() - began
		if h.at.Lines = r.Seen(); !r.Ended() {
			h.at.Lines-- // what comes yet is of this line
		}
	}
}

// line takes in the line that was read last. It reports false where that has to wait.
func (h *harvest) line(r *postline.Reader, ends ending) bool {
	half := !r.Ended() && ends != done
	if h.at.Within {
		h.at.Within = half
		return true
	}
	p, err := r.Parse()
	switch {
	case half && r.Cut():
		h.at.Within = true
	case r.Blank():
		return !half
	case half && h.at.Header == "" && !p.Object, half && h.at.Header != "" && ends != atRest:
		if ends == atRest && !h.at.Told {
			h.tell(fmt.Sprintf("line %d has no end, and waits for it", r.Number()))
			h.at.Told = true
		}
		return false
	}
	h.at.Told = false
	var post brand.Post
	if err == nil {
		post, err = p.Strict()
	}
	if err != nil {
		h.faults++
		h.tell(fmt.Sprintf("line %d %v", r.Number(), err))
		return true
	}
	h.posts, h.at.Good = append(h.posts, post), true
	if odd := r.Odd(); odd != "" {
		h.odd++
		if !h.at.Odd {
			h.at.Odd, h.note = true, fmt.Sprintf("line %d %s", r.Number(), odd)
		}
	}
	return true
}

// tell notes something of a line, unless much was told already.
func (h *harvest) tell(what string) {
	if len(h.bad) < maxTold {
		h.bad = append(h.bad, what)
	}
}

// barren is the fault of a page of lines none of which is a post; nil if one is.
func (h *harvest) barren() error {
	if h.faults == 0 || len(h.posts) > 0 {
		return nil
	}
	what := fmt.Sprintf("none of %d lines is a post, so that none is passed over, and they are read again later", h.faults)
	if h.faults == 1 {
		what = "its one line that is new is no post, so that it is not passed over, and it is read again later"
	}
	return fmt.Errorf("%s: %s", what, strings.Replace(h.bad[0], ", and is left out", "", 1))
}

// page is what was gathered, with a cursor.
func (h *harvest) page(next place) collectors.Page {
	p := collectors.Page{Posts: h.posts, Next: next.cursor(), More: h.more, Notes: h.bad, Unchanged: len(h.posts) == 0 && h.faults == 0}
	if h.note != "" {
		p.Notes = append(p.Notes, h.note)
	}
	if h.faults > len(h.bad) {
		p.Notes = append(p.Notes, fmt.Sprintf("%d lines more could not be read", h.faults-len(h.bad)))
	}
	return p
}
