package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/alerting"
	"tocsin/brand"
)

// Outstanding answers the deliveries of a brand whose slip does not yet show what
// is ordered and whose next try has come, oldest order first. Where no incident
// has anything to deliver it costs one look.
func (s *Store) Outstanding(ctx context.Context, key brand.Key, now time.Time) ([]alerting.Delivery, error) {
	what := "list outstanding deliveries of " + string(key)
	names, err := s.members(ctx, s.keys.outbox(key))
	if err != nil || len(names) == 0 {
		return nil, s.told(what, err)
	}
	ids, err := incidents(key, names)
	if err != nil {
		return nil, s.told(what, err)
	}
	pages, err := s.deliveries(ctx, ids)
	if err != nil {
		return nil, s.told(what, err)
	}
	var due []alerting.Delivery
	for i, page := range pages {
		open := slices.DeleteFunc(page, func(d alerting.Delivery) bool { return !outstanding(d) })
		if len(open) == 0 {
			if err := s.settled(ctx, ids[i]); err != nil {
				return nil, s.told(what, err)
			}
		}
		for _, d := range open {
			if !d.Slip.NextTry.After(now) {
				due = append(due, d)
			}
		}
	}
	slices.SortStableFunc(due, byAge)
	return due, nil
}

// outstanding reports whether a place does not yet show what is ordered.
func outstanding(d alerting.Delivery) bool {
	return d.Slip.Shown < d.Order.Want || d.Slip.Pinged < d.Order.Pings || d.Slip.Told < d.Order.Tells
}

func byAge(a, b alerting.Delivery) int {
	if c := a.Order.Since.Compare(b.Order.Since); c != 0 {
		return c
	}
	if a.ID.Number != b.ID.Number {
		return a.ID.Number - b.ID.Number
	}
	return strings.Compare(a.Order.Place.String(), b.Order.Place.String())
}

// settled takes an incident out of the outbox, unless an order or a slip changes
// meanwhile. Nothing else ever takes one out, so a process that dies anywhere
// leaves an entry too many, never one too few.
func (s *Store) settled(ctx context.Context, id alerting.ID) error {
	watched := []string{s.keys.orders(id), s.keys.slips(id)}
	return s.transact(ctx, watched, func(tx *redis.Tx) error {
		page, err := readDeliveries(ctx, tx.Pipeline(), s.keys, []alerting.ID{id})
		if err != nil || slices.ContainsFunc(page[0], outstanding) {
			return err
		}
		return executed(ctx, tx, func(p redis.Pipeliner) {
			p.SRem(ctx, s.keys.outbox(id.Brand), strconv.Itoa(id.Number))
		})
	})
}

// Deliveries answers all deliveries of one incident, oldest order first.
func (s *Store) Deliveries(ctx context.Context, id alerting.ID) ([]alerting.Delivery, error) {
	pages, err := s.deliveries(ctx, []alerting.ID{id})
	if err != nil {
		return nil, s.told("list deliveries of "+id.String(), err)
	}
	return pages[0], nil
}

func (s *Store) deliveries(ctx context.Context, ids []alerting.ID) ([][]alerting.Delivery, error) {
	var pages [][]alerting.Delivery
	err := s.again(ctx, func() error {
		var err error
		pages, err = readDeliveries(ctx, s.client.Pipeline(), s.keys, ids)
		return err
	})
	return pages, err
}

// readDeliveries answers the deliveries of each incident.
func readDeliveries(ctx context.Context, trip redis.Pipeliner, k keys, ids []alerting.ID) ([][]alerting.Delivery, error) {
	orders := make([]*redis.MapStringStringCmd, len(ids))
	slips := make([]*redis.MapStringStringCmd, len(ids))
	err := oneTrip(ctx, trip, func(p redis.Pipeliner) {
		for i, id := range ids {
			orders[i] = p.HGetAll(ctx, k.orders(id))
			slips[i] = p.HGetAll(ctx, k.slips(id))
		}
	})
	if err != nil {
		return nil, err
	}
	pages := make([][]alerting.Delivery, len(ids))
	for i, id := range ids {
		if pages[i], err = joinDeliveries(id, orders[i].Val(), slips[i].Val()); err != nil {
			return nil, &stepError{err}
		}
	}
	return pages, nil
}

// joinDeliveries lays each order's slip beside it.
func joinDeliveries(id alerting.ID, orders, slips map[string]string) ([]alerting.Delivery, error) {
	joined := make([]alerting.Delivery, 0, len(orders))
	for where, text := range orders {
		d := alerting.Delivery{ID: id}
		if err := json.Unmarshal([]byte(text), &d.Order); err != nil {
			return nil, unreadable(fmt.Sprintf("the order of %s for %s", id, where), err)
		}
		if slip, ok := slips[where]; ok {
			if err := json.Unmarshal([]byte(slip), &d.Slip); err != nil {
				return nil, unreadable(fmt.Sprintf("the slip of %s for %s", id, where), err)
			}
		}
		joined = append(joined, d)
	}
	slices.SortFunc(joined, byAge)
	return joined, nil
}

// Sign saves a slip. It always puts the incident back into the outbox: a slip may
// say that less is shown than before, as when a message was deleted. Outstanding
// clears up.
func (s *Store) Sign(ctx context.Context, id alerting.ID, place alerting.Place, slip alerting.Slip) error {
	what := fmt.Sprintf("sign for %s of %s", place, id)
	text, err := json.Marshal(slip)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	err = s.again(ctx, func() error {
		p := s.client.TxPipeline()
		p.HSet(ctx, s.keys.slips(id), place.String(), text)
		p.SAdd(ctx, s.keys.outbox(id.Brand), strconv.Itoa(id.Number))
		_, err := p.Exec(ctx)
		return err
	})
	return s.told(what, err)
}
