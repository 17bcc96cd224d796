package x

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// tune opens the stream, and has it carry what is searched for. All streams of a token go
// by the same rules, so who changes them is who was let have the stream; where there are
// no rules, nobody goes by them.
func (c *Collector) tune(ctx context.Context, now time.Time) *trouble {
	var changed time.Time
	l, t := c.dial(ctx, now)
	if t != nil && t.status == http.StatusConflict {
		if _, t = c.fit(ctx, now); t != nil {
			return t
		}
		changed = now
		l, t = c.dial(ctx, now)
	}
	if t != nil {
		return t
	}
	f, t := c.fit(ctx, now)
	if t != nil {
		l.close(t.err)
		c.live.gauge.settle(len(c.live.handed))
		return t
	}
	if l.changed = changed; f.added {
		l.changed = now
	}
	l.refused, l.looked, l.lookAgain = f.refused, now, now.Add(lookEvery)
	c.live.line = l
	return nil
}

// A fitting is what was done about the rules.
type fitting struct {
	added   bool
	refused []refusedRule
}

// fit has the rules be as they should be.
func (c *Collector) fit(ctx context.Context, now time.Time) (fitting, *trouble) {
	d, t := c.difference(ctx, nil, now)
	if t != nil {
		return fitting{}, t
	}
	refused, t := c.settle(ctx, d, now)
	if t != nil {
		return fitting{}, t
	}
	c.live.notes = append(c.live.notes, d.notes()...)
	return fitting{len(d.missing) > len(refused), refused}, nil
}

// due reports whether the rules of an open stream are to be looked at.
func (l *stream) due(now time.Time) bool { return l.line != nil && !now.Before(l.line.lookAgain) }

// look looks whether X has all the rules it was given: anybody with the token may take
// them away, and the stream would say nothing of it. Then it missed something since they
// were last there.
func (c *Collector) look(ctx context.Context, s spot, now time.Time) spot {
	l := c.live.line
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	d, t := c.difference(ctx, l.refused, now)
	if t != nil {
		l.lookAgain = now.Add(meanwhile)
		c.live.notes = append(c.live.notes, fmt.Sprintf("nobody knows what the stream carries: %v", t.err))
		return s
	}
	if len(d.missing) > 0 {
		s = s.back(l.looked.Add(-straggle))
		l.opened, l.changed = time.Time{}, now
		c.live.notes = append(c.live.notes, fmt.Sprintf("somebody took %d rules out of the stream: they are put there again, and what it missed is searched for", len(d.missing)))
	}
	refused, t := c.settle(ctx, d, now)
	if t != nil {
		l.close(t.err)
		return s
	}
	c.live.notes = append(c.live.notes, d.notes()...)
	l.refused = append(l.refused, refused...)
	l.looked, l.lookAgain = now, now.Add(lookEvery)
	return s
}
