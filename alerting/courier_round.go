package alerting

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"tocsin/rules"
)

// lanesAtOnce is how many places of one kind are worked on at the same time.
const lanesAtOnce = 8

// A round is one call of Deliver.
type round struct {
	CourierOptions
	now       time.Time
	footer    string
	incidents map[ID]Incident

	mu  sync.Mutex
	did Delivered
	// faults are the Ledger's.
	faults []error
}

// A lane is what is due at one place, in the order in which it is sent.
type lane []Delivery

// sort reads the incidents and lays out the lanes for each kind of place. An
// incident whose record cannot be read is reported and left.
func (r *round) sort(ctx context.Context, due []Delivery) map[PlaceKind][]lane {
	unread := map[ID]bool{}
	lanes := map[Place]lane{}
	var places []Place
	for _, d := range due {
		if _, read := r.incidents[d.ID]; !read && !unread[d.ID] {
			unread[d.ID] = !r.read(ctx, d.ID)
		}
		if unread[d.ID] {
			continue
		}
		place := Place{Kind: d.Order.Place.Kind, Address: d.Order.Place.Address}
		if lanes[place] == nil {
			places = append(places, place)
		}
		lanes[place] = append(lanes[place], d)
	}
	kinds := map[PlaceKind][]lane{}
	for _, place := range places {
		slices.SortStableFunc(lanes[place], r.byUrgency)
		kinds[place.Kind] = append(kinds[place.Kind], lanes[place])
	}
	for _, l := range kinds {
		slices.SortStableFunc(l, r.byTurn)
	}
	return kinds
}

func (r *round) read(ctx context.Context, id ID) bool {
	actions, err := r.Ledger.Incident(ctx, id)
	if err != nil {
		r.broke(err)
		return false
	}
	i, err := Replay(id, actions)
	if err != nil {
		r.failed(err)
		return false
	}
	r.incidents[id] = i
	return true
}

// byUrgency orders crises first, then posts before pings before edits.
func (r *round) byUrgency(a, b Delivery) int {
	return cmp.Or(cmp.Compare(r.incidents[b.ID].Severity, r.incidents[a.ID].Severity), cmp.Compare(rank(a), rank(b)))
}

// byTurn orders lanes that must wait for a free hand: places that failed come after
// those that did not, and those that failed more often last. A round may not get to
// the end of places that hang, so each takes the turn of others but once.
func (r *round) byTurn(a, b lane) int {
	x, y := a[0], b[0]
	return cmp.Or(
		cmp.Compare(min(x.Slip.Tries, 1), min(y.Slip.Tries, 1)),
		cmp.Compare(r.incidents[y.ID].Severity, r.incidents[x.ID].Severity),
		cmp.Compare(x.Slip.Tries, y.Slip.Tries),
		cmp.Compare(rank(x), rank(y)),
	)
}

func rank(d Delivery) int {
	switch {
	case d.Slip.Receipt == (Receipt{}):
		return 0
	case d.Slip.Pinged < d.Order.Pings:
		return 1
	}
	return 2
}

// run works on the lanes of one kind, but begins nothing once the Patience for one
// call is over: were a hundred places to hang one after another, the second way
// would wait behind them until the whole round is cut off. What was not begun is
// still due, and comes first in the next round. What was begun is not broken off.
func (r *round) run(ctx context.Context, lanes []lane, send func(context.Context, Delivery) bool) {
	open, shut := context.WithTimeout(ctx, r.Patience)
	defer shut()
	var group errgroup.Group
	group.SetLimit(lanesAtOnce)
	for _, l := range lanes {
		group.Go(func() error {
			for at := 0; at < len(l) && open.Err() == nil && send(ctx, l[at]); at++ {
				// A lane ends at its first failure: whatever ails the place most likely
				// ails the rest too, and the next round begins with the rest.
				continue
			}
			return nil // the round is told what went wrong
		})
	}
	_ = group.Wait()
}

// deliver gives one place of the first way what is due there; false ends the lane.
func (r *round) deliver(ctx context.Context, d Delivery) bool {
	all, err := r.Ledger.Deliveries(ctx, d.ID)
	if err != nil {
		r.broke(err)
		return false
	}
	fresh, same := unchanged(d, all)
	if !same {
		return true
	}
	t := r.turn(fresh)
	if t == nil {
		return false
	}
	return t.take(ctx)
}

// unchanged finds a delivery as it is now, and reports whether its slip is still
// the one that was read: another process may be at work on it.
func unchanged(d Delivery, all []Delivery) (Delivery, bool) {
	i := slices.IndexFunc(all, func(now Delivery) bool { return now.Order.Place == d.Order.Place })
	if i < 0 {
		return d, false
	}
	before, now := d.Slip, all[i].Slip
	same := before.NextTry.Equal(now.NextTry) && before.AnewAt.Equal(now.AnewAt)
	before.NextTry, before.AnewAt = now.NextTry, now.AnewAt
	return all[i], same && before == now
}

// card is the incident as a place's reader sees it, with the pinged text of a new alert.
func (r *round) card(i Incident, place Place) (Card, string) {
	reader := r.Reader(i, place)
	reader.Footer = r.footer
	return Compose(i, reader, r.now), pingText(i, reader, r.now)
}

// longest is the longest wait between two tries: nobody waits long for a crisis.
func longest(s rules.Severity) time.Duration {
	if s == rules.Crisis {
		return 30 * time.Second
	}
	return 2 * time.Minute
}
