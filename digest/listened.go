package digest

import (
	"slices"
	"time"
)

// listened notes what nobody listened to: that nothing was heard then tells nothing.
func (r *Report) listened(in Input) {
	t, since := in.Heard, in.Since
	if since.IsZero() && in.unread() && r.Heard.Mentions+r.Heard.Before.Mentions == 0 {
		since = in.At
	}
	if since.IsZero() || !since.After(t.past[0]) {
		return
	}
	r.Since = since.In(t.week.Location)
	r.Unheard = !since.Before(t.now[1]) && r.Heard.Mentions == 0
	if since.Before(t.past[1]) {
		return
	}
	r.Heard.Unheard, r.Unassigned.Unheard = true, true
	for i := range r.Strategies {
		r.Strategies[i].Unheard = true
	}
}

// unread reports whether there are sources and none was ever read.
func (in Input) unread() bool {
	return len(in.Bookmarks) > 0 && !slices.ContainsFunc(in.Bookmarks, func(b Bookmark) bool { return !b.Read.IsZero() })
}

// uncounted tells of posts that count nowhere, and of the time nobody listened in.
func (r Report) uncounted() []string {
	var parts []string
	if r.Own > 0 {
		parts = append(parts, plural(r.Own, "own post", "own posts")+" not counted")
	}
	if r.Old > 0 {
		parts = append(parts, plural(r.Old, "old post", "old posts")+", imported or read later, not counted")
	}
	if before := r.nobodyBefore(); before != "" && !r.Unheard {
		parts = append(parts, before)
	}
	if r.Pingbacks > 0 {
		parts = append(parts, plural(r.Pingbacks, "mention is a pingback", "mentions are pingbacks"))
	}
	return parts
}

// nobodyBefore says since when it is listened, "" where that was before all that is told.
func (r Report) nobodyBefore() string {
	if r.Since.IsZero() {
		return ""
	}
	return "nobody listened before " + r.Since.Format("Mon 2 Jan 15:04")
}

// standing tells of when the health of sources is told: only as they stand now is known.
// Of a week before the last one that tells nothing.
func (r Report) standing() (string, bool) {
	switch {
	case r.SoFar:
		return "", true
	case r.At.Before(r.To.Add(7 * 24 * time.Hour)):
		return " now, " + r.At.Format("Mon 2 Jan 15:04"), true
	}
	return "", false
}
