package query

import (
	"fmt"

	"tocsin/brand"
)

// An Error is a fault in a query: where it is and how to mend it.
type Error struct {
	// Brand is whose query it is, "" where Parse was given the query alone.
	Brand brand.Key
	Query string
	// Column counts characters from 1.
	Column  int
	Problem string
	Remedy  string
}

func (e *Error) Error() string {
	whose := ""
	if e.Brand != "" {
		whose = fmt.Sprintf("brand %s: ", e.Brand)
	}
	return fmt.Sprintf("%squery %q, column %d: %s; %s", whose, e.Query, e.Column, e.Problem, e.Remedy)
}
