package main

import (
	"fmt"
	"math"
	"strings"

	"tocsin/rules/surge"
)

// fit prints what the constants in rules/surge/fleet.go are taken from: the laws of the
// daily maxima of the invented fleet by channel and window, and at which score each
// channel pages as often as it promises.
func fit(o setting, p printer) error {
	all, err := o.background(o.seeds[0])
	if err != nil {
		return err
	}
	for _, kind := range []surge.Kind{surge.Volume, surge.Anger} {
		var text strings.Builder
		for window, l := range laws(all, kind) {
			fmt.Fprintf(&text, "   %3d min: loc %.3f scale %.3f", []int{15, 60, 360}[window], l.loc, l.scale)
		}
		p.line("%-13s%s", []string{"volume", "anger"}[kind], text.String())
	}
	p.line("")
	for _, c := range ours() {
		r := watch(all, nil, c.fresh)
		var text strings.Builder
		for _, n := range []float64{7, 14, 28, 56, 112} {
			fmt.Fprintf(&text, "   once in %3.0f d at %.2f, promised %.2f", n, r.threshold(7/n), math.Log10(n))
		}
		p.line("%-13s%s", c.name, text.String())
	}
	return nil
}

// A law is Gumbel's, of the highest of a day.
type law struct{ loc, scale float64 }

// laws are the mean laws of all series, by window.
func laws(all []*series, kind surge.Kind) []law {
	each := make([][]law, len(all))
	together(len(all), func(i int) {
		for _, days := range highest(all[i], kind) {
			each[i] = append(each[i], gumbel(days))
		}
	})
	sum := make([]law, len(each[0]))
	for _, of := range each {
		for window, l := range of {
			sum[window].loc += l.loc / float64(len(all))
			sum[window].scale += l.scale / float64(len(all))
		}
	}
	return sum
}

// highest are the highest of each scored day, by window.
func highest(s *series, kind surge.Kind) [3][]float64 {
	var days [3][]float64
	var high [3]float64
	c := surge.NewChannel(kind)
	for i, st := range s.steps {
		var m surge.Mark
		if kind == surge.Volume {
			m = c.Observe(st.clock(), st.authors)
		} else {
			m = c.ObservePart(st.clock(), st.angry, st.authors)
		}
		if i < s.from {
			continue
		}
		for k, h := range m.Heights {
			high[k] = max(high[k], h)
			if i%day == day-1 {
				days[k] = append(days[k], high[k])
				high[k] = 0
			}
		}
	}
	return days
}

// gumbel is the law of some highest by their mean and variance; what stands out is cut,
// as the detector cuts it.
func gumbel(highest []float64) law {
	const most, euler = .9, .5772156649
	mean, square := 0.0, 0.0
	for _, h := range highest {
		h = min(h, most)
		mean += h / float64(len(highest))
		square += h * h / float64(len(highest))
	}
	scale := math.Sqrt(6*(square-mean*mean)) / math.Pi
	return law{mean - euler*scale, scale}
}
