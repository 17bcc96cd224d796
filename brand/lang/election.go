package lang

import "math/bits"

// A vote is what one word says of each language: whether it is common there, and
// whether its letters are.
type vote struct {
	known, spelt uint64
	weight       float32
	in           script
}

// everybody is every language of a family.
const everybody = ^uint64(0)

// What a language must have to be the answer: a score of its own, a lead over the
// next one, in points and of its score, and a share of the words; and what words
// of other languages may weigh against it. Measured on some hundred thousand
// sentences, so that hardly one answer in a hundred is wrong.
const (
	leastWords   = 3
	leastScore   = 1.3
	leastLead    = 0.7
	leadOfScore  = 0.2
	scoreOfWords = 0.2
	mostAgainst  = 0.45
)

// elect is the language of a family that the votes in its script are for, "" if
// they are too few, or not of one mind.
func (f family) elect(votes []vote, in script) string {
	var score [64]float32
	words := f.count(&score, votes, in)
	best, second := f.first(&score)
	lead := score[best] - max(second, 0)
	switch {
	case words < leastWords, score[best] < leastScore, score[best] < scoreOfWords*words:
		return ""
	case lead < leastLead, lead < leadOfScore*score[best]:
		return ""
	case against(best, votes, in) > mostAgainst*score[best]:
		return ""
	}
	return f.tags[best]
}

// count adds the votes up, and answers how many there are.
func (f family) count(score *[64]float32, votes []vote, in script) float32 {
	words := float32(0)
	for _, v := range votes {
		if v.in != in {
			continue
		}
		words++
		for known := v.known; known != 0; known &= known - 1 {
			score[bits.TrailingZeros64(known)] += v.weight
		}
		if v.spelt == everybody {
			continue
		}
		for l := range f.tags {
			switch bit := uint64(1) << l; {
			case v.spelt&bit == 0:
				score[l]--
			case v.known&bit == 0:
				score[l] += 0.3
			}
		}
	}
	for l := range f.tags {
		if f.wide&(1<<l) != 0 && score[l] > 0 {
			score[l] += 0.3
		}
	}
	return words
}

// first is the language with the highest score, and the score of the next one.
func (f family) first(score *[64]float32) (int, float32) {
	best, second := 0, float32(0)
	for l := 1; l < len(f.tags); l++ {
		switch {
		case score[l] > score[best]:
			best, second = l, score[best]
		case score[l] > second:
			second = score[l]
		}
	}
	return best, second
}

// against is what the words weigh that are common in other languages only.
func against(best int, votes []vote, in script) float32 {
	weight := float32(0)
	for _, v := range votes {
		if v.in == in && v.known != 0 && v.known&(1<<best) == 0 {
			weight += v.weight
		}
	}
	return weight
}
