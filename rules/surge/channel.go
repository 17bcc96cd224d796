package surge

import "math"

// A Channel scores one series of counts. Its zero value knows nothing and is not to
// be used; a copy of it is a channel of its own.
type Channel struct {
	Kind  Kind
	Steps int64 // passed, which says where the ring stands
	Seen  int64 // observed and learnt from: of these a day is made, whatever outage lies in it
	Days  int64 // closed
	Base  baseline
	Share sum
	Ring  [longest]struct{ Y, Above float32 }
	Wins  [windows]window
	Rare  [windows]rarity
	Kept  kept
}

// A Kind is what a channel counts.
type Kind int64

// The kinds of channel.
const (
	// Volume counts voices or mentions.
	Volume Kind = iota
	// Anger counts the negative among them, beyond what their number explains.
	Anger
)

// A Mark is how rare one step of a channel is.
type Mark struct {
	// Expected is the count that was usual for the step.
	Expected float64
	// Score is log10 of the return period in days, 0 where it is a day or nothing is known yet.
	Score float64
	// Window is the length that says so, in minutes.
	Window int
	// Heights of the windows, on the scale of the laws.
	Heights [windows]float64
	// Working is what the score was reckoned from.
	Working Working
}

// NewChannel is a channel that has seen nothing, and trusts the fleet.
func NewChannel(kind Kind) *Channel {
	c := &Channel{Kind: kind}
	for i := range c.Rare {
		c.Rare[i].Law = fleet(kind)[i]
	}
	return c
}

// Expect is the count that is usual for a step.
func (c *Channel) Expect(at Clock) float64 { return c.Base.normal(at).mu }

// Observe scores the next step of a volume.
func (c *Channel) Observe(at Clock, count float64) Mark {
	n := c.Base.normal(at)
	return c.take(at, n, count, n.mu, n.variance())
}

// ObservePart scores the next step of a part, such as the negative among all. More of
// the part than usual counts as far as the usual share of what is more than usual of
// all does not explain it: a crowd that talks as it always does is no outrage.
func (c *Channel) ObservePart(at Clock, part, all float64) Mark {
	n := c.Base.normal(at)
	if at.announced() { // a launch announces talk, and no anger
		n.mu /= at.Times
	}
	share := c.Share.over(15*.15, 15)
	expected := n.mu + share*max(0, all-n.mu/share)
	if limit := n.limit(); !at.announced() {
		c.Share.add(fadeFortnight, min(part, limit), min(all, limit/share))
	}
	return c.take(at, n, part, expected, expected+n.phi*expected*expected)
}

// take takes a count into the windows and, where nothing is announced, learns from it:
// neither an event nor one that nobody speaks of may become what is usual.
func (c *Channel) take(at Clock, n normal, count, expected, variance float64) Mark {
	off := count - expected
	if c.Kind == Anger && off > 0 {
		off = max(0, off-1) // one in every step may be one who never stops
	}
	y, above := float32(compress(off/math.Sqrt(variance+.5))), float32(off)
	m := Mark{Expected: expected}
	var stray [windows]deviation
	for i := range c.Wins {
		w := &c.Wins[i]
		old := &c.Ring[(c.Steps+longest-widths()[i])%longest]
		w.Sum += float64(y) - float64(old.Y)
		w.Above += float64(above) - float64(old.Above)
		stray[i] = w.deviation(i)
		m.Heights[i] = w.height(stray[i].z(), i, c.Kind)
		if !at.announced() {
			w.learn(stray[i].z(), stray[i].sd)
		}
	}
	slot := &c.Ring[c.Steps%longest]
	slot.Y, slot.Above = y, above
	c.Steps++
	if at.announced() {
		if !c.young() {
			c.score(&m, stray)
		}
		return m
	}
	limit := n.limit()
	if c.Seen < day {
		limit = n.first()
	}
	c.Base.learn(at, n, count, limit)
	c.Seen++
	if !c.young() {
		c.score(&m, stray)
		c.remember(m)
	}
	return m
}

// trial is how long a series is watched before it is scored.
const trial = 2 * day

// young reports whether too little is known to say anything.
func (c *Channel) young() bool { return c.Seen <= trial }

// score turns heights into return periods.
func (c *Channel) score(m *Mark, stray [windows]deviation) {
	for i, h := range m.Heights {
		if h <= 0 {
			continue
		}
		if s := c.Rare[i].Law.log10Days(h) + shares()[i]; s > m.Score {
			m.Score, m.Window = s, int(widths()[i])*Minutes
			m.Working = stray[i].working(c.Rare[i].Law, c.Kept.off(c.Kind))
		}
	}
	if m.Score > 0 {
		m.Score = max(0, promised(c.Kind, m.Score)-c.Kept.off(c.Kind))
	}
}

// remember turns a day's highest points into experience.
func (c *Channel) remember(m Mark) {
	for i, h := range m.Heights {
		r := &c.Rare[i]
		r.High = max(r.High, h)
	}
	c.Kept.note(c.Kind, m.Score)
	if c.Seen%day == 0 {
		for i := range c.Rare {
			c.Rare[i].close(c.Days, fleet(c.Kind)[i])
		}
		c.Days++
	}
}

// Skip passes over steps of which nothing is known: an outage is not silence.
func (c *Channel) Skip(steps int) {
	for range min(steps, longest) {
		for i := range c.Wins {
			w := &c.Wins[i]
			old := &c.Ring[(c.Steps+longest-widths()[i])%longest]
			w.Sum -= float64(old.Y)
			w.Above -= float64(old.Above)
		}
		slot := &c.Ring[c.Steps%longest]
		slot.Y, slot.Above = 0, 0
		c.Steps++
	}
}
