package query

import (
	"strconv"
	"strings"
)

// An Op says what a Node of a query asks for.
type Op uint8

// The operators, and the terms they join.
const (
	// And, Or and Not hold Nodes.
	And Op = iota + 1
	Or
	Not
	// Near holds two Nodes, each of Words, Tag or Handle, or an Or of them.
	Near
	// Words is one word or several in a row.
	Words
	// Tag is a hashtag, Handle an "@" name.
	Tag
	Handle
	// Field is a property of the post other than its words.
	Field
)

// A Node is an operator with its operands, or a term.
type Node struct {
	Op    Op
	Nodes []*Node
	// Column is where it stands in the query, in characters from 1.
	Column int
	// Distance is how many words may stand between the operands of Near.
	Distance int

	// Text is a term as written, backslashes too, without its marks: of #solvo* it is "solvo".
	Text string
	// In limits Words, Tag and Handle to "title" or "text"; of a Field it is the name.
	In string
	// Prefix is set on a Tag or Handle that may go on after Text. Words carry their
	// own stars in Text.
	Prefix bool
	// Quoted Words are not sought inside hashtags, Exact ones in just their capitals.
	Quoted, Exact bool

	words   pattern // of Words and of author:, folded
	cased   pattern // of Exact words, in their capitals
	written pattern // of one of several Spellings, in its capitals
	symbols string  // of Words that are emoji or other signs
	value   string  // of a Field, folded
	other   string  // of domain:, the site's other spelling: in ASCII or in its own letters
	leaf    int     // in a Set
}

// A Query is a parsed query.
type Query struct {
	Text string
	Root *Node
}

// String is the query in its plainest form: every group in parentheses.
func (q *Query) String() string { return q.Root.String() }

// String is the node as a query.
func (n *Node) String() string {
	switch n.Op {
	case And:
		return n.join(" AND ")
	case Or:
		return n.join(" OR ")
	case Near:
		return n.join(" NEAR/" + strconv.Itoa(n.Distance) + " ")
	case Not:
		return "NOT " + n.Nodes[0].String()
	default:
		return n.term()
	}
}

func (n *Node) join(op string) string {
	parts := make([]string, len(n.Nodes))
	for i, kid := range n.Nodes {
		parts[i] = kid.String()
	}
	return "(" + strings.Join(parts, op) + ")"
}

func (n *Node) term() string {
	mark, text, star := "", n.Text, ""
	switch {
	case n.Op == Tag:
		mark = "#"
	case n.Op == Handle:
		mark = "@"
	case n.Exact:
		mark, text = "=", quote(text)
	case n.Quoted, n.Op == Field:
		text = quote(text)
	case n.In != "" && strings.Contains(text, " "):
		text = "(" + text + ")"
	}
	if n.Prefix {
		star = "*"
	}
	if n.In != "" {
		mark = n.In + ":" + mark
	}
	return mark + text + star
}

// quote needs to escape nothing: a term keeps the backslashes it is written with.
func quote(s string) string { return `"` + s + `"` }
