package main

import (
	"fmt"

	"tocsin/bench/peers"
)

// rates measures how often each detector pages where nothing but ordinary bursts happen:
// Tocsin against what it promises, others at the thresholds they are shipped with.
func rates(o setting, p printer) error {
	tolls := map[string][]toll{}
	var order []string
	for _, seed := range o.seeds {
		all, err := o.background(seed)
		if err != nil {
			return err
		}
		for _, c := range append(ours(), rivals(shipped)...) {
			r := watch(all, nil, c.fresh)
			for _, l := range c.at {
				name := fmt.Sprintf("%s, %s", c.name, l.name)
				if tolls[name] == nil {
					order = append(order, name)
				}
				tolls[name] = append(tolls[name], r.toll(l.score))
			}
		}
	}
	p.line("promised: once in 28 days is 0.25 pages/bw, once in 7 days 1.00\n%-34s %s", "", tollTitle)
	for _, name := range order {
		p.line("%-34s %s", name, tollText(tolls[name]))
	}
	p.line("\nas shipped:")
	for _, e := range peers.All() {
		p.line("%-18s at %.4g: %s", e.Name, e.Shipped, e.Why)
	}
	return nil
}
