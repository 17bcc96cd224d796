package store

import (
	"context"
	"slices"
	"time"

	"tocsin/brand"
)

// Between visits the mentions whose At lies in [from, to), in the order they were
// kept. An error of visit ends the visits and is answered as it is.
func (s *Store) Between(ctx context.Context, key brand.Key, from, to time.Time, visit func(brand.Mention) error) error {
	what := "read the mentions of " + string(key)
	// Nothing is fetched before it is published, but it may be fetched much later.
	first := dayOf(from)
	w, err := s.walk(ctx, key, func(name string, _ day) bool { return name >= first })
	if err != nil {
		return s.told(what, err)
	}
	for {
		b, more, err := w.next(ctx)
		if err != nil || !more {
			return s.told(what, err)
		}
		kept, err := b.mentions()
		if err != nil {
			return s.told(what, err)
		}
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

// A Day is how many mentions of a brand were fetched on a day.
type Day struct {
	// Date is midnight UTC.
	Date     time.Time
	Mentions int
}

// Days answers the days of which mentions are still kept, oldest first.
func (s *Store) Days(ctx context.Context, key brand.Key) ([]Day, error) {
	what := "list the days of " + string(key)
	w, err := s.walk(ctx, key, func(string, day) bool { return true })
	if err != nil {
		return nil, s.told(what, err)
	}
	days := make([]Day, len(w.days))
	for i, d := range w.days {
		date, err := time.Parse(dayForm, d.name)
		if err != nil {
			return nil, s.told(what, &stepError{err})
		}
		days[i] = Day{Date: date, Mentions: d.mentions}
	}
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return days, nil
}
