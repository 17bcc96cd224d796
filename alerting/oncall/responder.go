package oncall

import (
	"slices"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// A Responder is a person with authority.
type Responder struct {
	// ID is their name in configuration, such as "ana".
	ID   string
	Name string
	// Slack is their Slack user id (U… or W…), Team their workspace's id; an
	// empty Team means the workspace the app is installed in.
	Slack, Team string
	// Can is the highest severity they may decide, by strategy; "*" stands for every strategy.
	Can map[string]rules.Severity
	// Brands limits their authority; none means every brand.
	Brands []brand.Key
	// Location is their own time zone.
	Location *time.Location
}

// every stands for all strategies in a Responder's Can.
const every = "*"

// May reports whether they may decide for a strategy of a brand at a severity.
// What is below notice asks for no less authority than what is just noticed.
func (p Responder) May(key brand.Key, strategy string, at rules.Severity) bool {
	return p.minds(key) && max(p.Can[strategy], p.Can[every]) >= max(at, rules.Watch)
}

// minds reports whether a brand is within the limits of their authority.
func (p Responder) minds(key brand.Key) bool {
	return len(p.Brands) == 0 || slices.Contains(p.Brands, key)
}

// mayAny reports whether they have any authority for a brand.
func (p Responder) mayAny(key brand.Key) bool {
	for _, highest := range p.Can {
		if highest >= rules.Watch {
			return p.minds(key)
		}
	}
	return false
}
