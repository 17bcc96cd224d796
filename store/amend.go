package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/brand"
	"tocsin/collectors"
)

// Amend notes changes of mentions of a brand, to be obeyed by the next Settle. Those of
// mentions that were never kept are left out, and edits of those that have no words any
// more: what was forgotten must not come back to the disk.
func (s *Store) Amend(ctx context.Context, key brand.Key, changes []collectors.Amendment) error {
	what := fmt.Sprintf("note %d changes of mentions of %s", len(changes), key)
	changes, err := s.unaliased(ctx, key, changes)
	if err != nil {
		return s.told(what, err)
	}
	known, err := s.onlyKnown(ctx, key, changes)
	if err != nil || len(known) == 0 {
		return s.told(what, err)
	}
	known, err = s.withWords(ctx, key, known)
	if err != nil || len(known) == 0 {
		return s.told(what, err)
	}
	return s.told(what, s.note(ctx, key, known))
}

// note writes changes down. An edit does not take the place of a deletion that is still
// to be obeyed.
func (s *Store) note(ctx context.Context, key brand.Key, changes []collectors.Amendment) error {
	at := s.keys.amend(key)
	return s.transact(ctx, []string{at}, func(tx *redis.Tx) error {
		var noted *redis.MapStringStringCmd
		if err := asked(ctx, tx, func(p redis.Pipeliner) { noted = p.HGetAll(ctx, at) }); err != nil {
			return err
		}
		fields := make([]any, 0, 2*len(changes))
		for _, a := range changes {
			if a.Mention != nil && isDeletion(noted.Val()[amendField(a)]) {
				continue
			}
			text, err := json.Marshal(a)
			if err != nil {
				return &stepError{fmt.Errorf("the change of %s cannot be written as JSON: %w", a.ID, err)}
			}
			fields = append(fields, amendField(a), text)
		}
		if len(fields) == 0 {
			return nil
		}
		return executed(ctx, tx, func(p redis.Pipeliner) { p.HSet(ctx, at, fields...) })
	})
}

// isDeletion reports whether a change that is noted takes the words of a mention.
func isDeletion(text string) bool {
	var a collectors.Amendment
	return text != "" && json.Unmarshal([]byte(text), &a) == nil && a.Mention == nil
}

// narrowly begins what a change of one mention is noted under.
const narrowly = "id "

// amendField is what a change is noted under: the last one of a mention holds.
func amendField(a collectors.Amendment) string {
	switch {
	case a.ID != "":
		return narrowly + string(a.ID)
	case a.Author != "":
		return "by " + a.Kind + " " + a.Author
	}
	return "at " + a.URL + " " + a.Native
}

// onlyKnown are the changes that may be of something kept: of ids that were met in the
// quarters that are asked for, and of authors and addresses, of which there is no index.
func (s *Store) onlyKnown(ctx context.Context, key brand.Key, changes []collectors.Amendment) ([]collectors.Amendment, error) {
	var ids []any
	for _, a := range changes {
		if a.ID != "" {
			ids = append(ids, string(a.ID))
		}
	}
	met, now := map[any]bool{}, quarterOf(newest(changes))
	if len(ids) > 0 {
		var sets []*redis.BoolSliceCmd
		err := s.pipelined(ctx, func(p redis.Pipeliner) {
			sets = nil
			for q := now - quartersBack; q <= now+1; q++ {
				sets = append(sets, p.SMIsMember(ctx, s.keys.seen(key, q), ids...))
			}
		})
		if err != nil {
			return nil, err
		}
		for _, set := range sets {
			for i, is := range set.Val() {
				met[ids[i]] = met[ids[i]] || is
			}
		}
	}
	var known []collectors.Amendment
	for _, a := range changes {
		if a.ID == "" || met[string(a.ID)] {
			known = append(known, a)
		}
	}
	return known, nil
}

// newest is when the last of some changes was said.
func newest(changes []collectors.Amendment) time.Time {
	var at time.Time
	for _, a := range changes {
		if a.At.After(at) {
			at = a.At
		}
	}
	return at
}

// Settled is what Settle changed.
type Settled struct {
	// Gone are the mentions as they were before, those too that an earlier Settle, which
	// was broken off, took the words of.
	Gone []brand.Mention
	// Edited are mentions as they were, Now the same as they are.
	Edited, Now []brand.Mention
	// Noted is how many changes had been noted.
	Noted int
}

func (s Settled) String() string {
	return fmt.Sprintf("%d mentions forgotten, %d edited", len(s.Gone), len(s.Edited))
}

// Settle obeys the changes that were noted: what is deleted loses its words and its
// author wherever mentions are kept, and what is edited reads as it does now. It may be
// repeated, and broken off anywhere.
//
// Before the changes are struck off the list, then is told what they were: what others
// know of the mentions is theirs to change. If then fails they are obeyed once more.
func (s *Store) Settle(ctx context.Context, key brand.Key, now time.Time, then func(Settled) error) (Settled, error) {
	what := "obey the changes of mentions of " + string(key)
	var noted map[string]string
	err := s.again(ctx, func() error {
		var err error
		noted, err = s.client.HGetAll(ctx, s.keys.amend(key)).Result()
		return err
	})
	if err != nil || len(noted) == 0 {
		return Settled{}, s.told(what, err)
	}
	if err := s.spareWide(ctx, key, noted, now); err != nil || len(noted) == 0 {
		return Settled{}, s.told(what, err)
	}
	m, err := newMending(s, key, noted, now)
	if err != nil {
		return Settled{}, s.told(what, err)
	}
	if err := m.run(ctx); err != nil {
		return m.settled, s.told(what, err)
	}
	if then != nil {
		if err := then(m.settled); err != nil {
			return m.settled, fmt.Errorf("%s: %w", what, err)
		}
	}
	return m.settled, s.told(what, m.strike(ctx))
}

// wideEvery is how often changes that mean all of an author are obeyed: each takes a look
// at every mention, and a network tells of many authors nobody here ever heard.
const wideEvery = time.Hour

// spareWide takes changes that mean more than one mention out of those to be obeyed now,
// unless their time has come.
func (s *Store) spareWide(ctx context.Context, key brand.Key, noted map[string]string, now time.Time) error {
	wide := slices.DeleteFunc(slices.Collect(maps.Keys(noted)), isNarrow)
	if len(wide) == 0 {
		return nil
	}
	job := "amend all of authors of " + string(key)
	last, err := s.Ran(ctx, job)
	if err != nil {
		return err
	}
	if now.Sub(last).Abs() >= wideEvery {
		return s.SetRan(ctx, job, now)
	}
	for _, field := range wide {
		delete(noted, field)
	}
	return nil
}

// isNarrow reports whether a change that is noted under a name means one mention.
func isNarrow(field string) bool { return strings.HasPrefix(field, narrowly) }

// Amending are the mentions of a brand of which a change is still to be obeyed.
func (s *Store) Amending(ctx context.Context, key brand.Key) ([]brand.MentionID, error) {
	var noted map[string]string
	err := s.again(ctx, func() error {
		var err error
		noted, err = s.client.HGetAll(ctx, s.keys.amend(key)).Result()
		return err
	})
	var owed []brand.MentionID
	for field := range noted {
		if id, narrow := strings.CutPrefix(field, narrowly); narrow {
			owed = append(owed, brand.MentionID(id))
		}
	}
	return owed, s.told("ask for changes of mentions of "+string(key), err)
}
