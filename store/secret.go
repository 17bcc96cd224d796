package store

import (
	"context"
	"crypto/rand"
	"errors"
)

// secretBytes is as long as the keys of the hashes it is for.
const secretBytes = 32

// Secret answers a random secret of this installation by its name: made at the
// first call of any process, and the same for all ever after. It lies in the store
// on purpose, beside what was hashed with it. It is no guard against who can read
// the store; it makes hashes of one installation useless to another, and to whoever
// gets hold of them alone.
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	what := "read the secret " + name
	fresh := make([]byte, secretBytes)
	// It never fails: the library ends the process rather than give bad numbers.
	_, _ = rand.Read(fresh)
	var held []byte
	err := s.again(ctx, func() error {
		if _, err := absent(s.client.Do(ctx, "SET", s.keys.secret(name), fresh, "NX").Text()); err != nil {
			return err
		}
		var err error
		held, err = absent(s.client.Get(ctx, s.keys.secret(name)).Bytes())
		return err
	})
	if err != nil {
		return nil, s.told(what, err)
	}
	if len(held) != secretBytes {
		return nil, s.told(what, &stepError{errors.New("it is not of the length that tocsin makes: does another program write under its prefix?")})
	}
	return held, nil
}
