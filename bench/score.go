package main

import "math"

// A profile is what the Numenta Anomaly Benchmark has an alert outside a window and a
// window without alerts cost (Lavin and Ahmad 2015).
type profile struct {
	name          string
	wrong, missed float64
}

func profiles() []profile {
	return []profile{{"standard", .11, 1}, {"low FP", .22, 1}, {"low FN", .11, 2}}
}

// A labelling is what NAB scores a series by.
type labelling struct {
	// probation is how many rows at the beginning are not scored.
	probation int
	// windows are the first and the last row of each, and they do not overlap.
	windows [][2]int
}

// labels are those of a series.
func labels(s *series) labelling {
	l := labelling{probation: min(len(s.steps)*15/100, 750)}
	for i, st := range s.steps {
		switch {
		case !st.labelled:
		case i > 0 && s.steps[i-1].labelled && s.steps[i-1].window == st.window:
			l.windows[len(l.windows)-1][1] = i
		default:
			l.windows = append(l.windows, [2]int{i, i})
		}
	}
	return l
}

// sigmoid is 1 long before 0, -1 long after it.
func sigmoid(y float64) float64 { return 2/(1+math.Exp(5*y)) - 1 }

// score is what alerts at some rows, in order, are worth: of each window the earliest
// counts, and one outside costs the more, the longer it comes after a window.
func (l labelling) score(alerts []int, p profile) float64 {
	best := make([]float64, len(l.windows))
	for i := range best {
		if l.windows[i][1] >= l.probation {
			best[i] = -p.missed
		}
	}
	sum := 0.0
	for _, row := range alerts {
		if row < l.probation {
			continue
		}
		switch i := l.begun(row); {
		case i < 0:
			sum -= p.wrong
		case row <= l.windows[i][1]:
			best[i] = max(best[i], l.weight(i, row))
		default:
			sum += p.wrong * l.late(i, row)
		}
	}
	for _, v := range best {
		sum += v
	}
	return sum
}

// begun is the last window that begins before or at a row, -1 if none.
func (l labelling) begun(row int) int {
	found := -1
	for i, w := range l.windows {
		if w[0] <= row {
			found = i
		}
	}
	return found
}

// weight is what an alert in a window is worth: 1 at its first row, next to nothing at its last.
func (l labelling) weight(window, row int) float64 {
	w := l.windows[window]
	y := -float64(w[1]-row+1) / float64(w[1]-w[0]+1)
	return sigmoid(y) / sigmoid(-1)
}

// late is what an alert after a window is worth: hardly less than 0 right after it, -1 far from it.
func (l labelling) late(window, row int) float64 {
	w := l.windows[window]
	y := float64(row-w[1]) / float64(w[1]-w[0])
	if y > 3 {
		return -1
	}
	return sigmoid(y)
}

// scored is how many windows have rows that are scored.
func (l labelling) scored() float64 {
	n := 0.0
	for _, w := range l.windows {
		if w[1] >= l.probation {
			n++
		}
	}
	return n
}

// normal brings a sum over series to the scale on which silence is 0 and the first row
// of each window 100.
func normal(sum, windows float64, p profile) float64 {
	null := -p.missed * windows
	return 100 * (sum - null) / (windows - null)
}
