package x

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"tocsin/collectors"
)

const (
	// delivery is how many posts of the stream are handed over at a time.
	delivery = 1_000
	// shadow is how long ago a post was published that search surely finds: it leaves out
	// the last 30 seconds.
	shadow = 45 * time.Second
	// straggle is how late a post may come over the stream after younger ones.
	straggle = time.Minute
	// persistent is how many times in a row a stream cannot be opened until X is searched
	// meanwhile, and long is the pause during which it is in any case, every meanwhile.
	persistent      = 3
	long, meanwhile = time.Minute, time.Minute
	// effect is how long X may take until it goes by a change of rules (assumed).
	effect = 30 * time.Second
	// lookEvery is how often an open stream's rules are looked at, which costs nothing.
	lookEvery = 10 * time.Minute
)

var errScant = errors.New("what is left of today's budget is for the stream")

// A stream is X's filtered stream, which is kept open between readings. What it says is
// handed over; what was said while it was not open, search finds. The cursor's mark, from
// which that search starts, moves with the stream only once the search has been beyond
// the moment at which the stream was open.
type stream struct {
	mu     sync.Mutex
	closed bool
	// names are those of fields that X knows here, which may not be those it knows in a search.
	names family
	// line is the open stream, nil if there is none.
	line  *line
	gauge gauge
	// handed is the delivery that is not known to be kept, heard its number.
	handed []message
	heard  int
	// fault is why there is no stream, so many times in a row, the last of which were of
	// a kind; it is asked for again at again.
	fault                *collectors.WaitError
	kind                 kind
	failures, ofThatKind int
	again                time.Time
	// apart is how long the stream is left alone.
	apart time.Duration
	// searchAgain is when what is missing may be searched for again.
	searchAgain time.Time
	// spoken is set where the last page was the stream's, after which a search has its turn
	// even if the stream says more.
	spoken bool
	// notes are for the next page.
	notes []string
}

// kept forgets the last delivery once the cursor tells that it was kept.
func (l *stream) kept(heard int) {
	if heard == l.heard {
		l.gauge.keep(len(l.handed))
		l.handed = nil
	}
	l.heard = max(l.heard, heard)
}

// tend takes note of what became of the stream since the last reading. One that may
// spend nothing more is ended.
func (l *stream) tend(refusal error, now time.Time) {
	if l.line == nil {
		return
	}
	switch {
	case now.Before(l.line.asked): // clocks are set back
		l.line.asked, l.line.opened = now, time.Time{}
		l.line.looked, l.line.lookAgain, l.line.changed = now, now, time.Time{}
	case l.line.opened.IsZero() && now.After(l.line.asked) && !now.Before(l.line.changed.Add(effect)):
		l.line.opened = now
	}
	if refusal != nil {
		l.line.close(errSpent)
		return
	}
	if len(l.line.messages) > 0 {
		return
	}
	select {
	case m, open := <-l.line.messages:
		if open {
			l.handed = append(l.handed, m)
			return
		}
		l.over(now)
	default:
		if now.Sub(l.line.asked) >= silence {
			l.failures, l.ofThatKind = 0, 0
		}
	}
}

// over notes that the stream ended. One that lived is asked for again at once.
func (l *stream) over(now time.Time) {
	t, lived := l.line.fault, now.Sub(l.line.asked) >= silence
	l.line = nil
	l.gauge.settle(len(l.handed))
	switch {
	case t.kind == spent:
	case lived && t.kind != ofCrowd:
		l.failures, l.ofThatKind = 0, 0
		l.notes = append(l.notes, fmt.Sprintf("%v; it is opened anew, and what it missed is searched for", t.err))
	default:
		l.fail(t, now)
	}
}

// fail notes that there is no stream, and says when it is asked for again.
func (l *stream) fail(t *trouble, now time.Time) {
	if t.kind != l.kind {
		l.ofThatKind = 0
	}
	l.kind = t.kind
	l.failures, l.ofThatKind = l.failures+1, l.ofThatKind+1
	l.again = now.Add(t.kind.pause(l.ofThatKind))
	wait := &collectors.WaitError{Until: l.again, Ours: true, Err: t.err}
	if t.until.After(l.again) {
		l.again, wait.Until, wait.Ours = t.until, t.until, t.ours
	}
	l.fault, l.apart = wait, l.again.Sub(now)
}

// waits reports whether there are posts to hand over.
func (l *stream) waits() bool { return len(l.handed) > 0 || l.ahead() }

// ahead reports whether there are some that were never handed over.
func (l *stream) ahead() bool { return l.line != nil && len(l.line.messages) > 0 }

// whole reports whether nothing is missing from before the stream was open.
func (l *stream) whole(s spot) bool {
	return l.line != nil && !l.line.opened.IsZero() && !s.Filled.Before(l.line.opened.Add(shadow))
}

// missing reports whether a search is due for what the stream missed: one at once, and
// another when all is found that was published before the stream was open.
func (l *stream) missing(s spot, now time.Time) bool {
	if l.line == nil || l.whole(s) || now.Before(l.searchAgain) {
		return false
	}
	return !s.Filling.IsZero() || s.Filled.Before(l.line.asked) ||
		!l.line.opened.IsZero() && !now.Before(l.line.opened.Add(shadow))
}

// putOff leaves a search that failed to a later reading: what the stream says is not
// held up by it.
func (l *stream) putOff(fault error, now time.Time) {
	l.searchAgain = now.Add(time.Second)
	if wait, ok := errors.AsType[*collectors.WaitError](fault); ok && wait.Until.After(now) {
		l.searchAgain, fault = wait.Until, wait.Err
	}
	l.notes = append(l.notes, fmt.Sprintf("what the stream missed is not found yet: %v", fault))
}

// collect takes what the stream said, as much as is handed over at a time.
func (l *stream) collect(ctx context.Context, wait time.Duration) {
	if l.line == nil {
		return
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for len(l.handed) < delivery {
		if len(l.handed) > 0 && len(l.line.messages) == 0 {
			return
		}
		select {
		case m, open := <-l.line.messages:
			if !open {
				return
			}
			l.handed = append(l.handed, m)
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
