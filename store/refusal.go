package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"
)

// refusalsKept is how many refused requests are remembered of those that Slack
// signed, and as many of others: it is a log to look at, and whoever knocks often
// must not be able to fill the store, nor to push out what others left.
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
	// Signed is set where the signature was right: only who knows the secret, or
	// caught such a request, can make one.
	Signed bool `json:"signed"`
	// Unnoted is how many like it came since the last one on record.
	Unnoted int `json:"unnoted,omitempty"`
}

// Refuse notes a refused request; the oldest of many are forgotten. One that is not
// signed is noted once a minute for each door, reason and address, and counted else.
func (s *Store) Refuse(ctx context.Context, r Refusal) error {
	r.Why, r.From = clip(r.Why), clip(r.From)
	list := s.keys.refusals()
	if !r.Signed {
		list = s.keys.strangers()
		worth := false
		if r.Unnoted, worth = s.knocks.hear(r); !worth {
			return nil
		}
	}
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("note a refused request: %w", err)
	}
	p := s.client.TxPipeline()
	p.LPush(ctx, list, text)
	p.LTrim(ctx, list, 0, refusalsKept-1)
	_, err = p.Exec(ctx)
	return s.told("note a refused request", err)
}

// Refusals answers refused requests, newest first; a limit below 1 means all that are remembered.
func (s *Store) Refusals(ctx context.Context, limit int) ([]Refusal, error) {
	const what = "list refused requests"
	lists := make([]*redis.StringSliceCmd, 2)
	err := s.pipelined(ctx, func(p redis.Pipeliner) {
		for i, key := range []string{s.keys.refusals(), s.keys.strangers()} {
			lists[i] = p.LRange(ctx, key, 0, refusalsKept-1)
		}
	})
	if err != nil {
		return nil, s.told(what, err)
	}
	var found []Refusal
	for _, text := range slices.Concat(lists[0].Val(), lists[1].Val()) {
		var r Refusal
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return nil, unreadable(what+": one of them", err)
		}
		found = append(found, r)
	}
	slices.SortStableFunc(found, func(a, b Refusal) int { return b.At.Compare(a.At) })
	if limit > 0 {
		found = found[:min(limit, len(found))]
	}
	return found, nil
}

func clip(s string) string {
	if len(s) > refusalLength {
		return s[:refusalLength]
	}
	return s
}
