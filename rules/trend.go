package rules

import (
	"math"
)

// A Trend is a steady rise that a signal is about.
type Trend struct {
	// Of is what rises: "voices" or "negative share".
	Of string `json:"of"`
	// From and To are the medians of the first and of the last week of so many Days: voices a
	// day, or the part of them that is negative.
	From float64 `json:"from"`
	To   float64 `json:"to"`
	Days int     `json:"days"`
	// Rises of Pairs are the pairs of days of a kind of which the later is higher.
	Rises int `json:"rises"`
	Pairs int `json:"pairs"`
	// Percent is the growth a day.
	Percent float64 `json:"percent"`
	// Z is how many standard deviations the rise lies above chance.
	Z float64 `json:"z"`
}

// A reading of a day in a trend; kind parts what may be compared.
type value struct {
	day  int
	kind bool
	log  float64
}

// trendOf is the trend of some positive values. Weekends are held against weekends and
// working days against working days: it is the seasonal Kendall test with Sen's slope (Hirsch,
// Slack & Smith 1982), on logarithms, so that the slope is a growth.
func trendOf(values []value) Trend {
	var slopes []float64
	var t Trend
	sum, variance := 0, 0.0
	of := map[bool]float64{}
	for i, a := range values {
		of[a.kind]++
		for _, b := range values[i+1:] {
			if a.kind != b.kind {
				continue
			}
			t.Pairs++
			slopes = append(slopes, (b.log-a.log)/float64(b.day-a.day))
			switch {
			case b.log > a.log:
				t.Rises++
				sum++
			case b.log < a.log:
				sum--
			}
		}
	}
	for _, n := range of {
		variance += n * (n - 1) * (2*n + 5) / 18
	}
	if len(slopes) == 0 || variance == 0 {
		return t
	}
	t.Z = math.Max(0, float64(sum-1)/math.Sqrt(variance))
	slope := median(slopes)
	t.Percent = 100 * (math.Exp(slope) - 1)
	t.levels(values)
	return t
}

// levels are the medians of the first and of the last seven days: each a whole week.
func (t *Trend) levels(values []value) {
	first, last := values[0].day, values[len(values)-1].day
	t.Days = last - first + 1
	var early, late []float64
	for _, v := range values {
		if v.day < first+7 {
			early = append(early, v.log)
		}
		if v.day > last-7 {
			late = append(late, v.log)
		}
	}
	t.From, t.To = math.Exp(median(early)), math.Exp(median(late))
}
