package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/brand/text"
)

// queryShown is how much of a query a reason quotes, in runes.
const queryShown = 60

// A builder gathers what a Tagger looks for, and what is wrong with it.
type builder struct {
	*Tagger
	asBrands []brand.Brand
	faults   []error
}

func (b *builder) fault(err error) { b.faults = append(b.faults, err) }

// add gives a clue its number.
func (b *builder) add(c clue) int {
	b.clues = append(b.clues, c)
	return len(b.clues) - 1
}

func (b *builder) tie(tie Tie) {
	owner := fmt.Sprintf("brand %s", tie.Brand)
	if tie.Pilot != "" {
		owner = "pilot " + tie.Pilot
	}
	whose := fmt.Sprintf("%s: %s %q", owner, tie.Kind, tie.To)
	i := slices.IndexFunc(b.strategies, func(s Strategy) bool { return s.ID == tie.Strategy })
	if i < 0 {
		b.fault(fmt.Errorf("%s belongs to the strategy %q, which is not in the plan: name one of %s", whose, tie.Strategy, b.listed()))
		return
	}
	c := clue{brand: tie.Brand, strategy: i, strength: byTie, name: tie.Name, pilot: tie.Pilot, during: tie.During}
	switch tie.Kind {
	case Property:
		b.link(owner+": property", c, tie.To)
	case Query:
		b.query(whose, c, tie.To)
	default:
		b.fault(fmt.Errorf("%s is tied to %s, but its kind is unknown: use %q or %q", whose, tie.Strategy, Property, Query))
	}
}

// listed names the strategies of the plan.
func (b *builder) listed() string {
	ids := make([]string, len(b.strategies))
	for i, s := range b.strategies {
		ids[i] = s.ID
	}
	return strings.Join(ids, ", ")
}

// query adds a term or a tied query.
func (b *builder) query(whose string, c clue, q string) {
	parsed, err := query.Parse(q)
	if err != nil {
		b.fault(fmt.Errorf("%s: %w", whose, err))
		return
	}
	switch root := parsed.Root; {
	case c.strength == byTie:
		c.kind, c.thing = "query", quoted(text.Clip(q, queryShown))
	case root.Op == query.Words && !root.Exact && root.In == "" && !strings.Contains(root.Text, `\`):
		// As it is written: "boycott*" has a share of voices, where "boycotts" and
		// "boycotting" have a part of it each.
		c.thing = quoted(root.Text)
	}
	b.seek(b.add(c), spellings(parsed)...)
}

// seek has a clue found where one of several queries holds.
func (b *builder) seek(i int, queries ...string) {
	b.asBrands = append(b.asBrands, brand.Brand{Key: brand.Key(strconv.Itoa(i)), Match: queries})
}

// link adds an address, a handle or a tag.
func (b *builder) link(whose string, c clue, entry string) {
	l, err := parseLink(entry)
	if err != nil {
		b.fault(fmt.Errorf("%s %w", whose, err))
		return
	}
	c.thing = l.shown
	switch {
	case l.tag != "":
		c.kind = "tag"
		b.seek(b.add(c), l.tag)
	case l.handle != "":
		c.kind = "handle"
		i := b.add(c)
		b.names[l.handle] = append(b.names[l.handle], i)
		b.seek(i, l.shown)
	default:
		c.site = l.site
		b.sites[c.site.host] = append(b.sites[c.site.host], b.add(c))
	}
}

// quoted puts quotes around what has none.
func quoted(s string) string {
	if strings.Contains(s, `"`) {
		return s
	}
	return `"` + s + `"`
}
