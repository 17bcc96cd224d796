package collectors

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// mostParts is how many parts a fault names; of more it tells the number.
const mostParts = 4

// A fault is why one of several could not be read.
type fault struct {
	part string
	err  error
}

// faults are those of several, in their order.
type faults []fault

// told says each of them once: where parts fail for the same reason, it names them all.
func (f faults) told() []string {
	parts := map[string][]string{}
	var reasons []string
	for _, one := range f {
		why := one.err.Error()
		if parts[why] == nil {
			reasons = append(reasons, why)
		}
		parts[why] = append(parts[why], one.part)
	}
	for i, why := range reasons {
		reasons[i] = named(parts[why]) + ": " + why
	}
	return reasons
}

func named(parts []string) string {
	if len(parts) <= mostParts {
		return strings.Join(parts, ", ")
	}
	return strings.Join(parts[:mostParts], ", ") + fmt.Sprintf(" and %d more", len(parts)-mostParts)
}

// A refusal is why a part is not asked now: it asked before to be left alone.
type refusal struct {
	why  string
	wait *WaitError
}

func refusalOf(why string, until time.Time) *refusal {
	return &refusal{why, &WaitError{Until: until, Err: errors.New(why)}}
}

func (r *refusal) Error() string { return r.why }

func (r *refusal) Unwrap() error { return r.wait }

// A failure is that of a source all of whose parts failed: it says why, and holds the
// error of each.
type failure struct{ faults }

func (f failure) Error() string { return strings.Join(f.told(), "; ") }

func (f failure) Unwrap() []error {
	all := make([]error, len(f.faults))
	for i, one := range f.faults {
		all[i] = one.err
	}
	return all
}

// whole is the fault of a source all of whose parts failed: it is left alone until the
// first of them answers again.
func (f faults) whole() error {
	until, ours := time.Time{}, false
	for _, one := range f {
		wait, ok := errors.AsType[*WaitError](one.err)
		if !ok {
			return failure{f}
		}
		if until.IsZero() || wait.Until.Before(until) {
			until, ours = wait.Until, wait.Ours
		}
	}
	return &WaitError{Until: until, Ours: ours, Err: failure{f}}
}
