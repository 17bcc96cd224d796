package main

import (
	"context"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/rules"
)

// mostBlindNamed is how many blind sources a signal names.
const mostBlindNamed = 8

// hearingAt is how well a brand's sources are heard at a moment; nil where the store does not say.
func (a *app) hearingAt(ctx context.Context, key brand.Key, now time.Time) *rules.Hearing {
	marks, err := a.store.Bookmarks(ctx)
	if err != nil {
		return nil
	}
	h := &rules.Hearing{}
	for i, s := range a.sources {
		if !serves(s.Brands, key) {
			continue
		}
		h.Sources++
		b, every := marks[s.ID], a.config.Sources[i].Every
		is, blind := b.Silence(every, now)
		switch {
		case blind && len(h.Blind) < mostBlindNamed:
			h.Blind = append(h.Blind, rules.Deaf{Source: s.ID, Since: is.Since})
		case blind:
			h.More++
		case isFresh(b, every, now):
			h.Fresh++
			if whole := b.Whole(); h.Oldest.IsZero() || whole.Before(h.Oldest) {
				h.Oldest = whole
			}
		}
	}
	return h
}

// isFresh reports whether a source that is not blind was read as lately as it should be.
func isFresh(b collectors.Bookmark, every time.Duration, now time.Time) bool {
	rests := b.Failures == 0 && now.Before(b.NotBefore.Add(staleAfter(every)))
	return !b.Read.IsZero() && (now.Sub(b.Whole()) <= staleAfter(every) || rests)
}
