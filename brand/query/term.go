package query

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

// term reads a word with its marks, or several plain words in a row.
func (p *parser) term() (*Node, *Error) {
	l := p.next()
	switch {
	case p.in == "url", !p.inWords() && !strings.HasPrefix(l.text, "@") && !strings.HasPrefix(l.text, "="):
		return p.row(l) // an address has colons and signs of its own
	case strings.HasPrefix(l.text, "#"), strings.HasPrefix(l.text, "＃"):
		return p.named(Tag, l)
	case strings.HasPrefix(l.text, "@"), strings.HasPrefix(l.text, "＠"):
		return p.named(Handle, l)
	case strings.HasPrefix(l.text, "="):
		return p.exact(l)
	}
	if fault := p.foreign(l); fault != nil {
		return nil, fault
	}
	if name, value, ok := strings.Cut(l.text, ":"); ok && isFieldName(name) {
		return p.field(l, name, value)
	}
	return p.row(l)
}

// foreign is the fault of an operator of another query language, nil if it is none.
func (p *parser) foreign(l lexeme) *Error {
	switch {
	case l.kind != lexWord:
		return nil
	case strings.HasPrefix(l.text, "-") && len(l.text) > 1:
		return p.fault(l.column, "a minus does not mean without here", "write NOT "+l.text[1:])
	case strings.HasPrefix(l.text, "+") && len(l.text) > 1:
		return p.fault(l.column, "a plus does not mean with here", "write AND "+l.text[1:]+", or leave the plus out")
	case negated(l.text):
		return p.fault(l.column, "an exclamation mark does not mean without here", "write NOT "+l.text[1:]+`, or \`+l.text+" if it is a name")
	case l.is("XOR"):
		return p.fault(l.column, "XOR is no operator here", `write (one OR other) NOT (one AND other), or \XOR if it is a name`)
	case l.text == "&&", l.text == "||", l.text == "|":
		return p.fault(l.column, l.text+" is no operator here", "write AND or OR")
	}
	if at := markAt(l.text, '|'); at >= 0 {
		return p.fault(l.column+at, "| is no operator here", `write OR with a blank on either side, or \| if it belongs to a name`)
	}
	return nil
}

// row reads plain words as far as they stand in a row.
func (p *parser) row(l lexeme) (*Node, *Error) {
	words := []string{l.text}
	for last := l; ; {
		if fault := p.starred(last.text, last.column); fault != nil {
			return nil, fault
		}
		if strings.HasSuffix(last.text, ",") || strings.HasSuffix(last.text, ";") {
			return nil, p.fault(last.end-1, "a comma joins nothing", "write OR between, or quote the name it belongs to")
		}
		last = p.peek()
		if last.kind == lexQuoted && last.glued || last.kind == lexOpen && last.glued {
			return nil, p.fault(last.column, "nothing stands between a word and "+describe(last), `put a space and AND or OR between, or write \ before a mark that belongs to a name`)
		}
		if last.kind != lexWord || last.operator() || !plainWord(last.text) {
			return p.words(strings.Join(words, " "), l.column)
		}
		p.next()
		words = append(words, last.text)
		if after := p.peek(); (last.text == "or" || last.text == "not") && after.kind == lexWord && !after.operator() {
			return nil, p.fault(last.column, strconv.Quote(last.text)+" in small letters is a word among others",
				"write "+strings.ToUpper(last.text)+" for the operator, or quote the words if they are a name")
		}
	}
}

func describe(l lexeme) string {
	if l.kind == lexQuoted {
		return "the quote after it"
	}
	return "the parenthesis after it"
}

// plainWord reports whether a bare word has no mark that makes it another term.
func plainWord(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("#＃@＠=", first) || (first == '-' || first == '+') && len(s) > 1 || s == "&&" || s == "XOR" {
		return false
	}
	if negated(s) || markAt(s, '|') >= 0 {
		return false
	}
	name, _, ok := strings.Cut(s, ":")
	return !ok || !isFieldName(name)
}

// isFieldName reports whether what stands before a colon was meant as a field.
func isFieldName(s string) bool {
	if slices.Contains(fieldNames(), strings.ToLower(s)) {
		return true
	}
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}

func fieldNames() []string {
	return []string{"title", "text", "author", "source", "lang", "url", "domain"}
}

// field reads name:value, where value is a word, a quote or a group.
func (p *parser) field(l lexeme, name, value string) (*Node, *Error) {
	name = strings.ToLower(name)
	switch {
	case p.in != "":
		return nil, p.fault(l.column, name+": stands inside "+p.in+":", "end the group of "+p.in+": first, or write \""+l.text+"\" in quotes")
	case strings.HasPrefix(name, "http"):
		return nil, p.fault(l.column, "an address is no word", `write url:"`+l.text+`" for posts at it, or domain:news.example for a site`)
	case !slices.Contains(fieldNames(), name):
		return nil, p.fault(l.column, "there is no field "+name,
			"use "+strings.Join(fieldNames(), ", ")+`, or write "`+l.text+`" in quotes if it is a name`)
	}
	p.in = name
	defer func() { p.in = "" }()
	if value != "" {
		// What follows the colon is read again as a term of its own.
		p.at--
		shift := utf8.RuneCountInString(name) + 1
		p.lexemes[p.at] = lexeme{kind: lexWord, text: value, column: l.column + shift, end: l.end}
		return p.single(name)
	}
	if v := p.peek(); v.glued && (v.kind == lexOpen || v.kind == lexQuoted) {
		return p.primary()
	}
	return nil, p.fault(l.end, name+": is followed by nothing", "write what it must be, without a space, such as "+name+`:solvo or `+name+`:"two words"`)
}

// single reads the one bare word that a field binds.
func (p *parser) single(name string) (*Node, *Error) {
	if p.peek().operator() {
		return nil, p.missing(p.peek())
	}
	bound, after := p.peek(), p.lexemes[p.at+1]
	if plainWord(bound.text) && after.kind == lexWord && !after.operator() && plainWord(after.text) {
		remedy := "write " + name + `:"` + bound.text + " " + after.text + `" for both, or AND between them`
		if !p.inWords() && name != "author" {
			remedy = "write " + name + ":" + bound.text + " AND " + after.text
		}
		return nil, p.fault(after.column, name+": binds one word only", remedy)
	}
	return p.term()
}

// exact reads what follows an equals sign: a word, or a quote.
func (p *parser) exact(l lexeme) (*Node, *Error) {
	value, column, quoted := l.text[1:], l.column+1, false
	from := column // of the value itself
	if v := p.peek(); value == "" && v.kind == lexQuoted && v.glued {
		value, from, quoted = p.next().text, column+1, true
	}
	if value == "" {
		return nil, p.fault(l.column, "= is followed by nothing", `write =Apple or ="Pain Away"`)
	}
	if p.in != "" && !p.inWords() {
		return nil, p.fault(l.column, p.in+": knows no capitals", "leave the = out")
	}
	if v := p.peek(); !quoted && v.kind == lexWord && !v.operator() && plainWord(v.text) {
		return nil, p.fault(v.column, "= binds one word only", `write ="`+value+" "+v.text+`" for both`)
	}
	if fault := p.starred(value, from); fault != nil {
		return nil, fault
	}
	node, fault := p.words(value, column)
	if fault != nil {
		return nil, fault
	}
	node.Quoted = true
	if node.symbols == "" { // emoji have no capitals
		node.Exact = true
		node.cased, _ = newPattern(value, asWritten)
	}
	return node, nil
}

func (p *parser) inWords() bool { return p.in == "" || p.in == "title" || p.in == "text" }

// named reads a hashtag or a handle.
func (p *parser) named(op Op, l lexeme) (*Node, *Error) {
	_, width := utf8.DecodeRuneInString(l.text)
	name, star := strings.CutSuffix(l.text[width:], "*")
	what, example := "a hashtag", "#solvo or #solvo*"
	if op == Handle {
		what, example = "a handle", "@solvo or @solvo*"
	}
	name = text.Fold(name)
	if !star {
		name = strings.TrimRight(name, ".-@")
	}
	if !p.inWords() {
		if op == Handle && p.in == "author" && !star && name != "" {
			return &Node{Op: Field, In: p.in, Text: "@" + name, Column: l.column, value: "@" + name}, nil
		}
		return nil, p.fault(l.column, p.in+": takes no "+what[2:], "leave the mark out")
	}
	node := &Node{Op: op, Text: name, In: p.in, Prefix: star, Column: l.column}
	if problem, remedy := node.faultOfName(); problem != "" {
		return nil, p.fault(l.column, problem, remedy+", such as "+example)
	}
	return node, nil
}

// faultOfName says what is wrong with the name of a hashtag or handle, and how to mend it.
func (n *Node) faultOfName() (string, string) {
	switch op, name := n.Op, n.Text; {
	case strings.ContainsFunc(name, func(r rune) bool { return !inName(op, r) }), name != "" && !text.InTag(firstRune(name)):
		return "the name holds a mark", "write letters, digits and underscores only"
	case op == Tag && !n.Prefix && !strings.ContainsFunc(name, unicode.IsLetter), !strings.ContainsFunc(name, isWordRune):
		return "the name has no letter", "write one with letters"
	case n.Prefix && utf8.RuneCountInString(name) == 1 && scriptOf(firstRune(name)) == spaced:
		return "a star after one letter fits too many names", "write more of it before the star"
	}
	return "", ""
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// starred is the fault of a star inside a word, nil if there is none.
func (p *parser) starred(s string, column int) *Error {
	if at := starInside(s); at >= 0 && p.inWords() {
		return p.fault(column+at, "a star stands only at the end of a word", patternRemedy)
	}
	return nil
}

// words makes a term of words, or the value of a field.
func (p *parser) words(s string, column int) (*Node, *Error) {
	s = settled(s)
	if !p.inWords() {
		return p.value(s, column)
	}
	node := &Node{Op: Words, Text: s, In: p.in, Column: column}
	if node.symbols = onlySymbols(s); node.symbols != "" {
		return node, nil
	}
	words, problem := newPattern(s, folded)
	if problem != "" {
		return nil, p.fault(column, problem, patternRemedy)
	}
	node.words = words
	return node, nil
}

// onlySymbols is a term of emoji and other signs beyond ASCII, folded; "" if it
// has anything else.
func onlySymbols(s string) string {
	s = text.Fold(unescape(s))
	if strings.ContainsFunc(s, func(r rune) bool { return r < utf8.RuneSelf || scriptOf(r) != outside }) {
		return ""
	}
	return s
}

// value makes a Field of what follows its colon.
func (p *parser) value(s string, column int) (*Node, *Error) {
	node := &Node{Op: Field, In: p.in, Text: s, Column: column, value: text.Fold(unescape(s))}
	if strings.HasSuffix(s, "*") {
		return nil, p.fault(column, p.in+": takes no star", "leave the star out")
	}
	switch p.in {
	case "lang":
		node.value = strings.ReplaceAll(node.value, "_", "-")
		if node.value == "unknown" {
			node.value = "und"
		}
		if !isLanguage(node.value) {
			return nil, p.fault(column, strconv.Quote(s)+" is no language tag", "write two or three letters, such as lang:pt or lang:pt-br, or lang:unknown")
		}
	case "domain":
		return p.site(node)
	case "author":
		words, problem := newPattern(s, folded)
		if problem != "" {
			return nil, p.fault(column, problem, `write a handle or a name, such as author:@ana or author:"Ana Ruiz"`)
		}
		node.words = words
	}
	if node.value == "" {
		return nil, p.fault(column, p.in+": is followed by nothing", "write what it must be")
	}
	return node, nil
}

func isLanguage(tag string) bool {
	first, _, _ := strings.Cut(tag, "-")
	return len(first) >= 2 && len(first) <= 3 && !strings.ContainsFunc(tag, func(r rune) bool {
		return r != '-' && scriptOf(r) != spaced || r >= utf8.RuneSelf
	})
}
