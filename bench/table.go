package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// print shows each row, its mean over the seeds and in brackets the least and most.
func (l *ledger) print(p printer) {
	p.line("\n%-34s %-32s %-16s %-16s %-19s %s", "", tollTitle, "recall %", "timely %", "recall at x2 .. x32", "storm30 x16: recall, median min (peak 150)")
	for _, r := range l.rows {
		p.line("%-34s %s %s %s %s %s", r.name, tollText(r.tolls),
			r.over(func(o outcome) float64 { return o.recall }),
			r.over(func(o outcome) float64 { return o.timely }),
			r.magnitudes(),
			r.storm())
	}
	p.line("\nrecall/timely %% by shape")
	var title strings.Builder
	for _, s := range shapes() {
		fmt.Fprintf(&title, " %9s", s.name)
	}
	p.line("%-34s%s", "", title.String())
	for _, r := range l.rows {
		p.line("%-34s%s", r.name, r.shapes())
	}
}

func (r *row) each(of func(outcome) float64) []float64 {
	var out []float64
	for _, o := range r.outcomes {
		out = append(out, of(o))
	}
	return out
}

func (r *row) over(of func(outcome) float64) string {
	values := r.each(of)
	return fmt.Sprintf("%-16s", fmt.Sprintf("%.1f (%.1f-%.1f)", average(values), slices.Min(values), slices.Max(values)))
}

// shapes are recall and timely of each.
func (r *row) shapes() string {
	var text strings.Builder
	for _, s := range shapes() {
		found := average(r.each(func(o outcome) float64 { return o.byShape[s.name].recall }))
		soon := average(r.each(func(o outcome) float64 { return o.byShape[s.name].timely }))
		fmt.Fprintf(&text, " %9s", fmt.Sprintf("%.0f/%.0f", found, soon))
	}
	return text.String()
}

func (r *row) magnitudes() string {
	var text strings.Builder
	for _, m := range magnitudes() {
		fmt.Fprintf(&text, "%4.0f", average(r.each(func(o outcome) float64 { return o.byMagnitude[m] })))
	}
	return text.String()
}

func (r *row) storm() string {
	medians := r.each(func(o outcome) float64 { return o.median })
	text := fmt.Sprintf("%.0f", average(medians))
	if math.IsInf(average(medians), 1) {
		text = "-"
	}
	return fmt.Sprintf("%3.0f, %s", average(r.each(func(o outcome) float64 { return o.storm })), text)
}

const tollTitle = "pages/bw (count, 95 %) worst"

// tollText is the mean toll of some seeds. The seeds share their background, or its
// kind, so the interval is that of one seed's count.
func tollText(tolls []toll) string {
	var mean toll
	for _, t := range tolls {
		n := float64(len(tolls))
		mean.pages += t.pages / n
		mean.weeks += t.weeks / n
		mean.worst = max(mean.worst, t.worst)
	}
	from, to := interval(mean.pages)
	return fmt.Sprintf("%-32s", fmt.Sprintf("%.2f (%.0f in %.0f: %.2f-%.2f) %.2f",
		mean.rate(), mean.pages, mean.weeks, from/mean.weeks, to/mean.weeks, mean.worst))
}

func average(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
