package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors/postline"
)

// queryCommand is "tocsin query".
type queryCommand struct {
	Query   string `arg:"" help:"The query, in one argument: put it in single quotes."`
	Why     bool   `help:"Say of each line why it matches: before a text, with a tab; in an object, as its \"why\"." xor:"shown,sense"`
	Count   bool   `short:"c" help:"Print how many lines match, instead of them." xor:"shown"`
	Invert  bool   `short:"v" help:"Print the lines that do not match." xor:"sense"`
	Explain bool   `help:"Print how the query is read, and what each source is asked for it; read no posts." xor:"shown,sense"`
	All     bool   `help:"With --explain, say as much of the sources that this version cannot read."`
}

// Help is what "tocsin query --help" adds.
func (c *queryCommand) Help() string {
	return `Reads posts from standard input, one a line, and prints the lines that match as they are, like grep. A line is a text,
or a JSON object with text, title, author, url, lang, source and links, as "tocsin mentions" and "tocsin source try" print.

Exit code: 0 if a line was selected, 1 if none was, 2 if the query has a fault, a line is broken or the posts could not
be read to their end. A broken line is reported and left out, and those after it are read all the same.

  tocsin query 'solvo NEAR/5 (recall OR boycott)' < posts.txt
  tocsin source try https://news.example/rss | tocsin query --why 'title:solvo'`
}

// What grep answers.
const (
	exitSelected = verdict(0)
	exitNone     = verdict(1)
	exitTrouble  = verdict(2)
)

// A verdict is an exit code that is an answer: all there was to say has been said.
type verdict int

func (v verdict) Error() string { return fmt.Sprintf("exit code %d", int(v)) }

// Run holds each post against the query.
func (c *queryCommand) Run(w *world) error {
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(w.stderr, "tocsin: query: "+format+"\n", args...) }
	if c.All && !c.Explain {
		say("--all goes with --explain")
		return exitTrouble
	}
	parsed, err := query.Parse(c.Query)
	if fault, is := errors.AsType[*query.Error](err); is {
		say("column %d: %s: %s\n%s", fault.Column, fault.Problem, fault.Remedy, pointed(fault))
		return exitTrouble
	}
	if err != nil {
		return err
	}
	for _, doubt := range parsed.Doubts("") {
		say("warning: column %d: %s: %s", doubt.Column, doubt.Problem, doubt.Remedy)
	}
	b := brand.Brand{Key: "query", Match: []string{c.Query}}
	if c.Explain {
		return c.explain(w.stdout, parsed, b)
	}
	set, err := query.Compile([]brand.Brand{b})
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w.stdout, 1<<16)
	s := &sieve{
		set: set, out: out, why: c.Why, count: c.Count, invert: c.Invert,
		broken: func(line int, err error) { say("line %d %v", line, err) },
	}
	err = s.read(untilTold(w.ctx, w.stdin, func() { _ = out.Flush() })) // a writer that cannot says so again
	if c.Count {
		_, _ = fmt.Fprintln(out, s.selected)
	}
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err != nil {
		say("%v", err)
		return exitTrouble
	}
	return s.verdict()
}

// pointed is a query with a mark below the place of its fault.
func pointed(fault *query.Error) string {
	var line, mark strings.Builder
	column := 1
	for _, r := range fault.Query {
		if unicode.IsControl(r) {
			r = ' '
		}
		line.WriteRune(r)
		if column++; column <= fault.Column {
			mark.WriteString(strings.Repeat(" ", cells(r)))
		}
	}
	return "  " + line.String() + "\n  " + mark.String() + "^"
}

// cells is how wide a character stands on a screen.
func cells(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	case width.Neutral, width.EastAsianAmbiguous, width.EastAsianNarrow, width.EastAsianHalfwidth:
	}
	return 1
}

// A sieve lets the posts through that a query matches.
type sieve struct {
	set                *query.Set
	out                io.Writer
	why, count, invert bool
	// broken is told of lines that are no posts.
	broken   func(line int, err error)
	selected int
	trouble  bool
}

// read reads posts to their end. Its error is one of reading or writing.
func (s *sieve) read(posts io.Reader) error {
	in := postline.NewReader(posts)
	for in.Next() {
		p, err := in.Text()
		if err != nil {
			s.trouble = true
			s.broken(in.Number(), err)
			continue
		}
		matches := s.set.MatchFrom(p.Source, p.Post)
		if (len(matches) > 0) == s.invert {
			continue
		}
		s.selected++
		if s.count {
			continue
		}
		line := in.Raw()
		if s.why {
			line = because(p, line, matches[0].Why)
		}
		if _, err := s.out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return in.Err()
}

func (s *sieve) verdict() verdict {
	switch {
	case s.trouble:
		return exitTrouble
	case s.selected == 0:
		return exitNone
	}
	return exitSelected
}
