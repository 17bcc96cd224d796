package query

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"tocsin/brand/text"
)

// A field is a text of a post, folded and cut into words. Its slices are used
// again for the next post.
type field struct {
	name, raw string
	// folded is the text, buffer the same with padding behind it.
	folded, buffer []byte
	toks           []token
	// tags are the hashtags of folded, handles its "@" names, without their marks.
	tags, handles []token
	// letters are the tags without underscores, each with padding behind it;
	// lettered tells where each is.
	letters  []byte
	lettered []token
	// capitals is the text with its case kept, with its tokens and tags; empty
	// until something asks for it.
	capitals []byte
	capToks  []token
	capTags  []token
	// plain says whether raw is ASCII: -1 or 1 once that was asked.
	plain int8
	// maybe are the places at which the filter lets a term through.
	maybe []maybe
}

// A maybe is a place where some term may stand: a token, a tag, a handle or a
// byte of the text, by the kind of the terms that the hash leads to.
type maybe struct {
	hash uint64
	at   int
}

// read folds the text, cuts it and notes what the index may know.
func (f *field) read(x *index, raw string) {
	f.raw, f.plain = raw, 0
	f.buffer = text.AppendFold(f.buffer[:0], raw)
	n := len(f.buffer)
	f.buffer = append(f.buffer, "\x00\x00\x00\x00\x00\x00\x00\x00"...)
	f.folded = f.buffer[:n]
	f.toks, f.tags, f.handles, f.maybe = f.toks[:0], f.tags[:0], f.handles[:0], f.maybe[:0]
	f.letters, f.lettered = f.letters[:0], f.lettered[:0]
	f.capitals, f.capToks, f.capTags = f.capitals[:0], f.capToks[:0], f.capTags[:0]
	f.scan(x)
}

// scan cuts the text, most of which is words of at most eight ASCII letters:
// these are measured and hashed in one go.
func (f *field) scan(x *index) {
	s, starts := f.folded, x.asked[wordStart] != [3]bool{}
	for at := 0; at < len(s); {
		switch class[s[at]] {
		case classWord:
			start, word := at, binary.LittleEndian.Uint64(f.buffer[at:])
			n := wordRun(word)
			at += max(n, 1)
			for n == 8 {
				n = wordRun(binary.LittleEndian.Uint64(f.buffer[at:]))
				at += n
			}
			if class[f.buffer[at]] == classRune {
				at = f.island(x, start)
				continue
			}
			f.toks = append(f.toks, token{start, at})
			if at-start > 8 {
				f.note(x, wholeWord, start, at-start, len(f.toks)-1)
			} else if h := hashWord(word, at-start); x.may(h) {
				f.maybe = append(f.maybe, maybe{h, len(f.toks) - 1})
			}
			if starts {
				f.lookStart(x, token{start, at}, wordStart, len(f.toks)-1)
			}
		case classRune:
			at = f.island(x, at)
		case classMark:
			f.mark(x, at)
			at++
		default:
			at++
		}
	}
}

// note asks the index for n bytes from start on, to be looked at later as at.
func (f *field) note(x *index, k kind, start, n, at int) {
	if h := hashOf(k, f.buffer[start:], n); x.may(h) {
		f.maybe = append(f.maybe, maybe{h, at})
	}
}

// look asks the index for the i-th token, whose n bytes begin at start.
func (f *field) look(x *index, i, start, n int) {
	f.note(x, wholeWord, start, n, i)
	f.lookStart(x, token{start, start + n}, wordStart, i)
}

// lookStart asks the index for terms that begin as t does.
func (f *field) lookStart(x *index, t token, k kind, at int) {
	asked, n := &x.asked[k], t.end-t.start
	if asked[0] && n >= shortStart {
		f.note(x, k, t.start, shortStart, at)
	}
	if asked[1] && n >= midStart {
		f.note(x, k, t.start, midStart, at)
	}
	if asked[2] && n >= longStart {
		f.note(x, k, t.start, longStart, at)
	}
}

// island reads on from start to the next ASCII character that is in no word,
// and answers where that is. Between lie words with letters beyond ASCII.
func (f *field) island(x *index, start int) int {
	s, end := f.folded, start
	for end < len(s) && class[s[end]]&(classWord|classRune) != 0 {
		end++
	}
	first := len(f.toks)
	f.toks = tokenizeFrom(f.toks, s[start:end], start)
	for i := first; i < len(f.toks); i++ {
		t := f.toks[i]
		f.look(x, i, t.start, t.end-t.start)
		if i > first && f.toks[i-1].end == t.start {
			f.note(x, wholeWord, f.toks[i-1].start, t.end-f.toks[i-1].start, i-1)
		}
		if x.particles {
			f.lookParticles(x, i)
		}
	}
	if x.asked[symbol] != [3]bool{} {
		f.lookSymbols(x, start, end)
	}
	return end
}

// lookParticles asks the index for what is left of an Arabic word without the
// particles on its front.
func (f *field) lookParticles(x *index, i int) {
	t := f.toks[i]
	for _, cut := range particles(f.folded[t.start:t.end]) {
		if cut > 0 && cut < t.end-t.start {
			f.look(x, i, t.start+cut, t.end-t.start-cut)
		}
	}
}

// lookSymbols asks the index for emoji and other signs.
func (f *field) lookSymbols(x *index, start, end int) {
	for at := start; at < end; {
		r, width := utf8.DecodeRune(f.folded[at:end])
		if r >= utf8.RuneSelf && scriptOf(r) == outside {
			f.lookStart(x, token{at, len(f.folded)}, symbol, at)
		}
		at += width
	}
}

// mark notes the hashtag or the handle whose mark stands at a byte.
func (f *field) mark(x *index, at int) {
	if f.folded[at] == '@' {
		f.handle(x, at)
		return
	}
	end, i := tagEnd(f.folded, at, endOfLast(f.tags)), len(f.tags)
	if end == 0 {
		return
	}
	t := token{at + 1, end}
	f.tags = append(f.tags, t)
	f.note(x, wholeTag, t.start, t.end-t.start, i)
	f.lookStart(x, t, tagStart, i)
	f.lookInside(x, i)
}

func (f *field) handle(x *index, at int) {
	if at < endOfLast(f.handles) {
		return // the server of the handle before
	}
	end, i := handleEnd(f.folded, at), len(f.handles)
	if end == 0 {
		return
	}
	t := token{at + 1, end}
	f.handles = append(f.handles, t)
	f.note(x, wholeHandle, t.start, t.end-t.start, i)
	if local := localPart(f.folded[t.start:t.end]); local < t.end-t.start {
		f.note(x, wholeHandle, t.start, local, i)
	}
	f.lookStart(x, t, handleStart, i)
}

func endOfLast(marked []token) int {
	if n := len(marked); n > 0 {
		return marked[n-1].end
	}
	return 0
}

// longestTag is in how many bytes of a tag names are sought: what is longer is
// no tag, but an attempt to keep the matcher busy.
const longestTag = 400

// lookInside asks the index for names inside the i-th tag, letter by letter.
func (f *field) lookInside(x *index, i int) {
	asked := &x.asked[insideTag]
	if *asked == [3]bool{} {
		return
	}
	start := len(f.letters)
	if f.tags[i].end-f.tags[i].start > longestTag {
		f.lettered = append(f.lettered, token{start, start})
		return
	}
	f.letters = appendLetters(f.letters, f.folded[f.tags[i].start:f.tags[i].end])
	end := len(f.letters)
	f.letters = append(f.letters, "\x00\x00\x00\x00\x00\x00\x00\x00"...)
	for place, length := range [...]int{shortStart, midStart, longStart} {
		if !asked[place] {
			continue
		}
		for at := start; at+length <= end; at++ {
			if h := hashShort(insideTag, f.letters[at:], length); x.may(h) {
				f.maybe = append(f.maybe, maybe{h, at})
			}
		}
	}
	f.lettered = append(f.lettered, token{start, end})
}

// appendLetters appends a tag without its underscores.
func appendLetters(dst, tag []byte) []byte {
	for _, c := range tag {
		if c != '_' {
			dst = append(dst, c)
		}
	}
	return dst
}

// inside is the tag that has a name inside it at a place of letters; -1 if none.
func (f *field) inside(j join, at int) int {
	if !bytesHavePrefix(f.letters[at:], j.word) {
		return -1
	}
	i, _ := slices.BinarySearchFunc(f.lettered, at+1, func(t token, at int) int { return t.end - at })
	if !f.holdsAt(j, i, at-f.lettered[i].start) {
		return -1
	}
	return i
}

// holds reports whether the i-th tag has a name inside it.
func (f *field) holds(j join, i int) bool {
	for at := f.lettered[i].start; at < f.lettered[i].end; at++ {
		if f.inside(j, at) == i {
			return true
		}
	}
	return false
}

// tokensOf is the range of tokens, from first to last, that lie within a part of
// the text; first is last+1 where there is none.
func (f *field) tokensOf(t token) (int, int) {
	first, _ := slices.BinarySearchFunc(f.toks, t.start+1, func(a token, at int) int { return a.end - at })
	last := first - 1
	for last+1 < len(f.toks) && f.toks[last+1].start < t.end {
		last++
	}
	return first, last
}
