package main

import "context"

// adopt hands the bookmarks of sources that an earlier version called otherwise on to the
// ids they have now: else each would be read for the first time again, which raises nothing.
func (a *app) adopt(ctx context.Context) {
	for _, s := range a.config.Sources {
		if s.Former == "" {
			continue
		}
		now, err := a.store.Bookmark(ctx, s.ID)
		if err != nil || !now.Tried.IsZero() || !now.Read.IsZero() {
			continue // reading it tells what is wrong with a bookmark
		}
		before, err := a.store.Bookmark(ctx, s.Former)
		if err != nil || before.Read.IsZero() {
			continue
		}
		if err := a.store.Mark(ctx, s.ID, before); err != nil {
			a.log.WarnContext(ctx, "bookmark not handed on: the source is read for the first time", "source", s.ID, "from", s.Former, "error", err)
			continue
		}
		a.log.InfoContext(ctx, "bookmark handed on", "source", s.ID, "from", s.Former)
	}
}
