package story

const (
	// mostAdded is how many words of its own a titled copy has at most; of a shorter
	// text, a seventh. A person's copy has none at either end but "please share" and
	// its like, and within at most one, mostSlipped: a slip of the pen. mostEdited is how many an
	// outlet may add to another outlet's text, such as its name; at most a fifth.
	mostAdded, addedPart   = 3 * wordWeight, 7
	mostEdited, editedPart = 7 * wordWeight, 5
	mostSlipped            = wordWeight
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
// the beginning of another, and doesn't differ in its figures or names: "down 3%" is
// other news than "down 9%", and what happened in Leeds didn't happen in York.
func (r *reading) repeats(a *sketch, carried bool) bool { //nolint:revive // it is a property of the pair, not a command
	if r.retitled(a) {
		return false
	}
	if r.said(a) {
		return r.passesOn(a, r.pieces, true) && r.figured(a) && !r.renames(a)
	}
	all := weigh(r.toks[r.own:])
	most := min(mostAdded, all/addedPart)
	if carried {
		most = min(mostEdited, all/editedPart)
	}
	if r.added(a, r.pieces, len(r.toks), most) > most {
		return false
	}
	return r.figured(a) && !r.renames(a)
}

// figured reports whether a text doesn't differ from another in its figures.
func (r *reading) figured(a *sketch) bool {
	same := common(r.figures, a.figures)
	return same == len(r.figures) || same == len(a.figures)
}

// said reports whether what was read is to be taken for a person's words beside
// another text: it has no title of its own, or stands under that of a thread.
func (r *reading) said(a *sketch) bool { return r.site == 0 || r.site == a.site }

// passesOn reports whether a text does no more than pass on another. Whoever adds to
// what they quote, be it "shame on you", does so before or behind it; that a bridge or
// forum makes a title of what stands before it makes it no less theirs.
func (r *reading) passesOn(a *sketch, pieces []shingle, whole bool) bool {
	slipped, shared, met := 0, 0, false
	last := uint32(0)
	for _, p := range pieces {
		if p.to <= shared || !holds(a.head, p.hash) {
			continue
		}
		switch gap := r.toks[shared:max(shared, p.from)]; {
		case !met && !passing(gap):
			return false
		case met:
			slipped += weigh(gap)
		}
		shared, last, met = p.to, p.hash, true
	}
	if !met || slipped > mostSlipped {
		return false
	}
	rest := r.toks[shared:]
	// A text that was cut may end within a word.
	broken := r.cut && last != a.final && len(rest) <= 1
	return !whole || broken || passing(rest)
}

// passing reports whether words say no more than that others' are passed on.
func passing(toks []token) bool {
	if len(toks) > 0 && toks[0].passes == byName {
		return weigh(toks) <= mostAdded
	}
	for _, t := range toks {
		if !t.relays() {
			return false
		}
	}
	return weigh(toks) <= mostAdded
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
	if r.site != 0 || a.site != 0 || r.size > a.size+morePieces || !r.passesOn(a, r.near, false) {
		return false
	}
	if rest := r.toks[r.lastOf(a):]; !r.cut && !passing(rest) {
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

// lastOf is where the words end that a long text's end has in common with another's.
func (r *reading) lastOf(a *sketch) int {
	for n := len(r.pieces) - 1; n >= max(0, len(r.pieces)-edge); n-- {
		if holds(a.end, r.pieces[n].hash) {
			return r.pieces[n].to
		}
	}
	return 0
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
