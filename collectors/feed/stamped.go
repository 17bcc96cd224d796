package feed

import (
	"slices"
	"time"
)

// Some feeds give each item the moment at which they are read for a date, or one that
// is counted back from there ("two hours ago"). Nothing is known again by such a date.

// slack is by how many seconds such a date may miss the moment it stands for.
const slack = 5

// stamped reports whether most items of a document that has the words of another, read
// before, have dates that moved as the clock did in between or, where there are several,
// to the moment of reading. Those that are known by an id are no evidence.
func (m memory) stamped(items []item, before, now time.Time) bool {
	type place struct {
		at uint64
		said
	}
	was, more := map[place]trace{}, map[place]int{}
	for _, t := range m.traces[:m.last] {
		was[place{t.at, said{t.words, t.author}}] = t
	}
	for _, x := range items {
		more[place{x.at, said{x.words, x.author}}]++
	}
	known, clock, moment := 0, 0, 0
	for i, x := range items {
		p := place{x.at, said{x.words, x.author}}
		t, met := was[p]
		if !met || x.same < i || more[p] > 1 || x.words == 0 || x.date == 0 || t.date == 0 || x.id != 0 && x.id == t.id {
			continue
		}
		known++
		moved := int64(x.date) - int64(t.date)
		switch {
		case moved == 0:
		case !before.IsZero() && near(moved, int64(now.Sub(before).Seconds())):
			clock++
		case near(int64(x.date), now.Unix()):
			moment++
		}
	}
	return 2*clock > known || moment >= 2 && 2*(clock+moment) > known
}

func near(a, b int64) bool { return -slack <= a-b && a-b <= slack }

// undated is a memory without dates.
func (m memory) undated() memory {
	m.traces = slices.Clone(m.traces)
	for i := range m.traces {
		m.traces[i].date = 0
	}
	return m
}

// undate has items go without dates.
func undate(items []item) {
	for i := range items {
		items[i].date, items[i].dated, items[i].stamped = 0, false, true
	}
}
