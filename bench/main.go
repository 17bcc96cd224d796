package main

import (
	"flag"
	"fmt"
	"math"
	"time"

	"tocsin/rules/surge"
)

type volume struct{ c surge.Channel }

func (o *volume) observe(st step) float64 { return o.c.Observe(st.clock(), st.all).Score }
func (o *volume) clone() detector         { c := *o; return &c }

type anger struct{ c surge.Channel }

func (o *anger) observe(st step) float64 { return o.c.ObservePart(st.clock(), st.angry, st.authors).Score }
func (o *anger) clone() detector         { c := *o; return &c }

type both struct{ d surge.Detector }

func (o *both) observe(st step) float64 {
	return o.d.Observe(st.clock(), surge.Counts{Voices: st.authors, Angry: st.angry}).Score
}
func (o *both) clone() detector { c := *o; return &c }

func newVolume() detector { return &volume{*surge.NewChannel(surge.Volume)} }
func newAnger() detector  { return &anger{*surge.NewChannel(surge.Anger)} }
func newBoth() detector   { return &both{*surge.NewDetector()} }

func show(name string, r *run, t float64) {
	p, w, worst := r.pages(t)
	if len(r.cases) == 0 {
		fmt.Printf("%-10s T %.2f pages/bw %.3f (%.0f in %.0f) worst %.2f\n", name, t, p/w, p, w, worst)
		return
	}
	o := r.outcome(t)
	fmt.Printf("%-10s T %.2f pages/bw %.3f | recall %.1f timely %.1f | m %.0f %.0f %.0f %.0f %.0f | storm30x16 %.0f %.0f min |", name, t, p/w, o.recall, o.timely,
		o.byM[2], o.byM[4], o.byM[8], o.byM[16], o.byM[32], o.storm[0], o.storm[1])
	for _, s := range shapes() {
		fmt.Printf(" %s %.0f/%.0f", s.name, o.byShape[s.name][0], o.byShape[s.name][1])
	}
	fmt.Println()
}

func main() {
	dir := flag.String("nab", "", "")
	seed := flag.Uint64("seed", 1, "")
	brands := flag.Int("fleet", 200, "")
	flag.Parse()
	began := time.Now()
	if *dir != "" {
		all, err := readNAB(*dir)
		if err != nil {
			panic(err)
		}
		voiced(all, *seed)
		for _, s := range all {
			fmt.Printf("%s %.1f  ", s.name, s.level)
		}
		fmt.Println()
		for i, f := range []func() detector{newVolume, newAnger, newBoth} {
			r := play(all, f, true, *seed)
			fmt.Println([]string{"volume", "anger", "both"}[i], len(r.cases), "cases")
			show("28d", r, math.Log10(28))
			show("7d", r, math.Log10(7))
			show("matched", r, r.threshold(.25))
			rates("dev", r)
		}
	}
	fl := fleet(*brands, 10, *seed)
	voiced(fl, *seed)
	fit(fl)
	for i, f := range []func() detector{newVolume, newAnger, newBoth} {
		fmt.Println([]string{"volume", "anger", "both"}[i])
		r := play(fl, f, false, *seed)
		show("fleet28", r, math.Log10(28))
		show("fleet7", r, math.Log10(7))
		rates("fleet", r)
	}
	fmt.Println(time.Since(began))
}
