package alerting

import (
	"context"
	"errors"
	"sync"
	"time"

	"tocsin/brand"
)

// CourierOptions is what a Courier needs; Ledger, Notifiers and Reader are required.
type CourierOptions struct {
	Ledger Ledger
	// Notifiers show cards, by the kind of place. Without one for Fallback there is
	// no second way out.
	Notifiers map[PlaceKind]Notifier
	// Reader answers whom a place's card is for.
	Reader func(i Incident, place Place) Reader
	// Footer tells how far a brand's figures can be trusted; nil says nothing.
	Footer func(ctx context.Context, key brand.Key, now time.Time) string
	// FallbackAfter is how long the first way out is waited for; 0 means 45 s.
	FallbackAfter time.Duration
	// Patience bounds each call of a Notifier; 0 means 5 s. What takes longer may
	// have arrived, and is looked for.
	Patience time.Duration
	// Observe hears of every outcome: "sent", "failed", "uncertain", "repeated".
	// Calls do not overlap. Nil means nobody does.
	Observe func(outcome string)
}

// A Courier carries orders out: it posts, edits and pings until every place
// shows what is ordered, and never gives up while the order stands.
//
// No medium takes a message exactly once. A Courier notes on the slip that it is
// about to send, sends, and notes the outcome. Found with a note but without an
// outcome, because an answer was lost or a process died, a message is looked for
// by its key before it is sent again; where that is not possible the second copy
// says that it may be one. Nothing is ever lost by this; a message is doubled
// only if it arrives after it was looked for.
//
// Any number of processes may deliver for one brand. A slip that another has
// changed is left to it, and the note keeps others away while a message is under
// way. Two that read the same slip within the same millisecond both send; a lease
// around Deliver prevents that, but nothing depends on it.
type Courier struct {
	options CourierOptions
	// delivering is entered by who works on a brand's outbox.
	delivering turnstile
}

// NewCourier prepares a Courier; it sends nothing yet.
func NewCourier(o CourierOptions) *Courier {
	if o.FallbackAfter == 0 {
		o.FallbackAfter = 45 * time.Second
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	return &Courier{options: o}
}

// Deliver carries out what is outstanding for a brand: crises first, and in a
// place posts before pings before edits. Places do not wait for each other, only
// the second way out comes after the first. Each way begins what it can within one
// Patience, so that a round takes a few of them at most, whatever hangs. What it
// does not come to is due at once, what fails is in the report and due again
// later; the error is that of the Ledger alone.
func (c *Courier) Deliver(ctx context.Context, key brand.Key, now time.Time) (Delivered, error) {
	leave, err := c.delivering.enter(ctx, key)
	if err != nil {
		return Delivered{}, err
	}
	defer leave()
	due, err := c.options.Ledger.Outstanding(ctx, key, now)
	if err != nil || len(due) == 0 {
		return Delivered{}, err
	}
	r := &round{CourierOptions: c.options, now: now, incidents: map[ID]Incident{}}
	if c.options.Footer != nil {
		r.footer = c.options.Footer(ctx, key, now)
	}
	lanes := r.sort(ctx, due)
	var first sync.WaitGroup
	for kind, l := range lanes { // channels are few, and shall not wait behind people
		if kind != Fallback {
			first.Go(func() { r.run(ctx, l, r.deliver) })
		}
	}
	first.Wait()
	r.run(ctx, lanes[Fallback], r.fallBack)
	return r.did, errors.Join(r.faults...)
}
