package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"tocsin/brand"
)

// longestLine bounds a line: no post is as long.
const longestLine = 1 << 20

// postLines are the lines of a text, each of which is a post.
type postLines struct {
	in *bufio.Reader
	// raw is the line that was read last, as it is, but for the "\n" at its end.
	raw     []byte
	number  int
	tooLong bool
	err     error
}

func newPostLines(in io.Reader) *postLines { return &postLines{in: bufio.NewReaderSize(in, 1<<16)} }

// next reads a line; it reports false at the end, or if err says why there is no more.
func (l *postLines) next() bool {
	l.raw, l.tooLong = l.raw[:0], false
	for {
		part, err := l.in.ReadSlice('\n')
		if len(l.raw)+len(part) > longestLine+1 {
			l.tooLong = true
		} else {
			l.raw = append(l.raw, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(l.raw) == 0 && !l.tooLong:
			return false
		case err != nil && !errors.Is(err, io.EOF):
			l.err = fmt.Errorf("the posts end in line %d: %w", l.number+1, err)
			return false
		}
		l.raw = bytes.TrimSuffix(l.raw, []byte("\n"))
		if l.number++; l.number == 1 && (bytes.HasPrefix(l.raw, []byte("\xff\xfe")) || bytes.HasPrefix(l.raw, []byte("\xfe\xff"))) {
			l.err = errors.New("the posts are UTF-16: convert them to UTF-8, such as with iconv -f UTF-16 -t UTF-8")
			return false
		}
		return true
	}
}

// A filed is a post as a line gives it.
type filed struct {
	brand.Post
	source string
	// object is set where the line is one.
	object bool
}

// post is the line that was read last. An error goes on after "line 7 ".
func (l *postLines) post() (filed, error) {
	line := bytes.TrimSuffix(l.raw, []byte("\r"))
	if l.number == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	switch {
	case l.tooLong:
		return filed{}, fmt.Errorf("has more than %d bytes, and is left out: cut it", longestLine)
	case isObject(line):
		return object(line)
	}
	return filed{Post: brand.Post{Text: strings.ToValidUTF8(string(line), "\uFFFD")}}, nil
}

// isObject reports whether a line begins as a JSON object does: with a brace, and
// a name or another brace. A text may begin with a brace, too.
func isObject(line []byte) bool {
	rest, braced := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), []byte("{"))
	rest = bytes.TrimLeft(rest, " \t")
	return braced && len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
}

// object reads a JSON object. What it holds beside a post's parts is not looked at.
func object(line []byte) (filed, error) {
	var o struct {
		Text, Title, Author, URL, Lang, Source *string
		AuthorID                               *string `json:"author_id"`
		Links                                  []string
	}
	err := json.Unmarshal(line, &o)
	if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is {
		return filed{}, fmt.Errorf("is no post, for its %q is a thing of another kind (%s), and is left out: write texts, and links as a list of them",
			strings.ToLower(wrong.Field), wrong.Value)
	}
	if err != nil {
		return filed{}, fmt.Errorf("is no JSON object (%w), and is left out: write a whole object in each line, or plain text", err)
	}
	if o.Text == nil && o.Title == nil && o.Author == nil && o.AuthorID == nil && o.URL == nil && o.Lang == nil && o.Source == nil && o.Links == nil {
		return filed{}, errors.New("is an object without any of a post's parts, and is left out: name them text, title, author, url, lang, source, links")
	}
	part := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	return filed{
		Post: brand.Post{
			Text: part(o.Text), Title: part(o.Title), Author: part(o.Author), AuthorID: part(o.AuthorID),
			URL: part(o.URL), Lang: part(o.Lang), Links: o.Links,
		},
		source: part(o.Source), object: true,
	}, nil
}

// because is a line with the reason why it matches: before a text, with a tab, and
// in an object as the last of its members, in the place of one it had.
func (f filed) because(line []byte, why string) []byte {
	if !f.object {
		flat := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, why)
		return append([]byte(flat+"\t"), line...)
	}
	out := []byte("{")
	d := json.NewDecoder(bytes.NewReader(line[bytes.IndexByte(line, '{'):]))
	_, _ = d.Token() // the brace; object has read the whole line before
	for d.More() {
		name, _ := d.Token()
		var value json.RawMessage
		_ = d.Decode(&value)
		if name == "why" {
			continue
		}
		out = append(appendJSON(out, name), ':')
		out = append(append(out, value...), ',')
	}
	out = append(appendJSON(append(out, `"why":`...), why), '}')
	return append(out, line[len(bytes.TrimSuffix(line, []byte("\r"))):]...)
}

// appendJSON adds a text in JSON's spelling.
func appendJSON(out []byte, text any) []byte {
	var spelt bytes.Buffer
	encoder := json.NewEncoder(&spelt)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a text can be written
	return append(out, bytes.TrimSuffix(spelt.Bytes(), []byte("\n"))...)
}

// reading is a reader that is a function.
type reading func(p []byte) (int, error)

func (r reading) Read(p []byte) (int, error) { return r(p) }

// untilTold reads until the program is told to stop, which wakes no read of a
// terminal. Before each read, for it may wait, all that was found is shown.
func untilTold(ctx context.Context, in io.Reader, show func()) io.Reader {
	type result struct {
		n   int
		err error
	}
	return reading(func(p []byte) (int, error) {
		show()
		done := make(chan result, 1)
		go func() {
			n, err := in.Read(p)
			done <- result{n, err}
		}()
		select {
		case r := <-done:
			return r.n, r.err
		case <-ctx.Done():
			return 0, context.Cause(ctx)
		}
	})
}
