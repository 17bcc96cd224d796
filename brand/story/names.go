package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/brand/text"
)

const (
	// longestToken is how many bytes a token has on average at most, with what parts it from the next.
	longestToken = 12
	// mostTwinned is in how many words the headlines differ of two posts of one kind.
	mostTwinned = 2
)

// markNames marks the tokens that are written with a capital in a text that is not
// folded, as far as it is compared.
func (r *reading) markNames(whole string) {
	whole = text.Head(whole, longestToken*r.opening)
	r.upper = r.capitals(r.upper[:0], whole)
	if len(r.upper) == 0 {
		return
	}
	slices.Sort(r.upper)
	for i := range r.toks[:r.opening] {
		if h := hash32(r.toks[i].hash); !r.toks[i].relays() && holds(r.upper, h) {
			r.toks[i].name = true
			r.names = append(r.names, h)
		}
	}
	slices.Sort(r.names)
	r.names = slices.Compact(r.names)
}

// capitals appends the hashes of the words with a capital, but for handles and hashtags.
func (r *reading) capitals(found []uint32, whole string) []uint32 {
	for at := 0; at < len(whole); {
		c := whole[at]
		if c-'A' > 'Z'-'A' && c < utf8.RuneSelf {
			at++
			continue
		}
		first, width := utf8.DecodeRuneInString(whole[at:])
		before, _ := utf8.DecodeLastRuneInString(whole[:at])
		if !unicode.IsUpper(first) || at > 0 && (inWord(before) || strings.ContainsRune("'’@#_", before)) {
			at += width
			continue
		}
		end := wordEnd(whole, at)
		found = append(found, hash32(r.hashWord(whole[at:end])))
		at = end
	}
	return found
}

// hashWord is the hash that the token of a word has.
func (r *reading) hashWord(word string) uint64 {
	r.word = text.AppendFold(r.word[:0], word)
	hash := uint64(seed)
	for _, c := range r.word {
		if c != '\'' {
			hash = eat(hash, c)
		}
	}
	return mix(hash)
}

// wordEnd is where the word ends that begins at a place.
func wordEnd(s string, at int) int {
	for at < len(s) {
		r, width := utf8.DecodeRuneInString(s[at:])
		if !inWord(r) && r != '\'' && r != '’' {
			break
		}
		at += width
	}
	return at
}

func inWord(r rune) bool { return r != '_' && text.InTag(r) && !unspaced(r) }

// hash32 is as much of a token's hash as is remembered.
func hash32(hash uint64) uint32 { return uint32(hash >> 32) }

// renames reports whether a name stands within the words that a text shares with
// another, which has not got it, while the other has one that isn't in the text. A
// byline or dateline before them is no part of them. Where the headlines differ in hardly
// more than a word, it is a name however it is written.
func (r *reading) renames(a *sketch) bool {
	twins := r.twins(a)
	if !twins && (len(r.names) == 0 || len(a.names) == 0) {
		return false
	}
	other, met, shared := false, false, 0
	headed := func(t token) bool {
		h := hash32(t.hash)
		return twins && holds(r.heading, h) && !holds(a.heading, h)
	}
	for _, p := range r.near {
		if p.to <= shared || !holds(a.head, p.hash) {
			continue
		}
		gap := r.toks[shared:max(shared, p.from)]
		if !met {
			gap = joined(gap, r.toks[p.from])
		}
		if slices.ContainsFunc(gap, headed) {
			return true
		}
		other = other || named(gap, a)
		shared, met = p.to, true
	}
	rest := r.toks[shared:r.opening]
	if r.cut && len(rest) > 0 { // it may end within a word
		rest = rest[:len(rest)-1]
	}
	if end := slices.IndexFunc(rest, func(t token) bool { return t.apart }); end >= 0 {
		rest = rest[:end]
	}
	if met && slices.ContainsFunc(rest, headed) {
		return true
	}
	if !met || !other && !named(rest, a) {
		return false
	}
	return slices.ContainsFunc(a.names, func(h uint32) bool {
		return !slices.ContainsFunc(r.toks[:r.opening], func(t token) bool { return hash32(t.hash) == h })
	})
}

// twins reports whether a headline differs from another one in a word or two.
func (r *reading) twins(a *sketch) bool {
	same := common(r.heading, a.heading)
	differs := func(heading []uint32) bool { n := len(heading) - same; return n > 0 && n <= mostTwinned }
	return same >= mostTwinned && differs(r.heading) && differs(a.heading)
}

// joined is what of some tokens stands in the same sentence as the one behind them.
func joined(gap []token, next token) []token {
	if next.apart {
		return nil
	}
	for i := len(gap) - 1; i > 0; i-- {
		if gap[i].apart {
			return gap[i:]
		}
	}
	return gap
}

// named reports whether one of some tokens is a name that another text has not got.
func named(toks []token, a *sketch) bool {
	return slices.ContainsFunc(toks, func(t token) bool { return t.name && !holds(a.names, hash32(t.hash)) })
}
