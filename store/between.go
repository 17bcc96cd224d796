package store

import (
	"context"
	"errors"
	"time"

	"tocsin/brand"
)

// Between visits the mentions whose At lies in [from, to), in the order they were
// kept. An error of visit ends the visits and is answered as it is. What cannot be
// read is left out, and after the last visit an error that wraps
// alerting.ErrLeftOut says so.
func (s *Store) Between(ctx context.Context, key brand.Key, from, to time.Time, visit func(brand.Mention) error) error {
	what := "read the mentions of " + string(key)
	// Nothing is fetched before it is published, but it may be fetched much later.
	first := dayOf(from)
	w, err := s.walk(ctx, key, func(name string, _ day) bool { return name >= first })
	if err != nil {
		return s.told(what, err)
	}
	var gaps error
	for {
		b, more, err := w.next(ctx)
		if err != nil || !more {
			return s.told(what, errors.Join(gaps, err))
		}
		kept, err := b.mentions()
		gaps = errors.Join(gaps, err)
		for _, m := range kept {
			if m.At.Before(from) || !m.At.Before(to) {
				continue
			}
			if err := visit(m); err != nil {
				return err
			}
		}
	}
}
