package main

import "slices"

// crisis measures which crises are found, how soon, and at which toll: Tocsin at what
// it promises by formula, and the rules of others at thresholds that hindsight chose for
// a page in four weeks. These know no authors, and no moods but where the row says so.
func crisis(o setting, p printer) error {
	field := slices.Concat([]contender{ours()[0], ours()[2]}, rivals(matched), angered())
	for i := range 2 {
		field[i].at = append(field[i].at, hindsight())
	}
	var l ledger
	for _, seed := range o.seeds {
		all, err := o.background(seed)
		if err != nil {
			return err
		}
		where := onsets(all, seed)
		incidents := crises(all, where, seed)
		p.line("seed %d: %d crises in %d brands", seed, len(incidents), len(all))
		for _, c := range field {
			l.enter(c, watch(all, where, c.fresh), incidents)
		}
	}
	l.print(p)
	return nil
}

// onsets are the sites of all series.
func onsets(all []*series, seed uint64) []sites {
	where := make([]sites, len(all))
	together(len(all), func(i int) { where[i] = all[i].sites(seed) })
	return where
}

// A ledger keeps what came out, by contender and limit, in the order they came.
type ledger struct{ rows []*row }

// A row is what came out for one limit, a seed at a time.
type row struct {
	name     string
	tolls    []toll
	outcomes []outcome
}

// enter has a run face incidents at each limit of a contender.
func (l *ledger) enter(c contender, r *run, incidents []incident) {
	thresholds := make([]float64, len(c.at))
	for i, limit := range c.at {
		thresholds[i] = limit.threshold(r)
	}
	after := r.face(incidents, thresholds)
	for i, limit := range c.at {
		entry := l.row(c.name + ", " + limit.name)
		entry.tolls = append(entry.tolls, r.toll(thresholds[i]))
		entry.outcomes = append(entry.outcomes, judge(incidents, column(after, i)))
	}
}

func (l *ledger) row(name string) *row {
	for _, r := range l.rows {
		if r.name == name {
			return r
		}
	}
	l.rows = append(l.rows, &row{name: name})
	return l.rows[len(l.rows)-1]
}

func column(table [][]float64, i int) []float64 {
	out := make([]float64, len(table))
	for k := range table {
		out[k] = table[k][i]
	}
	return out
}
