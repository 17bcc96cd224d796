package store

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
)

// A walk reads the blocks of some days in the order of their numbers. Days
// overlap where something was kept late, so it merges them; a day is opened only
// when its turn has come.
type walk struct {
	store *Store
	key   brand.Key
	days  []*walkedDay
	// end is the newest block when the walk began. What comes later is left for
	// the next walk: a day begun meanwhile is not among the days.
	end int
	// batch is about how many mentions are fetched at a time.
	batch int
}

// batchMost is the largest batch: some megabytes.
const batchMost = 4000

type walkedDay struct {
	day
	name string
	// next is the lowest number the day's next block can have.
	next int
	read []block
}

// walk begins a walk over those days of the index that are wanted.
func (s *Store) walk(ctx context.Context, key brand.Key, wanted func(name string, d day) bool) (*walk, error) {
	var lines map[string]string
	err := s.again(ctx, func() error {
		var err error
		lines, err = s.client.HGetAll(ctx, s.keys.days(key)).Result()
		return err
	})
	if err != nil {
		return nil, err
	}
	days, err := parseDays(lines)
	if err != nil {
		return nil, err
	}
	w := &walk{store: s, key: key, batch: batchMost}
	for name, d := range days {
		w.end = max(w.end, d.last)
		if wanted(name, d) {
			w.days = append(w.days, &walkedDay{day: d, name: name, next: d.first})
		}
	}
	return w, nil
}

// from leaves out blocks below a number.
func (w *walk) from(n int) {
	for _, d := range w.days {
		d.next = max(d.next, n)
	}
}

// next answers the block with the lowest number, false after the last.
func (w *walk) next(ctx context.Context) (block, bool, error) {
	for {
		w.days = slices.DeleteFunc(w.days, func(d *walkedDay) bool {
			return len(d.read) == 0 && d.next > min(d.last, w.end)
		})
		if len(w.days) == 0 {
			return block{}, false, nil
		}
		d := slices.MinFunc(w.days, func(a, b *walkedDay) int { return cmp.Compare(a.next, b.next) })
		if len(d.read) == 0 {
			if err := w.fill(ctx, d); err != nil {
				return block{}, false, err
			}
			continue
		}
		b := d.read[0]
		d.read = d.read[1:]
		d.next = b.number + 1
		if len(d.read) > 0 {
			d.next = d.read[0].number
		}
		return b, true, nil
	}
}

// fill reads on in a day: as many blocks as make a batch.
func (w *walk) fill(ctx context.Context, d *walkedDay) error {
	perBlock := d.mentions/(d.last-d.first+1) + 1
	count := int64(min(max(w.batch/perBlock, 1), 400))
	var entries []redis.XMessage
	err := w.store.again(ctx, func() error {
		var err error
		entries, err = w.store.client.XRangeN(ctx, w.store.keys.log(w.key, d.name), blockID(d.next), blockID(min(d.last, w.end)), count).Result()
		return err
	})
	if err != nil {
		return err
	}
	d.next = w.end + 1
	for _, entry := range entries {
		b, err := readBlock(d.name, entry)
		if err != nil {
			return err
		}
		d.read = append(d.read, b)
	}
	if len(d.read) > 0 {
		d.next = d.read[0].number
	}
	return nil
}

// read collects up to limit mentions from a place on, and answers the place after
// them. With an error that wraps alerting.ErrLeftOut both are good.
func (w *walk) read(ctx context.Context, from place, limit int) ([]brand.Mention, place, error) {
	var read []brand.Mention
	var gaps error
	for len(read) < limit {
		b, more, err := w.next(ctx)
		if err != nil {
			return nil, from, err
		}
		if !more {
			return read, place{block: w.end + 1}, gaps
		}
		kept, err := b.mentions()
		gaps = errors.Join(gaps, err)
		skip := 0
		if b.number == from.block {
			skip = min(from.skip, len(kept))
		}
		taken := min(len(kept)-skip, limit-len(read))
		read = append(read, kept[skip:skip+taken]...)
		from = place{block: b.number, skip: skip + taken}
		if skip+taken == len(kept) {
			from = place{block: b.number + 1}
		}
	}
	return read, from, gaps
}
