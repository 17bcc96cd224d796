package tone

import "math"

// The constants of VADER, found by its authors on people's ratings.
const (
	louder    = 0.733 // what capitals add among small letters
	turned    = -0.74 // what is left of a word after "not"
	shout     = 0.292 // what each "!" adds
	mostShout = 4
	stretch   = 0.293 // what stretching a word adds
	before    = 0.5   // what a "but" leaves of what stands before it
	after     = 1.5   // what it makes of what stands after it
	reach     = 3     // how many words before a word change it
	softening = 15    // what makes of a sum a score between -1 and 1
)

// fade is what is left of a strengthening so many words away.
func fade(distance int) float64 { return [...]float64{0, 1, 0.95, 0.9}[distance] }

// evidence is what speaks for and against.
type evidence struct {
	good, bad float64 // bad is not negative
	sum       float64
	// words is how many told something.
	words int
}

// weigh gives every token its weight in its place, and adds them up.
func (r *reading) weigh() evidence {
	for i := range r.list {
		r.place(i)
	}
	r.contrast()
	r.doubt()
	r.agree()
	var v evidence
	signs, last := 0, 0.0
	for i := range r.list {
		k := &r.list[i]
		w := k.weight
		if k.sign {
			// A row of one emoji says it a little louder each time.
			if signs++; signs > 1 && w == last {
				w /= float64(signs)
			}
			last = k.weight
		} else {
			signs = 0
		}
		switch {
		case w > 0:
			v.good += w
			v.words++
		case w < 0:
			v.bad -= w
			v.words++
		}
	}
	v.sum = v.good - v.bad
	if add := shout * float64(min(r.shouts, mostShout)); v.sum > 0 {
		v.sum += add
	} else if v.sum < 0 {
		v.sum -= add
	}
	return v
}

// place changes a word's weight by what stands before it and how it is written.
func (r *reading) place(i int) {
	k := &r.list[i]
	if k.weight == 0 {
		if k.taken || k.sign || !r.likes(i) {
			return
		}
		k.weight = 1.5
	}
	if k.sign {
		return
	}
	sign := math.Copysign(1, k.weight)
	if k.loud && r.quiet {
		k.weight += sign * louder
	}
	if k.stretched {
		k.weight += sign * stretch
	}
	negated := false
	for d := 1; d <= reach && i-d >= 0; d++ {
		j := &r.list[i-d]
		if j.sentence != k.sentence {
			break
		}
		if j.boost != 0 && !j.taken {
			k.weight += sign * j.boost * fade(d)
			if d == 1 {
				j.weight = 0 // "damn good" is not half a curse
			}
		}
		negated = negated || j.clause == k.clause && r.turns(i-d, k.weight)
	}
	if negated {
		k.weight *= turned
		k.faint = false
	}
}

// turns reports whether a word turns a weight after it: "not" any, but where it opens
// a question that knows its answer ("isn't it great?"), and what mends a fault that.
func (r *reading) turns(i int, weight float64) bool {
	k := &r.list[i]
	s := r.sentences[k.sentence]
	const opening = 4 // words
	rhetorical := s.questions > 0 && r.list[s.first].roles&exclaims != 0 && i-s.first < opening
	return k.roles&negates != 0 && !rhetorical || k.roles&mends != 0 && weight < 0
}

// likes reports whether a word is a "like" that praises: "I like", not "looks like".
func (r *reading) likes(i int) bool {
	return string(r.word(i)) == "like" && i > 0 && r.list[i-1].roles&licenses != 0
}

// contrast lets what follows the last "but" of a sentence outweigh what stands before
// it, and where it opens the sentence, what the sentence before says.
func (r *reading) contrast() {
	for s := range r.sentences {
		from, to := r.bounds(s)
		last := to - 1
		for last >= from && r.list[last].roles&contrasts == 0 {
			last--
		}
		if last < from {
			continue
		}
		if last == from && s > 0 {
			from = r.sentences[s-1].first
		}
		for i := from; i < last; i++ {
			r.list[i].weight *= before
		}
		for i := last + 1; i < to; i++ {
			r.list[i].weight *= after
		}
	}
}

// score makes of a sum a number between -1 and 1. Of a long text more is asked: by
// chance alone its sum grows with the root of its length.
func (r *reading) score(sum float64) float64 {
	const tweet = 40 // words
	room := softening * max(1, float64(len(r.list))/tweet)
	return sum / math.Sqrt(sum*sum+room)
}
