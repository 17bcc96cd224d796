package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
	"tocsin/collectors"
)

// A mending is one call of Settle.
type mending struct {
	store *Store
	key   brand.Key
	now   time.Time
	noted map[string]string
	byID  map[brand.MentionID]collectors.Amendment
	// wide are the changes that mean more than one mention: all days are looked through.
	wide []collectors.Amendment

	settled Settled
	found   map[brand.MentionID]bool
}

func newMending(s *Store, key brand.Key, noted map[string]string, now time.Time) (*mending, error) {
	m := &mending{store: s, key: key, now: now, noted: noted, byID: map[brand.MentionID]collectors.Amendment{}, found: map[brand.MentionID]bool{}}
	m.settled.Noted = len(noted)
	for field, text := range noted {
		var a collectors.Amendment
		if err := json.Unmarshal([]byte(text), &a); err != nil {
			return nil, &stepError{unreadable(fmt.Sprintf("the change %q", field), err)}
		}
		if a.ID != "" {
			m.byID[a.ID] = a
		} else {
			m.wide = append(m.wide, a)
		}
	}
	return m, nil
}

// change is the change that means a mention, false if none does.
func (m *mending) change(of brand.Mention) (collectors.Amendment, bool) {
	if a, ok := m.byID[of.ID]; ok {
		return a, true
	}
	for _, a := range m.wide {
		if a.Means(of) {
			return a, true
		}
	}
	return collectors.Amendment{}, false
}

// run goes through the days, the newest first: most of what is taken back was said
// lately, and then the others need not be read.
func (m *mending) run(ctx context.Context) error {
	done, err := m.store.turn(ctx, m.key)
	if err != nil {
		return err
	}
	defer done()
	names, err := m.store.dayNames(ctx, m.key)
	if err != nil {
		return err
	}
	for _, name := range names {
		if len(m.wide) == 0 && len(m.found) == len(m.byID) {
			return nil
		}
		if err := m.day(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// dayNames are the days of a brand of which mentions are kept, the newest first.
func (s *Store) dayNames(ctx context.Context, key brand.Key) ([]string, error) {
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
	names := make([]string, 0, len(days))
	for name := range days {
		names = append(names, name)
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names, nil
}

// An outcome is what became of the mentions of a day.
type outcome struct {
	gone, edited, now []brand.Mention
	found             []brand.MentionID
	changed           bool
}

// day mends the mentions of one day, if any is meant.
func (m *mending) day(ctx context.Context, name string) error {
	var is outcome
	err := m.blocks(ctx, name, func(entry redis.XMessage) error {
		_, err := m.block(name, entry, &is)
		return err
	})
	if err == nil && is.changed {
		is, err = m.rewrite(ctx, name)
	}
	if err != nil {
		return err
	}
	m.settled.Gone = append(m.settled.Gone, is.gone...)
	m.settled.Edited, m.settled.Now = append(m.settled.Edited, is.edited...), append(m.settled.Now, is.now...)
	for _, id := range is.found {
		m.found[id] = true
	}
	return nil
}

// block answers the text of one block as it is to be.
func (m *mending) block(name string, entry redis.XMessage, is *outcome) (any, error) {
	b, err := readBlock(name, entry)
	if err != nil {
		return nil, err
	}
	as := entry.Values[fieldJSON]
	if !m.concerns(b.json) {
		return as, nil
	}
	kept, err := b.mentions()
	if err != nil {
		return as, nil //nolint:nilerr // what cannot be read cannot be mended; whoever reads it is told
	}
	changed := false
	for i, was := range kept {
		a, meant := m.change(was)
		if !meant {
			continue
		}
		is.found = append(is.found, was.ID)
		switch {
		case !was.Gone.IsZero():
			is.gone = append(is.gone, was)
			continue
		case a.Mention == nil:
			kept[i] = was.Forgotten(m.now)
			is.gone = append(is.gone, was)
		default:
			kept[i] = was.Rewritten(*a.Mention, m.now)
			is.now, is.edited = append(is.now, kept[i]), append(is.edited, was)
			if kept[i].Title == was.Title && kept[i].Text == was.Text {
				continue
			}
		}
		changed = true
	}
	if !changed {
		return as, nil
	}
	is.changed = true
	text, err := json.Marshal(kept)
	return string(text), err
}

// concerns reports whether a block may hold a mention that is meant: a look at its bytes
// spares the reading of most.
func (m *mending) concerns(block []byte) bool {
	if len(m.wide) > 0 {
		return true
	}
	text := string(block)
	for id := range m.byID {
		if strings.Contains(text, string(id)) {
			return true
		}
	}
	return false
}

// blocksAtOnce is how many blocks are read at a time.
const blocksAtOnce = 50

// blocks visits the blocks of a day in order.
func (m *mending) blocks(ctx context.Context, name string, visit func(redis.XMessage) error) error {
	from := "-"
	for {
		var entries []redis.XMessage
		err := m.store.again(ctx, func() error {
			var err error
			entries, err = m.store.client.XRangeN(ctx, m.store.keys.log(m.key, name), from, "+", blocksAtOnce).Result()
			return err
		})
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := visit(e); err != nil {
				return err
			}
		}
		if len(entries) < blocksAtOnce {
			return nil
		}
		digits, _, _ := strings.Cut(entries[len(entries)-1].ID, "-")
		n, err := number(digits)
		if err != nil {
			return err
		}
		from = blockID(n + 1)
	}
}

// strike takes the changes that were obeyed off the list, but for those that were noted
// anew meanwhile.
func (m *mending) strike(ctx context.Context) error {
	s := m.store
	return s.transact(ctx, []string{s.keys.amend(m.key)}, func(tx *redis.Tx) error {
		var now *redis.MapStringStringCmd
		if err := asked(ctx, tx, func(p redis.Pipeliner) { now = p.HGetAll(ctx, s.keys.amend(m.key)) }); err != nil {
			return err
		}
		var done []string
		for field, text := range m.noted {
			if now.Val()[field] == text {
				done = append(done, field)
			}
		}
		if len(done) == 0 {
			return nil
		}
		return executed(ctx, tx, func(p redis.Pipeliner) { p.HDel(ctx, s.keys.amend(m.key), done...) })
	})
}
