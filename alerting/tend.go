package alerting

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tocsin/brand"
)

// Tend does what has become due in a brand's incidents: it asks again where
// nobody came, reminds, ends watches and closes what is quiet. What became due
// several times while nobody tended is done once. An incident that cannot be
// tended does not keep the others from it.
func (d *Desk) Tend(ctx context.Context, key brand.Key, now time.Time) (Report, error) {
	var report Report
	what := "tend " + string(key)
	due, err := d.Ledger.Due(ctx, key, now)
	if err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	var faults []error
	for _, id := range due {
		err := d.insist(ctx, id.String(), key, func() error {
			i, err := d.read(ctx, id)
			if err != nil {
				return err
			}
			a, late := d.overdue(i, now)
			if !late {
				// Its timer is older than its record, or than the configuration.
				err := d.record(ctx, i, nil)
				return err
			}
			if err := d.record(ctx, i, []Action{a}); err != nil {
				return err
			}
			report.add(id, []Action{a})
			return nil
		})
		if err != nil {
			faults = append(faults, err)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	return report, nil
}
