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
	// outlet is set where the title names one.
	outlet bool
	toks   []token
	pieces []shingle
	// own is where the text's own words begin, after those of its title.
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
	// titled are the tokens of the title, those of its headline first; headed is how many those are.
	titled []token
	headed int
	buffer []uint32
}

// read makes the reading of a post.
func (r *reading) read(p brand.Post) {
	*r = reading{
		sketch: sketch{head: r.head[:0], start: r.start[:0], end: r.end[:0], figures: r.figures[:0]},
		toks:   r.toks[:0], pieces: r.pieces[:0], keys: r.keys[:0],
		folded: r.folded[:0], titled: r.titled[:0], buffer: r.buffer[:0],
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
	r.by, r.site = author(p.Author), siteOf(p)
	r.readText(passage.words)
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
// exactly its title, and names no outlet, is a post whose source has no titles.
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
}

// readText makes the sketch of a text that is long enough, and the hash of one that isn't.
func (r *reading) readText(words []byte) {
	if !r.headline && weigh(r.toks[r.own:]) >= leastText {
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
