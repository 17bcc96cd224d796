package plan

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tocsin/brand"
	"tocsin/brand/text"
)

// mostAddresses is how many addresses are looked at in a text: what has more is a
// list, and no talk about any of them.
const mostAddresses = 64

// reasons gathers why a mention touches strategies.
type reasons struct {
	tagger *Tagger
	brand  brand.Key
	at     time.Time
	// best is the reason of each strategy.
	best []reason
}

// A reason is why a mention touches a strategy; of strength 0 it does not.
type reason struct {
	strength strength
	clue     int
	why      string
}

// give notes that a clue was found, and how: "link", "by".
func (r *reasons) give(i int, how string) {
	c := &r.tagger.clues[i]
	best := &r.best[c.strategy]
	if c.brand != "" && c.brand != r.brand || c.strength < best.strength || c.strength == best.strength && i >= best.clue {
		return
	}
	if !c.during.Covers(r.at) {
		return
	}
	*best = reason{c.strength, i, c.why(how)}
}

// why is the reason that a clue gives where it is found. Of a pilot it is its name
// alone: reasons that read alike are counted together.
func (c *clue) why(how string) string {
	if c.pilot != "" {
		return "pilot " + c.pilot
	}
	return join(c.name, how, c.thing)
}

func join(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

// query notes that the query of a clue holds.
func (r *reasons) query(i int, why string) {
	c := &r.tagger.clues[i]
	if c.thing == "" {
		r.give(i, bare(why))
		return
	}
	r.give(i, c.kind)
}

// bare takes the kinds of terms off a reason: the quotes tell them well enough.
func bare(why string) string {
	return strings.ReplaceAll(strings.ReplaceAll(why, `word "`, `"`), `phrase "`, `"`)
}

// author notes whose post it is.
func (r *reasons) author(name string) {
	if len(r.tagger.names) > 0 && name != "" {
		r.named(strings.TrimPrefix(text.Fold(strings.TrimSpace(name)), "@"), "by")
	}
}

// named notes an account by its handle; one tied without a server is meant on all.
func (r *reasons) named(handle, how string) {
	local, _, remote := strings.Cut(handle, "@")
	for _, i := range r.tagger.names[handle] {
		r.give(i, how)
	}
	if remote {
		for _, i := range r.tagger.names[local] {
			r.give(i, how)
		}
	}
}

// address notes an address, and the accounts on whose pages it lies.
func (r *reasons) address(written, how, whose string) {
	t := r.tagger
	if len(t.sites)+len(t.names) == 0 || written == "" {
		return
	}
	at := newSite(written)
	for host := at.host; host != ""; _, host, _ = strings.Cut(host, ".") {
		for _, i := range t.sites[host] {
			if at.below(t.clues[i].site) {
				r.give(i, how)
			}
		}
	}
	if len(t.names) > 0 && at.host != "" {
		for _, name := range at.accounts() {
			r.named(name, whose)
		}
	}
}

// text notes the addresses that are written in a text.
func (r *reasons) text(s string) {
	if len(r.tagger.sites)+len(r.tagger.names) == 0 || !strings.Contains(s, ".") {
		return
	}
	left := mostAddresses
	for word := range strings.FieldsFuncSeq(s, parts) {
		word = strings.TrimRight(word, ".:!?-")
		if !strings.Contains(word, ".") {
			continue
		}
		if left--; left < 0 {
			return
		}
		r.address(word, "link", "handle")
		if bare := strings.TrimLeftFunc(word, unspaced); len(bare) < len(word) {
			r.address(bare, "link", "handle")
		}
	}
}

// parts reports whether a rune ends an address in running text.
func parts(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || strings.IndexByte("()<>[]{}\"'`|,;*\\^", byte(r)) >= 0
	}
	return unicode.IsSpace(r) || unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf, unicode.Po)
}

// unspaced reports whether a rune is of a script that puts no space before an address.
func unspaced(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// voice notes what the authors of the source are to the brand.
func (r *reasons) voice(group string) {
	if group == "" {
		return
	}
	for i, s := range r.tagger.strategies {
		if r.best[i].strength == 0 && s.speaks(group) {
			r.best[i] = reason{strength: byVoice, why: brand.ByVoice + group}
		}
	}
}

func (s Strategy) speaks(voice string) bool {
	return slices.ContainsFunc(s.Voices, func(v string) bool { return strings.EqualFold(v, voice) })
}

// touches lists the strategies that are touched, the strongest reasons first. Where
// there are too many, the crisis keeps its place: harm that is told of with a campaign,
// its tag and its shop is harm all the same.
func (r *reasons) touches() []brand.Touch {
	var touches []brand.Touch
	crisis := -1
	for strength := byTie; strength >= byVoice; strength-- {
		for i, best := range r.best {
			if best.strength != strength {
				continue
			}
			if r.tagger.strategies[i].ID == Crisis && strength >= byTerm {
				crisis = len(touches)
			}
			touches = append(touches, brand.Touch{Strategy: r.tagger.strategies[i].ID, Why: best.why})
		}
	}
	if crisis >= mostTouches {
		touches[mostTouches-1] = touches[crisis]
	}
	return touches[:min(len(touches), mostTouches)]
}
