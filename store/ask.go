package store

import (
	"context"
	"errors"
	"strings"

	"github.com/redis/go-redis/v9"
)

// absent turns "there is no such thing" into the zero value.
func absent[T any](v T, err error) (T, error) {
	if errors.Is(err, redis.Nil) {
		var zero T
		return zero, nil
	}
	return v, err
}

// members answers a set, in no order.
func (s *Store) members(ctx context.Context, key string) ([]string, error) {
	var found []string
	err := s.again(ctx, func() error {
		var err error
		found, err = s.client.SMembers(ctx, key).Result()
		return err
	})
	return found, err
}

// pipelined sends reads, or writes that may be repeated, in one go. A value that
// is not there is no error; its command's own Err still says so.
func (s *Store) pipelined(ctx context.Context, fill func(p redis.Pipeliner)) error {
	return s.again(ctx, func() error { return oneTrip(ctx, s.client.Pipeline(), fill) })
}

// asked sends reads within a transaction's watch.
func asked(ctx context.Context, tx *redis.Tx, fill func(p redis.Pipeliner)) error {
	return oneTrip(ctx, tx.Pipeline(), fill)
}

func oneTrip(ctx context.Context, p redis.Pipeliner, fill func(p redis.Pipeliner)) error {
	fill(p)
	if p.Len() == 0 {
		return nil
	}
	cmds, err := p.Exec(ctx)
	return firstFault(cmds, err)
}

// executed sends writes as one transaction, which fails as a whole if a watched
// key has changed.
func executed(ctx context.Context, tx *redis.Tx, fill func(p redis.Pipeliner)) error {
	p := tx.TxPipeline()
	fill(p)
	cmds, err := p.Exec(ctx)
	return firstFault(cmds, err)
}

// firstFault finds the error that matters. The library answers the first one,
// which may be a harmless redis.Nil before a real fault, or an EXECABORT that
// hides which command was refused and why.
func firstFault(cmds []redis.Cmder, err error) error {
	if err == nil {
		return nil
	}
	harmless := errors.Is(err, redis.Nil)
	for _, cmd := range cmds {
		cause := cmd.Err()
		if cause != nil && !errors.Is(cause, redis.Nil) && !strings.HasPrefix(cause.Error(), "EXECABORT") {
			return cause
		}
	}
	if harmless {
		return nil
	}
	return err
}
