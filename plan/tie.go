package plan

import "tocsin/brand"

// A Tie says that something of one brand's belongs to a strategy: whatever is
// linked to it touches the strategy, whichever words it uses.
type Tie struct {
	Brand brand.Key
	Kind  Kind
	// To is what is tied, as it is written in configuration: of a Property its
	// address ("solvo.example/sling"), handle ("@solvocare") or tag ("#slingad"), of a
	// Query its text.
	To string
	// Strategy is the ID of the strategy it belongs to.
	Strategy string
	// Name is what people call it, such as "ad" or "help desk", "" for nothing beside
	// its kind. Reasons begin with it: "ad link solvo.example/sling".
	Name string
	// Pilot is the ID of the pilot through which it belongs there, "" for none. Then the
	// reason is "pilot sling-ad" whatever was found, so that what a pilot stirs up is
	// counted as one, and it comes before other ties.
	Pilot string
	// During is when it belongs there, by the days of the mentions.
	During Span
}

// A Kind is how the thing that a Tie ties to a strategy is found.
type Kind string

// The kinds. A pilot's page, account or tag is found as a property is, its terms as queries are.
const (
	Property Kind = "property"
	Query    Kind = "query"
)
