package alerting

import (
	"context"
	"errors"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// ErrStale says that the incident has moved on since it was read; read it again and decide again.
var ErrStale = errors.New("the incident has moved on since it was read")

// ErrUnknown says that there is no such incident.
var ErrUnknown = errors.New("no such incident")

// A PlaceKind says how a place is reached.
type PlaceKind string

// Where cards go.
const (
	// Channel is a channel of people; its Address is a channel's name or id.
	Channel PlaceKind = "channel"
	// Person is one responder; its Address is their user id.
	Person PlaceKind = "person"
	// Fallback is the second way out, used when the first stays shut.
	Fallback PlaceKind = "fallback"
)

// A Place is somewhere a card is shown.
type Place struct {
	Kind    PlaceKind `json:"kind"`
	Address string    `json:"address"`
	// Responder is the ID of the person behind a Person place.
	Responder string `json:"responder,omitempty"`
}

func (p Place) String() string { return string(p.Kind) + ":" + p.Address }

// An Order says what a place must show: the state of the incident after its
// first Want actions, and Pings alerts in all (the first is the card itself).
// Orders are written with the step that makes them necessary.
type Order struct {
	Place Place `json:"place"`
	Want  int   `json:"want"`
	Pings int   `json:"pings"`
	// Tells is how many lines below the card, that alert nobody, it must have been given.
	Tells int `json:"tells,omitempty"`
	// Since is when the place was first ordered.
	Since time.Time `json:"since"`
}

// A Receipt is how a notifier finds its message again.
type Receipt struct {
	Channel string `json:"channel,omitempty"`
	Message string `json:"message,omitempty"`
}

// A Slip is what is known of a place's messages. Only the Courier writes it.
type Slip struct {
	Receipt Receipt `json:"receipt,omitzero"`
	// Shown is the number of actions the card shows, Pinged how many alerts were given.
	Shown  int `json:"shown"`
	Pinged int `json:"pinged"`
	// Told is how many of the Tells were given, or need not be any more.
	Told int `json:"told,omitempty"`
	// Sending is saved before a message is posted and cleared by its outcome. Found
	// set, it means that the outcome is unknown: a process died or an answer was lost.
	Sending string `json:"sending,omitempty"`
	// Tries grows with failures in a row; NextTry is when to try again; Fault is the last error.
	Tries   int       `json:"tries,omitempty"`
	NextTry time.Time `json:"next_try,omitzero"`
	Fault   string    `json:"fault,omitempty"`
	// Repeats counts posts made although an earlier one may have arrived.
	Repeats int `json:"repeats,omitempty"`
	// AnewAt is when a card that could not be edited any more was last given up for
	// a new one. Soon after that a change is left out instead, and counts as shown.
	AnewAt time.Time `json:"anew_at,omitzero"`
}

// A Step is one transition of an incident: everything in it is saved together or not at all.
type Step struct {
	ID ID
	// Have is the number of actions the incident had when the step was decided; 0 opens it.
	Have    int
	Actions []Action
	// Live is whether the incident still wants attention after the step.
	Live bool
	// Due is when the desk must look at it again if nobody acts; zero means never.
	Due time.Time
	// Orders replace the incident's orders.
	Orders []Order
}

// A Delivery is an order with what is known of it.
type Delivery struct {
	ID    ID
	Order Order
	Slip  Slip
}

// A Ledger keeps incidents. Implemented by the store.
type Ledger interface { //nolint:interfacebloat // an incident, its orders and its timers change together
	// Incident answers one incident's record, in order; ErrUnknown if there is none.
	Incident(ctx context.Context, id ID) ([]Action, error)
	// Recent answers the incidents of a brand that are live, or whose last
	// action is not older than since, by rising number.
	Recent(ctx context.Context, key brand.Key, since time.Time) ([]ID, error)
	// Live answers the incidents of a brand that are live, by rising number.
	Live(ctx context.Context, key brand.Key) ([]ID, error)
	// Record saves a step, or answers ErrStale. A step that opens an incident
	// (Have 0) must carry the number after the brand's highest, or it is stale.
	Record(ctx context.Context, step Step) error
	// Forget takes the words of deleted mentions out of an incident's record, and answers
	// how many quotes that were.
	Forget(ctx context.Context, id ID, changed rules.Reworded) (int, error)
	// Last answers the brand's highest incident number, 0 if it has none.
	Last(ctx context.Context, key brand.Key) (int, error)
	// Due answers the incidents of a brand whose due time has come, earliest first.
	Due(ctx context.Context, key brand.Key, now time.Time) ([]ID, error)
	// Outstanding answers the deliveries of a brand whose slip does not yet
	// show what is ordered and whose next try has come, oldest order first.
	Outstanding(ctx context.Context, key brand.Key, now time.Time) ([]Delivery, error)
	// Deliveries answers all deliveries of one incident.
	Deliveries(ctx context.Context, id ID) ([]Delivery, error)
	// Sign saves a slip.
	Sign(ctx context.Context, id ID, place Place, slip Slip) error
}
