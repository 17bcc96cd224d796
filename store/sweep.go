package store

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
)

// quartersSwept is how far back Sweep looks for sets of identities: ten years.
const quartersSwept = 40

// Swept is what Sweep took away.
type Swept struct {
	Days, Mentions int
}

func (w Swept) String() string {
	return fmt.Sprintf("%d mentions of %d days swept", w.Mentions, w.Days)
}

// Sweep takes away the mentions of days that ended longer ago than the retention,
// and the sets of identities that are no longer asked. Incidents stay.
func (s *Store) Sweep(ctx context.Context, now time.Time) (Swept, error) {
	brands, err := s.Brands(ctx)
	if err != nil {
		return Swept{}, err
	}
	var total Swept
	for _, key := range brands {
		swept, err := s.sweep(ctx, key, now)
		total.Days, total.Mentions = total.Days+swept.Days, total.Mentions+swept.Mentions
		if err != nil {
			return total, s.told("sweep "+string(key), err)
		}
	}
	return total, nil
}

func (s *Store) sweep(ctx context.Context, key brand.Key, now time.Time) (Swept, error) {
	oldest := dayOf(now.Add(-s.retention))
	w, err := s.walk(ctx, key, func(name string, _ day) bool { return name < oldest })
	if err != nil {
		return Swept{}, err
	}
	var swept Swept
	for _, d := range w.days {
		// No transaction: a Redis that is full queues none, and this is what makes
		// room. A day that is still listed but empty is swept again.
		err := s.pipelined(ctx, func(p redis.Pipeliner) {
			p.Unlink(ctx, s.keys.log(key, d.name))
			p.HDel(ctx, s.keys.days(key), d.name)
		})
		if err != nil {
			return swept, err
		}
		swept.Days, swept.Mentions = swept.Days+1, swept.Mentions+d.mentions
	}
	return swept, s.sweepSeen(ctx, key, quarterOf(now))
}

// sweepSeen forgets identities and aliases older than any that Keep looks for.
func (s *Store) sweepSeen(ctx context.Context, key brand.Key, current quarter) error {
	var old []string
	for q := current - quartersBack - quartersSwept; q < current-quartersBack; q++ {
		old = append(old, s.keys.seen(key, q), s.keys.alias(key, q))
	}
	return s.again(ctx, func() error { return s.client.Unlink(ctx, old...).Err() })
}
