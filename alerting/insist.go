package alerting

import (
	"context"
	"errors"
	"fmt"

	"tocsin/brand"
)

// attempts is how often a step is decided anew because somebody else was
// quicker. Everybody who is quicker changes the incident, so crowds thin out fast.
const attempts = 100

// insist decides a step about a brand, again as long as it is stale. Within one
// desk everybody waits for their turn: fifty people who press at once would else
// each read a long record as often as somebody is quicker. Between desks the
// ledger alone decides.
func (d *Desk) insist(ctx context.Context, what string, key brand.Key, step func() error) error {
	leave, err := d.deciding.enter(ctx, key)
	if err != nil {
		return fmt.Errorf("%s: wait for others: %w", what, err)
	}
	defer leave()
	for range attempts {
		if err = step(); !errors.Is(err, ErrStale) {
			return err
		}
		if ctx.Err() != nil {
			return fmt.Errorf("%s: %w", what, ctx.Err())
		}
	}
	return fmt.Errorf("%s: %w, %d times in a row; try again", what, err, attempts)
}
