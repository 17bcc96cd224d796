package alerting

import (
	"time"

	"tocsin/plan"
	"tocsin/rules"
)

// terminal is the channel of a desk that knows of no other.
const terminal = "terminal"

// orders are what every place must show after the incident's last action. They
// follow from the record and the configuration, and each replaces the one before.
func (d *Desk) orders(i Incident) []Order {
	b := board{seen: map[string]bool{}}
	// A refusal is on no card, and a stranger's presses shall not have all cards
	// edited: what is to be shown ends before the last refusals.
	for n, a := range i.Actions {
		if a.Verb != Refused {
			b.want = n + 1
		}
	}
	for _, a := range i.Actions {
		switch {
		case a.Verb == Heard:
			d.channels(&b, i, a)
		case a.Verb == Widened:
			for _, id := range a.Rung {
				d.person(&b, i, id, a.At)
			}
		case a.Verb == Claim || a.Verb == Decide: // they may have found it in a channel
			d.person(&b, i, a.By.ID, a.At)
		}
	}
	return b.orders
}

// channels orders the channels of the strategies that a signal touches, and the
// second way out if it is of a crisis.
func (d *Desk) channels(b *board, i Incident, heard Action) {
	for _, touch := range heard.Signal.Touches {
		b.order(i, Place{Kind: Channel, Address: d.channel(i, touch.Name)}, heard.At)
	}
	if len(heard.Signal.Touches) == 0 {
		b.order(i, Place{Kind: Channel, Address: d.channel(i, plan.Unassigned)}, heard.At)
	}
	if heard.Signal.Severity >= rules.Crisis {
		b.order(i, Place{Kind: Fallback, Address: d.Fallback}, heard.At)
	}
}

// channel is where a strategy's people read, "" if nowhere.
func (d *Desk) channel(i Incident, strategy string) string {
	if d.bare {
		return terminal
	}
	for _, s := range d.Strategies {
		if s.ID == strategy && s.Channel != "" {
			return s.Channel
		}
	}
	return d.Channels[i.ID.Brand]
}

// person orders somebody's own card, unless there is no way to them.
func (d *Desk) person(b *board, i Incident, id string, since time.Time) {
	p, known := d.Roster.ByID(id)
	if !known {
		return
	}
	address := p.Slack
	if d.bare {
		address = p.ID
	}
	b.order(i, Place{Kind: Person, Address: address, Responder: p.ID}, since)
}

// A board collects orders, each place once.
type board struct {
	want   int
	orders []Order
	seen   map[string]bool
}

func (b *board) order(i Incident, place Place, since time.Time) {
	if place.Address == "" || b.seen[place.String()] {
		return
	}
	b.seen[place.String()] = true
	b.orders = append(b.orders, Order{Place: place, Want: b.want, Pings: i.pings(place, since), Tells: i.tells(place, since), Since: since})
}
