package peers

import "math"

// A NegBin is how unlikely an hour is by a negative-binomial law with a season: the idea
// of Farrington's and Noufaily's outbreak detection (2013), online. Each hour of the week
// has a mean that is drawn to that of its hour of the day, times a level; the dispersion
// is one for all. It learns from counts cut at three standard deviations.
type NegBin struct {
	hourly
	weekly [7 * 24]cell
	daily  [24]cell
	all    cell
	level  cell
	spread cell
}

// A cell is a discounted sum and its weight.
type cell struct{ sum, n float64 }

func (c *cell) add(keep, sum, n float64) { c.sum, c.n = c.sum*keep+sum, c.n*keep+n }

func (c *cell) over(sum, n float64) float64 { return (c.sum + sum) / (c.n + n) }

// Observe answers -log10 of the chance of so many or more.
func (b *NegBin) Observe(count float64) float64 {
	x, i := b.add(count), b.n-1
	season := b.season(i)
	mean := max(.01, season*b.level.over(20, 20))
	phi := min(max(b.spread.over(.1, 1), .005), 4)
	score := 0.0
	if i >= known && x > mean {
		score = min(300, -math.Log10(max(1e-300, tail(x, mean, phi))))
	}
	b.learn(i, min(x, mean+3*math.Sqrt(mean+phi*mean*mean)+1), mean, season)
	return score
}

// season is what an hour that ends with a step usually has, without the level.
func (b *NegBin) season(i int) float64 {
	of := i / hour
	anyday := b.daily[of%24].over(hour*b.all.over(.1, 1), hour)
	return b.weekly[of%(7*24)].over(hour*anyday, hour)
}

// learn takes an hour into all that is known; a cell lives by its own visits.
func (b *NegBin) learn(i int, x, mean, season float64) {
	const (
		cells  = .99711 // halves in 240 visits of a day's cell: 20 days
		weekly = .98851 // in 60 visits: five weeks
		lately = .99940 // in 4 days
	)
	of := i / hour
	b.weekly[of%(7*24)].add(weekly, x, 1)
	b.daily[of%24].add(cells, x, 1)
	b.all.add(.99966, x, 1)
	b.level.add(lately, x, max(season, .01))
	off := x - mean
	b.spread.add(.99966, (off*off-mean)/(mean+1), mean*mean/(mean+1))
}

// Clone is a copy.
func (b *NegBin) Clone() Peer { c := *b; return &c }

// tail is the chance of x or more by a negative-binomial law of a mean and dispersion:
// an incomplete beta function.
func tail(x, mean, phi float64) float64 {
	r := 1 / phi
	return beta(x, r, mean/(mean+r))
}

// beta is the regularised incomplete beta function, by its continued fraction after Lentz.
func beta(a, b, x float64) float64 {
	if x > (a+1)/(a+b+2) {
		return 1 - beta(b, a, 1-x)
	}
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	front := math.Exp(lab - la - lb + a*math.Log(x) + b*math.Log1p(-x))
	c, d := 1., 1/nonzero(1-(a+b)*x/(a+1))
	f := d
	for m := 1.; m < 200; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d, c = 1/nonzero(1+even*d), nonzero(1+even/c)
		f *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d, c = 1/nonzero(1+odd*d), nonzero(1+odd/c)
		f *= d * c
		if math.Abs(d*c-1) < 1e-9 {
			break
		}
	}
	return front * f / a
}

// nonzero keeps a divisor off zero.
func nonzero(v float64) float64 {
	const tiny = 1e-30
	if math.Abs(v) < tiny {
		return tiny
	}
	return v
}
