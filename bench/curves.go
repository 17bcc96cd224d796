package main

import "math"

// A shape is how a crisis rises and falls.
type shape struct {
	name string
	// peak is when its intensity first is the highest, in minutes after its onset.
	peak float64
	// at is the intensity by minutes: 1 is the peak of all but the cascade, which is measured by its sum.
	at func(minute float64) float64
	// night is set on the shape that begins at nights and weekends only, and is weighed
	// by how many are awake.
	night bool
}

// shapes are those of the crisis benchmark.
func shapes() []shape {
	return []shape{
		{name: "flash", peak: 10, at: flash},
		{name: "storm15", peak: 75, at: storm(15)},
		{name: "storm30", peak: 150, at: storm(30)},
		{name: "storm60", peak: 300, at: storm(60)},
		{name: "slowburn", peak: 720, at: slowBurn},
		{name: "offhours", peak: 150, at: storm(30), night: true},
		{name: "cascade", peak: 0, at: cascade},
	}
}

// magnitudes are how many times the brand's usual rate a crisis adds at its peak.
func magnitudes() []float64 { return []float64{2, 4, 8, 16, 32} }

// flash is news: all at once, and fading (Crane and Sornette 2008).
func flash(t float64) float64 {
	if t < 10 {
		return t / 10
	}
	return math.Pow(1+(t-10)/60, -1.4)
}

// storm doubles five times to its peak, stays for an hour and halves every four.
func storm(doubling float64) func(float64) float64 {
	return func(t float64) float64 {
		switch top := 5 * doubling; {
		case t < top:
			return math.Exp2((t - top) / doubling)
		case t < top+60:
			return 1
		default:
			return math.Exp2(-(t - top - 60) / 240)
		}
	}
}

// slowBurn grows for half a day.
func slowBurn(t float64) float64 {
	switch {
	case t < 720:
		return t / 720
	case t < 1080:
		return 1
	}
	return math.Exp2(-(t - 1080) / 480)
}

// cascade is one post being passed on (SEISMIC, Zhao et al. 2015), scaled so that a day
// holds one hour of the peak.
func cascade(t float64) float64 {
	const flat, power = 5, 1.242
	whole := flat + flat/(power-1)*(1-math.Pow(24*60/flat, 1-power))
	density := 60 / whole
	if t <= flat {
		return density
	}
	return density * math.Pow(t/flat, -power)
}

// pulse is a text that many sites print within an hour.
func pulse(t float64) float64 {
	e := math.Exp(-(t - 60) / 12)
	return 4 * e / ((1 + e) * (1 + e))
}

// flood is a program that posts for two hours.
func flood(t float64) float64 {
	if t < 120 {
		return 1
	}
	return 0
}

// mean is the sum of an intensity over the step that begins at a minute.
func mean(at func(float64) float64, minute float64) float64 {
	const parts = 50
	sum := 0.0
	for i := range parts {
		sum += at(minute + (float64(i)+.5)*stepMinutes/parts)
	}
	return sum * stepMinutes / parts
}
