package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Fault is something wrong with a file: where, what, and how to mend it.
type Fault struct {
	File string
	// Line and Column count from 1, Column in characters; a fault of no file has 0.
	Line, Column int
	// Path leads through the file's keys, such as "people[0].can[1]".
	Path   string
	What   string
	Remedy string
	// Warning is set where the file can be used all the same.
	Warning bool
}

// String is "FILE:LINE:COL: path: what: remedy" in one line.
func (f Fault) String() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	}
	what := f.What
	if f.Warning {
		what = "warning: " + what
	}
	return fmt.Sprintf("%s: %s: %s: %s", place, f.Path, what, f.Remedy)
}

// Faults are all that is wrong with a file, in order of place.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// Fatal reports whether one of the faults keeps the file from being used.
func (f Faults) Fatal() bool {
	return slices.ContainsFunc(f, func(fault Fault) bool { return !fault.Warning })
}

// sorted puts faults in order of place and drops what is said twice.
func (f Faults) sorted() Faults {
	slices.SortStableFunc(f, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(f)
}
