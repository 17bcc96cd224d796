package alerting

import (
	"fmt"
	"slices"
	"strings"
)

// Delivered is what one round of the Courier did.
type Delivered struct {
	// Posted, Edited and Pinged count what was taken by a medium, Found the posts
	// that turned out to have arrived earlier.
	Posted, Edited, Pinged, Found int
	// Told counts the lines below a card that alert nobody.
	Told int
	// Repeated counts those of Posted and Pinged that may be second copies.
	Repeated int
	// Fallback counts those of Posted and Pinged that went the second way, Waived
	// what need not go there since the first way works.
	Fallback, Waived int
	// Frozen counts the cards that could not be edited, and were left as they are.
	Frozen int
	// Failed counts what certainly did not arrive, Uncertain what may have.
	Failed, Uncertain int
	// Faults are the first few of their errors.
	Faults []string
}

// String is "" where nothing was due.
func (d Delivered) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{
		{d.Posted, "posted"},
		{d.Edited, "edited"},
		{d.Pinged, "pinged"},
		{d.Told, "told in a thread"},
		{d.Found, "found to have arrived"},
		{d.Repeated, "possibly repeated"},
		{d.Fallback, "sent the second way"},
		{d.Waived, "not needed the second way"},
		{d.Frozen, "left unedited"},
		{d.Failed, "failed"},
		{d.Uncertain, "uncertain"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	said := strings.Join(parts, ", ")
	if len(d.Faults) > 0 {
		said += ": " + strings.Join(d.Faults, "; ")
	}
	return said
}

// faultsShown is how many errors a report repeats.
const faultsShown = 3

// note counts under the round's lock and tells whoever observes.
func (r *round) note(outcome string, counts ...*int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, n := range counts {
		*n++
	}
	if r.Observe != nil && outcome != "" {
		r.Observe(outcome)
	}
}

// failed counts something that certainly did not arrive.
func (r *round) failed(err error) {
	r.note("failed", &r.did.Failed)
	r.fault(err)
}

func (r *round) fault(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if text := clip(err.Error(), 300); len(r.did.Faults) < faultsShown && !slices.Contains(r.did.Faults, text) {
		r.did.Faults = append(r.did.Faults, text)
	}
}

// broke remembers that the Ledger failed.
func (r *round) broke(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, err)
}
