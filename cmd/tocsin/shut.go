package main

import (
	"context"
	"time"

	"tocsin/collectors"
)

// shut is a source that could not be opened.
type shut struct{ why error }

// Collect says why.
func (s shut) Collect(context.Context, collectors.Cursor, time.Time) (collectors.Page, error) {
	return collectors.Page{}, s.why
}
