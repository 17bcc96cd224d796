package surge

import "math"

const (
	// blocks are the days of which the highest points are remembered.
	blocks = 56
	// worth is how many days of its own a series needs before they weigh as much as the fleet.
	worth = 60
	// euler is the mean of the standard Gumbel law.
	euler = .5772156649
)

// A law is Gumbel's law of the highest point of a day.
type law struct{ Loc, Scale float64 }

// log10Days is how many days pass, on average, between two that rise to a height: its
// logarithm, never below 0.
func (l law) log10Days(height float64) float64 {
	e := math.Exp(-(height - l.Loc) / l.Scale)
	if e < 1e-4 { // 1 - exp(-e) is e
		return (height - l.Loc) / l.Scale * math.Log10E
	}
	return -math.Log10(-math.Expm1(-e))
}

// height is the height reached once in so many days.
func (l law) height(days float64) float64 {
	return l.Loc - l.Scale*math.Log(-math.Log1p(-1/days))
}

// A rarity knows how high a series' days go.
type rarity struct {
	Law  law
	High float64 // of the day that runs
	Past [blocks]float32
}

// close ends a day, the n-th that is known. A day counts with the height of 60 days at
// most: what was rare does not become common by happening once.
func (r *rarity) close(n int64, fleet law) {
	r.Past[n%blocks] = float32(min(r.High, r.Law.height(60)))
	r.High = 0
	r.Law = fit(r.Past[:min(n+1, blocks)], fleet)
}

// fit is the law of some daily heights by their mean and variance, drawn towards the fleet's.
func fit(days []float32, fleet law) law {
	n := float64(len(days))
	mean, square := 0.0, 0.0
	for _, h := range days {
		mean += float64(h) / n
		square += float64(h) * float64(h) / n
	}
	own := n / (n + worth)
	usual := fleet.Loc + euler*fleet.Scale
	variance := own*max(0, square-mean*mean) + (1-own)*math.Pi*math.Pi/6*fleet.Scale*fleet.Scale +
		.25*own*(1-own)*(mean-usual)*(mean-usual)
	scale := math.Sqrt(6*variance) / math.Pi
	return law{Loc: own*mean + (1-own)*usual - euler*scale, Scale: scale}
}
