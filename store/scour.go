package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// scourWithin bounds the wait for files that are written anew.
const scourWithin = 2 * time.Minute

// Scour has the files of the built-in rungs written anew, without what was taken away
// or written over before, and returns when they are. An error says that they may still
// hold it. What a Redis of redis.url writes to its disk is the business of whoever runs it.
func (s *Store) Scour(ctx context.Context) error {
	if s.rung.Name == RungRedis {
		return nil
	}
	waits, cancel := context.WithTimeout(ctx, scourWithin)
	defer cancel()
	err := s.scour(waits)
	if waits.Err() != nil && ctx.Err() == nil {
		err = &stepError{fmt.Errorf("%s has not done it within %v, so they may still hold what was taken away; "+
			"do it again, and see its log if it stays so", s.rung.who(), scourWithin)}
	}
	return s.told("write the store's files anew", err)
}

func (s *Store) scour(ctx context.Context) error {
	for {
		// One that began before may hold what was taken away since.
		before, err := s.rewritten(ctx)
		if err != nil {
			return err
		}
		err = s.again(ctx, func() error { return s.client.Do(ctx, "BGREWRITEAOF").Err() })
		if answer, is := errors.AsType[redis.Error](err); is && strings.Contains(answer.Error(), "in progress") {
			continue
		}
		if err != nil {
			return err
		}
		after, err := s.rewritten(ctx)
		switch {
		case err != nil:
			return err
		case after.life != before.life: // whoever was asked is no more
		case after.failed:
			return &stepError{fmt.Errorf("%s could not do it, so they still hold what was taken away; make room on its disk, see its log, and do it again", s.rung.who())}
		default:
			return nil
		}
	}
}

// A rewriting is what a server tells of the last time it wrote its file anew.
type rewriting struct {
	// life tells the run of the server from others.
	life   string
	failed bool
}

// rewritten waits until the server is not writing its file anew, nor about to.
func (s *Store) rewritten(ctx context.Context) (rewriting, error) {
	for {
		var info string
		err := s.again(ctx, func() error {
			var err error
			info, err = s.client.Info(ctx).Result()
			return err
		})
		if err != nil {
			return rewriting{}, err
		}
		if infoField(info, "aof_rewrite_in_progress") == "0" && infoField(info, "aof_rewrite_scheduled") == "0" {
			return rewriting{life: infoField(info, "run_id"), failed: infoField(info, "aof_last_bgrewrite_status") != "ok"}, nil
		}
		if err := pause(ctx, 5); err != nil {
			return rewriting{}, err
		}
	}
}
