package plan

import (
	"slices"
	"time"

	"tocsin/brand"
)

// A Pilot is a small, time-boxed try under a strategy. While it runs, what it puts
// into the world touches its strategy; nothing else is made of it yet.
type Pilot struct {
	// ID is its name in configuration and on cards, such as "sling-ad".
	ID    string
	Brand brand.Key
	// Strategy is the ID of the strategy it is tried for.
	Strategy string
	// Kind is one of PilotKinds.
	Kind string
	// Thing is the page ("solvo.example/sling"), account ("@solvomoms") or tag
	// ("#slingad") that is tried, "" if it has none of its own.
	Thing string
	// Hypothesis is the sentence that the pilot proves or disproves.
	Hypothesis string
	Measure    Measure
	// From and To are its first day and its last, by the brand's clock.
	From, To Day
	// StopIf is when it should be ended early, such as "negative_share >= 50% over 24h";
	// "" if it may run to its end whatever happens.
	StopIf string
	// Feeds is the ID of the item of the roadmap that its outcome feeds, "" if none.
	Feeds string
}

// A Measure is what would show whether a pilot's hypothesis holds.
type Measure struct {
	// Name is what is measured, such as "positive_share".
	Name string
	// Match are queries: among a brand's mentions, those that speak of the pilot.
	Match []string
	// Target is what it must reach, such as ">=60%".
	Target string
	// MinVoices is how many voices it takes to say anything, 0 if unsaid.
	MinVoices int
}

// PilotKinds are the kinds of thing that a pilot may try.
func PilotKinds() []string {
	return []string{"promotion", "blog", "page", "account", "intranet", "interaction", "content", "community"}
}

// Ties are what ties mentions to the pilot's strategy; clocks are the brand's.
func (p Pilot) Ties(clocks *time.Location) []Tie {
	tie := Tie{Brand: p.Brand, Strategy: p.Strategy, Pilot: p.ID, During: Span{p.From, p.To, clocks}}
	var ties []Tie
	if p.Thing != "" {
		tie.Kind, tie.To = Property, p.Thing
		ties = append(ties, tie)
	}
	for _, q := range p.Measure.Match {
		tie.Kind, tie.To = Query, q
		ties = append(ties, tie)
	}
	return slices.Clip(ties)
}
