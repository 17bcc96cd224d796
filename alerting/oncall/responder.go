// Package oncall knows the people: who may act on what, and whom to ask.
// Routing is never a table of its own; it follows from authority.
package oncall

import (
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
