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
	// Name is what people call it, such as "ad" or "pilot sling-2026", "" for nothing
	// beside its kind. Reasons begin with it: "ad link solvo.example/sling".
	Name string
}

// A Kind is what a Tie ties to a strategy.
type Kind string

// The kinds. A pilot's pages, accounts and tags are properties, named after it.
const (
	Property Kind = "property"
	Query    Kind = "query"
)
