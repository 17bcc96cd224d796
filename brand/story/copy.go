package story

const (
	// mostAdded is how many words of its own a copy has at most: "so true", a slip of
	// the pen, "please share"; of a shorter text, a seventh. mostEdited is how many an
	// outlet may add to another outlet's text, such as its name; at most a fifth.
	mostAdded, addedPart   = 3 * wordWeight, 7
	mostEdited, editedPart = 7 * wordWeight, 5
	// Of two very long texts of people, one is the other where its beginning adds no
	// more than that, its end is the same, it has hardly more pieces than the other,
	// and of all there is in them both have nearly everything.
	nearlyAll  = 0.97
	morePieces = 3
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

// kin says how what was read goes together with a text heard before. People quote
// what they speak about, so that of what they wrote only a text that adds nothing is
// a copy; outlets edit what they carry.
func (r *reading) kin(a *sketch) kinship {
	carried := r.carries(a)
	whole := r.short() || a.short()
	switch {
	case whole && r.repeats(a, carried):
		return copied
	case !whole && (carried && r.follows(a) || r.again(a)):
		return copied
	case a.short() && (!r.short() || a.cut) && r.continues(a, carried):
		return full
	}
	return stranger
}

// repeats reports whether a text has next to no words of its own beside those of
// the beginning of another, and doesn't differ in its figures: "down 3%" is other
// news than "down 9%".
func (r *reading) repeats(a *sketch, carried bool) bool {
	all := weigh(r.toks[r.own:])
	most := min(mostAdded, all/addedPart)
	if carried {
		most = min(mostEdited, all/editedPart)
	}
	if r.added(a, r.pieces, len(r.toks), most) > most {
		return false
	}
	same := common(r.figures, a.figures)
	return same == len(r.figures) || same == len(a.figures)
}

// added is the weight of the tokens up to a place, after those of the title, that
// the beginning of another text has not got; once it is too much, some of them do.
func (r *reading) added(a *sketch, pieces []shingle, toks, most int) int {
	own, shared := 0, r.own
	for _, p := range pieces {
		if least := own + (p.from-shared)*letterWeight; least > most {
			return least
		}
		if p.to > shared && holds(a.head, p.hash) {
			own += weigh(r.toks[shared:max(shared, p.from)])
			shared = p.to
		}
	}
	return own + weigh(r.toks[shared:max(shared, toks)])
}

// again reports whether two very long texts of people are one.
func (r *reading) again(a *sketch) bool {
	if r.site != 0 || a.site != 0 || r.size > a.size+morePieces || r.added(a, r.near, r.opening, mostAdded) > mostAdded {
		return false
	}
	same := 0
	for _, h := range r.end {
		if holds(a.end, h) {
			same++
		}
	}
	return 2*same >= len(r.end) && alike(&r.sketch, a) >= nearlyAll
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
