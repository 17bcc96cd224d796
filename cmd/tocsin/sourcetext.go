package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"tocsin/collectors"
)

// pageWidth is how many columns a terminal is taken to have.
const pageWidth = 100

// A fact is a line of what is told of a kind of source.
type fact struct{ name, text string }

// sampleName is what the line of a kind's sample is called.
const sampleName = "sample"

// A layout is how a kind's name and its lines are written, and what is typed as it stands.
type layout struct {
	kind func(out io.Writer, kind string, lines []fact)
	code func(string) string
}

func plainKind() layout {
	return layout{code: func(s string) string { return s }, kind: func(out io.Writer, kind string, lines []fact) {
		_, _ = fmt.Fprintln(out, kind)
		column := 0
		for _, line := range lines {
			column = max(column, len(line.name)+4)
		}
		for _, line := range lines {
			switch {
			case line.name == sampleName: // one line, to be copied
				_, _ = fmt.Fprintf(out, "  %s\n  %s\n", line.name, line.text)
			case line.text != "":
				wrapped(out, "  "+line.name, line.text, column)
			}
		}
	}}
}

func markdownKind() layout {
	return layout{code: func(s string) string { return "`" + s + "`" }, kind: func(out io.Writer, kind string, lines []fact) {
		_, _ = fmt.Fprintf(out, "\n### `%s`\n\n", kind)
		for _, line := range lines {
			if line.text != "" {
				_, _ = fmt.Fprintf(out, "- **%s**: %s\n", line.name, line.text)
			}
		}
	}}
}

// wrapped writes a name and its text, which begins in a column and stays in it. A word that
// is longer than a line is not broken.
func wrapped(out io.Writer, name, text string, column int) {
	line := fmt.Sprintf("%-*s", column, name)
	empty := true
	for word := range strings.FieldsSeq(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > pageWidth {
			_, _ = fmt.Fprintln(out, line)
			line, empty = strings.Repeat(" ", column), true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	_, _ = fmt.Fprintln(out, strings.TrimRight(line, " "))
}

// widest is how long the longest name of a kind is.
func widest(all []collectors.Type) int {
	n := 0
	for _, k := range all {
		n = max(n, len(k.Kind))
	}
	return n
}

// pace is a duration as people write it in the file.
func pace(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// commonKeys are those that a source of any kind may have.
func commonKeys() []string {
	return []string{"id", "every", "brands", "voice", "whole", "anonymous"}
}

// sample is an item of sources: in a file, which reads such a source.
func sample(k collectors.Type) string {
	parts := []string{"id: " + k.Kind, "kind: " + k.Kind}
	if k.Address == collectors.Required {
		parts = append(parts, `url: "`+sampleAddress(k.Kind)+`"`)
	}
	listed := false
	for _, s := range k.Settings {
		if !s.Required && (!s.Many || listed) {
			continue
		}
		example := s.Example
		if s.Many && !strings.HasPrefix(example, "[") {
			example = "[" + example + "]"
		}
		if strings.Contains(example, "://") {
			example = `"` + example + `"`
		}
		listed = listed || s.Many
		parts = append(parts, s.Name+": "+example)
	}
	if k.Paid {
		parts = append(parts, "budget: 6000/day")
	}
	return "- {" + strings.Join(parts, ", ") + "}"
}

func sampleAddress(kind string) string {
	if kind == "discourse" {
		return "https://forum.example"
	}
	return "https://news.example/rss"
}
