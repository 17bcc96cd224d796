package config

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
)

// A PlannedEvent is an event of the calendar, as the file has it: by the clocks of whichever
// brands it is for.
type PlannedEvent struct {
	What string
	// Brands are those it is for; none means all.
	Brands   []brand.Key
	From, To Date
	// Times is how many times the usual is expected while it lasts.
	Times float64
	// Strategy is the one it is planned for, "" if it is for none in particular.
	Strategy string
}

// For is the event by the clocks of a brand, and whether it is one of the brand's.
func (p PlannedEvent) For(b brand.Brand) (brand.Event, bool) {
	e := brand.Event{What: p.What, From: p.From.begins(b.Location), Until: p.To.ends(b.Location), Times: p.Times, Strategy: p.Strategy}
	return e, len(p.Brands) == 0 || slices.Contains(p.Brands, b.Key)
}

const (
	usualTimes           = 4
	leastTimes, mostTime = 1.5, 100
	// longestEvent is as long as anything can be said to be out of the ordinary.
	longestEvent = 92 * 24 * time.Hour
	// taught is how long an event must stay in the calendar after its end, so that nothing is
	// learnt from it: as long as hours are remembered.
	taught = 45 * 24 * time.Hour
	// longestWhat is how many characters a card has for what is planned.
	longestWhat = 60
)

// calendar reads what is planned. Brands and strategies are known by then.
func (r *reader) calendar(v value) {
	for _, item := range r.items(v, "a list of planned events, each a map of "+allOf(eventKeys())) {
		fields := r.record(item, eventKeys())
		if fields.kind() != yaml.MappingNode {
			continue
		}
		before := len(r.faults)
		p := r.event(fields)
		if r.faults[before:].Fatal() {
			continue
		}
		r.config.Calendar = append(r.config.Calendar, p)
		for i := range r.config.Brands {
			b := &r.config.Brands[i]
			if e, its := p.For(*b); its {
				b.Events = append(b.Events, e)
			}
		}
		r.past(p, fields.get("to"))
	}
}

func (r *reader) event(fields record) PlannedEvent {
	p := PlannedEvent{
		What: r.text(fields.get("what"), "what is planned, such as Sling ad launch"), Brands: r.eventBrands(fields),
		From: r.date(fields.get("from")), To: r.date(fields.get("to")), Times: r.times(fields.get("times")), Strategy: r.belongs(fields.get("strategy")),
	}
	if n := utf8.RuneCountInString(p.What); n > longestWhat {
		r.report(fields.get("what"), complaint{fmt.Sprintf("has %d characters, and cards show it", n), fmt.Sprintf("write at most %d", longestWhat)})
	}
	for _, need := range [][2]string{{"what", "what is planned, such as Sling ad launch"}, {"from", "its first day, such as 2026-11-20"}, {"to", "its last day, such as 2026-11-30"}} {
		if !fields.tells(need[0]) {
			r.report(fields.value, complaint{"a planned event has no " + need[0], "add " + need[0] + ": with " + need[1]})
		}
	}
	if p.From == (Date{}) || p.To == (Date{}) {
		return p
	}
	switch from, to := p.From.begins(time.UTC), p.To.ends(time.UTC); {
	case !to.After(from):
		r.report(fields.get("to"), complaint{fmt.Sprintf("ends before it begins, on %s", p.From), "write the last day of it, or the moment at which it ends"})
	case to.Sub(from) > longestEvent:
		r.report(fields.get("to"), complaint{
			fmt.Sprintf("it lasts for %d days, and what lasts so long becomes the usual", int(to.Sub(from).Hours()/24)),
			fmt.Sprintf("plan at most %d days, of which most is expected", int(longestEvent.Hours()/24)),
		})
	}
	return p
}

// eventBrands are the brands an event is for; none means all.
func (r *reader) eventBrands(fields record) []brand.Key {
	one, many := fields.get("brand"), fields.get("brands")
	switch {
	case one.given() && many.given():
		r.report(many, complaint{"the event says its brand already", "keep brands, and list them all"})
	case one.given():
		if key := r.ofBrand(one); key != "" {
			return []brand.Key{key}
		}
	}
	return r.brandKeys(many)
}

// times is how many times the usual is expected.
func (r *reader) times(v value) float64 {
	if !v.given() {
		return usualTimes
	}
	s := r.text(v, "how many times the usual is expected, such as 4")
	if s == "" {
		return usualTimes
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || n < leastTimes || n > mostTime {
		r.report(v, complaint{quoted(s) + " is no such multiple of the usual", "write a number from 1.5 to 100, such as 4: a guess will do, and a low one mutes least"})
		return usualTimes
	}
	return n
}

// past warns of an event that lies in the past: it may be a slip, and one day it is of no use.
func (r *reader) past(p PlannedEvent, at value) {
	now := r.known.Now
	end := p.To.ends(r.zone)
	for _, b := range r.config.Brands {
		if e, its := p.For(b); its && e.Until.After(end) {
			end = e.Until
		}
	}
	switch {
	case now.IsZero() || now.Before(end):
	case now.Before(end.Add(taught)):
		r.warn(at, complaint{"it is over", "keep it until " + end.Add(taught).Format(time.DateOnly) + ", so that what was said of it does not become the usual, or mend its days"})
	default:
		r.warn(at, complaint{"it is long over, and of no use any more", "take it out, or mend its days"})
	}
}

func showPlanned(p PlannedEvent) *yaml.Node {
	m := mapping().set("what", textNode(p.What))
	keys := make([]string, len(p.Brands))
	for i, key := range p.Brands {
		keys[i] = string(key)
	}
	m.setTexts("brands", keys)
	m.set("from", plainText(p.From.String())).set("to", plainText(p.To.String()))
	m.set("times", plainText(strconv.FormatFloat(p.Times, 'f', -1, 64)))
	m.setText("strategy", p.Strategy)
	return m.node
}
