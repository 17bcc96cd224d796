package store

import (
	"context"
	"errors"
	"strings"

	"github.com/redis/go-redis/v9"
)

// patienceWithDrafts is how often it is looked whether somebody else has finished with
// the draft, some twenty times a second. After that they were killed, or come to grief.
const patienceWithDrafts = 200

// rewrite puts a day anew, with what is meant in it changed: a stream takes nothing at a
// place it has passed. The new day is written beside the old one and takes its place in
// one step, unless somebody kept or changed something meanwhile; then it is done again.
func (m *mending) rewrite(ctx context.Context, name string) (outcome, error) {
	s := m.store
	var is outcome
	token, tries := s.token(), 0
	err := s.transact(ctx, []string{s.keys.blocks(m.key), s.keys.log(m.key, name)}, func(tx *redis.Tx) error {
		if tries++; tries > 1 {
			if err := m.giveWay(ctx, token); err != nil {
				return err
			}
		}
		if err := m.takeDraft(ctx, tx, token); err != nil {
			return err
		}
		var err error
		if is, err = m.write(ctx, name); err != nil {
			return err
		}
		return executed(ctx, tx, func(p redis.Pipeliner) {
			p.Rename(ctx, s.keys.draft(m.key), s.keys.log(m.key, name))
			p.Del(ctx, s.keys.drafter(m.key))
		})
	})
	return is, err
}

// takeDraft begins the draft anew as our own. Whoever had it will notice by the end: their
// transaction fails, or one of their blocks finds its place taken.
func (m *mending) takeDraft(ctx context.Context, tx *redis.Tx, token string) error {
	s := m.store
	_, err := s.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Set(ctx, s.keys.drafter(m.key), token, 0)
		p.Unlink(ctx, s.keys.draft(m.key))
		return nil
	})
	if err != nil {
		return err
	}
	if err := tx.Watch(ctx, s.keys.drafter(m.key)).Err(); err != nil {
		return err
	}
	holder, err := absent(tx.Get(ctx, s.keys.drafter(m.key)).Result())
	if err == nil && holder != token {
		return redis.TxFailedErr
	}
	return err
}

// write writes the draft.
func (m *mending) write(ctx context.Context, name string) (outcome, error) {
	s := m.store
	var is outcome
	err := m.blocks(ctx, name, func(e redis.XMessage) error {
		text, err := m.block(name, e, &is)
		if err != nil {
			return err
		}
		values := []any{fieldBy, e.Values[fieldBy], fieldJSON, text}
		err = s.client.XAdd(ctx, &redis.XAddArgs{Stream: s.keys.draft(m.key), ID: e.ID, Values: values}).Err()
		if answer, said := errors.AsType[redis.Error](err); said && strings.Contains(answer.Error(), "equal or smaller") {
			return redis.TxFailedErr // somebody else writes it
		}
		return err
	})
	return is, err
}

// giveWay waits while somebody else who lives has the draft.
func (m *mending) giveWay(ctx context.Context, token string) error {
	first := ""
	for range patienceWithDrafts {
		holder, err := absent(m.store.client.Get(ctx, m.store.keys.drafter(m.key)).Result())
		if err != nil || holder == "" || holder == token || first != "" && holder != first {
			return err
		}
		first = holder
		if err := pause(ctx, 2); err != nil {
			return err
		}
	}
	return nil
}
