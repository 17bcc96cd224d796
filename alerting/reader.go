package alerting

import (
	"time"

	"tocsin/brand"
)

// A Reader is whom a card is made for: a channel, or one person.
type Reader struct {
	Brand brand.Brand
	// Location is the clock the card tells times by.
	Location *time.Location
	// Person is the reader's responder ID, "" where the reader is a channel.
	Person string
	// May is set where the reader alone may decide.
	May bool
	// Able are the names of everybody who may decide, in the order of the configuration.
	Able []string
	// Widens is when the next ring is asked if nobody claims; zero if never.
	Widens time.Time
	// Footer tells how far the figures can be trusted, such as "4 of 4 sources
	// fresh (oldest 2 min)"; "" says nothing.
	Footer string
	// Shell is what commands at a prompt need so as to mean this installation.
	Shell Shell
}
