package alerting

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// Forget takes what deleted mentions said out of a brand's incidents of some time, and
// has their cards shown anew. What was counted and decided stays. It answers in how many
// incidents something was quoted.
func (d *Desk) Forget(ctx context.Context, key brand.Key, changed rules.Reworded, since, now time.Time) (int, error) {
	if len(changed) == 0 {
		return 0, nil
	}
	ids, err := d.Ledger.Recent(ctx, key, since)
	if err != nil {
		return 0, err
	}
	touched := 0
	var faults []error
	for _, id := range ids {
		taken, err := d.Ledger.Forget(ctx, id, changed)
		if err == nil && taken > 0 {
			touched++
			err = d.forgot(ctx, id, taken, now)
		}
		faults = append(faults, err)
	}
	return touched, errors.Join(faults...)
}

// forgot puts on record that quotes were taken out, which also has the cards follow.
func (d *Desk) forgot(ctx context.Context, id ID, taken int, now time.Time) error {
	leave, err := d.deciding.enter(ctx, id.Brand)
	if err != nil {
		return err
	}
	defer leave()
	for {
		i, err := d.read(ctx, id)
		if err != nil {
			return err
		}
		a := own(i, Forgot, now)
		a.Text = fmt.Sprintf("%s quoted here and deleted or edited since: their words were taken out, or follow", was(taken))
		err = d.record(ctx, i, []Action{a})
		if !errors.Is(err, ErrStale) {
			return err
		}
	}
}

func was(n int) string {
	if n == 1 {
		return "1 post was"
	}
	return fmt.Sprintf("%d posts were", n)
}
