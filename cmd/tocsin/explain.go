package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/query/form"
	"tocsin/collectors/bluesky"
)

// explain prints how a query is read, and what each kind of source is asked so
// that it hands over all that the query may match: in short, unless all is to be told.
func (c *queryCommand) explain(w io.Writer, q *query.Query, b brand.Brand) error {
	forms, err := form.All(b)
	if err != nil {
		return err
	}
	forms = slices.DeleteFunc(forms, func(f form.Form) bool { return titled(f) == "" })
	var out strings.Builder
	table := tabwriter.NewWriter(&out, 0, 0, 3, ' ', 0)
	branch(table, q.Root, 0)
	_ = table.Flush() // out takes everything
	if c.All {
		for _, f := range forms {
			inFull(&out, f)
		}
	} else {
		_, _ = fmt.Fprintf(&out, "\n%s\n", shortHead)
		inShort(&out, forms)
	}
	_, err = io.WriteString(w, out.String())
	return err
}

// titled is the kind of source that is asked so; of one that is asked otherwise in each
// of its ways, with the way. It is "" where there is no such kind.
func titled(f form.Form) string {
	switch f.Source {
	case "jetstream":
		return bluesky.Kind + ", way: stream"
	case bluesky.Kind:
		return bluesky.Kind + ", way: search"
	}
	if _, unknown := kindOf(f.Source); unknown != nil {
		return ""
	}
	return f.Source
}

// shortHead heads what sources are asked.
const shortHead = "what each kind of source is asked; --all tells what that lets through beside, and what cannot be heard there"

const askedNothing = "is asked nothing: it hands over all it has"

// inFull prints what a source is asked, and what that lets through and loses.
func inFull(out io.Writer, f form.Form) {
	_, _ = fmt.Fprintf(out, "\n%s\n", titled(f))
	switch {
	case f.Whole:
		_, _ = fmt.Fprintf(out, "  %s\n", askedNothing)
	case f.Fault != "":
		_, _ = fmt.Fprintf(out, "  %s\n", f.Fault)
	}
	for _, list := range []struct {
		name  string
		lines []string
	}{{"asked", f.Queries}, {"wider", f.Wider}, {"deaf", f.Deaf}} {
		for _, line := range list.lines {
			_, _ = fmt.Fprintf(out, "  %-5s  %s\n", list.name, line)
		}
	}
}

// inShort prints what sources are asked, and nothing else.
func inShort(out io.Writer, forms []form.Form) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, f := range forms {
		lines := f.Queries
		switch {
		case f.Whole:
			lines = []string{askedNothing}
		case f.Fault != "":
			short, _, _ := strings.Cut(f.Fault, ":")
			lines = []string{short}
		}
		name := titled(f)
		for _, line := range lines {
			_, _ = fmt.Fprintf(table, "  %s\t%s\n", name, line)
			name = ""
		}
	}
	_ = table.Flush() // it is held, not written away
}

// branch prints a node with all below it: a line each, what it is behind it.
func branch(w io.Writer, n *query.Node, depth int) {
	indent := strings.Repeat("  ", depth)
	switch n.Op {
	case query.And:
		_, _ = fmt.Fprintf(w, "%sAND\n", indent)
	case query.Or:
		_, _ = fmt.Fprintf(w, "%sOR\n", indent)
	case query.Not:
		_, _ = fmt.Fprintf(w, "%sNOT\n", indent)
	case query.Near:
		_, _ = fmt.Fprintf(w, "%sNEAR/%d\tat most %d words between, in either order\n", indent, n.Distance, n.Distance)
	case query.Words, query.Tag, query.Handle, query.Field:
		_, _ = fmt.Fprintf(w, "%s%s\t%s\n", indent, n, termKind(n))
	}
	for _, kid := range n.Nodes {
		branch(w, kid, depth+1)
	}
}

// termKind says in words what a term looks for.
func termKind(n *query.Node) string {
	var kind string
	switch n.Op {
	case query.Tag:
		kind = "hashtag"
	case query.Handle:
		kind = "handle"
	case query.Field:
		return "what the post's " + n.In + " must be"
	default:
		kind = "word"
		if strings.Contains(n.Text, " ") {
			kind = "words in a row"
		}
	}
	if n.Prefix {
		kind += " that begins so"
	}
	if n.Exact {
		kind += ", in just these capitals"
	}
	if n.In != "" {
		kind += ", in the " + n.In
	}
	if n.Op == query.Words && n.Tagged() != "" {
		kind += ", also inside hashtags"
	}
	return kind
}
