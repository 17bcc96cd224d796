package story

import (
	"slices"

	"tocsin/brand"
)

const (
	// leastRim is how long the beginning or end of texts is at least that may be their
	// site's, six words; longestRim is how many tokens of one are looked at.
	leastRim   = 6 * wordWeight
	longestRim = 64
	// rimVoices is how many voices must have it beside words of their own, each other ones.
	rimVoices = 3
	// mostRims is of how many beginnings and ends of texts it is remembered who had them.
	mostRims = 2048
)

// A side is where in a text a rim is.
type side uint64

const (
	front side = 1
	back  side = 2
)

// Rims are the beginnings and ends that texts on one host have in common, such as a
// forum's footer. Words that many voices have there, each beside other words, are not
// theirs.
type rims struct {
	at   map[uint64]int
	kept []rim
	next int
	near []uint32
}

// A rim is the beginning or end of a text, from without to within.
type rim struct {
	key  uint64
	toks [longestRim]uint32
	n    int
	// voices had it, and next to it stood inner, each time another word. size is how much
	// of it they have in common.
	voices [rimVoices]uint64
	inner  [rimVoices]uint32
	heard  int
	size   int
}

// trim is the part of a text that is not its host's. Where that would leave nothing, or no more
// than that others' words are passed on, it is all of it.
func (e *rims) trim(host uint64, by brand.Voice, toks []token) []token {
	if host == 0 || weigh(toks) < leastText {
		return toks
	}
	voice := voiced(string(by))
	from := e.hear(join(host, uint64(front)), voice, toks, front)
	to := len(toks) - e.hear(join(host, uint64(back)), voice, toks, back)
	if from >= to || passing(toks[from:to]) {
		return toks
	}
	return toks[from:to]
}

// hear remembers a text's rim, and answers how many of its tokens are its host's.
func (e *rims) hear(key, voice uint64, toks []token, at side) int {
	e.near = e.near[:0]
	weight := 0
	for i := range min(len(toks), longestRim) {
		t := toks[i]
		if at == back {
			t = toks[len(toks)-1-i]
		}
		if weight < leastRim {
			key, weight = join(key, t.hash), weight+t.weight
		}
		e.near = append(e.near, hash32(t.hash))
	}
	i, known := e.at[key]
	if !known {
		e.keep(key, voice)
		return 0
	}
	return e.kept[i].compare(e.near, voice)
}

// keep remembers a rim that was not heard before, instead of the oldest where there are many.
func (e *rims) keep(key, voice uint64) {
	i := e.next
	if len(e.kept) < mostRims {
		i = len(e.kept)
		e.kept = append(e.kept, rim{})
	} else {
		delete(e.at, e.kept[i].key)
		e.next = (i + 1) % mostRims
	}
	e.at[key] = i
	e.kept[i].begin(key, e.near, voice)
}

// begin makes a rim the one of a first voice.
func (e *rim) begin(key uint64, near []uint32, voice uint64) {
	*e = rim{key: key, n: len(near), size: len(near)}
	copy(e.toks[:], near)
	e.voices[0] = voice
}

// compare learns from another text with this rim, and answers how many of its tokens
// are known for its host's.
func (e *rim) compare(near []uint32, voice uint64) int {
	same := 0
	for same < len(near) && same < e.n && near[same] == e.toks[same] {
		same++
	}
	rest, first := near[same:], e.toks[same:e.n]
	switch {
	case len(rest) == 0:
		return 0
	case len(first) == 0 && e.heard == 0: // the first one was nothing but the rim
		e.begin(e.key, near, voice)
		return 0
	case len(first) > 0 && !slips(rest, first):
		e.learn(same, rest[0], voice)
	}
	if e.heard+1 < rimVoices || same < e.size {
		return 0
	}
	return e.size
}

// learn takes note of a voice that has so much of the rim, and another word next to it.
func (e *rim) learn(same int, inner uint32, voice uint64) {
	if e.heard == 0 {
		e.inner[0] = e.toks[same]
	}
	known := e.heard + 1
	if known == rimVoices {
		if 2*same >= e.size {
			e.size = min(e.size, same)
		}
		return
	}
	if slices.Contains(e.voices[:known], voice) || slices.Contains(e.inner[:known], inner) {
		return
	}
	e.voices[known], e.inner[known] = voice, inner
	e.size = min(e.size, same)
	e.heard++
}

// slips reports whether two texts go on alike behind a word or none: then the word is a
// slip of the pen in one text, and nobody's own.
func slips(a, b []uint32) bool {
	for i := range 2 {
		for j := range 2 {
			if len(a) >= i+3 && len(b) >= j+3 && slices.Equal(a[i:i+3], b[j:j+3]) {
				return true
			}
		}
	}
	return false
}
