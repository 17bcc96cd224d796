package collectors

import (
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
	"tocsin/collectors/guard"
)

const (
	// firstPause is how long a source is left alone after it failed once; the
	// pause doubles with every failure in a row, up to longestPause, or to
	// briskPause where the source is read as often as brisk says.
	firstPause   = 30 * time.Second
	longestPause = time.Hour
	briskPause   = 10 * time.Minute
	brisk        = 5 * time.Minute
	// maxLags is how many lags a bookmark remembers.
	maxLags = 200
	// longestLag is the longest that is taken for one: a post older than that
	// was put into the source late, not read late.
	longestLag = 7 * 24 * time.Hour
	maxFault   = 300
)

// opening reports whether what a page holds was there before anybody listened.
func (b Bookmark) opening(page Page) bool { return b.Read.IsZero() || b.Opening || page.Anew }

// turn is the bookmark after a page that is kept.
func (b Bookmark) turn(page Page, fresh []brand.Mention, now time.Time) Bookmark {
	b.Opening = b.opening(page) && page.More
	b.Behind = b.behind(page, now)
	b.Tried, b.NotBefore, b.Ours = now, page.NotBefore, false
	if !page.Unread {
		b.Read, b.Failures, b.Fault, b.Lost = now, 0, "", false
	}
	b.Note = text.Clip(text.Visible(strings.Join(page.Notes, "; ")), maxFault)
	if page.Next != "" || !page.Unchanged {
		b.Cursor = page.Next
	}
	return b.came(page.Posts, fresh, now)
}

// given is the bookmark after a delivery that is kept. Readings are another matter: the
// first may be still to come, and one that failed has failed.
func (b Bookmark) given(posts []brand.Post, fresh []brand.Mention, now time.Time) Bookmark {
	b.Opening = b.Opening || b.Read.IsZero()
	if now.After(b.Read) {
		b.Read = now
	}
	return b.came(posts, fresh, now)
}

// came is the bookmark after posts came in, some of which are fresh.
func (b Bookmark) came(posts []brand.Post, fresh []brand.Mention, now time.Time) Bookmark {
	newest := newest(posts, now)
	b.Rhythm = b.Rhythm.step(b.Newest, newest, now)
	if newest.After(b.Newest) || len(fresh) > 0 {
		b.Fresh = now
	}
	if newest.After(b.Newest) {
		b.Newest = newest
	}
	return b.late(lags(fresh))
}

// newest is the latest moment of publication posts claim, none after now.
func newest(posts []brand.Post, now time.Time) time.Time {
	var latest time.Time
	for _, p := range posts {
		if at := sound(p.Published); at.After(latest) && !at.After(now) {
			latest = at
		}
	}
	return latest
}

// failed is the bookmark after a reading that failed.
func (b Bookmark) failed(fault error, every time.Duration, now time.Time) Bookmark {
	b.Tried = now
	if b.Rhythm.Since.IsZero() {
		b.Rhythm.Since = now
	}
	b.Failures++
	b.Fault = text.Clip(text.Visible(fault.Error()), maxFault)
	unreached, is := errors.AsType[*guard.UnreachedError](fault)
	b.Lost = is && unreached.Lost
	b.NotBefore, b.Ours = now.Add(pause(b.Failures, every)), true
	if wait, ok := errors.AsType[*WaitError](fault); ok && wait.Until.After(now) {
		b.NotBefore, b.Ours = wait.Until, wait.Ours
	}
	return b
}

// pause is how long a source is left alone that is read every so often, after so
// many failures in a row.
func pause(failures int, every time.Duration) time.Duration {
	longest := longestPause
	if every > 0 && every <= brisk {
		longest = briskPause
	}
	doubled := min(max(failures-1, 0), 10) // beyond, the shift would overflow
	return min(firstPause<<doubled, longest)
}

// late puts lags to those remembered.
func (b Bookmark) late(lags []time.Duration) Bookmark {
	if len(lags) == 0 {
		return b
	}
	remembered := slices.Clone(b.Lags)
	for _, lag := range lags {
		remembered = append(remembered, int(lag.Seconds()))
	}
	b.Lags = remembered[max(0, len(remembered)-maxLags):]
	sorted := slices.Sorted(slices.Values(b.Lags))
	b.LagP95 = float64(sorted[int(math.Ceil(0.95*float64(len(sorted))))-1])
	return b
}

// lags are how long after their publication fresh mentions were read, without
// those that say nothing about how quick the reading is.
func lags(fresh []brand.Mention) []time.Duration {
	var lags []time.Duration
	for _, m := range fresh {
		if lag := m.Fetched.Sub(m.Published); !m.Backfill && !m.Published.IsZero() && lag <= longestLag {
			lags = append(lags, max(0, lag))
		}
	}
	return lags
}

// seen is the bookmark after a page was shown. The next may show the same posts
// again, so only the longest page counts.
func (b Bookmark) seen(page Page) Bookmark {
	if page.Total > 0 {
		b.Total = page.Total
	}
	b.Shown = max(b.Shown, len(page.Posts)+page.Known.Posts)
	return b
}
