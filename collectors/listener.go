package collectors

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"tocsin/brand"
)

// ListenerOptions is what a Listener needs: Sink, Matcher and VoiceKey are required.
type ListenerOptions struct {
	Sink    Sink
	Matcher Matcher
	// Queries are the Fingerprints of the brands in Matcher; without them a brand
	// that is new to a source is taken for one that was always listened for.
	Queries map[brand.Key]string
	// Touches says which strategies a mention touches.
	Touches func(brand.Mention) []brand.Touch
	// Language tells the language of a post whose source doesn't say, "" if it cannot
	// be told.
	Language func(p brand.Post) string
	// Tone says how a post sounds towards a brand. It is asked after Language.
	Tone func(key brand.Key, p brand.Post) brand.Tone
	// History is read before a brand's first mention is placed; without it copies are
	// told only of what this Listener has heard itself.
	History History
	// VoiceKey is the installation's secret under which authors are hashed.
	VoiceKey []byte
	// Held lets the Listener hold bookmarks instead of asking the sink for them at every
	// reading, and leave those of lazy sources that found nothing new to Flush. Whoever
	// sets it calls Flush every now and then, and is the only one who reads the sources.
	Held bool
}

// A Listener reads sources of every kind, and keeps what concerns a brand. It is
// safe for use by several goroutines, each with a source of its own.
type Listener struct {
	options ListenerOptions
	// tried holds the sources this listener has asked.
	tried sync.Map
	// ears holds the *ear of each brand that was heard of, turns the *turn of each source.
	ears  sync.Map
	turns sync.Map
}

// NewListener makes a Listener.
func NewListener(o ListenerOptions) *Listener { return &Listener{options: o} }

const (
	// maxPages bounds one reading; what is left is read by the next one.
	maxPages = 20
	// maxFresh bounds what one reading keeps of a brand. What is left of a page is
	// kept by the next reading, which begins at the same page.
	maxFresh = 5_000
	// markWithin bounds the writing of a failure after the reading's time is up.
	markWithin = 5 * time.Second
)

// Listen reads a source once: every page that waits, at most twenty, and at most
// 5,000 fresh mentions of a brand. A page's
// mentions are kept before its bookmark moves, so that whatever breaks off in
// between is read again and nothing is lost. Where the source fails, the
// bookmark stays in its place and remembers the failure, and the source is left
// alone for as long as it asks, or longer with every failure, up to an hour; a
// listener that is new asks once without regard to the latter.
func (l *Listener) Listen(ctx context.Context, s Source, now time.Time) (Heard, error) {
	r, err := l.begin(ctx, s)
	if err != nil {
		return nothing(), err
	}
	// The source may have been mended, or found a new address, while nobody ran.
	_, tried := l.tried.LoadOrStore(s.ID, true)
	if now.Before(r.b.NotBefore) && (tried || !r.b.Ours) {
		r.heard.Waiting, r.heard.Until = true, r.b.NotBefore
		if r.b.Failures > 0 {
			r.heard.Fault = r.b.Fault
		}
		return r.heard, nil
	}
	r.heard.Unchanged = true
	asked := l.asked(s)
	r.want = wanted{asked, r.b.newcomers(asked)}
	if again, ok := s.Collector.(Rereader); ok && len(r.want.newcomers) > 0 {
		r.b.Cursor = again.Again(r.b.Cursor)
	}
	for range maxPages {
		page, err := collect(ctx, s, r.b.Cursor, now)
		if err != nil {
			r.heard.Unchanged = false
			return r.heard, l.fail(ctx, r, err, now)
		}
		more, err := l.hear(ctx, r, page, now)
		if err != nil || !more {
			return r.heard, err
		}
	}
	return r.heard, nil
}

// hear keeps what a page holds, moves the bookmark, and reports whether another page is
// to be read now.
func (l *Listener) hear(ctx context.Context, r *reading, page Page, now time.Time) (bool, error) {
	r.heard.add(page)
	done, err := l.resume(ctx, r)
	if err != nil {
		return false, err
	}
	defer done()
	is := novelty{all: r.b.opening(page), newcomers: r.want.newcomers}
	if !page.Anew {
		is.since = r.b.Began()
	}
	fresh, left, err := l.keep(ctx, l.offers(r.source, rewritten(page), is, now), &r.heard)
	if err != nil {
		return false, fmt.Errorf("keep what %s said: %w", r.source.ID, err)
	}
	if err := l.amend(ctx, r.source, page.Changes, now); err != nil {
		return false, err
	}
	if left > 0 {
		page = page.again(r.b.Cursor)
		r.heard.Notes = append(r.heard.Notes, fmt.Sprintf("more than %d fresh mentions of a brand at once; %d are left for the next reading", maxFresh, left))
	}
	r.b = r.b.turn(page, fresh, now).met(r.want, page).seen(page)
	if pace := r.b.Rhythm.pace(r.source.Every); r.source.Adapts && !page.More && pace > r.source.Every {
		// Half a period early, for ticks come a little early or late.
		r.b.NotBefore = latest(r.b.NotBefore, now.Add(pace-r.source.Every/2))
	}
	if l.options.Held && r.source.Lazy && page.Unchanged && len(page.Posts)+len(page.Changes) == 0 && !page.More {
		l.later(r.source.ID, r.b)
		return false, nil
	}
	if err := l.mark(ctx, r.source.ID, r.b); err != nil {
		return false, fmt.Errorf("move the bookmark of %s: %w", r.source.ID, err)
	}
	return left == 0 && page.More && !now.Before(page.NotBefore), nil
}

// collect asks the collector for a page. A collector that panics has failed like any other.
func collect(ctx context.Context, s Source, from Cursor, now time.Time) (page Page, err error) { //nolint:nonamedreturns // recover must set them
	defer func() {
		if fault := recover(); fault != nil {
			page, err = Page{}, fmt.Errorf("the collector panicked at %s: %v; please report it", panicked(), fault)
		}
	}()
	return s.Collector.Collect(ctx, from, now)
}

// panicked is the line that panicked, seen from a function that recovers.
func panicked() string {
	callers := make([]uintptr, 16)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		if !more || !strings.HasPrefix(frame.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", frame.File[strings.LastIndexByte(frame.File, '/')+1:], frame.Line)
		}
	}
}

// fail remembers that a reading failed. When the daemon stops it is not the
// source that failed; when the reading's own time is up, it is.
func (l *Listener) fail(ctx context.Context, r *reading, fault error, now time.Time) error {
	fault = fmt.Errorf("collect %s: %w", r.source.ID, fault)
	if errors.Is(ctx.Err(), context.Canceled) {
		return fault
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), markWithin)
	defer cancel()
	done, err := l.resume(ctx, r)
	if err == nil {
		defer done()
		err = l.mark(ctx, r.source.ID, r.b.failed(fault, r.source.Every, now))
	}
	if err != nil {
		return errors.Join(fault, fmt.Errorf("remember that %s failed: %w", r.source.ID, err))
	}
	return fault
}

// forward puts mentions in the order of their moments. Most come newest first.
func forward(mentions []brand.Mention) {
	backward := true
	for i := 1; i < len(mentions) && backward; i++ {
		backward = mentions[i-1].At.After(mentions[i].At)
	}
	if backward {
		slices.Reverse(mentions)
		return
	}
	slices.SortStableFunc(mentions, func(a, b brand.Mention) int { return a.At.Compare(b.At) })
}

// keep stores what a page holds for each brand, and answers the fresh posts, each
// once, and how many mentions there was no room for.
func (l *Listener) keep(ctx context.Context, offers []offer, heard *Heard) ([]brand.Mention, int, error) {
	var posts []brand.Mention
	left := 0
	met := map[brand.MentionID]bool{}
	for _, offer := range offers {
		heard.Matched += len(offer.mentions)
		// Sources list the newest first, and whose text it is tells who said it first.
		forward(offer.mentions)
		for batch := range slices.Chunk(offer.mentions, batchSize) {
			if heard.Kept[offer.key] >= maxFresh {
				left += len(batch)
				continue
			}
			if err := l.place(ctx, offer.key, batch, heard); err != nil {
				return nil, 0, err
			}
			fresh, err := l.options.Sink.Keep(ctx, offer.key, batch)
			if err != nil {
				return nil, 0, err
			}
			if len(fresh) > 0 {
				heard.Kept[offer.key] += len(fresh)
				heard.Fresh += len(fresh)
			}
			for _, m := range fresh {
				if m.Story != "" {
					heard.Copies++
				}
				if !met[m.ID] { // one post may concern several brands
					met[m.ID] = true
					posts = append(posts, m)
				}
			}
		}
	}
	heard.Lags = append(heard.Lags, lags(posts)...)
	return posts, left, nil
}
