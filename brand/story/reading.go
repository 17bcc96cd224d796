package story

import (
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// leastText is how long a text is that independent people don't write by chance:
	// twelve words, or 24 letters of a script that parts no words; and leastPieces how
	// many different pieces it has.
	leastText   = 12 * wordWeight
	leastPieces = 8
	// longestRead bounds what is looked at of a text, in bytes.
	longestRead = 16 << 10
	// leastTitle is how many words a title must have to be looked for at the beginning of the text.
	leastTitle = 3
)

// A reading is a post as it is compared. Its buffers serve one post after another;
// what an Index remembers of it is copied.
type reading struct {
	sketch
	// body is set where the text is long enough to be known again, headline where
	// there is no text of its own below the title.
	body, headline bool
	// outlet is set where the title names one; begun where the text begins with the
	// title's words, under where it stands below a title without them.
	outlet, begun, under bool
	toks                 []token
	pieces               []shingle
	// own is where the words of an outlet's text begin, after those of its title.
	own int
	// near are the pieces of the text's beginning, which is its first opening tokens.
	near    []shingle
	opening int
	keys    []uint32
	// title is the hash of the headline, 0 if it is too short to be shared by
	// outlets alone; words that of a short text, 0 if there is none; whole that of a
	// longer text's tokens.
	title, words, whole uint64
	// by and of are the author and whom a repost names, "" if none is named.
	by, of string

	folded []byte
	// titled are the tokens of the title, those of its headline first; headed is how many
	// those are, and tells are those that say something.
	titled []token
	tells  []topic
	headed int
	buffer []uint32
	upper  []uint32
	word   []byte
}

// read makes the reading of a voice's post, beside the rims of texts that were heard.
func (r *reading) read(p brand.Post, voice brand.Voice, heard *rims) {
	*r = reading{
		sketch: sketch{head: r.head[:0], start: r.start[:0], end: r.end[:0], figures: r.figures[:0], names: r.names[:0], heading: r.heading[:0]},
		toks:   r.toks[:0], pieces: r.pieces[:0], keys: r.keys[:0],
		folded: r.folded[:0], titled: r.titled[:0], tells: r.tells[:0], buffer: r.buffer[:0], upper: r.upper[:0], word: r.word[:0],
	}
	whole := p.Text
	if len(whole) > longestRead {
		whole = whole[:longestRead]
	}
	r.readTitle(p.Title)
	r.folded = text.AppendFold(r.folded[:0], whole)
	passage := strip(r.folded)
	r.of, r.cut = passage.of, passage.cut
	r.toks = tokenize(r.toks, passage.words)
	r.placeTitle()
	r.by, r.host = author(p.Author), hostOf(p)
	if !r.begun && article(p) {
		r.site = r.host
	}
	r.readText(passage.words, voice, heard)
	if r.body {
		r.markNames(whole)
		r.readOwn(p)
	}
}

// readTitle reads the tokens of the title and its headline's hash.
func (r *reading) readTitle(title string) {
	if title == "" {
		return
	}
	full := text.Fold(title)
	head := headline(full)
	r.titled = tokenize(r.titled, []byte(head))
	r.headed = len(r.titled)
	if weigh(r.titled) >= leastHeadline {
		r.title = seed
		for _, t := range r.titled {
			r.title = join(r.title, t.hash)
		}
	}
	if r.outlet = head != full; !r.outlet {
		return
	}
	// What a headline is stripped of is no word of the text's own either.
	if tail, follows := strings.CutPrefix(full, head); follows {
		r.titled = append(r.titled, tokenize(nil, []byte(tail))...)
	} else {
		r.titled = append(r.titled, tokenize(nil, []byte(full))...)
	}
}

// placeTitle finds out how the text and its title go together: a text may begin
// with the title, or be nothing but the title and the outlet's name. A text that is
// exactly its title, and names no outlet, is a post whose source has no titles. Behind
// a mark, a title may go on with a name.
func (r *reading) placeTitle() {
	n := 0
	for n < len(r.toks) && n < len(r.titled) && r.toks[n].hash == r.titled[n].hash {
		n++
	}
	if !r.outlet && n == len(r.toks) && n == len(r.titled) && n > 0 {
		r.title = 0
		return
	}
	// A reply may be made of words that its thread's title has too.
	if r.title != 0 && (len(r.toks) == 0 || n >= r.headed) {
		r.headline = !slices.ContainsFunc(r.toks, func(t token) bool {
			return !slices.ContainsFunc(r.titled, func(in token) bool { return in.hash == t.hash })
		})
	}
	if n >= leastTitle && n < len(r.toks) {
		r.own = n
	}
	named := n >= leastTitle && n < len(r.titled) && r.titled[n].apart
	r.begun = r.headed > 0 && (n >= r.headed || named || r.echoes())
	r.under = r.headed > 0 && !r.begun
}

// echoes reports whether the text begins with the end of the title, as posts do that a
// bridge titles "Ana on Mastodon: …".
func (r *reading) echoes() bool {
	for from := 1; r.headed-from >= leastTitle; from++ {
		if tail := r.titled[from:r.headed]; len(r.toks) > len(tail) && slices.EqualFunc(tail, r.toks[:len(tail)], token.is) {
			return true
		}
	}
	return false
}

// readText makes the sketch of a text that is long enough, and the hash of one that isn't.
func (r *reading) readText(words []byte, voice brand.Voice, heard *rims) {
	if !r.headline && weigh(r.toks[r.own:]) >= leastText && r.long(words, heard.trim(r.host, voice, r.toks)) {
		r.pieces = shinglesOf(r.pieces, r.toks)
		r.opening = headOf(r.toks, r.longest(headWeight))
		r.near = r.pieces[:piecesWithin(r.pieces, r.opening)]
		r.head = hashes(r.head, r.near)
		if r.body = len(r.head) >= leastPieces; r.body {
			r.figures = figuresOf(r.figures, r.toks[:r.opening])
			r.measure()
			return
		}
	}
	if !r.headline && len(words) > 0 {
		r.words = hashWords(words)
	}
}

// long reports whether a text is long enough also without its host's words and what its
// author left to software: a forum's footer makes no long text of a short one.
func (r *reading) long(words []byte, trimmed []token) bool {
	if weigh(trimmed) < leastText {
		return false
	}
	if weigh(r.toks) > saidWeight {
		return true
	}
	parts := unforced(words, r.toks)
	if parts == nil {
		return true
	}
	weight := 0
	for _, part := range parts {
		weight += weigh(tokenize(nil, part))
	}
	return weight >= leastText
}

// measure takes the start, the sample of a text that is not short, and the keys.
func (r *reading) measure() {
	for _, p := range r.near {
		if p.from >= r.own && len(r.start) < edge {
			r.start = append(r.start, p.hash)
		}
	}
	r.size, r.final = len(r.head), r.pieces[len(r.pieces)-1].hash
	if weigh(r.toks) > r.longest(shortWeight) {
		r.buffer = lowest(r.buffer, r.pieces)
		r.sample = r.buffer
		r.size = len(r.pieces)
		r.end = hashes(r.end, r.pieces[max(0, len(r.pieces)-edge):])
	}
	r.keys = keysOf(r.keys, r.near[:piecesWithin(r.near, headOf(r.toks, headWeight))], r.sample)
	r.whole = seed
	for _, t := range r.toks {
		r.whole = join(r.whole, t.hash)
	}
}

// longest is how long a text is at most that is remembered piece by piece, if it is
// so long for an article.
func (r *reading) longest(article int) int {
	if r.site == 0 {
		return saidWeight
	}
	return article
}
