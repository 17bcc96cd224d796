package text

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Plain is the text of a source's markup as a reader sees it: block elements
// start a new line, cells and images never glue words together, scripts and
// styles are dropped, entities are decoded, and what was broken on its way is
// repaired. Text without markup is returned with its lines trimmed. Bytes that are
// no UTF-8 become U+FFFD.
//
// Some sources escape what is escaped already: entities that are left are decoded
// once more, and so is a text that is one escaped element from end to end. "&lt;"
// and "&gt;" that are left stay, since who writes them writes about markup.
func Plain(markup string) string { return new(Reader).Plain(markup) }

// A Reader reads one markup after another with the same memory. The zero Reader is ready,
// and one goroutine's at a time.
type Reader struct {
	source strings.Reader
	// fresh is the tokenizer as it was before it read anything, but for its buffer.
	fresh, tokens html.Tokenizer
	ready         bool
}

// Tokens are those of some markup, until others are asked for.
func (r *Reader) Tokens(markup string) *html.Tokenizer {
	if !r.ready {
		r.fresh, r.ready = *html.NewTokenizer(&r.source), true
	}
	r.source.Reset(markup)
	r.tokens = r.fresh
	return &r.tokens
}

// Plain is what the function of that name gives.
func (r *Reader) Plain(markup string) string {
	markup = strings.ToValidUTF8(markup, "\uFFFD")
	if !strings.ContainsAny(markup, "<&") {
		return tidy(Repair(markup))
	}
	p := r.read(markup)
	if inner := strings.TrimSpace(p.out.String()); !p.marked && wrapped(inner) {
		p = r.read(strings.ReplaceAll(inner, softBreak, "\n"))
	}
	return p.text()
}

// read is what the markup says.
func (r *Reader) read(markup string) *page {
	p := &page{}
	p.out.Grow(len(markup))
	z := r.Tokens(markup)
	z.AllowCDATA(true)
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return p
		case html.TextToken:
			p.write(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := z.TagName()
			tag := atom.Lookup(name)
			p.element(tag, kind)
			if tag == atom.Img && more && p.skip == 0 {
				p.write(smiley(z))
			}
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

// A page is the text of some markup so far.
type page struct {
	out strings.Builder
	// skip is the unread element the reader is in, 0 for none.
	skip atom.Atom
	// marked is set once there was an element, pre within preformatted text.
	marked, pre bool
}

// softBreak stands for a line break of the markup's source until it is known
// whether it is markup, where line breaks mean nothing.
const softBreak = "\v"

func (p *page) write(s string) {
	if p.skip != 0 {
		return
	}
	if !p.pre {
		s = strings.ReplaceAll(s, "\n", softBreak)
	}
	p.out.WriteString(s)
}

func (p *page) element(tag atom.Atom, kind html.TokenType) {
	p.marked = true
	if tag == atom.Pre {
		p.pre = kind == html.StartTagToken
	}
	p.skip = skipping(p.skip, tag, kind)
	p.out.WriteString(space(tag))
}

func (p *page) text() string {
	s := decodeAgain(p.out.String())
	if !p.marked {
		s = strings.ReplaceAll(s, softBreak, "\n")
	}
	return tidy(Repair(s))
}

// skipping says inside which unread element the reader now is, 0 for none.
func skipping(skip, tag atom.Atom, kind html.TokenType) atom.Atom {
	switch {
	case skip != 0 && kind == html.EndTagToken && tag == skip, skip == atom.Head && tag == atom.Body:
		return 0
	case skip == 0 && kind == html.StartTagToken && unread(tag):
		return tag
	}
	return skip
}

func unread(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Svg, atom.Head:
		return true
	}
	return false
}

// space is what an element puts between the words around it. Inline elements
// put nothing: half a word may be bold.
func space(tag atom.Atom) string {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Br, atom.Caption, atom.Dd, atom.Details,
		atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Legend, atom.Li,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Option, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table,
		atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul:
		return "\n"
	case atom.Td, atom.Th, atom.Img, atom.Button, atom.Input, atom.Select, atom.Textarea, atom.Video, atom.Audio:
		return " "
	}
	return ""
}

// tidy trims every line, makes runs of spaces one, and drops empty lines.
func tidy(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	for line := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }) {
		first := true
		for word := range strings.FieldsSeq(line) {
			switch {
			case !first:
				out.WriteByte(' ')
			case out.Len() > 0:
				out.WriteByte('\n')
			}
			first = false
			out.WriteString(word)
		}
	}
	return out.String()
}
