package digest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

// Input is what a Report is made of.
type Input struct {
	Brand brand.Brand
	// Heard is the week's tally; it brings the week itself.
	Heard *Tally
	// At is the moment the report tells of: now.
	At time.Time
	// Strategies stand in the report in this order.
	Strategies []plan.Strategy
	// Incidents may hold any of the brand's; those of other weeks are left out.
	Incidents []alerting.Incident
	// Bookmarks tell of the sources as they stand now.
	Bookmarks []Bookmark
	// Since is when it was first listened, zero where that is unknown.
	Since time.Time
	// Gaps says what of the log could not be read, "" if all could.
	Gaps string
	// Name is what people call a responder; nil leaves the names in the record.
	Name func(id string) string
}

// A Bookmark is what is known of a source's readings.
type Bookmark struct {
	ID, Kind string
	// Every is how often it is meant to be read; 0 leaves its silence unjudged.
	Every time.Duration
	// Read is when it last answered, zero if never; Failures counts those in a row.
	Read     time.Time
	Failures int
	Fault    string
	// Behind says which of its parts cannot be read, "" if all can.
	Behind string
	// Claimed is how many posts the source itself says there are, 0 if it says
	// nothing; Seen is how many of these were collected.
	Claimed, Seen int
}

// quietBelow is how many voices a week without incidents may have and still be told in three lines.
const quietBelow = 20

// Build makes the report of a week.
func Build(in Input) Report {
	t := in.Heard
	r := Report{
		Brand: in.Brand.Key, Name: in.Brand.Name,
		Week: t.week.String(), From: t.week.From(), To: t.week.To(), At: in.At.In(t.week.Location),
		SoFar:      in.At.Before(t.week.To()),
		Heard:      change(t.this.all.count(), t.last.all.count()),
		Unassigned: t.change(plan.Unassigned),
		Own:        t.own, Old: t.old,
		Tone:   t.this.all.tone(),
		Groups: t.makeup.groupsHeard(), Languages: bySize(t.makeup.langs), Danger: t.makeup.dangersOf(in.Brand),
		Copies: t.makeup.copies, CopiedTexts: len(t.makeup.texts), Pingbacks: t.makeup.pingbacks,
		Gaps:    in.Gaps,
		Loudest: t.loud.stories(),
	}
	for i := range r.Loudest {
		r.Loudest[i].At = r.Loudest[i].At.In(t.week.Location)
	}
	r.Strategies, r.NewWords = in.strategies(), in.newWords()
	r.Planned = in.planned()
	r.listened(in)
	r.Sources = in.sources()
	r.Incidents = in.incidents()
	r.judge(in)
	busy := slices.ContainsFunc(r.Incidents, func(i Incident) bool { return !i.Carried || i.State.Live() })
	// Copies are few voices, and a week in which many carried a text was not quiet.
	r.Quiet = !busy && r.Heard.Voices < quietBelow && r.Heard.Mentions < 2*quietBelow
	r.InALine = r.inALine()
	return r
}

func (t *Tally) change(strategy string) Change {
	return change(t.this.strategies[strategy].count(), t.last.strategies[strategy].count())
}

func (t *Tally) tone(strategy string) rules.Moods { return t.this.strategies[strategy].tone() }

// strategies are the plan's, then those that the plan no longer has.
func (in Input) strategies() []Strategy {
	all := make([]Strategy, 0, len(in.Strategies))
	known := map[string]bool{plan.Unassigned: true}
	for _, s := range in.Strategies {
		known[s.ID] = true
		all = append(all, Strategy{ID: s.ID, Why: s.Why, Owner: in.name(s.Owner, s.Owner), Change: in.Heard.change(s.ID), Tone: in.Heard.tone(s.ID)})
	}
	for _, id := range slices.Sorted(maps.Keys(in.Heard.this.strategies)) {
		if !known[id] {
			all = append(all, Strategy{ID: id, Change: in.Heard.change(id), Tone: in.Heard.tone(id)})
		}
	}
	return all
}

// name is what people call somebody: what the input knows, else another name.
func (in Input) name(id, otherwise string) string {
	if in.Name != nil && id != "" {
		if name := in.Name(id); name != "" {
			return name
		}
	}
	return otherwise
}

// sources are the configured ones in order, then those that are gone but spoke.
func (in Input) sources() []Source {
	all := make([]Source, 0, len(in.Bookmarks))
	known := map[string]bool{}
	for _, b := range in.Bookmarks {
		known[b.ID] = true
		s := Source{ID: b.ID, Kind: b.Kind, Health: b.health(in.At), Failures: b.Failures, Claimed: b.Claimed, Seen: b.Seen, Count: in.Heard.this.sources[b.ID].count()}
		if !b.Read.IsZero() {
			s.Read = b.Read.In(in.Heard.week.Location)
		}
		if s.Fault = b.Behind; b.Failures > 0 {
			s.Fault = b.Fault
		}
		all = append(all, s)
	}
	for _, id := range slices.Sorted(maps.Keys(in.Heard.this.sources)) {
		if !known[id] {
			all = append(all, Source{ID: id, Health: Gone, Count: in.Heard.this.sources[id].count()})
		}
	}
	return all
}

// A source is silent when it has missed several readings, and an hour at least:
// one that asks for patience is no blind spot.
const (
	missedReadings = 3
	silentAfter    = time.Hour
)

func (b Bookmark) health(at time.Time) Health {
	switch {
	case b.Read.IsZero():
		return Never
	case b.Failures > 0:
		return Failing
	case b.Behind != "":
		return Partly
	case b.Every > 0 && at.Sub(b.Read) > max(missedReadings*b.Every, silentAfter):
		return Silent
	}
	return Fine
}

// inALine is the sentence that can be forwarded alone.
func (r Report) inALine() string {
	heard := plural(r.Heard.Voices, "voice", "voices") + " (" + r.Heard.against() + ")"
	opened := r.bySeverity()
	switch {
	case r.Unheard:
		return "Nobody listened this week: " + r.nobodyBefore() + "."
	case r.Quiet:
		return "Quiet week: no incident, " + heard + "."
	case len(opened) == 0:
		return "No new incident; " + heard + "."
	}
	s := strings.Join(opened, ", ") + "; " + heard
	if d := r.Quickness.Decide; d.N > 0 {
		s += "; decided in " + span(d.Seconds)
	}
	if n := r.waiting(); n > 0 {
		s += fmt.Sprintf("; %d not claimed by anybody", n)
	}
	return s + "."
}

// bySeverity counts the incidents opened in the week: "1 crisis", "2 issues".
func (r Report) bySeverity() []string {
	count := map[rules.Severity]int{}
	for _, i := range r.Incidents {
		if !i.Carried {
			count[i.Severity]++
		}
	}
	var all []string
	for _, level := range []struct {
		severity  rules.Severity
		one, many string
	}{{rules.Crisis, "crisis", "crises"}, {rules.Issue, "issue", "issues"}, {rules.Watch, "watch", "watches"}} {
		if n := count[level.severity]; n > 0 {
			all = append(all, plural(n, level.one, level.many))
		}
	}
	return all
}

func (r Report) waiting() int {
	n := 0
	for _, i := range r.Incidents {
		if slices.ContainsFunc(i.Steps, func(s Step) bool { return s.Waiting }) {
			n++
		}
	}
	return n
}
