package alerting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tocsin/brand"
)

// Tend does what has become due in a brand's incidents: it asks again where
// nobody came, reminds, ends watches and closes what is quiet. What became due
// several times while nobody tended is done once. The first time it also rings
// whom the configuration names by now, and did not when an incident rang. An
// incident that cannot be tended does not keep the others from it.
func (d *Desk) Tend(ctx context.Context, key brand.Key, now time.Time) (Report, error) {
	var report Report
	what := "tend " + string(key)
	due, err := d.Ledger.Due(ctx, key, now)
	if err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	unchecked, err := d.unchecked(ctx, key)
	if err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	var faults []error
	tend := func(id ID, due bool) {
		err := d.insist(ctx, id.String(), key, func() error { return d.tendOne(ctx, id, due, now, &report) })
		if err != nil {
			faults = append(faults, err)
			return
		}
		d.roll.check(id)
	}
	for _, id := range due {
		tend(id, true)
	}
	for _, id := range unchecked {
		if !slices.Contains(due, id) {
			tend(id, false)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	return report, nil
}

// tendOne does what an incident needs now, whether its timer says so or not.
func (d *Desk) tendOne(ctx context.Context, id ID, due bool, now time.Time, report *Report) error {
	i, err := d.read(ctx, id)
	if err != nil {
		return err
	}
	a, needed := d.overdue(i, now)
	if missed := d.passedOver(i); !needed && len(missed) > 0 {
		a, needed = own(i, Widened, now), true
		a.Text, a.Rung = "not yet in the configuration when it rang", missed
	}
	switch {
	case needed:
		if err := d.record(ctx, i, []Action{a}); err != nil {
			return err
		}
		report.add(id, []Action{a})
	case due:
		// Its timer is older than its record, or than the configuration.
		return d.record(ctx, i, nil)
	}
	return nil
}
