package form

import (
	"slices"
	"strings"
	"unicode"

	"tocsin/brand/query"
)

// A chunk is words of a term that nothing but signs parts, such as "at&t".
type chunk struct {
	words []query.Word
	// doubt is why a source may not find the chunk as the query does.
	doubt noteKind
	sure  bool
}

// spelt asks for words in each way in which they may be written. What the notes say
// of the first is true of all, but where a source can be asked less for another.
func (d dialect) spelt(n *query.Node) asking {
	ask := d.wordsOf
	if d.tagsOnly {
		ask = d.tagOf
	}
	var all asking
	var asked []string
	for i, s := range n.Spellings() {
		key := d.keyOf(s)
		if slices.Contains(asked, key) {
			continue
		}
		one := ask(s)
		asked = append(asked, key)
		switch {
		case i == 0:
			all = one
			continue
		case one.state != all.state:
			all.state = rough
			all.notes = append(all.notes, one.notes...)
		}
		all.lines = append(all.lines, one.lines...)
	}
	if d.join != alone {
		all.lines = merge(all.lines)
	}
	return all
}

// keyOf is what two spellings have in common that are one to a source: it reads
// words without the signs between them, or hashtags alone.
func (d dialect) keyOf(n *query.Node) string {
	switch {
	case d.tagsOnly:
		return n.Tagged()
	case d.loose:
		return n.Text
	}
	row := n.Row()
	words := make([]string, len(row))
	for i, w := range row {
		words[i] = w.Folded
	}
	return strings.Join(words, " ")
}

// wordsOf asks for a word or a phrase, wherever the source may have it.
func (d dialect) wordsOf(n *query.Node) asking {
	chunks := d.chunks(n.Row())
	var notes []note
	if n.Exact {
		notes = append(notes, note{capitals, n.String()})
	}
	marked := slices.ContainsFunc(chunks, chunk.marked)
	if marked && !d.loose {
		notes = append(notes, note{marks, n.String()})
	}
	if !d.loose || marked && n.Tagged() != "" {
		notes = append(notes, note{inTag, n.Plain()})
	}
	runs := d.runs(chunks)
	if len(runs) > 0 {
		if slices.ContainsFunc(chunks, func(c chunk) bool { return !c.sure }) {
			notes = append(notes, note{less, "all of " + n.String()})
		}
		return d.anywhere(n, runs, notes, sure)
	}
	for _, c := range chunks {
		notes = append(notes, note{c.doubt, n.String()})
	}
	return d.anywhere(n, [][]chunk{chunks}, notes, rough)
}

// chunks cuts a row, and says of each chunk whether the source finds it.
func (d dialect) chunks(row []query.Word) []chunk {
	var chunks []chunk
	for _, w := range row {
		if !w.Glued {
			chunks = append(chunks, chunk{sure: true})
		}
		c := &chunks[len(chunks)-1]
		c.words = append(c.words, w)
		switch {
		case d.loose:
		case d.translated && !latin(w.Folded):
			c.doubt, c.sure = foreign, false
		case w.Open && firstRune(w.Folded) >= 0xac00 && !d.stars:
			c.doubt, c.sure = ending, false
		case w.Open && !d.stars:
			c.doubt, c.sure = star, false
		case w.Clitic:
			c.doubt, c.sure = particle, false
		case unspaced(w.Folded):
			c.doubt, c.sure = uncut, false
		}
	}
	return chunks
}

// runs are the chunks a source finds for sure, those in a row together.
func (d dialect) runs(chunks []chunk) [][]chunk {
	var runs [][]chunk
	open := false
	for _, c := range chunks {
		switch {
		case !c.sure:
			open = false
			continue
		case open && d.phrases && !c.open() && !runs[len(runs)-1][0].open(), d.loose && open:
			runs[len(runs)-1] = append(runs[len(runs)-1], c)
		default:
			runs = append(runs, []chunk{c})
		}
		open = true
	}
	return runs
}

// anywhere asks for runs in the text; and, where those are not part of it, in
// hashtags, handles and addresses.
func (d dialect) anywhere(n *query.Node, runs [][]chunk, notes []note, s state) asking {
	a := asking{notes: notes, state: s}
	whole := line{}
	for _, run := range runs {
		if g := d.spellings(run); len(g) > 0 {
			whole = whole.with(line{all: []group{g}})
		}
	}
	if len(whole.all) > 0 {
		a.lines = append(a.lines, whole)
	}
	if beside := d.beside(n, runs); len(beside) > 0 {
		a.lines = append(a.lines, line{all: []group{beside}})
	}
	if len(whole.all) == 0 {
		short := lost(short, n)
		if len(a.lines) == 0 {
			return short
		}
		a.state, a.notes = rough, append(a.notes, short.notes...)
	}
	if d.join != alone {
		a.lines = merge(a.lines)
	}
	return a
}

// spellings are a run as it is sought and as it is written, where that differs
// by more than capitals; none if it is too short to be asked.
func (d dialect) spellings(run []chunk) group {
	var g group
	for _, spell := range []func(query.Word) string{
		func(w query.Word) string { return w.Folded },
		func(w query.Word) string { return strings.ToLower(w.Written) },
	} {
		parts := make([]string, len(run))
		for i, c := range run {
			parts[i] = d.written(c, spell)
		}
		s := strings.TrimSpace(strings.Join(parts, " "))
		if letters(s) < d.shortest || letters(s) == 0 {
			continue
		}
		a := atom{text: s, open: d.stars && run[len(run)-1].open()}
		if !isWord(s) && !d.loose {
			a.text = quoted(s)
			if !d.phrases || a.open { // what is quoted does not go on
				a.text = strings.Join(strings.FieldsFunc(s, isSign), " ")
			}
		}
		g = united(g, group{a})
	}
	return g
}

// beside are the forms in which words stand outside a text.
func (d dialect) beside(n *query.Node, runs [][]chunk) group {
	var g group
	name := tagName(n.Tagged())
	single := len(runs) == 1 && len(runs[0]) == 1 && len(runs[0][0].words) == 1 && len(n.Row()) == 1
	if d.loose {
		if name == "" || !slices.ContainsFunc(slices.Concat(runs...), chunk.marked) {
			return nil
		}
		return group{{text: d.tag + name}} // what keeps its signs is not found without them
	}
	if !d.apart {
		if name == "" || single && !runs[0][0].marked() || letters(name) < d.shortest {
			return nil
		}
		return group{{text: name, open: d.stars}}
	}
	word := ""
	if w := runs[0][0].words[0]; single && w.Lead == "" && (w.Trail == "" || letters(w.Folded) > 1) {
		word = w.Folded // #yahoo! is the name with its sign, too
	}
	if name == "" {
		name = tagName(word)
	}
	if name != "" {
		g = append(g, atom{text: d.tag + name})
	}
	if xName(word) {
		g = append(g, atom{text: d.handle + word})
	}
	for _, a := range d.spellings(runs[0]) {
		g = append(g, atom{text: "url:" + a.text})
	}
	return g
}

func isSign(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

func (c chunk) open() bool { return c.words[len(c.words)-1].Open }

func (c chunk) marked() bool {
	return slices.ContainsFunc(c.words, func(w query.Word) bool { return strings.Trim(w.Lead+w.Trail, "' -’") != "" })
}

// written is a chunk as it is written. Where it is sought letter by letter, a blank
// stands for the signs that people write in several ways, such as apostrophes.
func (d dialect) written(c chunk, spell func(query.Word) string) string {
	var out strings.Builder
	for _, w := range c.words {
		lead, trail := w.Lead, w.Trail
		if d.loose && strings.Trim(lead, " +&#.$/") != "" {
			lead = " "
		}
		if d.loose && strings.Trim(trail, "+&#.$!?/") != "" {
			trail = " "
		}
		out.WriteString(lead + spell(w) + trail)
	}
	return out.String()
}
