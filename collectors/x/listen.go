package x

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tocsin/collectors"
)

// listen reads what the stream said, or a page of what it missed.
func (c *Collector) listen(ctx context.Context, from collectors.Cursor, now time.Time) (collectors.Page, error) {
	l := c.live
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return collectors.Page{}, errClosed
	}
	s, notes := readSpot(from, c.options, now)
	s.meter = c.meter(s.meter, now)
	l.kept(s.Heard)
	_, refusal := s.meter.allowance(c.options.BudgetPerDay, now)
	l.tend(refusal, now)
	if refusal == nil {
		l.gauge.allow(c.options.BudgetPerDay, c.options.BudgetPerDay-s.meter.used())
	}
	page, s, err := c.next(ctx, s, refusal, now)
	if err != nil {
		return collectors.Page{}, c.conceal(err)
	}
	if refusal == nil {
		page = s.meter.foresee(page, c.options.BudgetPerDay, now)
	}
	page.Notes = append(append(notes, l.notes...), page.Notes...)
	l.notes = nil
	if l.line != nil && !page.More {
		for _, f := range l.line.refused {
			page.Notes = append(page.Notes, f.note())
		}
	}
	for i, n := range page.Notes {
		page.Notes[i] = c.conceal(errors.New(n)).Error()
	}
	page.Unchanged = len(page.Posts) == 0 && !page.More
	if !s.Filling.IsZero() && page.Behind.Parts == 0 {
		page.Behind = collectors.Behind{Parts: 1, Of: 1, Since: cmp.Or(s.Filled, s.Filling)}
	}
	page.Next, err = s.write()
	return page, err
}

// next is a page of the stream or of a search.
func (c *Collector) next(ctx context.Context, s spot, refusal error, now time.Time) (collectors.Page, spot, error) {
	l := c.live
	waits := l.waits()
	switch {
	case refusal != nil && !waits:
		page, err := c.spent(ctx, s.search, now, refusal)
		return page, s, err
	case refusal == nil && l.line == nil && !waits:
		if err := c.open(ctx, now); err != nil {
			return c.instead(ctx, s, err, now)
		}
	case refusal == nil && l.due(now):
		s = c.look(ctx, s, now)
	}
	// What is new comes before what was missed, and in turn with it. In the first reading
	// it comes after: all that is searched for was there before anybody listened.
	first := s.search == ""
	if l.missing(s, now) && refusal == nil && (first || !waits || l.spoken) {
		l.spoken = false
		page, moved, err := c.fill(ctx, s, now)
		if err == nil {
			page.More = page.More || l.waits()
			return page, moved, nil
		}
		if ctx.Err() != nil || first && !waits && !errors.Is(err, errScant) {
			return collectors.Page{}, s, err
		}
		l.putOff(err, now)
	}
	page, s, err := c.deliver(ctx, s, now)
	if err != nil {
		return collectors.Page{}, s, err
	}
	page.More = l.ahead() || refusal == nil && l.missing(s, now)
	return page, s, nil
}

// open opens the stream.
func (c *Collector) open(ctx context.Context, now time.Time) error {
	l := c.live
	if l.fault != nil && now.Before(l.again) {
		return l.fault
	}
	opening, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	if t := c.tune(opening, now); t != nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		l.fail(t, now)
		return l.fault
	}
	l.fault, l.searchAgain = nil, time.Time{}
	return nil
}

// instead searches where the stream could not be opened for some time, or will not be for
// long. Else, and where the search fails too, the fault stands.
func (c *Collector) instead(ctx context.Context, s spot, fault error, now time.Time) (collectors.Page, spot, error) {
	wait, ok := errors.AsType[*collectors.WaitError](fault)
	if !ok || c.live.failures < persistent && c.live.apart < long {
		return collectors.Page{}, s, fault
	}
	page, moved, err := c.fill(ctx, s, now)
	if err != nil {
		return collectors.Page{}, s, fault
	}
	page.Notes = append(page.Notes, fmt.Sprintf("X is searched instead, because there is no stream: %v", wait.Err))
	next := now.Add(meanwhile)
	if wait.Until.Before(next) {
		next = wait.Until
	}
	if !page.More && page.NotBefore.Before(next) {
		page.NotBefore = next
	}
	return page, moved, nil
}

// fill reads a page of the search for what the stream missed, out of its share of the budget.
func (c *Collector) fill(ctx context.Context, s spot, now time.Time) (collectors.Page, spot, error) {
	if s.Filling.IsZero() {
		s.Filling = now.UTC()
	}
	searcher := &Collector{options: c.options, bridge: c.bridge}
	budget := c.options.BudgetPerDay
	if budget > 0 && c.live.line != nil {
		part := c.live.gauge.share(budget - s.meter.used())
		if part == 0 {
			tomorrow := now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
			return collectors.Page{}, s, &collectors.WaitError{Until: tomorrow, Ours: true, Err: errScant}
		}
		searcher.options.BudgetPerDay = s.meter.used() + part
		defer func() { c.live.gauge.allow(budget, budget-c.meter(s.meter, now).used()) }()
	}
	page, err := searcher.read(ctx, s.search, now)
	if err != nil {
		return collectors.Page{}, s, err
	}
	meter, _ := readBookmark(page.Next)
	s.search, s.meter = page.Next, c.meter(meter, now)
	if !page.More {
		s.Filled, s.Filling = s.Filling, time.Time{}
	}
	if page.NotBefore.After(now) && c.live.line != nil {
		c.live.searchAgain, page.NotBefore, page.More = page.NotBefore, time.Time{}, false
	}
	return page, s, nil
}

// deliver hands over what the stream said, and waits a little where that is nothing.
func (c *Collector) deliver(ctx context.Context, s spot, now time.Time) (collectors.Page, spot, error) {
	l := c.live
	l.collect(ctx, c.options.Wait)
	var page collectors.Page
	var newest heard
	odd := 0
	for _, m := range l.handed {
		h, notes, ok := m.hear(now)
		for _, n := range notes {
			if !slices.Contains(page.Notes, n) {
				page.Notes = append(page.Notes, n)
			}
		}
		if !ok {
			odd++
			continue
		}
		page.Posts = append(page.Posts, h.post)
		if h.id > newest.id && !saidAt(h).After(now.Add(settling)) {
			newest = h
		}
	}
	left, err := collectors.Unreadable("X's stream", "post", odd, len(l.handed))
	if err != nil {
		return page, s, c.misheard(err, now)
	}
	page.Notes = append(page.Notes, left...)
	if len(l.handed) > 0 {
		l.heard++
		l.spoken = true
	}
	s.Heard = l.heard
	s.meter.Bought += len(l.handed)
	if l.whole(s) {
		s = s.advance(newest)
	}
	return page, s, nil
}

// misheard ends a stream none of whose words can be read: it is opened anew, and what it
// meant is searched for.
func (c *Collector) misheard(fault error, now time.Time) error {
	l := c.live
	if l.line != nil {
		l.line.close(fault)
		l.line = nil
	}
	l.handed = nil
	c.bridge.vain.add(l.gauge.waste(), now)
	l.fail(&trouble{kind: ofService, err: fault}, now)
	return l.fault
}

// Close ends the stream. Nothing is read afterwards.
func (c *Collector) Close() error {
	if c.live == nil {
		return nil
	}
	c.live.mu.Lock()
	defer c.live.mu.Unlock()
	c.live.closed = true
	if c.live.line != nil {
		c.live.line.close(errClosed)
		c.live.line = nil
	}
	return nil
}
