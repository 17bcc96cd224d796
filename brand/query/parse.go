package query

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The widest a query may be: enough for any brand, little enough to read.
const (
	maxLength   = 4096 // characters
	maxDepth    = 40   // groups inside groups
	maxDistance = 100  // words of NEAR
)

// Parse reads a query. Its error is an *Error.
func Parse(q string) (*Query, error) {
	root, fault := parse(q)
	if fault != nil {
		return nil, fault
	}
	return &Query{Text: q, Root: root}, nil
}

func parse(q string) (*Node, *Error) {
	if n := utf8.RuneCountInString(q); n > maxLength {
		return nil, &Error{
			Query: q[:60] + "…", Column: maxLength + 1,
			Problem: "it has " + strconv.Itoa(n) + " characters", Remedy: "split it into several, of at most " + strconv.Itoa(maxLength) + " each",
		}
	}
	lexemes, fault := lex(q)
	if fault != nil {
		return nil, fault
	}
	p := &parser{query: q, lexemes: lexemes}
	root, fault := p.or()
	if fault != nil {
		return nil, fault
	}
	if p.peek().kind == lexClose {
		return nil, p.fault(p.peek().column, "this parenthesis closes nothing", `leave it out, or write \) if it belongs to a name`)
	}
	if triggers(root) == nil {
		return nil, p.fault(root.Column, "it says only what must not be there", "add what must be there, and list the rest under not:")
	}
	return root, nil
}

// A parser goes through the lexemes once, left to right.
type parser struct {
	query   string
	lexemes []lexeme
	at      int
	depth   int
	// in is the field whose group is being read, "" outside.
	in string
}

func (p *parser) peek() lexeme { return p.lexemes[p.at] }

func (p *parser) next() lexeme {
	l := p.lexemes[p.at]
	if l.kind != lexEnd {
		p.at++
	}
	return l
}

func (p *parser) fault(column int, problem, remedy string) *Error {
	return &Error{Query: p.query, Column: column, Problem: problem, Remedy: remedy}
}

func (p *parser) or() (*Node, *Error) {
	first, fault := p.and()
	if fault != nil {
		return nil, fault
	}
	nodes := []*Node{first}
	for p.peek().is("OR") {
		p.next()
		node, fault := p.and()
		if fault != nil {
			return nil, fault
		}
		nodes = append(nodes, node)
	}
	return joined(Or, nodes), nil
}

func (p *parser) and() (*Node, *Error) {
	first, fault := p.near()
	if fault != nil {
		return nil, fault
	}
	nodes := []*Node{first}
	for {
		switch l := p.peek(); {
		case l.is("AND"):
			p.next()
		case l.is("NOT"):
		case l.kind == lexEnd, l.kind == lexClose, l.is("OR"):
			return joined(And, nodes), nil
		default:
			if fault := p.foreign(l); fault != nil {
				return nil, fault
			}
			return nil, p.fault(l.column, "nothing says how "+strconv.Quote(l.text)+" goes with what is before it",
				"write AND or OR between them, or quotes around words in a row")
		}
		node, fault := p.near()
		if fault != nil {
			return nil, fault
		}
		nodes = append(nodes, node)
	}
}

func joined(op Op, nodes []*Node) *Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return &Node{Op: op, Nodes: nodes, Column: nodes[0].Column}
}

func (p *parser) near() (*Node, *Error) {
	left, fault := p.not()
	if fault != nil {
		return nil, fault
	}
	for p.peek().isNear() {
		l := p.next()
		distance, err := strconv.Atoi(strings.TrimPrefix(l.text, "NEAR/"))
		if err != nil || distance < 0 || distance > maxDistance {
			return nil, p.fault(l.column, l.text+" does not say how near", "write NEAR/5 for at most five words between, or up to NEAR/"+strconv.Itoa(maxDistance))
		}
		right, fault := p.not()
		if fault != nil {
			return nil, fault
		}
		for _, side := range []*Node{left, right} {
			if !side.placed() {
				return nil, p.fault(side.Column, "NEAR cannot tell where "+side.String()+" stands", "put a word, a phrase, a hashtag or an OR of them on each side of NEAR")
			}
		}
		if left.fields()&right.fields() == 0 {
			return nil, p.fault(left.Column, "NEAR cannot hold between "+left.String()+" and "+right.String()+", for one stands in the title and the other in the text",
				"write "+left.String()+" AND "+right.String()+", or look for both in one of them")
		}
		left = &Node{Op: Near, Nodes: []*Node{left, right}, Distance: distance, Column: left.Column}
	}
	return left, nil
}

// placed reports whether a node's matches have a place in the text.
func (n *Node) placed() bool {
	switch n.Op {
	case Words, Tag, Handle:
		return true
	case Or:
		for _, kid := range n.Nodes {
			if !kid.placed() {
				return false
			}
		}
		return true
	default:
		return false
	}
}

// fields are the parts of a post in which a node may stand: a bit for the title, one for the text.
func (n *Node) fields() int {
	const title, body = 1, 2
	switch {
	case n.Op == Or:
		all := 0
		for _, kid := range n.Nodes {
			all |= kid.fields()
		}
		return all
	case n.In == "title":
		return title
	case n.In == "text":
		return body
	}
	return title | body
}

func (p *parser) not() (*Node, *Error) {
	if l := p.peek(); l.is("NOT") {
		p.next()
		if p.depth++; p.depth > maxDepth {
			return nil, p.tooDeep(l)
		}
		node, fault := p.not()
		p.depth--
		if fault != nil {
			return nil, fault
		}
		return &Node{Op: Not, Nodes: []*Node{node}, Column: l.column}, nil
	}
	return p.primary()
}

func (p *parser) primary() (*Node, *Error) {
	switch l := p.peek(); {
	case l.kind == lexOpen:
		return p.group()
	case l.kind == lexQuoted:
		p.next()
		if fault := p.starred(l.text, l.column+1); fault != nil {
			return nil, fault
		}
		node, fault := p.words(l.text, l.column)
		if fault == nil && node.Op == Words {
			node.Quoted = true
		}
		return node, fault
	case l.kind == lexWord && !l.operator():
		return p.term()
	default:
		return nil, p.missing(l)
	}
}

func (p *parser) group() (*Node, *Error) {
	open := p.next()
	if p.depth++; p.depth > maxDepth {
		return nil, p.tooDeep(open)
	}
	node, fault := p.or()
	p.depth--
	if fault != nil {
		return nil, fault
	}
	if p.next().kind != lexClose {
		return nil, p.fault(open.column, "a parenthesis is opened and never closed", `close it with ), or write \( if it belongs to a name`)
	}
	return node, nil
}

func (p *parser) tooDeep(l lexeme) *Error {
	return p.fault(l.column, "groups stand inside one another more than "+strconv.Itoa(maxDepth)+" deep", "split the query into several")
}

// missing is the fault of an operator or an end where a term is due.
func (p *parser) missing(l lexeme) *Error {
	switch {
	case len(p.lexemes) == 1:
		return p.fault(1, "it is empty", "write what to listen for, such as solvo")
	case l.kind == lexEnd:
		return p.fault(l.column, "it ends where a word is due", "finish it, or leave the last operator out")
	case l.kind == lexClose:
		return p.fault(l.column, "this parenthesis closes where a word is due", "put a word before it, or leave the parentheses out")
	default:
		return p.fault(l.column, l.text+" has nothing before it", `put a word before it, or write "`+l.text+`" in quotes if it is a name`)
	}
}

func (l lexeme) is(operator string) bool { return l.kind == lexWord && l.text == operator }

func (l lexeme) isNear() bool {
	return l.is("NEAR") || l.kind == lexWord && strings.HasPrefix(l.text, "NEAR/")
}

func (l lexeme) operator() bool {
	return l.is("AND") || l.is("OR") || l.is("NOT") || l.isNear()
}
