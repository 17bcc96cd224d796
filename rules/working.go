package rules

import (
	"math"
	"time"

	"tocsin/rules/surge"
)

// A Working is what a rarity was reckoned from: whoever redoes it with a pocket calculator
// comes to the same days. The figures are rounded, and those printed are these.
type Working struct {
	// Count is what the channel heard in the window, Expected what was usual; both are 0
	// where a part of the window is too old to say.
	Count    int     `json:"count"`
	Expected float64 `json:"expected"`
	// Residual is the mean of the steps' compressed residuals, Usual what it usually is,
	// Deviation how far it strays.
	Residual  float64 `json:"residual"`
	Usual     float64 `json:"usual"`
	Deviation float64 `json:"deviation"`
	// Unit brings the windows to one scale.
	Unit float64 `json:"unit"`
	// Location and Scale are of Gumbel's law of the highest points of the brand's days.
	Location float64 `json:"location"`
	Scale    float64 `json:"scale"`
	// Window is the window's part of the days promised, Channel the channel's.
	Window  float64 `json:"window_part"`
	Channel float64 `json:"channel_part"`
	// Plus and Times are the line that brings log10 of the days to what was measured of many
	// brands; Off is taken off where this brand rises more often than promised.
	Plus  float64 `json:"plus"`
	Times float64 `json:"times"`
	Off   float64 `json:"off"`
}

// Z is how many standard deviations the window lies above what is usual for it.
func (w Working) Z() float64 { return (w.Residual - w.Usual) / w.Deviation }

// Height is the window's height on the scale of the law.
func (w Working) Height() float64 { return math.Log1p(w.Z() / w.Unit) }

// Own is how many days pass between two of the brand's own that rise so far.
func (w Working) Own() float64 {
	return -1 / math.Expm1(-math.Exp(-(w.Height()-w.Location)/w.Scale))
}

// Promised is the days once many brands' days, and this one's keeping of its promise, are
// reckoned in.
func (w Working) Promised() float64 {
	return math.Pow(10, w.Plus+w.Times*math.Log10(w.Own()*w.Window)-w.Off)
}

// Days is what is told: the channel's part of it.
func (w Working) Days() float64 { return w.Promised() * w.Channel }

// fewer is about how many voices of the window fewer would have come more often than once in
// so many days, if each of its steps had as much less; 0 where that cannot be told.
func (w Working) fewer(days float64) int {
	if w.Expected <= 0 || float64(w.Count) <= w.Expected || w.Days() < days {
		return 0
	}
	own := math.Pow(10, (math.Log10(days/w.Channel)+w.Off-w.Plus)/w.Times) / w.Window
	height := max(0, w.Location-w.Scale*math.Log(-math.Log1p(-1/max(own, 1.0001))))
	residual := w.Usual + w.Deviation*w.Unit*math.Expm1(height)
	part := min(max(0, math.Expm1(residual)/math.Expm1(w.Residual)), 1)
	return max(1, int(math.Ceil((float64(w.Count)-w.Expected)*(1-part))))
}

// workingOf is the working of what a meter says by one of its channels, and was counted there.
func workingOf(r surge.Reading, counted tallied) *Working {
	scale, known := surge.ScaleOf(r.Kind, r.Window)
	if !known || r.Working.Deviation == 0 {
		return nil
	}
	return &Working{
		Count: int(counted.count), Expected: math.Round(100*float64(counted.expected)) / 100,
		Residual: sixth(r.Working.Residual), Usual: sixth(r.Working.Usual), Deviation: sixth(r.Working.Deviation),
		Unit: scale.Unit, Location: sixth(r.Working.Location), Scale: sixth(r.Working.Scale),
		Window: sixth(scale.Window), Channel: sixth(scale.Channel), Plus: sixth(scale.Plus), Times: sixth(scale.Times), Off: sixth(r.Working.Off),
	}
}

// A heardStep is what was heard in a step, and was expected.
type heardStep struct {
	voices, angry       int32
	usual, usuallyAngry float32
}

// A tallied is what a channel heard in a window, and what was expected.
type tallied struct {
	count    int32
	expected float32
}

// note takes a step into the last hours, and tells a gauge what was counted in its windows.
func (d *stand) note(t tally, g *gauge) {
	d.lately[d.done%rest] = heardStep{t.voices, t.angry, float32(g.Usual), float32(g.Negative.Expected)}
	if g.Score > 0 {
		g.counted = d.counted(g.Kind, g.Window)
	}
	if g.Negative.Score > 0 {
		g.angry = d.counted(surge.Anger, g.Negative.Window)
	}
}

// counted sums a channel over the steps of a window that ends now.
func (d *stand) counted(kind surge.Kind, minutes int) tallied {
	var sum tallied
	for k := range min(int64(time.Duration(minutes)*time.Minute/stepLength), d.done) {
		h := d.lately[(d.done-k)%rest]
		if kind == surge.Anger {
			sum.count, sum.expected = sum.count+h.angry, sum.expected+h.usuallyAngry
		} else {
			sum.count, sum.expected = sum.count+h.voices, sum.expected+h.usual
		}
	}
	return sum
}

// overlook forgets of the last steps as many as say nothing, or all that are left of an event.
func (d *stand) overlook(steps int) {
	for k := range min(int64(steps), rest) {
		d.lately[(d.done+rest-k)%rest] = heardStep{}
	}
}

// sixth rounds a figure to six decimals.
func sixth[F float32 | float64](f F) float64 { return math.Round(1e6*float64(f)) / 1e6 }
