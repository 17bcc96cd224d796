package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
)

// quartersBack is how far back an identity is looked for: a year at least.
const quartersBack = 4

// Keep stores those mentions of one brand that are not stored yet, identities
// and contents together or not at all, and answers them. All must carry an id
// and the moment they were fetched. Repeats cost nothing and lengthen the memory
// of an identity.
func (s *Store) Keep(ctx context.Context, key brand.Key, mentions []brand.Mention) ([]brand.Mention, error) {
	what := fmt.Sprintf("keep %d mentions of %s", len(mentions), key)
	k, err := newKeeping(s, key, mentions)
	if err != nil || len(k.offered) == 0 {
		return nil, s.told(what, err)
	}
	if err := s.introduce(ctx, key); err != nil {
		return nil, s.told(what, err)
	}
	// Two goroutines of one process would only make each other's transactions fail.
	done, err := s.turn(ctx, key)
	if err != nil {
		return nil, s.told(what, err)
	}
	defer done()

	err = s.transact(ctx, []string{s.keys.blocks(key)}, func(tx *redis.Tx) error { return k.step(ctx, tx) })
	if err != nil {
		return nil, s.told(what, err)
	}
	return k.fresh, nil
}

// A keeping is one call of Keep. Every transaction that adds mentions moves the
// brand's number of blocks, so watching that number is enough for two processes
// never to keep the same mention twice.
type keeping struct {
	store   *Store
	key     brand.Key
	offered []brand.Mention
	ids     []any
	aliases []alias
	quarter quarter
	token   string

	fresh []brand.Mention
	// lost are the attempts whose outcome is unknown.
	lost []attempt
}

// An attempt is a transaction that was sent: its first block, and what would be
// fresh if it took effect.
type attempt struct {
	first block
	fresh []brand.Mention
}

func newKeeping(s *Store, key brand.Key, mentions []brand.Mention) (*keeping, error) {
	k := &keeping{store: s, key: key, token: s.token(), offered: make([]brand.Mention, 0, len(mentions)), ids: make([]any, 0, len(mentions))}
	met := make(map[brand.MentionID]struct{}, len(mentions))
	var newest time.Time
	for _, m := range mentions {
		switch {
		case m.ID == "" || m.Fetched.IsZero():
			return nil, &stepError{fmt.Errorf("mention %q of %s has no id or no time of fetching: both are set by who offers it", m.ID, m.Source)}
		case m.Brand != key:
			return nil, &stepError{fmt.Errorf("mention %s is of %q: offer each brand its own", m.ID, m.Brand)}
		}
		if _, repeated := met[m.ID]; repeated {
			continue
		}
		met[m.ID] = struct{}{}
		k.offered = append(k.offered, m)
		k.ids = append(k.ids, string(m.ID))
		if m.Alias != 0 {
			k.aliases = append(k.aliases, alias{m.Alias, m.ID})
		}
		if m.Fetched.After(newest) {
			newest = m.Fetched
		}
	}
	k.quarter = quarterOf(newest)
	return k, nil
}

// step is one attempt, to be run while the number of blocks is watched.
func (k *keeping) step(ctx context.Context, tx *redis.Tx) error {
	if done, err := k.landed(ctx, tx); done || err != nil {
		return err
	}
	found, err := k.look(ctx, tx)
	if err != nil {
		return err
	}
	fresh, remember := k.sift(found)
	if len(remember)+len(found.aliases) == 0 {
		k.fresh = nil
		return nil
	}
	if err := k.store.room(ctx, tx, len(fresh)); err != nil {
		return err
	}
	blocks, err := k.pack(fresh, found)
	if err != nil {
		return err
	}
	k.fresh = fresh
	err = executed(ctx, tx, func(p redis.Pipeliner) {
		k.write(ctx, p, blocks, remember)
		k.writeAliases(ctx, p, found.aliases)
	})
	if lost(err) && len(blocks) > 0 {
		k.lost = append(k.lost, attempt{first: blocks[0], fresh: fresh})
	}
	return err
}

// landed reports whether an earlier attempt took effect although its answer was lost.
func (k *keeping) landed(ctx context.Context, tx *redis.Tx) (bool, error) {
	for _, a := range k.lost {
		id := blockID(a.first.number)
		there, err := tx.XRange(ctx, k.store.keys.log(k.key, a.first.day), id, id).Result()
		if err != nil {
			return false, err
		}
		if len(there) == 1 && there[0].Values[fieldBy] == k.token {
			k.fresh = a.fresh
			return true, nil
		}
	}
	return false, nil
}

// A lookup is what a keeping reads before it writes.
type lookup struct {
	blocks int
	// current tells of each offered id whether this quarter's set holds it,
	// other whether a neighbouring one does.
	current, other []bool
	days           map[string]day
	// aliases are those offered that this quarter does not know yet.
	aliases []alias
}

func (k *keeping) look(ctx context.Context, tx *redis.Tx) (lookup, error) {
	keys := k.store.keys
	var blocks *redis.StringCmd
	var days *redis.MapStringStringCmd
	var sets []*redis.BoolSliceCmd
	var named *redis.SliceCmd
	err := asked(ctx, tx, func(p redis.Pipeliner) {
		named = k.askAliases(ctx, p)
		blocks = p.Get(ctx, keys.blocks(k.key))
		days = p.HGetAll(ctx, keys.days(k.key))
		sets = append(sets, p.SMIsMember(ctx, keys.seen(k.key, k.quarter), k.ids...))
		// The next quarter too: at its turn, another process may be there already.
		for q := k.quarter - quartersBack; q <= k.quarter+1; q++ {
			if q != k.quarter {
				sets = append(sets, p.SMIsMember(ctx, keys.seen(k.key, q), k.ids...))
			}
		}
	})
	if err != nil {
		return lookup{}, err
	}
	found := lookup{current: sets[0].Val(), other: make([]bool, len(k.ids)), aliases: k.newAliases(named)}
	for _, set := range sets[1:] {
		for i, is := range set.Val() {
			found.other[i] = found.other[i] || is
		}
	}
	if found.blocks, err = number(blocks.Val()); err != nil {
		return lookup{}, err
	}
	found.days, err = parseDays(days.Val())
	return found, err
}

// sift answers the mentions that are new, and the ids to put into this quarter's
// set: theirs, and those that only an older set remembers.
func (k *keeping) sift(found lookup) ([]brand.Mention, []any) {
	var fresh []brand.Mention
	var remember []any
	for i, m := range k.offered {
		if found.current[i] {
			continue
		}
		remember = append(remember, k.ids[i])
		if !found.other[i] {
			fresh = append(fresh, m)
		}
	}
	return fresh, remember
}

// pack turns fresh mentions into numbered blocks, each of one day.
func (k *keeping) pack(fresh []brand.Mention, found lookup) ([]block, error) {
	byDay := slices.Clone(fresh)
	slices.SortStableFunc(byDay, func(a, b brand.Mention) int { return cmp.Compare(dayOf(a.Fetched), dayOf(b.Fetched)) })
	var blocks []block
	for len(byDay) > 0 {
		b, rest, err := fillBlock(byDay)
		if err != nil {
			return nil, &stepError{err}
		}
		b.number = found.blocks + len(blocks) + 1
		blocks = append(blocks, b)
		byDay = rest
		d := found.days[b.day]
		if d.first == 0 {
			d.first = b.number
		}
		d.last, d.mentions = b.number, d.mentions+b.size
		found.days[b.day] = d
		blocks[len(blocks)-1].dayThen = d
	}
	return blocks, nil
}

// write queues the transaction: blocks, index and identities, all or nothing.
func (k *keeping) write(ctx context.Context, p redis.Pipeliner, blocks []block, remember []any) {
	keys := k.store.keys
	for _, b := range blocks {
		p.XAdd(ctx, &redis.XAddArgs{
			Stream: keys.log(k.key, b.day), ID: blockID(b.number),
			Values: []any{fieldBy, k.token, fieldJSON, b.json},
		})
		p.HSet(ctx, keys.days(k.key), b.day, b.dayThen.String())
		p.Set(ctx, keys.blocks(k.key), strconv.Itoa(b.number), 0)
	}
	if len(remember) > 0 {
		p.SAdd(ctx, keys.seen(k.key, k.quarter), remember...)
	}
}

// turn waits until no other goroutine of this process keeps mentions of the
// brand. The function it answers ends the turn.
func (s *Store) turn(ctx context.Context, key brand.Key) (func(), error) {
	s.turnsMu.Lock()
	free, ok := s.turns[key]
	if !ok {
		free = make(chan struct{}, 1)
		s.turns[key] = free
	}
	s.turnsMu.Unlock()
	select {
	case free <- struct{}{}:
		return func() { <-free }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
