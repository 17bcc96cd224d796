// Package collectors reads sources. A Collector reads one kind of source and
// knows one API; the Listener in this package does for every kind what is the
// same for all: wait its turn, fetch, match, identify, keep, and only then move
// the bookmark. A collector of a new kind is one folder and one line in the wiring.
package collectors

import (
	"context"
	"time"

	"tocsin/brand"
)

// A Cursor is a source's own bookmark, such as an ETag or the newest id seen.
// Only the collector that wrote it can read it. "" means never read.
type Cursor string

// A Page is what one reading of a source gave.
type Page struct {
	Posts []brand.Post
	// Known are posts that the source shows as it did before: they were given, and are left out.
	Known Known
	// Changes are of posts given before: deleted or edited. They are obeyed after Posts are kept.
	Changes []Change
	// Next is where the following reading starts. It is kept only after the
	// posts are.
	Next Cursor
	// Total is how many posts the source says it has, 0 if it doesn't say: it may show fewer.
	Total int
	// Unchanged is set where the source said, or the body showed, that nothing is new.
	Unchanged bool
	// More is set where another page is waiting at Next, from NotBefore on.
	More bool
	// Behind tells of those parts of the source that are not read with this page. Of a
	// source without parts nothing need be said.
	Behind Behind
	// Unread is set where nobody was asked, or nobody answered: the bookmark moves, and
	// the source was not read.
	Unread bool
	// Anew is set where the cursor was another source's, such as that of an
	// address the name stood for before: then this is a first reading.
	Anew bool
	// NotBefore is the moment before which the source asks not to be read again; zero if it doesn't.
	NotBefore time.Time
	// Notes are faults that cost no post and that somebody should know of,
	// such as "document was truncated; 12 whole items read".
	Notes []string
}

// Known says how many posts are left out, and which is the latest moment of publication
// that any of them claims, by the second.
type Known struct {
	Posts  int
	Newest time.Time
}

// again is a page that is to be read once more, from where it was read.
func (p Page) again(from Cursor) Page {
	p.Next, p.More, p.Unchanged = from, true, false
	return p
}

// A Collector reads one source. Collect answers the posts after a cursor. It
// never stores, never matches, and never writes to the source. An error that
// wraps a *WaitError says when to come back.
type Collector interface {
	Collect(ctx context.Context, from Cursor, now time.Time) (Page, error)
}

// A Rereader is a Collector that leaves out what it gave before. Again answers
// the cursor from which it gives once more all that the source shows now.
type Rereader interface {
	Again(from Cursor) Cursor
}

// A WaitError is a refusal that says how long to stay away (429, 503, a spent budget).
type WaitError struct {
	Until time.Time
	// Ours is set where the source did not ask for the pause: one that is mended
	// meanwhile, and read by a daemon that starts anew, is not kept waiting by it.
	Ours bool
	Err  error
}

func (e *WaitError) Error() string {
	return e.Err.Error() + "; not before " + e.Until.UTC().Format(time.RFC3339)
}

func (e *WaitError) Unwrap() error { return e.Err }

// A Source is one configured feed, API or inlet.
type Source struct {
	// ID is its name in configuration, logs and keys, unique in the installation.
	ID string
	// Kind is its collector's kind, such as "feed".
	Kind string
	// Voice says whose voices it carries: customers, employees, suppliers, press, market; "" if unsaid.
	Voice string
	// Brands are those whose queries its posts are held against; none means all.
	Brands []brand.Key
	// Whole is set where all that it shows is about its Brands, such as an app's reviews,
	// whether it names them or not.
	Whole bool
	// Anonymous is set where who says something is never kept, such as a forum of the
	// house: authors are counted by their hashes alone.
	Anonymous bool
	// Adapts is set where nobody said how often it is to be read: then Every is the
	// quickest, and one that seldom has something new is read less often.
	Adapts bool
	// Lazy is set where to read it again costs next to nothing.
	Lazy bool
	// Every is the pace at which it is read, 0 if unsaid.
	Every     time.Duration
	Collector Collector
}

// A Bookmark is what is remembered of a source between readings.
type Bookmark struct {
	Cursor Cursor `json:"cursor,omitempty"`
	// Read is when the source last answered, Tried when it was last asked.
	Read  time.Time `json:"read,omitzero"`
	Tried time.Time `json:"tried,omitzero"`
	// Behind tells of what of the source was not read with the rest.
	Behind Behind `json:"behind,omitzero"`
	// Opening is set while the pages of the first walk are being read: what they
	// hold was there before anybody listened.
	Opening bool `json:"opening,omitempty"`
	// Queries are the fingerprints of those queries that what was read was held
	// against. A bookmark from before there were any has none.
	Queries map[brand.Key]string `json:"queries,omitempty"`
	// Newest is the latest moment of publication the source has claimed so far.
	Newest time.Time `json:"newest,omitzero"`
	// Rhythm is how long it is used to pause.
	Rhythm Rhythm `json:"rhythm,omitzero"`
	// Total is how many posts the source last said it has, 0 if it never said; Shown
	// is how many it has shown of them, as far as that can be told: at least so many.
	Total int `json:"total,omitempty"`
	Shown int `json:"shown,omitempty"`
	// Fresh is when it last gave a post nobody had seen.
	Fresh time.Time `json:"fresh,omitzero"`
	// NotBefore is when it may be asked again; zero means at any time.
	NotBefore time.Time `json:"not_before,omitzero"`
	// Ours is set where NotBefore is our own patience with a source that fails,
	// not its wish.
	Ours bool `json:"ours,omitempty"`
	// Failures counts readings that failed in a row; Fault is the last one's error.
	Failures int    `json:"failures,omitempty"`
	Fault    string `json:"fault,omitempty"`
	// Lost is set where its host was not found from here, which may be this machine's fault.
	Lost bool `json:"lost,omitempty"`
	// Note is what cost no post in the last reading and somebody should know of.
	Note string `json:"note,omitempty"`
	// LagP95 is how long after publication posts are read, at the 95th percentile of recent ones, in seconds.
	LagP95 float64 `json:"lag_p95_s,omitempty"`
	Lags   []int   `json:"lags_s,omitempty"`
}

// A Sink keeps what is heard. Implemented by the store.
type Sink interface {
	// Bookmark answers the zero Bookmark for a source never read.
	Bookmark(ctx context.Context, source string) (Bookmark, error)
	// Keep stores those mentions of one brand that are not stored yet, identities
	// and contents together or not at all, and answers them. Repeats cost nothing.
	Keep(ctx context.Context, key brand.Key, mentions []brand.Mention) (fresh []brand.Mention, err error)
	// Amend notes changes of mentions of one brand that were kept before, to be obeyed soon;
	// those of mentions that were not kept come to nothing.
	Amend(ctx context.Context, key brand.Key, changes []Amendment) error
	// Mark saves a bookmark. The Listener calls it only after Keep has returned.
	Mark(ctx context.Context, source string, b Bookmark) error
}

// A Matcher says which brands a post concerns. Implemented by brand/query's Set.
type Matcher interface {
	MatchFrom(source string, p brand.Post) []brand.Match
	// Owns reports whether a brand's own properties published a post.
	Owns(key brand.Key, p brand.Post) bool
}
