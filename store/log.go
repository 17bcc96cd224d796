package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"tocsin/alerting"
	"tocsin/brand"
)

// logDefault is the limit of a Log call that names none.
const logDefault = 1000

// A place is a position taken apart: the block to read next, and how many of its
// mentions have been read already.
type place struct {
	block, skip int
}

func (p place) position() alerting.Position {
	return alerting.Position(strconv.Itoa(p.block) + "." + strconv.Itoa(p.skip))
}

func placeOf(p alerting.Position) (place, error) {
	if p == "" {
		return place{block: 1}, nil
	}
	before, after, _ := strings.Cut(string(p), ".")
	n, err1 := strconv.Atoi(before)
	skip, err2 := strconv.Atoi(after)
	if err1 != nil || err2 != nil || n < 1 || skip < 0 {
		return place{}, &stepError{fmt.Errorf("position %q was not made by the store: use \"\" to begin anew", string(p))}
	}
	return place{block: n, skip: skip}, nil
}

// Log answers at most limit mentions after a position, in the order they were
// kept, and the position after them. The order is that of keeping, so nothing
// that is kept later, for whatever day, is ever missed. Where nothing is new it
// answers none, at the cost of one look. A limit below 1 means 1,000. What cannot
// be read is left out, and an error that wraps alerting.ErrLeftOut says so.
func (s *Store) Log(ctx context.Context, key brand.Key, after alerting.Position, limit int) ([]brand.Mention, alerting.Position, error) {
	what := "read the log of " + string(key)
	from, err := placeOf(after)
	if err != nil {
		return nil, after, s.told(what, err)
	}
	newest, err := s.newest(ctx, key)
	if err != nil || newest < from.block {
		return nil, cutBack(after, from, newest), s.told(what, err)
	}
	if limit < 1 {
		limit = logDefault
	}
	w, err := s.walk(ctx, key, func(_ string, d day) bool { return d.last >= from.block })
	if err != nil {
		return nil, after, s.told(what, err)
	}
	w.from(from.block)
	w.end = max(w.end, newest)
	w.batch = min(limit, batchMost)
	read, next, err := w.read(ctx, from, limit)
	if err != nil && !errors.Is(err, alerting.ErrLeftOut) {
		return nil, after, s.told(what, err)
	}
	return read, next.position(), s.told(what, err)
}

// cutBack brings a position that lies ahead of the newest block back to the end.
// A Redis that failed over to a lagging replica may have forgotten blocks; what
// comes next must be read all the same.
func cutBack(after alerting.Position, from place, newest int) alerting.Position {
	if from.block > newest+1 {
		return place{block: newest + 1}.position()
	}
	return after
}

// newest is the number of the newest block of a brand, 0 if there is none.
func (s *Store) newest(ctx context.Context, key brand.Key) (int, error) {
	var text string
	err := s.again(ctx, func() error {
		var err error
		text, err = absent(s.client.Get(ctx, s.keys.blocks(key)).Result())
		return err
	})
	if err != nil {
		return 0, err
	}
	return number(text)
}
