package main

import (
	"math"

	"tocsin/bench/peers"
	"tocsin/rules/surge"
)

// A contender is a detector with the thresholds it is run at.
type contender struct {
	name  string
	fresh func() detector
	at    []limit
}

// A limit is a threshold, or what it is chosen by in hindsight.
type limit struct {
	name string
	// score is the threshold; NaN has it chosen so that it pages so often a brand-week.
	score, budget float64
}

// budget is one page of a brand in four weeks.
const budget = .25

func days(name string, n float64) limit { return limit{name: name, score: math.Log10(n)} }
func hindsight() limit                  { return limit{name: ".25/bw", score: math.NaN(), budget: budget} }

func (l limit) threshold(r *run) float64 {
	if math.IsNaN(l.score) {
		return r.threshold(l.budget)
	}
	return l.score
}

// promises are the two that Tocsin makes by formula: once in 28 days, and in 7.
func promises() []limit { return []limit{days("28 d", 28), days("7 d", 7)} }

// ours are Tocsin's channels.
func ours() []contender {
	return []contender{
		{"volume", func() detector { return &volume{*surge.NewChannel(surge.Volume)} }, promises()},
		{"anger", func() detector { return &anger{*surge.NewChannel(surge.Anger)} }, promises()},
		{"all channels", allChannels, promises()},
	}
}

func allChannels() detector { return &channels{*surge.NewDetector()} }

func allPosts() detector { return &counted{*surge.NewDetector()} }

// volume is the channel of voices alone.
type volume struct{ surge.Channel }

func (v *volume) observe(st step) float64 { return v.Observe(st.clock(), st.authors).Score }
func (v *volume) clone() detector         { c := *v; return &c }

// anger is the channel of negative voices alone.
type anger struct{ surge.Channel }

func (a *anger) observe(st step) float64 {
	return a.ObservePart(st.clock(), st.angry, st.authors).Score
}
func (a *anger) clone() detector { c := *a; return &c }

// channels are all of them under one promise.
type channels struct{ surge.Detector }

func (c *channels) observe(st step) float64 {
	return c.Observe(st.clock(), surge.Counts{Voices: st.authors, Angry: st.angry}).Score
}
func (c *channels) clone() detector { d := *c; return &d }

// counted are all channels, but fed with posts where they want authors.
type counted struct{ surge.Detector }

func (c *counted) observe(st step) float64 {
	return c.Observe(st.clock(), surge.Counts{Voices: st.all, Angry: st.negative}).Score
}
func (c *counted) clone() detector { d := *c; return &d }

// A rival is a detector of others, which counts posts.
type rival struct{ peers.Peer }

func (r rival) observe(st step) float64 { return r.Observe(st.all) }
func (r rival) clone() detector         { return rival{r.Clone()} }

// rivals are the detectors of others, at some limit.
func rivals(at func(peers.Entry) limit) []contender {
	var all []contender
	for _, e := range peers.All() {
		all = append(all, contender{e.Name, func() detector { return rival{e.New()} }, []limit{at(e)}})
	}
	return all
}

// angered are two rules of others on the negative posts alone: what these tell without
// Tocsin's arithmetic.
func angered() []contender {
	var all []contender
	for _, e := range peers.All() {
		if e.Name == "NB tail, seasonal" || e.Name == "z-score 1 h/7 d" {
			fresh := func() detector { return negatives{e.New()} }
			all = append(all, contender{e.Name + " of negatives", fresh, []limit{hindsight()}})
		}
	}
	return all
}

// negatives are a detector of others that counts negative posts.
type negatives struct{ peers.Peer }

func (n negatives) observe(st step) float64 { return n.Observe(st.negative) }
func (n negatives) clone() detector         { return negatives{n.Clone()} }

func shipped(e peers.Entry) limit { return limit{name: "as shipped", score: e.Shipped} }
func matched(peers.Entry) limit   { return hindsight() }
