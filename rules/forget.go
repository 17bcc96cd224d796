package rules

import (
	"slices"
	"time"
	"unique"
)

// Forget drops what happened before a moment: single mentions to within five
// minutes, counts to within the hour. A Series forgets by itself what rules no
// longer need; Forget is for those who must keep less.
func (s *Series) Forget(before time.Time) {
	s.drop(0, stepOf(before.UnixNano()), 0, s.hourOf(before))
	s.forgetEarly(before)
	s.lexicon.forget(second(before))
	for name, u := range s.tags {
		if u.last.Before(before) {
			delete(s.tags, name)
		}
	}
	// What is forgotten is unknown, not silent.
	if s.listening.Before(before) {
		s.listening = before
	}
	for _, src := range s.byName {
		if src.first.Before(before) {
			src.first = before
		}
	}
	s.unlearn()
}

// advance moves the series on to a newer moment and, once an hour, drops what
// has become too old since the last time it looked.
func (s *Series) advance(newest time.Time) {
	s.newest = newest
	if s.trimmed.IsZero() {
		s.trimmed = newest
	}
	before := s.trimmed
	if s.hourOf(newest) == s.hourOf(before) {
		return
	}
	s.trimmed = newest
	s.drop(
		stepOf(before.Add(-recent).UnixNano()), stepOf(newest.Add(-recent).UnixNano()),
		s.hourOf(before.Add(-remembered)), s.hourOf(newest.Add(-remembered)),
	)
}

// drop forgets the steps and the hours from one number up to another.
func (s *Series) drop(fromStep, toStep, fromHour, toHour int64) {
	for key := range between(s.steps, fromStep, toStep) {
		s.retire(key)
		for _, t := range s.steps[key].ticks {
			delete(s.seen, t.id)
		}
		for _, own := range s.steps[key].own {
			delete(s.seen, own.id)
		}
		delete(s.steps, key)
	}
	for key := range between(s.touched, fromStep, toStep) {
		delete(s.touched, key)
	}
	for _, src := range s.byName {
		for h := range between(src.hours, fromHour, toHour) {
			delete(src.hours, h)
		}
		for h := range between(src.opening.hours, fromHour, toHour) {
			delete(src.opening.hours, h)
		}
	}
}

// between goes through the keys of a map from one number up to another, by
// whichever way is shorter.
func between[V any](m map[int64]V, from, to int64) func(yield func(int64) bool) {
	return func(yield func(int64) bool) {
		if to-from <= int64(len(m)) {
			for key := from; key < to; key++ {
				if _, there := m[key]; there && !yield(key) {
					return
				}
			}
			return
		}
		for key := range m {
			if key >= from && key < to && !yield(key) {
				return
			}
		}
	}
}

// forgetTags drops the quarter of the tags that was unused longest, so that the
// cost of looking for them is spread over many additions.
func (s *Series) forgetTags() {
	names := make([]unique.Handle[string], 0, len(s.tags))
	for name := range s.tags {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b unique.Handle[string]) int { return s.tags[a].last.Compare(s.tags[b].last) })
	for _, name := range names[:len(names)-tagsAtMost*3/4] {
		delete(s.tags, name)
	}
}
