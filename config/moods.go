package config

import (
	"math"
	"strings"

	"tocsin/brand/text"
)

// mostMood is the weight of the best word there is; the worst has as much below zero.
const mostMood = 4

// moods reads words whose tone is another where the brand is spoken of; nil if there are none.
func (r *reader) moods(v value) map[string]float64 {
	var moods map[string]float64
	for _, e := range r.entries(v, "a map of words and their weights, such as {sick: 2, pain: 0}") {
		word := text.Fold(strings.TrimSpace(e.key))
		if word == "" || strings.ContainsAny(word, " \t\n") {
			r.report(e.at, complaint{quoted(e.key) + " is not one word", "weigh words one by one"})
			continue
		}
		if _, twice := moods[word]; twice {
			r.report(e.at, complaint{"the word " + quoted(word) + " stands here twice", "keep one of them"})
			continue
		}
		if weight, ok := r.weight(e.value); ok {
			if moods == nil {
				moods = map[string]float64{}
			}
			moods[word] = weight
		}
	}
	return moods
}

func (r *reader) weight(v value) (float64, bool) {
	const want = "a number from -4 (worst) to 4 (best); 0 takes the word out"
	s := r.text(v, want)
	if s == "" {
		return 0, false
	}
	var weight float64
	if tag := v.node.ShortTag(); tag != "!!int" && tag != "!!float" || v.node.Decode(&weight) != nil {
		r.report(v, complaint{quoted(s) + " is no number", "write " + want})
		return 0, false
	}
	if math.IsNaN(weight) || math.Abs(weight) > mostMood {
		r.report(v, complaint{quoted(s) + " is out of bounds", "write " + want})
		return 0, false
	}
	return weight, true
}
