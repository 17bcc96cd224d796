package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"tocsin/rules/surge"
)

// nab measures the score of NAB's realTweets, with a threshold chosen on the very series
// and, for each brand, with one chosen on the others.
func nab(o setting, p printer) error {
	if o.nab == "" {
		return errors.New("bench scores NAB without its data: name their folder, as in bench nab -nab realTweets")
	}
	all, err := o.background(1)
	if err != nil {
		return err
	}
	field := []contender{
		{name: "novelty", fresh: newNovel},
		{name: "pages, volume", fresh: ours()[0].fresh},
	}
	field = append(field, rivals(shipped)...)
	p.line("%-20s %-26s %-26s %s", "", "own threshold", "threshold of the others", "by brand, standard: own/others'")
	p.line("%-20s %-26s %-26s", "", "standard low FP low FN", "standard low FP low FN")
	for _, c := range field {
		b := newBoard(all, watch(all, nil, c.fresh).scores)
		mine, theirs := b.own(), b.leftOut()
		p.line("%-20s %-26s %-26s %s", c.name, b.profiles(mine), b.profiles(theirs), b.brands(all, mine[0], theirs[0]))
	}
	p.line("\n%d brands; the alert rule is the same for all: within 24 h of an alert another only if ln(1+score) rose by %.1f", len(all), rise)
	return nil
}

// rise is how much ln(1+score) must rise for another alert within a day.
const rise = .4

// alerts are the rows at which a score that reaches a threshold alerts: once, and within a
// day again only if it has risen.
func alerts(loud []loudness, threshold float64) []int {
	var found []int
	last, level := -day, 0.0
	for _, l := range loud {
		if l.score < threshold || l.row-last < day && l.log < level+rise {
			continue
		}
		found = append(found, l.row)
		last, level = l.row, l.log
	}
	return found
}

// A loudness is a row with a score above 0, and ln(1+score).
type loudness struct {
	row        int
	score, log float64
}

func louder(scores []float32) []loudness {
	var found []loudness
	for row, v := range scores {
		if v > 0 {
			found = append(found, loudness{row, float64(v), math.Log1p(float64(v))})
		}
	}
	return found
}

// A board holds the score of each series and profile at each threshold.
type board struct {
	thresholds []float64
	// points are by threshold, profile and series.
	points [][][]float64
	// windows are those of each series.
	windows []float64
}

func newBoard(all []*series, scores [][]float32) *board {
	b := &board{thresholds: candidates(scores)}
	louds := make([][]loudness, len(all))
	marks := make([]labelling, len(all))
	for i, s := range all {
		louds[i], marks[i] = louder(scores[i]), labels(s)
		b.windows = append(b.windows, marks[i].scored())
	}
	b.points = make([][][]float64, len(b.thresholds))
	together(len(b.thresholds), func(t int) {
		b.points[t] = make([][]float64, len(profiles()))
		for i := range all {
			rows := alerts(louds[i], b.thresholds[t])
			for k, p := range profiles() {
				b.points[t][k] = append(b.points[t][k], marks[i].score(rows, p))
			}
		}
	})
	return b
}

// candidates are thresholds to choose from: all of the highest scores, and ever fewer of
// the lower ones.
func candidates(scores [][]float32) []float64 {
	values := slices.Concat(scores...)
	slices.Sort(values)
	values = slices.Compact(values)
	var found []float64
	for rank := 1; rank <= len(values) && values[len(values)-rank] > 0; rank += 1 + rank/200 {
		found = append(found, float64(values[len(values)-rank]))
	}
	return found
}

// best is the threshold at which series have the best sum, one of them left out.
func (b *board) best(profile, without int) int {
	best, found := math.Inf(-1), 0
	for t := range b.thresholds {
		sum := 0.0
		for i, v := range b.points[t][profile] {
			if i != without {
				sum += v
			}
		}
		if sum > best {
			best, found = sum, t
		}
	}
	return found
}

// own are the points of each series by profile, at the threshold that is best for all.
func (b *board) own() [][]float64 {
	var found [][]float64
	for k := range profiles() {
		found = append(found, b.points[b.best(k, -1)][k])
	}
	return found
}

// leftOut are the points of each series at the threshold that is best for the others.
func (b *board) leftOut() [][]float64 {
	var found [][]float64
	for k := range profiles() {
		var points []float64
		for i := range b.windows {
			points = append(points, b.points[b.best(k, i)][k][i])
		}
		found = append(found, points)
	}
	return found
}

func (b *board) normal(points []float64, profile int) float64 {
	sum, windows := 0.0, 0.0
	for i, v := range points {
		sum += v
		windows += b.windows[i]
	}
	return normal(sum, windows, profiles()[profile])
}

// profiles are the scores of all series together.
func (b *board) profiles(points [][]float64) string {
	var text strings.Builder
	for i := range profiles() {
		fmt.Fprintf(&text, "%8.1f", b.normal(points[i], i))
	}
	return text.String()
}

// brands are the standard scores of each.
func (b *board) brands(all []*series, own, others []float64) string {
	p := profiles()[0]
	var text strings.Builder
	for i, s := range all {
		fmt.Fprintf(&text, " %s %.0f/%.0f", s.name, normal(own[i], b.windows[i], p), normal(others[i], b.windows[i], p))
	}
	return text.String()
}

func newNovel() detector { return &novel{*surge.NewDetector()} }

// novel is the channel of magnitude.
type novel struct{ surge.Detector }

func (n *novel) observe(st step) float64 {
	return n.Observe(st.clock(), surge.Counts{Voices: st.authors}).Novelty
}
func (n *novel) clone() detector { c := *n; return &c }
