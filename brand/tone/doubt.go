package tone

import (
	"slices"

	"tocsin/brand"
)

const (
	// asked is what is left of praise in a question, rumoured in a rumour.
	asked    = 0.4
	rumoured = 0.2
)

// doubt takes away the praise that is not to be believed.
func (r *reading) doubt() {
	for s := range r.sentences {
		from, to := r.bounds(s)
		r.question(s, from, to)
		r.rumour(from, to)
		r.mockery(s, from, to)
		r.harm(s, from, to)
	}
	if !r.serious {
		return
	}
	for i := range r.list {
		if k := &r.list[i]; k.faint && k.weight > 0 {
			k.weight = 0
		}
	}
}

// agree takes the weight out of signs that mean this or that, as fire does, unless the
// rest of a text that speaks of no danger says the same.
func (r *reading) agree() {
	rest, unsure := 0.0, false
	for i := range r.list {
		if k := &r.list[i]; k.roles&agrees == 0 {
			rest += k.weight
		} else {
			unsure = true
		}
	}
	if !unsure {
		return
	}
	r.unsure = !r.serious
	for i := range r.list {
		if k := &r.list[i]; k.roles&agrees != 0 && (r.serious || k.weight*rest <= 0) {
			k.weight = 0
		}
	}
}

// bounds are the first token of a sentence and the first after it.
func (r *reading) bounds(s int) (int, int) {
	to := len(r.list)
	if s+1 < len(r.sentences) {
		to = r.sentences[s+1].first
	}
	return r.sentences[s].first, to
}

// question takes the praise out of what only wants to know, and lowers that of any
// other question but one that knows its answer.
func (r *reading) question(s, from, to int) {
	left := 1.0
	if r.sentences[s].questions > 0 {
		left = asked
	}
	for i := from; i < to; i++ {
		k := &r.list[i]
		if k.roles&exclaims != 0 && r.sentences[s].questions > 0 && i == from {
			return
		}
		if k.roles&asks != 0 && (i == from || r.list[i-1].clause != k.clause || r.sentences[s].questions > 0) {
			left = 0
		}
		if k.weight > 0 {
			k.weight *= left
		}
	}
}

// rumour lowers the praise of a sentence that only repeats what others say.
func (r *reading) rumour(from, to int) {
	for i := from; i < to; i++ {
		if r.list[i].roles&hearsay == 0 {
			continue
		}
		for j := from; j < to; j++ {
			if r.list[j].weight > 0 {
				r.list[j].weight *= rumoured
			}
		}
		return
	}
}

// harmed is what a harm weighs of which people tell who suffered it.
const harmed = -1.2

// harm lends weight to a harm that befell who tells of it: "my kid choked", where
// "three children choked" only reports. Who asks has not been harmed.
func (r *reading) harm(s, from, to int) {
	var roles role
	for i := from; i < to; i++ {
		roles |= r.list[i].roles
	}
	if roles&self == 0 || roles&harms == 0 || roles&(asks|hearsay|negates) != 0 || r.sentences[s].questions > 0 {
		return
	}
	for i := from; i < to; i++ {
		if k := &r.list[i]; k.roles&harms != 0 {
			k.weight = min(k.weight, harmed)
		}
	}
}

// mocked is what praise weighs that is not meant.
const mocked = -0.4

// mockery turns the praise of a sentence that praises a fault, and takes it out of
// words in scare quotes and out of what eyes are rolled at.
func (r *reading) mockery(s, from, to int) {
	mocking, rolled := false, false
	for i := from; i < to; i++ {
		k := &r.list[i]
		mocking = mocking || k.roles&mocks != 0
		rolled = rolled || k.sign && k.roles&mocks != 0
		if k.quoted && k.weight > 0 {
			k.weight, r.mocking = 0, true
		}
	}
	switch {
	case rolled:
		r.roll(s)
	case mocking && r.faulty(s):
		r.disbelieve(from, to, mocked)
	default:
		r.courtesy(from, to)
	}
}

// courtesy takes the good out of polite words in a sentence that complains.
func (r *reading) courtesy(from, to int) {
	if !slices.ContainsFunc(r.list[from:to], func(k token) bool { return k.weight <= -1.5 }) {
		return
	}
	for i := from; i < to; i++ {
		if k := &r.list[i]; k.roles&polite != 0 && k.weight > 0 {
			k.weight = 0
		}
	}
}

// around are the tokens of a sentence and of so many before and after it.
func (r *reading) around(s, back, on int) (int, int) {
	from, _ := r.bounds(max(s-back, 0))
	_, to := r.bounds(min(s+on, len(r.sentences)-1))
	return from, to
}

// faulty reports whether something went wrong in a sentence or in one next to it, as
// in "Great job. My order is lost".
func (r *reading) faulty(s int) bool {
	if len(r.dangers) > 0 {
		return true
	}
	from, to := r.around(s, 1, 1)
	return slices.ContainsFunc(r.list[from:to], func(k token) bool { return k.weight <= -1 })
}

// roll takes back the praise before rolled eyes, and the eyes with it, unless they roll
// at a danger: what they mean by themselves is told by the rest or not at all.
func (r *reading) roll(s int) {
	from, to := r.around(s, 1, 0)
	if !r.disbelieve(from, to, 0) || len(r.dangers) > 0 {
		return
	}
	for i := from; i < to; i++ {
		if k := &r.list[i]; k.sign && k.roles&mocks != 0 {
			k.weight = 0
		}
	}
}

// disbelieve changes the praise between two tokens, and reports whether there was any.
func (r *reading) disbelieve(from, to int, left float64) bool {
	found := false
	for i := from; i < to; i++ {
		if k := &r.list[i]; k.weight > 0 {
			k.weight *= left
			found = true
		}
	}
	r.mocking = r.mocking || found
	return found
}

// The scores from which a mood is told, found on labelled posts.
const (
	goodFrom = 0.2
	badFrom  = -0.15
	// seriousFrom is asked of praise where something dangerous is spoken of.
	seriousFrom = 0.5
	// mixedFrom is asked of praise beside strong blame, before it prevails.
	mixedFrom = 0.3
	// strong is evidence that no neutral text holds: where it stands on both sides and
	// neither prevails, readers disagree but none says neutral.
	strong = 1.5
	// fewWords are too few to be neutral. Of longer texts in which no word told anything
	// readers called 64 in 89 neutral.
	fewWords = 3
)

// judge makes a mood of the evidence, or none.
func (r *reading) judge(v evidence, lang string) (brand.Mood, float64) {
	score := r.score(v.sum)
	switch {
	case r.foreign(lang):
		return brand.Unknown, 0
	case v.words == 0 && (r.mocking || r.unsure || r.dumb(lang)):
		return brand.Unknown, 0
	case len(r.lexicon.words) == 0 && (v.good > 0 || score > badFrom):
		return brand.Unknown, 0
	case score <= badFrom:
		return brand.Negative, score
	case score < mixedFrom && v.good >= strong && v.bad >= strong:
		return brand.Unknown, 0
	case score >= seriousFrom, score >= goodFrom && !r.serious:
		return brand.Positive, score
	}
	return brand.Neutral, score
}

// foreign reports whether a text nobody knows the language of is not clearly English:
// too few of its words are known.
func (r *reading) foreign(lang string) bool {
	if lang != "" && base(lang) != "und" {
		return false
	}
	words, told := 0, r.commons
	for i := range r.list {
		k := &r.list[i]
		if k.sign {
			return false // a picture is the same in every language
		}
		words++
		if k.weight != 0 && k.roles&common == 0 {
			told++
		}
	}
	return told*8 < words || r.commons < 2 && told*5 < words*2
}

// dumb reports whether a text in which no word tells anything is unknown, rather than neutral.
func (r *reading) dumb(lang string) bool {
	switch {
	case r.lexicon.partial || len(r.lexicon.words) == 0:
		return true
	case lang == "" || base(lang) == "und":
		return r.commons < 2
	}
	return len(r.list) < fewWords
}
