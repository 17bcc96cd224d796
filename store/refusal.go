package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// refusalsKept is how many refused requests are remembered: it is a log to look
// at, and whoever knocks often must not be able to fill the store.
const (
	refusalsKept  = 1000
	refusalLength = 300
)

// A Refusal is a request that a door turned away.
type Refusal struct {
	At time.Time `json:"at"`
	// Door is where it knocked ("slack actions"), Why the reason, From its address.
	Door string `json:"door"`
	Why  string `json:"why"`
	From string `json:"from"`
}

// Refuse notes a refused request; the oldest of many are forgotten.
func (s *Store) Refuse(ctx context.Context, r Refusal) error {
	r.Why, r.From = clip(r.Why), clip(r.From)
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("note a refused request: %w", err)
	}
	p := s.client.TxPipeline()
	p.LPush(ctx, s.keys.refusals(), text)
	p.LTrim(ctx, s.keys.refusals(), 0, refusalsKept-1)
	_, err = p.Exec(ctx)
	return s.told("note a refused request", err)
}

// Refusals answers refused requests, newest first; a limit below 1 means all that are remembered.
func (s *Store) Refusals(ctx context.Context, limit int) ([]Refusal, error) {
	const what = "list refused requests"
	if limit < 1 {
		limit = refusalsKept
	}
	var texts []string
	err := s.again(ctx, func() error {
		var err error
		texts, err = s.client.LRange(ctx, s.keys.refusals(), 0, int64(limit)-1).Result()
		return err
	})
	if err != nil {
		return nil, s.told(what, err)
	}
	found := make([]Refusal, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &found[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", what, err)
		}
	}
	return found, nil
}

func clip(s string) string {
	if len(s) > refusalLength {
		return s[:refusalLength]
	}
	return s
}
