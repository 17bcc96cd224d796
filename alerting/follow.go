package alerting

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// A Gauge tells where the rise that began at a moment stands, with its quietest hour after
// another; see rules.Series.Course.
type Gauge func(began, low time.Time) rules.Course

// Follow records what a brand's live incident does while the rules find some signals, or
// none: that the tide has turned, that a second wave comes, that it is no longer as grave as
// it was, that its thread is due a new figure. Following twice changes nothing.
func (d *Desk) Follow(ctx context.Context, key brand.Key, signals []rules.Signal, gauge Gauge, now time.Time) (Report, error) {
	var report Report
	what := "follow " + string(key)
	live, err := d.Ledger.Live(ctx, key)
	if err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	var faults []error
	for _, id := range live {
		faults = append(faults, d.insist(ctx, id.String(), key, func() error {
			actions, err := d.followOne(ctx, id, signals, gauge, now)
			if err == nil && len(actions) > 0 {
				report.add(id, actions)
			}
			return err
		}))
	}
	if err := errors.Join(faults...); err != nil {
		return report, fmt.Errorf("%s: %w", what, err)
	}
	return report, nil
}

func (d *Desk) followOne(ctx context.Context, id ID, signals []rules.Signal, gauge Gauge, now time.Time) ([]Action, error) {
	i, err := d.read(ctx, id)
	if err != nil || !i.State.Live() || now.Before(i.Course.Now.At) {
		return nil, err
	}
	loud, found := rules.None, rules.None
	for _, s := range signals {
		found = max(found, s.Severity)
		if s.Item == nil && s.Trend == nil && !s.Late {
			loud = max(loud, s.Severity)
		}
	}
	actions := i.moves(gauge(i.Wave.From, i.Wave.low()), loud, found, now)
	if len(actions) == 0 {
		return nil, nil
	}
	return actions, d.record(ctx, i, actions)
}
