package story

const (
	// mostOwn is how many words of its own a copy has at most, such as an outlet's
	// name or a word of surprise; of a short text, a fifth at most.
	mostOwn = 7 * wordWeight
	ownPart = 5
	// The beginning of a long copy shares a quarter with the beginning it copies, and
	// all of it half of all there is in both; or the one half, and what is in the
	// shorter text is for the most part in the longer.
	headShared, allShared    = 0.25, 0.5
	headRepeated, partShared = 0.5, 0.65
	// teaserRepeated is how much of a teaser's pieces the text repeats that it was taken
	// from, and teaserStart how many of the text's first pieces are looked at.
	teaserRepeated = 0.7
	teaserStart    = 12
)

// A kinship is how a text goes together with one heard before.
type kinship int

const (
	stranger kinship = iota
	// copied is a text that adds next to nothing.
	copied
	// full is the text that the one heard before was the beginning of.
	full
)

// kin says how what was read goes together with a text heard before.
func (r *reading) kin(a *sketch) kinship {
	switch {
	case !r.short() && !a.short():
		if r.follows(a) {
			return copied
		}
		return stranger
	case r.short() && r.repeats(a):
		return copied
	case a.short() && (!r.short() || a.cut) && r.continues(a):
		return full
	}
	return stranger
}

// repeats reports whether a short text has next to no words of its own beside those
// of the beginning of another, and doesn't differ in its figures: "down 3%" is
// other news than "down 9%".
func (r *reading) repeats(a *sketch) bool {
	own, all, shared := 0, 0, r.own
	for _, p := range r.near {
		if p.to > shared && holds(a.head, p.hash) {
			own += weigh(r.toks[shared:max(shared, p.from)])
			shared = p.to
		}
	}
	own += weigh(r.toks[shared:])
	all = weigh(r.toks[r.own:])
	if own > mostOwn || own*ownPart > all {
		return false
	}
	same := common(r.figures, a.figures)
	return same == len(r.figures) || same == len(a.figures)
}

// follows reports whether a long text begins like another and is for the most part
// the same.
func (r *reading) follows(a *sketch) bool {
	head := float64(common(r.head, a.head)) / float64(min(len(r.head), len(a.head)))
	if head < headShared {
		return false
	}
	both := alike(&r.sketch, a)
	if both >= allShared {
		return true
	}
	part := both / (1 + both) * float64(r.size+a.size) / float64(min(r.size, a.size))
	return head >= headRepeated && part >= partShared
}

// continues reports whether a text begins with another one, and goes on. Where the
// other says itself that it goes on, something may stand before it: a report that
// quotes a post does not begin with it.
func (r *reading) continues(a *sketch) bool {
	if float64(common(r.head, a.head)) < teaserRepeated*float64(len(a.head)) {
		return false
	}
	if a.cut && !r.short() {
		return true
	}
	first, shared := 0, 0
	for _, p := range r.near {
		if p.from < r.own {
			continue
		}
		if first++; holds(a.head, p.hash) {
			shared++
		}
		if first == min(teaserStart, len(a.head)) {
			break
		}
	}
	return 2*shared >= first
}
