package main

import (
	"fmt"
	"math"
	"tocsin/rules/surge"
)

// fit prints the fleet's laws.
func fit(fl []*series) {
	for kind := range 2 {
		var loc, scl, n [3]float64
		for _, s := range fl {
			c := surge.NewChannel(surge.Kind(kind))
			var days [3][]float64
			var high [3]float64
			for i, st := range s.steps {
				var m surge.Mark
				if kind == 0 {
					m = c.Observe(st.clock(), st.all)
				} else {
					m = c.ObservePart(st.clock(), st.angry, st.authors)
				}
				if i < s.from {
					continue
				}
				for k := range high {
					high[k] = max(high[k], m.Heights[k])
				}
				if i%288 == 287 {
					for k := range high {
						days[k] = append(days[k], high[k])
						high[k] = 0
					}
				}
			}
			for k, d := range days {
				// winsorise at mean+3 sd
				m, q := 0.0, 0.0
				for _, v := range d {
					v = min(v, .9)
					m += v / float64(len(d))
					q += v * v / float64(len(d))
				}
				sc := math.Sqrt(6*(q-m*m)) / math.Pi
				scl[k] += sc
				loc[k] += m - .5772*sc
				n[k]++
			}
		}
		fmt.Print("kind ", kind)
		for k := range 3 {
			fmt.Printf("  loc %.3f scale %.3f", loc[k]/n[k], scl[k]/n[k])
		}
		fmt.Println()
	}
}

func rates(name string, r *run) {
	fmt.Printf("%s rates:", name)
	for _, b := range []float64{1, .5, .25, .125, .0625} {
		fmt.Printf("  once in %.0f d at %.2f", 7/b, r.threshold(b))
	}
	fmt.Println()
}
