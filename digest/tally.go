package digest

import (
	"time"

	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

// A Count is how much was heard.
type Count struct {
	Voices   int `json:"voices"`
	Mentions int `json:"mentions"`
}

// A crowd counts distinct voices, and how they sound.
type crowd struct {
	voices   map[brand.Voice]rules.Stance
	mentions int
}

func (c *crowd) add(m brand.Mention) {
	if c.voices == nil {
		c.voices = map[brand.Voice]rules.Stance{}
	}
	v := m.Speaks()
	c.voices[v] = c.voices[v].Take(m.At.UnixNano(), m.Mood)
	c.mentions++
}

// tone is how the voices sound, each by its latest mention that can be told.
func (c *crowd) tone() rules.Moods {
	var m rules.Moods
	if c != nil {
		for _, stance := range c.voices {
			m.Add(stance.Mood())
		}
	}
	return m
}

func (c *crowd) count() Count {
	if c == nil {
		return Count{}
	}
	return Count{len(c.voices), c.mentions}
}

// A period is what was heard in one week. The strategy plan.Unassigned stands
// for what touches none.
type period struct {
	all        crowd
	strategies map[string]*crowd
	sources    map[string]*crowd
}

func (p *period) add(m brand.Mention) {
	p.all.add(m)
	of(&p.sources, m.Source).add(m)
	if len(m.Touches) == 0 {
		of(&p.strategies, plan.Unassigned).add(m)
	}
	touched := map[string]bool{}
	for _, t := range m.Touches {
		if !touched[t.Strategy] {
			of(&p.strategies, t.Strategy).add(m)
		}
		touched[t.Strategy] = true
	}
}

func of(crowds *map[string]*crowd, name string) *crowd {
	if *crowds == nil {
		*crowds = map[string]*crowd{}
	}
	c := (*crowds)[name]
	if c == nil {
		c = &crowd{}
		(*crowds)[name] = c
	}
	return c
}

// A Tally counts the mentions of a brand in a week and in the one before. It
// keeps figures, voices, the loudest stories and a key of every text it met, not the
// mentions: some 300 bytes for each.
type Tally struct {
	week      Week
	now, past [2]time.Time // the first moment counted, and the first one no longer
	this      period
	last      period
	makeup    makeup
	loud      loudest
	own       int
	// old is how many were there before anybody listened, or were imported.
	old int
}

// NewTally makes a Tally of a week as it stands at a moment. Of a week that is
// not over, the same stretch of the week before is what it is compared with.
func NewTally(week Week, at time.Time) *Tally {
	t := &Tally{week: week, now: [2]time.Time{week.From(), week.To()}, past: [2]time.Time{week.Previous().From(), week.From()}}
	if at.Before(t.now[1]) {
		t.now[1] = at
		if same := t.past[0].Add(at.Sub(t.now[0])); same.Before(t.past[1]) {
			t.past[1] = same
		}
	}
	return t
}

// Add counts a mention, in any order, each once. Mentions of other weeks, own
// posts and what was there before anybody listened count for nothing.
func (t *Tally) Add(m brand.Mention) {
	switch {
	case within(m.At, t.now) && m.Own:
		t.own++
	case within(m.At, t.now) && m.Backfill:
		t.old++
	case !m.Counts():
	case within(m.At, t.now):
		t.this.add(m)
		t.makeup.add(m)
		t.loud.add(m)
	case within(m.At, t.past):
		t.last.add(m)
	}
}

func within(at time.Time, span [2]time.Time) bool { return !at.Before(span[0]) && at.Before(span[1]) }
