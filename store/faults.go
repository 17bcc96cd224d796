package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// errBusy ends a transaction that others forestalled too often.
var errBusy = errors.New("others kept changing the same keys; it is tried again with the next run")

// lossesBorne is how often a lost answer is asked for again, conflictsBorne how
// often a transaction is begun anew because somebody else was faster. One of the
// rivals always succeeds, so conflicts end by themselves.
const (
	lossesBorne    = 4
	conflictsBorne = 500
)

// again repeats a read, or a write that may be repeated, while its answer gets lost.
func (s *Store) again(ctx context.Context, op func() error) error {
	for try := 1; ; try++ {
		err := op()
		if !lost(err) || try >= lossesBorne || pause(ctx, try) != nil {
			return err
		}
	}
}

// transact runs a step while the keys are watched, until its transaction is
// executed or the step finds that there is nothing to do. A step may run several
// times; when an earlier run's answer got lost, it must look first whether that
// run took effect.
func (s *Store) transact(ctx context.Context, watched []string, step func(tx *redis.Tx) error) error {
	losses, conflicts := 0, 0
	for {
		err := s.client.Watch(ctx, step, watched...)
		switch {
		case errors.Is(err, redis.TxFailedErr):
			if conflicts++; conflicts >= conflictsBorne {
				return errBusy
			}
			if err := pause(ctx, conflicts/8); err != nil {
				return err
			}
		case lost(err):
			if losses++; losses >= lossesBorne || pause(ctx, losses) != nil {
				return err
			}
		default:
			return err
		}
	}
}

// pause waits a little longer with every try: 0, 20, 40, … at most 200 ms.
func pause(ctx context.Context, try int) error {
	timer := time.NewTimer(min(time.Duration(try)*20, 200) * time.Millisecond)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// lost reports whether an error leaves open what became of the command.
func lost(err error) bool {
	var answer redis.Error
	switch {
	case err == nil, errors.Is(err, redis.ErrClosed), errors.Is(err, context.Canceled):
		return false
	case errors.As(err, &answer):
		return passing(answer)
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return true
	}
	// What the step itself found wrong is no loss.
	var ours *stepError
	return !errors.As(err, &ours) && !errors.Is(err, context.DeadlineExceeded)
}

// passing reports whether a Redis that gave this answer will soon give a better one.
func passing(answer redis.Error) bool {
	switch firstWord(answer.Error()) {
	case "LOADING", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN", "READONLY":
		return true
	}
	return false
}

// A stepError is what a step found wrong, as opposed to what the connection did.
type stepError struct{ err error }

func (e *stepError) Error() string { return e.err.Error() }
func (e *stepError) Unwrap() error { return e.err }

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// told says what was wanted, what came of it and what to do next; nil stays nil.
func (s *Store) told(what string, err error) error {
	var ours *stepError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ours):
		return fmt.Errorf("%s: %w", what, ours.err)
	case errors.Is(err, errBusy), errors.Is(err, context.Canceled), errors.Is(err, redis.ErrClosed):
		return fmt.Errorf("%s: %w", what, err)
	}
	return fmt.Errorf("%s: %w", what, s.rung.explain(err))
}

// explain says what a Redis error means on this rung, and the remedy.
func (r Rung) explain(err error) error {
	var answer redis.Error
	if !errors.As(err, &answer) {
		return fmt.Errorf("%s does not answer: %w; %s", r.who(), plain(err), r.remedy())
	}
	advice := "see its log"
	switch firstWord(answer.Error()) {
	case "NOAUTH", "WRONGPASS", "NOPERM":
		advice = "give the user and password it wants, with rights to all keys that begin with the prefix"
	case "OOM":
		advice = r.moreRoom()
	case "MISCONF":
		advice = "it cannot write to its disk: make room there"
	case "READONLY":
		advice = "redis.url leads to a replica: name the primary, or the Sentinels"
	case "LOADING":
		advice = "it is still reading its files: wait"
	}
	return fmt.Errorf("%s answers: %w; %s", r.who(), err, advice)
}

func (r Rung) moreRoom() string {
	if r.Name == RungRedis {
		return "give it more memory (maxmemory)"
	}
	return "it may hold no more: set redis.url to a Redis that may"
}

// plain cuts an error down to its reason: who was dialled is said beside it.
func plain(err error) error {
	if sys, ok := errors.AsType[*os.SyscallError](err); ok {
		return sys.Err
	}
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return op.Err
	}
	return err
}
