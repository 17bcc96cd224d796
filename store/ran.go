package store

import (
	"context"
	"fmt"
	"time"
)

// Ran answers when a job last ran; the zero time if it never did.
func (s *Store) Ran(ctx context.Context, job string) (time.Time, error) {
	var text string
	err := s.again(ctx, func() error {
		var err error
		text, err = absent(s.client.HGet(ctx, s.keys.ran(), job).Result())
		return err
	})
	if err != nil || text == "" {
		return time.Time{}, s.told("read when "+job+" ran", err)
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("read when %s ran: %w; delete its field of %s", job, err, s.keys.ran())
	}
	return at, nil
}

// SetRan saves when a job last ran.
func (s *Store) SetRan(ctx context.Context, job string, at time.Time) error {
	err := s.again(ctx, func() error {
		return s.client.HSet(ctx, s.keys.ran(), job, at.UTC().Format(time.RFC3339Nano)).Err()
	})
	return s.told("write when "+job+" ran", err)
}
