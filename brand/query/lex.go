package query

import "unicode"

// A lexeme is a bracket, a bare word or a quoted text of a query.
type lexeme struct {
	kind   lexKind
	text   string
	column int
	// glued is set where nothing stands between it and the lexeme before.
	glued bool
	// end is the column after its last character.
	end int
}

type lexKind uint8

const (
	lexEnd lexKind = iota
	lexOpen
	lexClose
	lexWord
	lexQuoted
)

func lex(query string) ([]lexeme, *Error) {
	in := []rune(query)
	var out []lexeme
	for at := 0; at < len(in); {
		start := at
		next := lexeme{column: start + 1, glued: len(out) > 0 && out[len(out)-1].end == start+1}
		switch r := in[at]; {
		case unicode.IsSpace(r):
			at++
			continue
		case r == '(', r == ')':
			next.kind, at = lexOpen, at+1
			if r == ')' {
				next.kind = lexClose
			}
			next.text = string(r)
		case isQuote(r):
			end := quoteEnd(in, at+1)
			if end == len(in) {
				return nil, &Error{Query: query, Column: start + 1, Problem: "a quote is opened and never closed", Remedy: `close it with "`}
			}
			next.kind, next.text, at = lexQuoted, string(in[at+1:end]), end+1
		default:
			at = wordEnd(in, at)
			next.kind, next.text = lexWord, string(in[start:at])
			if in[at-1] == '\\' && bare(in[:at], at-1) {
				return nil, &Error{Query: query, Column: at, Problem: "a backslash at the end of a word keeps nothing", Remedy: `leave it out, or write \\ if it belongs to a name`}
			}
		}
		next.end = at + 1
		out = append(out, next)
	}
	return append(out, lexeme{kind: lexEnd, column: len(in) + 1, end: len(in) + 1}), nil
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

// quoteEnd is where the quote that opened before from is closed, len(in) if nowhere.
func quoteEnd(in []rune, from int) int {
	for at := from; at < len(in); at++ {
		if in[at] == '\\' {
			at++
		} else if isQuote(in[at]) {
			return at
		}
	}
	return len(in)
}

func wordEnd(in []rune, from int) int {
	for at := from; at < len(in); at++ {
		switch r := in[at]; {
		case r == '\\' && at+1 < len(in) && !unicode.IsSpace(in[at+1]):
			at++
		case unicode.IsSpace(r), r == '(', r == ')', isQuote(r):
			return at
		}
	}
	return len(in)
}
