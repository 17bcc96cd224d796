package store

import (
	"context"
	"slices"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
	"tocsin/collectors"
)

// withWords are the changes without edits of mentions that have no words to change: they
// were forgotten, or are not kept any more.
func (s *Store) withWords(ctx context.Context, key brand.Key, changes []collectors.Amendment) ([]collectors.Amendment, error) {
	m := &mending{store: s, key: key, byID: map[brand.MentionID]collectors.Amendment{}}
	for _, a := range changes {
		if a.Mention != nil {
			m.byID[a.ID] = a
		}
	}
	if len(m.byID) == 0 {
		return changes, nil
	}
	worded, err := m.worded(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(changes, func(a collectors.Amendment) bool { return a.Mention != nil && !worded[a.ID] }), nil
}

// worded tells of the mentions that are meant which of them have words.
func (m *mending) worded(ctx context.Context) (map[brand.MentionID]bool, error) {
	names, err := m.store.dayNames(ctx, m.key)
	if err != nil {
		return nil, err
	}
	worded := map[brand.MentionID]bool{}
	for _, name := range names {
		if len(worded) == len(m.byID) {
			break
		}
		err := m.blocks(ctx, name, func(entry redis.XMessage) error {
			b, err := readBlock(name, entry)
			if err != nil || !m.concerns(b.json) {
				return nil //nolint:nilerr // what cannot be read cannot be edited; whoever reads it is told
			}
			kept, _ := b.mentions()
			for _, is := range kept {
				if _, meant := m.byID[is.ID]; meant {
					worded[is.ID] = is.Gone.IsZero()
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return worded, nil
}
