package demo

import (
	"math"
	"math/rand/v2"
	"time"
)

// calm writes what is said of Solvo in any month, and what only sounds like it.
func calm(w *writer, from, to time.Time) []entry {
	moods := map[int]float64{}
	mood := func(at time.Time) float64 {
		day := at.YearDay()
		if moods[day] == 0 {
			moods[day] = math.Exp(.15 * w.rng.NormFloat64())
		}
		return moods[day]
	}
	regulars := crowd(w, 420)
	var out []entry
	for _, at := range moments(w.rng, from, to, func(at time.Time) float64 { return mood(at) * daily(at) }) {
		out = append(out, w.chatter(at, regulars[skewed(w.rng, len(regulars))]))
	}
	promotion := from.AddDate(0, 0, 18)
	for _, at := range moments(w.rng, promotion.Add(9*time.Hour), promotion.Add(21*time.Hour), func(time.Time) float64 { return .8 }) {
		out = append(out, w.bargain(at, regulars[skewed(w.rng, len(regulars))]))
	}
	for _, at := range moments(w.rng, from, to, func(at time.Time) float64 { return .4 * daily(at) }) {
		out = append(out, w.elsewhere(at, w.person()))
	}
	return append(out, ownPosts(w, from, to, promotion)...)
}

// daily is the rhythm of a small brand's talk: next to nothing at night, a little
// around noon and in the evening, less at weekends, never four an hour.
func daily(at time.Time) float64 {
	hour := float64(at.Hour()) + float64(at.Minute())/60
	hill := func(centre, width float64) float64 {
		return math.Exp(-(hour - centre) * (hour - centre) / (2 * width * width))
	}
	posts := .3 + 1.8*hill(12.5, 3) + 2*hill(20, 2.2)
	if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
		posts *= .7
	}
	return posts
}

// ownPosts are the brand's own, two or three a week and more on a day of promotion.
func ownPosts(w *writer, from, to, promotion time.Time) []entry {
	var out []entry
	for day := from; day.Before(to); day = day.AddDate(0, 0, 1) {
		n := 0
		switch {
		case day.Equal(promotion):
			n = 3
		case day.Weekday() == time.Tuesday || day.Weekday() == time.Thursday:
			n = 1
		}
		for i := range n {
			at := day.Add(time.Duration(10+3*i)*time.Hour + time.Duration(w.rng.IntN(3000))*time.Second)
			if at.Before(to) {
				out = append(out, w.own(at))
			}
		}
	}
	return out
}

// crowd invents people.
func crowd(w *writer, n int) []person {
	out := make([]person, n)
	for i := range out {
		out[i] = w.person()
	}
	return out
}

// skewed picks an index, low ones far more often: a few people speak much.
func skewed(rng *rand.Rand, n int) int {
	u := rng.Float64()
	return int(u * u * float64(n))
}
