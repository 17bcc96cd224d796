package story

const (
	// mostOwn is how many words of its own a copy has at most, such as an outlet's
	// name or a word of surprise; of a short text, a fifth at most.
	mostOwn = 7 * wordWeight
	ownPart = 5
	// Of two long texts that are one, the beginnings share a quarter, and both share
	// half of all there is in them; or the beginnings share half, and what is in the
	// shorter text is for the most part in the longer.
	headShared, allShared    = 0.25, 0.5
	headRepeated, partShared = 0.5, 0.65
	// teaserRepeated is how much of a teaser's pieces the text repeats that it was taken from.
	teaserRepeated = 0.7
	// startSize is how many of a text's first pieces tell whether it begins within another.
	startSize = 12
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

// begins reports whether a text begins within the beginning of another.
func (s *sketch) begins(in *sketch) bool {
	shared := 0
	for _, h := range s.start {
		if holds(in.head, h) {
			shared++
		}
	}
	return 2*shared >= len(s.start)
}

// follows reports whether two long texts begin alike and are for the most part the
// same. One of them may begin with words of its own; where both do, as articles that
// end in the same footer, they are two.
func (r *reading) follows(a *sketch) bool {
	if !r.begins(a) && !a.begins(&r.sketch) {
		return false
	}
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
	return a.cut && !r.short() || r.begins(a)
}
