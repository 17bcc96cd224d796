package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/redis/go-redis/v9"

	"tocsin/alerting"
	"tocsin/rules"
)

// Forget takes the words of deleted mentions out of an incident's record, and answers
// how many quotes that were.
func (s *Store) Forget(ctx context.Context, id alerting.ID, changed rules.Reworded) (int, error) {
	what := "forget what " + id.String() + " quotes"
	taken := 0
	err := s.transact(ctx, []string{s.keys.incident(id)}, func(tx *redis.Tx) error {
		var texts *redis.StringSliceCmd
		if err := asked(ctx, tx, func(p redis.Pipeliner) { texts = p.LRange(ctx, s.keys.incident(id), 0, -1) }); err != nil {
			return err
		}
		mended, quotes, err := withoutQuotes(texts.Val(), changed)
		if err != nil {
			return err
		}
		taken = max(taken, quotes) // an earlier try whose answer was lost may have done it
		if len(mended) == 0 {
			return nil
		}
		return executed(ctx, tx, func(p redis.Pipeliner) {
			for at, text := range mended {
				p.LSet(ctx, s.keys.incident(id), int64(at), text)
			}
		})
	})
	return taken, s.told(what, err)
}

// withoutQuotes are those actions of a record that quote deleted mentions, by their
// place, without the quotes.
func withoutQuotes(record []string, changed rules.Reworded) (map[int]string, int, error) {
	mended, quotes := map[int]string{}, 0
	for at, text := range record {
		var a alerting.Action
		if err := json.Unmarshal([]byte(text), &a); err != nil {
			return nil, 0, &stepError{unreadable(fmt.Sprintf("action %d", at+1), err)}
		}
		if a.Signal == nil {
			continue
		}
		n := a.Signal.Unquote(changed)
		if n == 0 {
			continue
		}
		anew, err := json.Marshal(a)
		if err != nil {
			return nil, 0, &stepError{err}
		}
		mended[at], quotes = string(anew), quotes+n
	}
	return mended, quotes, nil
}
