package form

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tocsin/brand"
	"tocsin/brand/text"
)

// An evaluator says what a source finds, as its documentation has it, and the
// least where that is open: it does not know how forms are made.
type evaluator struct {
	// orFirst is set where OR binds closer than AND.
	orFirst bool
	// entities is set where hashtags, handles and addresses are no words.
	entities bool
	// prefixes is set where every bare word may go on, lastPrefix where the last may.
	prefixes, lastPrefix bool
	// inside is set where what is asked may stand inside words, and a blank for anything.
	inside bool
	tags   bool
}

func evaluators() map[string]evaluator {
	return map[string]evaluator{
		"x":             {entities: true},
		"bluesky":       {},
		"mastodon":      {tags: true},
		"reddit":        {},
		"lemmy":         {inside: true},
		"hackernews":    {lastPrefix: true},
		"youtube":       {orFirst: true},
		"stackexchange": {},
		"discourse":     {prefixes: true},
		"gdelt":         {orFirst: true},
		"googlenews":    {orFirst: true},
	}
}

// finds reports whether a query finds a post.
func (e evaluator) finds(q string, p brand.Post) bool {
	seen := e.see(p)
	if e.inside {
		at, s := 0, seen.whole
		for part := range strings.FieldsSeq(text.Fold(q)) {
			next := strings.Index(s[at:], part)
			if next < 0 {
				return false
			}
			at += next + len(part)
		}
		return true
	}
	r := &reader{evaluator: e, lexemes: cut(q), seen: seen}
	held := r.or()
	if r.at != len(r.lexemes) {
		panic("cannot read the query " + q)
	}
	return held
}

// seen is a post as a source holds it.
type seen struct {
	whole                string
	words                []string
	tags, names, address []string
	post                 brand.Post
}

var (
	address = regexp.MustCompile(`https?://\S+`)
	tag     = regexp.MustCompile(`#[\pN\pM_]*\pL[\pL\pN\pM_]*`) // #2026 is none
	name    = regexp.MustCompile(`@[\pL\pN\pM_]+`)
)

// longName is a name where names may have dots and dashes.
var longName = regexp.MustCompile(`@[\pL\pN\pM_.-]+`)

// gap stands where something was taken out of a text, so that what is beside it is in no row.
const gap = " \u0000 "

func (e evaluator) see(p brand.Post) seen {
	s := seen{whole: text.Fold(p.Title + gap + p.Text), post: p}
	body := s.whole
	take := func(what *regexp.Regexp) []string {
		var all []string
		body = what.ReplaceAllStringFunc(body, func(s string) string {
			if s[0] == '@' && strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
				return s // nobody is called so
			}
			all = append(all, s)
			return gap
		})
		return all
	}
	if e.entities {
		s.address, s.tags, s.names = take(address), take(tag), take(name)
	} else {
		s.tags, s.names = tag.FindAllString(body, -1), longName.FindAllString(body, -1)
		for i, n := range s.names {
			s.names[i] = strings.TrimRight(n, ".-")
		}
	}
	s.words = words(body)
	return s
}

// words cuts a text at signs, and between the letters of one script and another.
func words(s string) []string {
	var out []string
	before := 0
	for _, r := range s {
		kind := 0
		switch {
		case r == 0:
			out = append(out, "\x00")
		case unicode.IsMark(r) || r == 'ー':
			kind = before
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			kind = 1
			for i, table := range []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai} {
				if unicode.Is(table, r) {
					kind = 2 + i
				}
			}
		}
		switch {
		case kind == 0:
		case kind == before:
			out[len(out)-1] += string(r)
		default:
			out = append(out, string(r))
		}
		before = kind
	}
	return out
}

// cut parts a query at blanks and parentheses, but not in quotes.
func cut(q string) []string {
	var out []string
	inQuotes, now := false, ""
	flush := func() {
		if now != "" {
			out = append(out, now)
		}
		now = ""
	}
	for _, r := range q {
		switch {
		case r == '"':
			inQuotes = !inQuotes
			now += `"`
		case inQuotes:
			now += string(r)
		case r == ' ':
			flush()
		case r == '(', r == ')', r == '|':
			flush()
			out = append(out, strings.Replace(string(r), "|", "OR", 1))
		default:
			now += string(r)
		}
	}
	flush()
	return out
}

type reader struct {
	evaluator
	lexemes []string
	at      int
	seen    seen
}

func (r *reader) is(lexeme string) bool { return r.at < len(r.lexemes) && r.lexemes[r.at] == lexeme }

func (r *reader) or() bool {
	if r.orFirst {
		return r.row(func() bool { return r.any(r.one) })
	}
	return r.any(func() bool { return r.row(r.one) })
}

func (r *reader) any(next func() bool) bool {
	held := next()
	for r.is("OR") {
		r.at++
		also := next()
		held = held || also
	}
	return held
}

func (r *reader) row(next func() bool) bool {
	held := next()
	for r.at < len(r.lexemes) && !r.is(")") && !r.is("OR") {
		also := next()
		held = held && also
	}
	return held
}

func (r *reader) one() bool {
	lexeme := r.lexemes[r.at]
	r.at++
	if lexeme == "(" {
		held := r.or()
		if !r.is(")") {
			panic("a parenthesis is not closed")
		}
		r.at++
		return held
	}
	if not, ok := strings.CutPrefix(lexeme, "-"); ok {
		return !r.holds(not, false)
	}
	return r.holds(lexeme, r.at == len(r.lexemes))
}

func (r *reader) holds(s string, last bool) bool {
	switch field, value, ok := strings.Cut(s, ":"); {
	case !ok || strings.HasPrefix(s, `"`):
	case field == "url":
		return slices.ContainsFunc(r.seen.address, func(a string) bool { return inRow(words(a), words(strings.Trim(value, `"`))) })
	case field == "from", field == "author":
		return text.Fold(strings.TrimPrefix(r.seen.post.Author, "@")) == value
	case field == "lang":
		return r.seen.post.Lang == value || strings.HasPrefix(r.seen.post.Lang, value+"-")
	case field == "domainis":
		return brand.Host(r.seen.post.URL) == value
	case field == "domain":
		return strings.HasSuffix(brand.Host(r.seen.post.URL), value)
	case field == "site":
		host := brand.Host(r.seen.post.URL)
		return host == value || strings.HasSuffix(host, "."+value)
	}
	switch {
	case s[0] == '#':
		return slices.Contains(r.seen.tags, s)
	case s[0] == '@':
		return slices.ContainsFunc(r.seen.names, func(n string) bool { return n == s || strings.HasPrefix(n, s+"@") })
	case r.tags:
		panic("asked for more than a tag: " + s)
	case s[0] == '"':
		return inRow(r.seen.words, words(text.Fold(strings.Trim(s, `"`))))
	}
	want := text.Fold(s)
	if len(words(want)) == 0 { // an emoji
		return strings.Contains(r.seen.whole, want)
	}
	if r.prefixes || r.lastPrefix && last {
		return slices.ContainsFunc(r.seen.words, func(w string) bool { return strings.HasPrefix(w, want) })
	}
	return slices.Contains(r.seen.words, want)
}

// inRow reports whether words stand in a text one after the other.
func inRow(all, row []string) bool {
	for at := range all {
		if len(row) > 0 && len(all)-at >= len(row) && slices.Equal(all[at:at+len(row)], row) {
			return true
		}
	}
	return false
}
