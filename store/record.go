package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/alerting"
	"tocsin/brand"
)

// Record saves a step, or answers alerting.ErrStale. A step whose action keys are
// all in the record has been saved before; it changes nothing and is no error.
func (s *Store) Record(ctx context.Context, step alerting.Step) error {
	what := "record " + step.ID.String()
	r, err := newRecording(s.keys, step)
	if err != nil {
		return s.told(what, err)
	}
	if err := s.introduce(ctx, step.ID.Brand); err != nil {
		return s.told(what, err)
	}
	// The record alone is watched: the brand's highest number only moves to this
	// one together with it. A lost answer needs no care of its own either: if the
	// step took effect, its keys are in the record.
	err = s.transact(ctx, []string{s.keys.incident(step.ID)}, func(tx *redis.Tx) error { return r.attempt(ctx, tx) })
	return s.told(what, err)
}

// A recording is one call of Record.
type recording struct {
	store   keys
	step    alerting.Step
	actions []any
	keys    []any
	orders  []any
}

func newRecording(k keys, step alerting.Step) (*recording, error) {
	r := &recording{store: k, step: step}
	if step.ID.Number < 1 || step.Have < 0 || step.Have == 0 && len(step.Actions) == 0 {
		return nil, &stepError{errors.New("a step needs an incident number above 0, and the one that opens an incident needs an action")}
	}
	for _, a := range step.Actions {
		if a.Key == "" || slices.Contains(r.keys, any(a.Key)) {
			return nil, &stepError{fmt.Errorf("action %q has the key %q: each action needs a key of its own", a.Verb, a.Key)}
		}
		text, err := json.Marshal(a)
		if err != nil {
			return nil, &stepError{fmt.Errorf("action %s cannot be written as JSON: %w", a.Key, err)}
		}
		r.keys, r.actions = append(r.keys, a.Key), append(r.actions, text)
	}
	for _, o := range step.Orders {
		text, err := json.Marshal(o)
		if err != nil {
			return nil, &stepError{fmt.Errorf("the order for %s cannot be written as JSON: %w", o.Place, err)}
		}
		r.orders = append(r.orders, o.Place.String(), text)
	}
	return r, nil
}

// attempt is one try, to be made while the record is watched.
func (r *recording) attempt(ctx context.Context, tx *redis.Tx) error {
	id := r.step.ID
	var length *redis.IntCmd
	var highest *redis.StringCmd
	var known *redis.BoolSliceCmd
	err := asked(ctx, tx, func(p redis.Pipeliner) {
		length = p.LLen(ctx, r.store.incident(id))
		highest = p.Get(ctx, r.store.number(id.Brand))
		if len(r.keys) > 0 {
			known = p.SMIsMember(ctx, r.store.actionKeys(id), r.keys...)
		}
	})
	if err != nil {
		return err
	}
	if known != nil && slices.Contains(known.Val(), true) {
		if slices.Contains(known.Val(), false) {
			return &stepError{alerting.ErrStale}
		}
		return nil
	}
	last, err := number(highest.Val())
	if err != nil {
		return err
	}
	if length.Val() != int64(r.step.Have) || r.step.Have == 0 && id.Number != last+1 {
		return &stepError{alerting.ErrStale}
	}
	return executed(ctx, tx, func(p redis.Pipeliner) { r.write(ctx, p) })
}

// write queues the transaction: actions, state, timer and orders, all or nothing.
func (r *recording) write(ctx context.Context, p redis.Pipeliner) {
	id, step := r.step.ID, r.step
	name := strconv.Itoa(id.Number)
	if step.Have == 0 {
		p.Set(ctx, r.store.number(id.Brand), name, 0)
	}
	if len(r.actions) > 0 {
		p.RPush(ctx, r.store.incident(id), r.actions...)
		p.SAdd(ctx, r.store.actionKeys(id), r.keys...)
		p.ZAdd(ctx, r.store.incidents(id.Brand), score(step.Actions[len(step.Actions)-1].At, name))
	}
	if step.Live {
		p.SAdd(ctx, r.store.live(id.Brand), name)
	} else {
		p.SRem(ctx, r.store.live(id.Brand), name)
	}
	if step.Due.IsZero() {
		p.ZRem(ctx, r.store.due(id.Brand), name)
	} else {
		p.ZAdd(ctx, r.store.due(id.Brand), score(step.Due, name))
	}
	p.Del(ctx, r.store.orders(id))
	if len(r.orders) > 0 {
		p.HSet(ctx, r.store.orders(id), r.orders...)
		p.SAdd(ctx, r.store.outbox(id.Brand), name)
	}
}

func score(at time.Time, member string) redis.Z {
	return redis.Z{Score: float64(at.UnixMicro()), Member: member}
}

// Incident answers one incident's record, in order; alerting.ErrUnknown if there is none.
func (s *Store) Incident(ctx context.Context, id alerting.ID) ([]alerting.Action, error) {
	what := "read " + id.String()
	var texts []string
	err := s.again(ctx, func() error {
		var err error
		texts, err = s.client.LRange(ctx, s.keys.incident(id), 0, -1).Result()
		return err
	})
	if err != nil {
		return nil, s.told(what, err)
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("%s: %w", what, alerting.ErrUnknown)
	}
	actions := make([]alerting.Action, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &actions[i]); err != nil {
			return nil, unreadable(fmt.Sprintf("%s: action %d", what, i+1), err)
		}
	}
	return actions, nil
}

// Last answers the brand's highest incident number, 0 if it has none.
func (s *Store) Last(ctx context.Context, key brand.Key) (int, error) {
	what := "find the last incident of " + string(key)
	var text string
	err := s.again(ctx, func() error {
		var err error
		text, err = absent(s.client.Get(ctx, s.keys.number(key)).Result())
		return err
	})
	if err != nil {
		return 0, s.told(what, err)
	}
	n, err := number(text)
	return n, s.told(what, err)
}

// Recent answers the incidents of a brand that are live, or whose last action is
// not older than since, by rising number.
func (s *Store) Recent(ctx context.Context, key brand.Key, since time.Time) ([]alerting.ID, error) {
	var live, recent *redis.StringSliceCmd
	err := s.pipelined(ctx, func(p redis.Pipeliner) {
		live = p.SMembers(ctx, s.keys.live(key))
		recent = p.ZRangeByScore(ctx, s.keys.incidents(key), &redis.ZRangeBy{Min: micros(since), Max: "+inf"})
	})
	if err != nil {
		return nil, s.told("list recent incidents of "+string(key), err)
	}
	found, err := incidents(key, append(live.Val(), recent.Val()...))
	slices.SortFunc(found, func(a, b alerting.ID) int { return a.Number - b.Number })
	return slices.Compact(found), s.told("list recent incidents of "+string(key), err)
}

// Live answers the incidents of a brand that want attention, by rising number.
func (s *Store) Live(ctx context.Context, key brand.Key) ([]alerting.ID, error) {
	what := "list live incidents of " + string(key)
	names, err := s.members(ctx, s.keys.live(key))
	if err != nil {
		return nil, s.told(what, err)
	}
	found, err := incidents(key, names)
	slices.SortFunc(found, func(a, b alerting.ID) int { return a.Number - b.Number })
	return found, s.told(what, err)
}

// Due answers the incidents of a brand whose due time has come, earliest first.
func (s *Store) Due(ctx context.Context, key brand.Key, now time.Time) ([]alerting.ID, error) {
	what := "list due incidents of " + string(key)
	var names []string
	err := s.again(ctx, func() error {
		var err error
		names, err = s.client.ZRangeByScore(ctx, s.keys.due(key), &redis.ZRangeBy{Min: "-inf", Max: micros(now)}).Result()
		return err
	})
	if err != nil {
		return nil, s.told(what, err)
	}
	found, err := incidents(key, names)
	return found, s.told(what, err)
}

// incidents reads incident numbers.
func incidents(key brand.Key, names []string) ([]alerting.ID, error) {
	found := make([]alerting.ID, 0, len(names))
	for _, name := range names {
		n, err := number(name)
		if err != nil {
			return nil, err
		}
		found = append(found, alerting.ID{Brand: key, Number: n})
	}
	return found, nil
}
