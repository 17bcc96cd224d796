package store

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// mentionsMost is how much of its memory, in percent, a Redis may fill with
// mentions. The rest is for incidents: a storm fills a store, and is when they open.
const mentionsMost = 90

// room refuses mentions that are new where a Redis has little memory left. It is
// asked whenever mentions are written, which is once for many; a limit that was
// raised helps at once. The embedded store sees to it by itself, and in a cluster
// no node can speak for all.
func (s *Store) room(ctx context.Context, tx *redis.Tx, fresh int) error {
	_, single := s.client.(*redis.Client)
	if fresh == 0 || !single || s.rung.Name == RungEmbedded {
		return nil
	}
	info, err := tx.Info(ctx, "memory").Result()
	if err != nil {
		return nil //nolint:nilerr // a managed server may keep it to itself; it refuses writes once it is full
	}
	used, limit := memory(info)
	if limit == 0 || used < limit/100*mentionsMost {
		return nil
	}
	return &stepError{fmt.Errorf("OOM: %s holds %d of %d MiB, and what is left is for incidents; %s", s.rung.who(), used>>20, limit>>20, s.rung.moreRoom())}
}

// memory reads how much a Redis holds of what it may; 0 means that it may hold any.
func memory(info string) (int64, int64) {
	count := func(name string) int64 {
		n, _ := strconv.ParseInt(infoField(info, name), 10, 64)
		return n
	}
	return count("used_memory") - count("mem_not_counted_for_evict"), count("maxmemory")
}
