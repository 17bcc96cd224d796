package mastodon

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"tocsin/collectors"
)

// What is said between the last look at the timeline and the moment the stream is open
// nobody is told.
func TestATimelineIsAskedOnceMoreWhenItsStreamIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		l := newLive(func(ctx context.Context, _ time.Time, opened, _ func(), _ chan<- event) error {
			<-gate
			opened()
			<-ctx.Done()
			return ctx.Err()
		})
		defer l.close()
		now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
		look := func(claim string, want bool) {
			t.Helper()
			l.tend(t.Context(), 0, now)
			synctest.Wait()
			if got := l.due(false, now); got != want {
				t.Errorf("%s: due is %v, want %v", claim, got, want)
			}
		}
		look("before the stream is open", true)
		l.caughtUp(now)
		look("while it is being opened", true)
		l.caughtUp(now)
		close(gate)
		look("once it is open", true)
		l.caughtUp(now)
		look("once that is read", false)
		now = now.Add(time.Minute)
		look("a minute later", false)
		l.mu.Lock()
		l.stop()
		l.mu.Unlock()
		synctest.Wait()
		look("once it broke", true)
	})
}

func TestAStreamThatCannotBeOpenedIsTriedEverMoreSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tried []int
		l := newLive(func(_ context.Context, now time.Time, _, _ func(), _ chan<- event) error {
			tried = append(tried, now.Minute()+60*now.Hour())
			return errors.New("it is turned off")
		})
		defer l.close()
		notes := 0
		for minute := range 180 {
			l.tend(t.Context(), 0, time.Date(2026, 11, 21, 0, minute, 0, 0, time.UTC))
			synctest.Wait()
			page, _ := l.deliver(collectors.Page{})
			notes += len(page.Notes)
		}
		if len(tried) < 10 || len(tried) > 18 || tried[len(tried)-1]-tried[len(tried)-2] > 17 || notes != len(tried) {
			t.Errorf("within three hours it is tried in minutes %v, and told of %d times", tried, notes)
		}
	})
}

func TestNoStreamIsOpenedOnceItIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tried := 0
		l := newLive(func(ctx context.Context, _ time.Time, opened, _ func(), heard chan<- event) error {
			tried++
			opened()
			for { // more than anybody collects
				select {
				case heard <- event{}:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		})
		now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
		l.tend(t.Context(), 0, now)
		synctest.Wait()
		l.close()
		l.tend(t.Context(), 0, now.Add(time.Hour))
		synctest.Wait()
		if tried != 1 || len(l.events) > waitingRoom {
			t.Errorf("tried %d times, %d events wait", tried, len(l.events))
		}
	})
}
