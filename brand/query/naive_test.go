package query

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tocsin/brand"
	"tocsin/brand/lang"
	"tocsin/brand/text"
)

// naive evaluates a query letter by letter, without tokens, hashes or an index.
// It is slow, and says what the matcher has to say.
type naive struct {
	source string
	post   brand.Post
}

func (v naive) holds(n *Node) bool {
	switch n.Op {
	case And:
		for _, kid := range n.Nodes {
			if !v.holds(kid) {
				return false
			}
		}
		return true
	case Or:
		return slices.ContainsFunc(n.Nodes, v.holds)
	case Not:
		return !v.holds(n.Nodes[0])
	case Near:
		for _, name := range []string{"title", "text"} {
			s := v.letters(name)
			for _, a := range v.places(n.Nodes[0], name) {
				for _, b := range v.places(n.Nodes[1], name) {
					if b.start >= a.end && s.wordsBetween(a.end, b.start) <= n.Distance || a.start >= b.end && s.wordsBetween(b.end, a.start) <= n.Distance {
						return true
					}
				}
			}
		}
		return false
	case Field:
		return v.property(n)
	default:
		return len(v.places(n, "title"))+len(v.places(n, "text")) > 0
	}
}

func (v naive) raw(field string) string {
	if field == "title" {
		return v.post.Title
	}
	return v.post.Text
}

func (v naive) letters(field string) letters { return spell(text.Fold(v.raw(field))) }

// place is where a term stands, from the start of its first word to the end of
// its last, in letters.
type place struct{ start, end int }

func (v naive) places(n *Node, field string) []place {
	if n.Op == Or {
		var all []place
		for _, kid := range n.Nodes {
			all = append(all, v.places(kid, field)...)
		}
		return all
	}
	if n.In != "" && n.In != field {
		return nil
	}
	s := v.letters(field)
	switch n.Op {
	case Tag:
		return s.whole(slices.DeleteFunc(s.tags(), func(p place) bool {
			tag := s.cut(p)
			return tag != n.Text && (!n.Prefix || !strings.HasPrefix(tag, n.Text))
		}))
	case Handle:
		return s.whole(slices.DeleteFunc(s.handles(), func(p place) bool {
			name := s.cut(p)
			local, _, _ := strings.Cut(name, "@")
			return name != n.Text && (n.Prefix || local != n.Text) && (!n.Prefix || !strings.HasPrefix(name, n.Text))
		}))
	default: // words, which follow
	}
	if n.Exact {
		cased := spell(text.Normalize(v.raw(field)))
		found := cased.words(n.Text, asWritten)
		for i, p := range found { // the same words, where they are in the folded text
			from := cased.wordsBetween(0, p.start)
			count := cased.wordsBetween(p.start, p.end)
			found[i] = s.nthWords(from, count)
		}
		return found
	}
	atoms := atomsOf(n.Text, folded)
	if n.Quoted || len(atoms) == 0 {
		return s.words(n.Text, folded)
	}
	var found []place
	all := manners(atoms)
	if strings.ContainsAny(n.Text, "ğĞşŞıİ") && strings.Contains(n.Text, "I") {
		all = append(all, manners(atomsOf(strings.ReplaceAll(n.Text, "I", "ı"), folded))...)
	}
	for _, manner := range all[:min(len(all), 24)] {
		found = append(append(found, s.atoms(manner, folded)...), v.inside(manner, field)...)
	}
	return found
}

// inside lists the tags in which a name stands written as one word.
func (v naive) inside(atoms []atom, field string) []place {
	name, plain, open := "", true, false
	var words []string
	for i, a := range atoms {
		l := spell(a.text)
		first := slices.IndexFunc(l.scripts, func(s script) bool { return s != outside })
		last := len(l.runes) - 1
		for last >= 0 && l.scripts[last] == outside {
			last--
		}
		if last < 0 {
			return nil
		}
		if i == 0 && first > 0 || strings.Trim(string(l.runes[last+1:]), "!?.") != "" {
			return nil
		}
		for k, r := range l.runes {
			if l.scripts[k] != outside && l.border(k) {
				words = append(words, string(l.wordAfter(k)))
			}
			if l.scripts[k] != outside {
				name += string(r)
				plain = plain && (l.scripts[k] == spaced)
			}
		}
		open = i == len(atoms)-1 && last == len(l.runes)-1 && (a.open || l.scripts[last] == hangul)
	}
	size := utf8.RuneCountInString(name)
	if size < 2 {
		return nil
	}
	for i, w := range words { // h and m are not the begin of handmade
		if w == "and" && i > 0 && i < len(words)-1 && (utf8.RuneCountInString(words[i-1]) == 1 || utf8.RuneCountInString(words[i+1]) == 1) {
			size = 3
		}
	}
	s := v.letters(field)
	cased := spell(text.Normalize(v.raw(field)))
	casedTags := cased.tags()
	var found []place
	for i, tag := range s.tags() {
		if len(s.cut(tag)) > longestTag {
			continue
		}
		ends := []string{}
		sofar := ""
		for _, part := range text.SplitTag(cased.cut(casedTags[i])) {
			ends = append(ends, sofar)
			sofar += text.Fold(part)
		}
		ends = append(ends, sofar)
		whole := strings.ReplaceAll(s.cut(tag), "_", "")
		for at := range whole {
			if !strings.HasPrefix(whole[at:], name) {
				continue
			}
			parted := slices.Contains(ends, whole[:at]) && (open || slices.Contains(ends, whole[:at+len(name)]))
			if !plain || size >= 5 || size == 4 && (at == 0 || at+len(name) == len(whole)) || parted {
				found = append(found, tag)
				break
			}
		}
	}
	return s.whole(found)
}

// languages are told apart by one detector for all tests, as it takes a moment to make.
var languages = lang.New()

func (v naive) addresses() []string { return append([]string{v.post.URL}, v.post.Links...) }

func (v naive) property(n *Node) bool {
	want := text.Fold(unescape(n.Text))
	switch n.In {
	case "lang":
		spoken := strings.ToLower(v.post.Lang)
		for _, s := range []string{v.post.Text, v.post.Title} {
			if spoken == "" {
				spoken = languages.Detect(s)
			}
		}
		if want == "unknown" || want == "und" {
			return spoken == "" || spoken == "und"
		}
		return spoken == want || strings.HasPrefix(spoken, want+"-")
	case "domain":
		return slices.ContainsFunc(v.addresses(), func(a string) bool {
			return brand.Host(a) == want || strings.HasSuffix(brand.Host(a), "."+want)
		})
	case "url":
		return slices.ContainsFunc(v.addresses(), func(a string) bool { return a != "" && strings.Contains(text.Fold(a), want) })
	case "source":
		return v.source != "" && text.Fold(v.source) == want
	}
	for _, author := range []string{v.post.Author, v.post.AuthorID} {
		name := strings.TrimPrefix(text.Fold(author), "@")
		if name != "" && (name == strings.TrimPrefix(want, "@") || !strings.HasPrefix(want, "@") && len(spell(name).words(n.Text, folded)) > 0) {
			return true
		}
	}
	return false
}
