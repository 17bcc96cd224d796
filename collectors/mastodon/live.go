package mastodon

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

const (
	// waitingRoom is how many events wait to be collected; then the stream waits.
	waitingRoom = 512
	// delivery is how many are handed over at a time.
	delivery = 1_000
	// silence is how long a stream may say nothing: a server says at least that it is
	// there four times a minute.
	silence = 90 * time.Second
	// trust is how long a stream is trusted to be whole.
	trust = 5 * time.Minute
	// firstPause is how long a stream that cannot be opened is left alone; the pause
	// doubles up to longestPause.
	firstPause   = 30 * time.Second
	longestPause = 15 * time.Minute
)

// An event is what a stream says: a post that is new, or a change of one.
type event struct {
	post   *brand.Post
	change *collectors.Change
}

// A live is the stream of a timeline. It is tended whenever its timeline is collected,
// which is when one that broke is opened anew. Whatever it misses, the timeline shows:
// it moves no mark.
type live struct {
	// listen reads a stream to its end: it says when it is open, and at every sign of
	// life, and hands on what it hears.
	listen func(ctx context.Context, now time.Time, opened, alive func(), heard chan<- event) error
	events chan event
	// signs counts the stream's signs of life.
	signs atomic.Int64
	ended sync.WaitGroup

	mu     sync.Mutex
	closed bool
	// stop ends the connection that is under way, nil if none is; open is set once it is.
	stop context.CancelFunc
	open bool
	// hushed is set where it was broken off because it said nothing.
	hushed bool
	// fault is why the last one ended, told whether somebody was told.
	fault    error
	failures int
	again    time.Time
	// counted are the signs of life counted at since.
	counted int64
	since   time.Time
	// opened counts connections, walking is the one that the timeline's walk began with,
	// filled the one before which nothing is missing, as of asked.
	opened, walking, filled int
	asked                   time.Time
	// handed is the delivery that is not known to be kept, heard its number.
	handed []event
	heard  int
}

func newLive(listen func(context.Context, time.Time, func(), func(), chan<- event) error) *live {
	return &live{listen: listen, events: make(chan event, waitingRoom)}
}

// tend opens the stream if it is not, and breaks off one that says nothing any more.
// What was handed over is forgotten once the cursor tells that it was kept.
func (l *live) tend(ctx context.Context, heard int, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if heard == l.heard {
		l.handed = nil
	}
	l.heard = max(l.heard, heard)
	if signs := l.signs.Load(); signs != l.counted {
		l.counted, l.since = signs, now
	}
	switch {
	case l.closed:
	case l.stop != nil:
		if now.Sub(l.since) > silence {
			l.stop()
			l.open, l.hushed = false, true
		}
	case l.failures > 0 && l.again.IsZero():
		l.again = now.Add(min(firstPause<<min(l.failures-1, 10), longestPause))
	case !now.Before(l.again):
		l.connect(ctx, now)
	}
}

// connect begins a connection, which outlives the reading. The caller holds the lock.
func (l *live) connect(ctx context.Context, now time.Time) {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	l.stop, l.since, l.again = stop, now, time.Time{}
	l.ended.Go(func() {
		defer stop()
		err := l.listen(ctx, now, l.begun, func() { l.signs.Add(1) }, l.events)
		l.over(err)
	})
}

// begun notes that the stream is open.
func (l *live) begun() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open, l.failures = true, 0
	l.opened++
}

// over notes that it ended. One that was never open is a failure.
func (l *live) over(fault error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.open && !l.hushed {
		l.failures++
		l.fault = fault
	}
	l.stop, l.open, l.hushed = nil, false, false
}

// due reports whether the timeline is to be asked: the stream is not open, or what was
// said before it was is not read yet, or it was trusted long enough.
func (l *live) due(walking bool, now time.Time) bool { //nolint:revive // a fact, no switch
	l.mu.Lock()
	defer l.mu.Unlock()
	if !walking {
		l.walking = 0
		if l.open {
			l.walking = l.opened
		}
	}
	return walking || !l.open || l.filled != l.opened || now.Sub(l.asked).Abs() >= trust
}

// caughtUp notes that the timeline was read to its end.
func (l *live) caughtUp(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.filled, l.asked = l.walking, now
}

// waiting reports whether something is to be handed over.
func (l *live) waiting() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.events) > 0 || len(l.handed) > 0
}

// deliver puts to a page what the stream said, and answers the delivery's number.
func (l *live) deliver(page collectors.Page) (collectors.Page, int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fault != nil {
		page.Notes = append(page.Notes, fmt.Sprintf("the stream cannot be opened, so the timeline is asked instead: %v", l.fault))
		l.fault = nil
	}
	for len(l.handed) < delivery {
		select {
		case e := <-l.events:
			l.handed = append(l.handed, e)
			continue
		default:
		}
		break
	}
	if len(l.handed) > 0 {
		l.heard++
	}
	for _, e := range l.handed {
		if e.post != nil {
			page.Posts = append(page.Posts, *e.post)
		}
		if e.change != nil {
			page.Changes = append(page.Changes, *e.change)
		}
	}
	return page, l.heard
}

// close ends the stream for good.
func (l *live) close() {
	l.mu.Lock()
	l.closed = true
	if l.stop != nil {
		l.stop()
	}
	l.mu.Unlock()
	l.ended.Wait()
}
