package story

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// leastOwn is how many words a headline has at least to be its author's own: three.
	leastOwn = 3 * wordWeight
	// retold is how many words of another site's headline are other ones where the text
	// below says nothing of either.
	retold = 3
	// speaking is how many bytes a word has at least that says what a text is about;
	// naming is how many a name has.
	speaking, naming = 5, 3
)

// A topic is a word of a headline that says what it is about, and how long it is.
type topic struct {
	hash uint64
	size int
}

// readOwn reads which words of the headline are the author's own: not those of a
// thread's title, of a name, or of the text that the title was made of.
func (r *reading) readOwn(p brand.Post) {
	if !r.under || replies(strings.TrimSpace(text.Fold(p.Title))) {
		return
	}
	for word := range strings.FieldsFuncSeq(headline(text.Fold(p.Title)), func(c rune) bool { return !inWord(c) && c != '\'' }) {
		if size := telling(word); size >= naming {
			r.tells = append(r.tells, topic{r.hashWord(word), size})
		}
	}
	by := tokenize(nil, []byte(text.Fold(p.Author)))
	weight := 0
	for _, t := range r.titled[:r.headed] {
		if slices.ContainsFunc(by, t.is) {
			continue
		}
		weight += t.weight
		r.heading = append(r.heading, hash32(t.hash))
		r.apt = r.apt || r.says(t) >= speaking && slices.ContainsFunc(r.toks, t.is)
	}
	slices.Sort(r.heading)
	r.heading = slices.Compact(r.heading)
	if weight < leastOwn {
		r.heading = r.heading[:0]
	}
}

// says is how long a word of the headline is, 0 if it says nothing.
func (r *reading) says(t token) int {
	for _, o := range r.tells {
		if o.hash == t.hash {
			return o.size
		}
	}
	return 0
}

// retitled reports whether a text stands below a headline of its author's own that
// differs from that of another text: on one site it is another post, whatever the site
// shows of it, such as a note that one must log in. On another site it is an outlet's
// headline, unless the text says nothing of what both are about.
func (r *reading) retitled(a *sketch) bool {
	if len(r.heading) == 0 {
		return false
	}
	if r.host != 0 && r.host == a.host {
		return !slices.Equal(r.heading, a.heading)
	}
	return r.untold(a)
}

// untold reports whether a text says nothing of its headline, nor of another one with
// the same name in it.
func (r *reading) untold(a *sketch) bool {
	if r.apt || a.apt || len(r.heading)-common(r.heading, a.heading) < retold {
		return false
	}
	for _, t := range r.titled[:r.headed] {
		if r.says(t) >= naming && holds(a.heading, hash32(t.hash)) && !slices.ContainsFunc(r.toks, t.is) {
			return true
		}
	}
	return false
}

// signed is the hash of a text with its headline.
func (r *reading) signed() uint64 {
	h := join(saltWhole, r.whole)
	for _, w := range r.heading {
		h = join(h, uint64(w))
	}
	return h
}

// telling is how long a folded word is, 0 if it is one of those that every text has.
func telling(word string) int {
	switch word {
	case "about", "after", "again", "against", "and", "another", "are", "because", "been", "before", "but", "can", "could", "did", "every", "for",
		"from", "had", "has", "have", "her", "his", "how", "just", "more", "never", "not", "now", "off", "our", "out", "over", "she", "should",
		"since", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "until", "was", "were", "what", "when",
		"where", "which", "while", "who", "why", "will", "with", "without", "would", "you", "your",
		"aber", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "diese", "dieser", "ein", "eine", "für", "haben", "hat", "ich", "ist",
		"mit", "nach", "nicht", "oder", "sich", "sie", "sind", "und", "von", "wie", "wir", "zum", "zur",
		"aux", "avec", "ces", "cette", "comme", "dans", "elle", "est", "les", "leurs", "mais", "nous", "par", "pas", "pour", "que", "qui", "sur",
		"une", "vous", "como", "con", "del", "desde", "esta", "las", "los", "más", "mas", "muy", "nos", "para", "pero", "por", "porque", "sin",
		"sobre", "una", "com", "dos", "ela", "ele", "não", "sem", "seu", "sua", "uma":
		return 0
	}
	return len(word)
}
