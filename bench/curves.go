package main

import "math"

// A shape is how a crisis rises and falls: its intensity by minutes after its onset, 1 at its peak.
type shape struct {
	name string
	// peak is when the intensity first is the highest, in minutes.
	peak float64
	at   func(minute float64) float64
	// night is set on the shape that begins at nights and weekends only, and is weighed by the attention of the hour.
	night bool
}

// storm doubles five times to its peak, stays an hour and halves every four.
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

func flash(t float64) float64 {
	if t < 10 {
		return t / 10
	}
	return math.Pow(1+(t-10)/60, -1.4)
}

func slowBurn(t float64) float64 {
	switch {
	case t < 720:
		return t / 720
	case t < 1080:
		return 1
	}
	return math.Exp2(-(t - 1080) / 480)
}

// cascade is the posts about one post, scaled so that a day holds one hour of the peak.
func cascade(t float64) float64 {
	const flat, power = 5, 1.242
	whole := flat + flat/(power-1)*(1-math.Pow(24*60/flat, 1-power))
	density := 60 / whole
	if t <= flat {
		return density
	}
	return density * math.Pow(t/flat, -power)
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
		{name: "cascade", peak: 5, at: cascade},
	}
}

// magnitudes are how many times the brand's usual rate a crisis adds at its peak.
var magnitudes = []float64{2, 4, 8, 16, 32}

// added is the mean of what a shape adds in the step that begins at a minute, per unit of its peak's rate a minute.
func (s shape) added(minute float64) float64 {
	const parts = 50
	sum := 0.0
	for i := range parts {
		sum += s.at(minute + (float64(i)+.5)*stepMinutes/parts)
	}
	return sum * stepMinutes / parts
}

const stepMinutes = 5
