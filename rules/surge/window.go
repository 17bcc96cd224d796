package surge

import "math"

const (
	// windows are a quarter of an hour, an hour and six hours.
	windows = 3
	longest = 6 * hour
	// odd is how far a window teaches what is usual for it, in standard deviations.
	odd = 2.5
)

// widths are the windows' lengths in steps.
func widths() [windows]int64 { return [...]int64{hour / 4, hour, longest} }

// units bring the windows of a quarter, an hour and six to one scale.
func units() [windows]float64 { return [...]float64{5.95, 5.24, 4.05} }

// floors are the least voices above normal in a window that say anything. Of the angry,
// one is left out in every step: that many may be one who never stops.
func floors() [2]float64 { return [...]float64{Volume: 3, Anger: 3} }

// A window sums the compressed residuals of its steps, and knows what its sums usually are.
type window struct {
	// Sum is of residuals, Above of counts beyond the expected.
	Sum, Above float64
	Seen, Mean float64
	Square     float64
}

// A deviation is a window's mean residual, beside what is usual for it and how much that strays.
type deviation struct{ y, mean, sd float64 }

// z is how many standard deviations a window lies above what is usual for it.
func (d deviation) z() float64 { return (d.y - d.mean) / d.sd }

func (w *window) deviation(i int) deviation {
	return deviation{
		y:    w.Sum / float64(widths()[i]),
		mean: w.Mean / (w.Seen + 1),
		sd:   math.Sqrt((w.Square + .05*hour) / (w.Seen + hour)),
	}
}

// height is a deviation on one scale for all windows: 0 at most of the time, growing with
// the logarithm of standard deviations.
func (w *window) height(z float64, i int, kind Kind) float64 {
	if z <= 0 || w.Above < floors()[kind] {
		return 0
	}
	return math.Log1p(z / units()[i])
}

// learn takes a deviation into what is usual.
func (w *window) learn(z, sd float64) {
	mean := w.Mean / (w.Seen + 1)
	learnt := min(max(z, -odd), odd) * sd
	w.Seen = w.Seen*float64(fadeThree) + 1
	w.Mean = w.Mean*float64(fadeThree) + mean + learnt
	w.Square = w.Square*float64(fadeThree) + learnt*learnt
}

// compress brings a residual in standard deviations to a scale on which one wild
// step weighs less than an hour of tame ones.
func compress(r float64) float64 {
	const half = 1.5
	if r < 0 {
		return -math.Log1p(-r / half)
	}
	return math.Log1p(r / half)
}
