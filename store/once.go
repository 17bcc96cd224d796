package store

import (
	"context"
	"time"
)

// Once reports whether this is the first call for a key, of all processes, until
// a moment of the server's own clock. Doors use it to refuse a request that is
// played again.
func (s *Store) Once(ctx context.Context, key string, until time.Time) (bool, error) {
	token := s.token()
	first, tried := false, false
	err := s.again(ctx, func() error {
		answer, err := absent(s.client.Do(ctx, "SET", s.keys.once(key), token, "NX", "PXAT", until.UnixMilli()).Text())
		if err != nil {
			tried = true
			return err
		}
		first = answer == "OK"
		if first || !tried {
			return nil
		}
		// An earlier try may have been the first although its answer was lost.
		holder, err := absent(s.client.Get(ctx, s.keys.once(key)).Result())
		first = holder == token
		return err
	})
	return first && err == nil, s.told("note that a request was used", err)
}
