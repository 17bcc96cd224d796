package alerting

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

// DeskOptions is what a Desk needs. Ledger and Roster are required.
type DeskOptions struct {
	Ledger     Ledger
	Roster     *oncall.Roster
	Brands     []brand.Brand
	Strategies []plan.Strategy
	// Channels is each brand's own channel; one without is missing, or "".
	Channels map[brand.Key]string
	// Home is the id of the Slack workspace that the app is installed in, "" while
	// it is unknown; nil means that there is no Slack.
	Home func() string
	// Fallback names the second way out, "" if there is none.
	Fallback string
	// ClaimWithin is how long an issue or a crisis may stay unclaimed before more
	// people are asked; what is missing is 30 and 5 minutes.
	ClaimWithin map[rules.Severity]time.Duration
	// Shell is what commands at a prompt need so as to mean this installation.
	Shell Shell
}

// A Desk runs incidents: it hears signals, takes presses and keeps the time, and
// is the only one who adds to a record. Each transition is one step of the
// Ledger, decided on what the record says and decided again if that has moved
// on; so any number of desks, in any number of processes, may work on one Ledger.
// It is safe for use by several goroutines.
type Desk struct {
	DeskOptions
	// bare is set where nobody is reached through Slack: places are named by
	// what they are, and cards shown where the daemon runs.
	bare bool
	// deciding is entered by who decides a step about a brand.
	deciding turnstile
	// roll is called once for each incident that was live before the desk was.
	roll rollcall
}

// NewDesk makes a Desk.
func NewDesk(o DeskOptions) *Desk {
	d := &Desk{DeskOptions: o, bare: !o.Roster.Reachable()}
	for _, channel := range o.Channels {
		d.bare = d.bare && channel == ""
	}
	for _, s := range o.Strategies {
		d.bare = d.bare && s.Channel == ""
	}
	return d
}

// Reader answers whom a card at a place is for.
func (d *Desk) Reader(i Incident, place Place) Reader {
	r := Reader{Brand: d.brand(i.ID.Brand), Shell: d.Shell}
	r.Location = r.Brand.Location
	for _, p := range d.able(i) {
		r.Able = append(r.Able, p.Name)
		r.May = r.May || place.Kind == Person && p.ID == place.Responder
	}
	if place.Kind == Person {
		r.Person = place.Responder
		if p, known := d.Roster.ByID(place.Responder); known && p.Location != nil {
			r.Location = p.Location
		}
	}
	if i.State == Open && i.Highest >= rules.Issue && len(unrung(i, d.Roster.Neighbours(i.ID.Brand))) > 0 {
		r.Widens = i.RoundAt.Add(d.gap(i))
	}
	return r
}

// able are those who may decide the incident as it stands.
func (d *Desk) able(i Incident) []oncall.Responder {
	return d.Roster.Able(i.ID.Brand, i.Strategies, i.Severity)
}

// unrung are the IDs of those among some people who have not been rung.
func unrung(i Incident, people []oncall.Responder) []string {
	return slices.DeleteFunc(ids(people), func(id string) bool { return slices.Contains(i.Rung, id) })
}

func ids(people []oncall.Responder) []string {
	var all []string
	for _, p := range people {
		all = append(all, p.ID)
	}
	return all
}

func (d *Desk) brand(key brand.Key) brand.Brand {
	b := brand.Brand{Key: key, Name: string(key)}
	if n := slices.IndexFunc(d.Brands, func(b brand.Brand) bool { return b.Key == key }); n >= 0 {
		b = d.Brands[n]
	}
	if b.Location == nil {
		b.Location = time.UTC
	}
	return b
}

func (d *Desk) home() string {
	if d.Home == nil {
		return ""
	}
	return d.Home()
}

// read answers an incident as it stands.
func (d *Desk) read(ctx context.Context, id ID) (Incident, error) {
	actions, err := d.Ledger.Incident(ctx, id)
	if err != nil {
		return Incident{}, err
	}
	return Replay(id, actions)
}

// record saves a step: actions, timer and orders together. Its error may wrap
// ErrStale.
func (d *Desk) record(ctx context.Context, before Incident, actions []Action) error {
	actions = inOrder(before, actions)
	after := before
	for _, a := range actions {
		var err error
		if after, err = after.Apply(a); err != nil {
			return err
		}
	}
	return d.Ledger.Record(ctx, Step{
		ID: before.ID, Have: len(before.Actions), Actions: actions,
		Live: after.State.Live(), Due: d.due(after), Orders: d.orders(after),
	})
}

// inOrder keeps a clock that was set back from writing a record backwards: an alert
// that lies before the last one would ring nobody.
func inOrder(before Incident, actions []Action) []Action {
	if len(before.Actions) == 0 || len(actions) == 0 {
		return actions
	}
	last := before.Actions[len(before.Actions)-1].At
	behind := last.Sub(actions[0].At)
	if behind <= time.Second {
		return actions
	}
	moved := slices.Clone(actions)
	for n := range moved {
		moved[n].At = moved[n].At.Add(behind + time.Millisecond)
	}
	return moved
}

// own makes an action of the daemon's own. Its key says which action of the
// record it is, so that a step decided twice on the same record is one.
func own(i Incident, verb Verb, now time.Time) Action {
	return Action{
		Key:  fmt.Sprintf("%s%s:%d", ownKeys, verb, len(i.Actions)+1),
		Verb: verb, At: now, By: Actor{ID: System, Name: System},
	}
}

// ownKeys begins the keys of the daemon's own actions.
const ownKeys = System + ":"
