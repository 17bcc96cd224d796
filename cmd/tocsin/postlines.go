package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"unicode"

	"tocsin/collectors/postline"
)

// because is a post's line with the reason why it matches: before a text, with a tab, and
// in an object as the last of its members, in the place of one it had.
func because(p postline.Post, line []byte, why string) []byte {
	if !p.Object {
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
	_, _ = d.Token() // the brace; it was read as an object before
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
