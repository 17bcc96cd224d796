package collectors

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"time"

	"tocsin/brand"
)

// A Part is one of several collectors that are read as one source.
type Part struct {
	// Name tells it from the others, and stays the same: its cursor is kept under it.
	Name string
	Collector
}

// Several makes one collector of parts, such as the searches of one service. They are
// read in turn, each from its own cursor to its end. One that fails does not silence the
// others: its fault is noted, and only where all fail has the source failed.
func Several(parts ...Part) Collector { return several(parts) }

type several []Part

// A rota is the cursor of several: theirs, and whose turn it is.
type rota struct {
	Cursors map[string]Cursor `json:"cursors,omitempty"`
	// Waits says until when a part is left alone.
	Waits map[string]time.Time `json:"waits,omitempty"`
	Turn  int                  `json:"turn,omitempty"`
	// Opened is set once every part has had its turn: a part that is new after that shows
	// what was there before anybody asked.
	Opened bool `json:"opened,omitempty"`
	// Roll says when each part was read.
	Roll Roll `json:"roll,omitempty"`
}

// names are those of the parts.
func (s several) names() []string {
	names := make([]string, len(s))
	for i, p := range s {
		names[i] = p.Name
	}
	return names
}

func (s several) rota(from Cursor) (rota, []string) {
	var r rota
	var notes []string
	if from != "" && json.Unmarshal([]byte(from), &r) != nil {
		r, notes = rota{Opened: true}, []string{"the bookmark could not be read, so all that the source still has is read again"}
	}
	known := map[string]bool{}
	for _, p := range s {
		known[p.Name] = true
	}
	gone := func(name string) bool { return !known[name] }
	maps.DeleteFunc(r.Cursors, func(name string, _ Cursor) bool { return gone(name) })
	maps.DeleteFunc(r.Waits, func(name string, _ time.Time) bool { return gone(name) })
	if r.Cursors == nil {
		r.Cursors = map[string]Cursor{}
	}
	if r.Waits == nil {
		r.Waits = map[string]time.Time{}
	}
	if r.Turn < 0 || r.Turn >= len(s) {
		r.Turn = 0
	}
	return r, notes
}

// Collect reads a page of the part whose turn it is, or of the first after it that can
// be read.
func (s several) Collect(ctx context.Context, from Cursor, now time.Time) (Page, error) {
	r, notes := s.rota(from)
	r.Roll = r.Roll.Call(s.names(), now)
	first, waiting := r.Turn, 0
	var faults, refused faults
	for i := first; i < len(s); i++ {
		part := s[i]
		if now.Before(r.Waits[part.Name]) {
			waiting++
			if why := r.Roll.Why(part.Name); why != "" {
				refused = append(refused, fault{part.Name, refusalOf(why, r.Waits[part.Name])})
			}
			continue
		}
		delete(r.Waits, part.Name)
		was := r.Cursors[part.Name]
		page, err := part.Collect(ctx, was, now)
		if err != nil {
			if ctx.Err() != nil {
				return Page{}, err
			}
			faults, refused = append(faults, fault{part.Name, err}), append(refused, fault{part.Name, err})
			r.put(part.Name, err, now)
			r.Roll = r.Roll.Failed(part.Name, err, now)
			continue
		}
		page.Notes = append(append(notes, faults.told()...), page.Notes...)
		return r.turn(s, i, page, was == "" && r.Opened, now)
	}
	if len(faults) > 0 && len(refused) == len(s) {
		return Page{}, refused.whole()
	}
	// The round is over; what was read in it is kept already.
	r.Turn, r.Opened = 0, true
	page := Page{Unchanged: len(faults) == 0, Unread: true, Notes: append(notes, faults.told()...), Behind: r.Roll.Behind(s.names(), nil)}
	if waiting+len(faults) == len(s) {
		page.NotBefore = r.earliest(s)
	}
	return r.write(page)
}

// put leaves a part alone that failed, for as long as it asks.
func (r rota) put(name string, fault error, now time.Time) {
	if wait, ok := errors.AsType[*WaitError](fault); ok && wait.Until.After(now) {
		r.Waits[name] = wait.Until
	}
}

// turn takes in the page of a part.
func (r rota) turn(s several, i int, page Page, anew bool, now time.Time) (Page, error) {
	name, walking := s[i].Name, page.More
	if page.Next != "" || !page.Unchanged {
		r.Cursors[name] = page.Next
	}
	if page.NotBefore.After(now) {
		r.Waits[name] = page.NotBefore
	}
	page.NotBefore = time.Time{}
	if r.Turn = i; !page.More || now.Before(r.Waits[name]) {
		r.Turn = i + 1
	}
	page.More = r.Turn < len(s)
	r.Opened = r.Opened || !page.More
	r.Turn %= len(s)
	if walking {
		r.Roll = r.Roll.Begun(name)
	} else {
		r.Roll = r.Roll.Read(name, now)
	}
	page.Behind = r.Roll.Behind(s.names(), r.left(s, now))
	page.Anew = page.Anew || anew
	if page.Anew {
		page.More = false // what the others show next was not there before
	}
	page.Total = 0
	if !page.More {
		all := true
		for _, p := range s {
			all = all && now.Before(r.Waits[p.Name])
		}
		if all {
			page.NotBefore = r.earliest(s)
		}
	}
	return r.write(page)
}

// left are the parts whose turn is still to come in the round, without those that asked
// to be left alone.
func (r rota) left(s several, now time.Time) []string {
	var left []string
	for _, p := range s[r.Turn:] {
		if r.Turn > 0 && !now.Before(r.Waits[p.Name]) {
			left = append(left, p.Name)
		}
	}
	return left
}

// earliest is when the first part may be asked again.
func (r rota) earliest(s several) time.Time {
	var first time.Time
	for _, p := range s {
		if at, waits := r.Waits[p.Name]; waits && (first.IsZero() || at.Before(first)) {
			first = at
		} else if !waits {
			return time.Time{}
		}
	}
	return first
}

func (r rota) write(page Page) (Page, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return Page{}, fmt.Errorf("write the bookmark of several: %w", err)
	}
	page.Next = Cursor(text)
	return page, nil
}

// Again lets every part give once more what it gave before, as far as it can.
func (s several) Again(from Cursor) Cursor {
	r, _ := s.rota(from)
	for _, p := range s {
		if again, ok := p.Collector.(Rereader); ok {
			r.Cursors[p.Name] = again.Again(r.Cursors[p.Name])
		}
	}
	text, err := json.Marshal(r)
	if err != nil {
		return from
	}
	return Cursor(text)
}

// Recheck asks the first part that can: they are of one service.
func (s several) Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]Change, error) {
	for _, p := range s {
		if r, ok := p.Collector.(Rechecker); ok {
			return r.Recheck(ctx, posts, now)
		}
	}
	return nil, nil
}

// Close closes those parts that keep something open.
func (s several) Close() error {
	var faults []error
	for _, p := range s {
		if c, ok := p.Collector.(io.Closer); ok {
			faults = append(faults, c.Close())
		}
	}
	return errors.Join(faults...)
}
