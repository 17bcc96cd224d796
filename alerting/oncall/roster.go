package oncall

import (
	"slices"

	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

// crisis is the strategy whose authorities answer for every crisis, and for
// whatever has no authority of its own.
const crisis = "crisis"

// A Roster is everybody with authority, in the order of the configuration. It
// never changes: who is taken out of the configuration is missing from the next.
type Roster struct {
	people []Responder
}

// NewRoster makes a Roster.
func NewRoster(people []Responder) *Roster {
	return &Roster{people: slices.Clone(people)}
}

// BySlack finds who a Slack user is. The same user id in another workspace is
// another person: whoever names no workspace belongs to home, the app's own, and
// is nobody while that is unknown ("").
func (r *Roster) BySlack(home, team, user string) (Responder, bool) {
	if team == "" || user == "" {
		return Responder{}, false
	}
	return r.find(func(p Responder) bool {
		theirs := p.Team
		if theirs == "" {
			theirs = home
		}
		return p.Slack == user && theirs == team
	})
}

// ByID finds somebody by their name in configuration.
func (r *Roster) ByID(id string) (Responder, bool) {
	return r.find(func(p Responder) bool { return id != "" && p.ID == id })
}

// IDs lists everybody's name in configuration, in its order.
func (r *Roster) IDs() []string {
	var all []string
	for _, p := range r.people {
		all = append(all, p.ID)
	}
	return all
}

// fewest is how many people must be able to decide, or one of them is a bottleneck.
const fewest = 2

// Able answers everybody who may decide an incident of a brand that touches some
// strategies at a severity: any one of them suffices. Authority in one of the
// strategies is enough, and those who may decide a crisis may decide every
// crisis. Where fewer than two have authority in any, authority in crisis serves.
func (r *Roster) Able(key brand.Key, strategies []string, at rules.Severity) []Responder {
	touched := func(p Responder) bool {
		return slices.ContainsFunc(strategies, func(s string) bool { return s != plan.Unassigned && p.May(key, s, at) })
	}
	few := at >= rules.Crisis || len(r.all(touched)) < fewest
	return r.all(func(p Responder) bool { return touched(p) || few && p.May(key, crisis, at) })
}

// Neighbours answers everybody with any authority for a brand: the ring that is
// asked when nobody of the first one comes.
func (r *Roster) Neighbours(key brand.Key) []Responder {
	return r.all(func(p Responder) bool { return p.mayAny(key) })
}

// Reachable reports whether anybody has a Slack user id.
func (r *Roster) Reachable() bool {
	_, found := r.find(func(p Responder) bool { return p.Slack != "" })
	return found
}

func (r *Roster) find(is func(Responder) bool) (Responder, bool) {
	i := slices.IndexFunc(r.people, is)
	if i < 0 {
		return Responder{}, false
	}
	return r.people[i], true
}

func (r *Roster) all(are func(Responder) bool) []Responder {
	var found []Responder
	for _, p := range r.people {
		if are(p) {
			found = append(found, p)
		}
	}
	return found
}
