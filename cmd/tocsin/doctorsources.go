package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/config"
)

const (
	// hostsAtOnce is how many hosts are asked at a time, and atHost how many sources of each:
	// as many as it would serve.
	hostsAtOnce = 16
	atHost      = 2
	// stillRead is how long ago the daemon may have read a source that it can read.
	stillRead = 24 * time.Hour
)

// A look is what became of one source. Those at one place are looked at a few at a time.
type look struct {
	id, place string
	finding   finding
	// cause is one that sources may share, "" for one of its own: then it is told once.
	cause string
	// skipped is set where it was not asked, for others of its place gave no answer.
	skipped bool
}

// The causes that sources share: no host is found from here, or a host does not answer.
const (
	causeLost   = "lost"
	causeSilent = "silent "
)

// listening reads each source once, from where it was last read, and keeps nothing.
func (d *doctor) listening() {
	var marks map[string]collectors.Bookmark
	if d.store != nil {
		marks, _ = d.store.Bookmarks(d.world.ctx) // without them a source is read from its beginning
	}
	sources := openSources(d.config.Sources, d.world.env)
	looks := make([]look, len(sources))
	places := map[string][]int{}
	for i, s := range sources {
		looks[i] = look{id: s.ID, place: placeOf(d.config.Sources[i])}
		places[looks[i].place] = append(places[looks[i].place], i)
	}
	var group sync.WaitGroup
	free := make(chan struct{}, hostsAtOnce)
	for _, at := range places {
		group.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			d.visit(at, sources, marks, looks)
		})
	}
	group.Wait()
	for _, f := range findings(looks) {
		d.tell(f)
	}
}

// placeOf is where a source is read: its host, or the service of its kind.
func placeOf(s config.SourceSpec) string {
	if host := brand.Host(s.URL); host != "" {
		return host
	}
	if s.URLEnv != "" {
		return s.Kind + " " + s.ID
	}
	return s.Kind
}

// visit looks at the sources of one place, a few at a time. Once none of those answers the
// rest are not asked.
func (d *doctor) visit(at []int, sources []collectors.Source, marks map[string]collectors.Bookmark, looks []look) {
	deaf := false
	for some := range slices.Chunk(at, atHost) {
		var group sync.WaitGroup
		for _, i := range some {
			l := &looks[i]
			if deaf {
				l.cause, l.skipped = causeSilent+l.place, true
				continue
			}
			group.Go(func() { l.finding, l.cause = d.source(sources[i], marks[l.id], l.place) })
		}
		group.Wait()
		deaf = !slices.ContainsFunc(some, func(i int) bool { return looks[i].cause != causeSilent+looks[i].place })
	}
}

// An examined collector knows more of itself than a reading shows.
type examined interface {
	Examine(ctx context.Context, now time.Time) string
}

// untitled is an error without the name of its source, where that stands before it already.
func untitled(err error, id string) error {
	if bare, titled := strings.CutPrefix(err.Error(), "source "+id+": "); titled {
		return errors.New(bare)
	}
	return err
}

// source looks at one source.
func (d *doctor) source(s collectors.Source, b collectors.Bookmark, place string) (finding, string) {
	ctx, cancel := context.WithTimeout(d.world.ctx, d.patience)
	defer cancel()
	now := d.world.now()
	f := finding{what: "source " + s.ID}
	if closed, is := s.Collector.(shut); is {
		if d.running && b.Failures == 0 && now.Sub(b.Read) < stillRead {
			f.note, f.heed = "the daemon reads it; this shell lacks what it takes: "+untitled(closed.why, s.ID).Error(), true
			return f, ""
		}
		f.fault = d.here(untitled(closed.why, s.ID))
		return f, ""
	}
	if now.Before(b.NotBefore) && !b.Ours {
		f.note = "asked to be left alone until " + b.NotBefore.UTC().Format("2006-01-02 15:04 UTC")
		return f, ""
	}
	page, err := s.Collector.Collect(ctx, b.Cursor, now)
	if c, ok := s.Collector.(io.Closer); ok {
		err = errors.Join(err, c.Close())
	}
	f.fault = err
	f.note = "answers, nothing new"
	if len(page.Posts) > 0 {
		f.note = "answers with " + plural(len(page.Posts), "post")
	}
	if len(page.Notes) > 0 {
		f.note += "; " + strings.Join(page.Notes, "; ")
	}
	if b.Behind.Why != "" && err == nil {
		f.note, f.heed = f.note+"; when it was last read, "+b.Behind.String(), true
	}
	if c, is := s.Collector.(examined); is && err == nil {
		if doubt := c.Examine(ctx, now); doubt != "" {
			f.note, f.heed = f.note+"; "+doubt, true
		}
	}
	unreached, is := errors.AsType[*guard.UnreachedError](err)
	switch {
	case is && unreached.Lost:
		return f, causeLost
	case err != nil && (is || ctx.Err() != nil):
		f.fault = fmt.Errorf("no answer came within %v: see whether the service is up, and whether this machine reaches it", d.patience)
		return f, causeSilent + place
	}
	return f, ""
}

// findings are what was found, in order; a cause that several sources share is told once.
func findings(looks []look) []finding {
	var all []finding
	done := map[string]bool{}
	for _, l := range looks {
		if l.cause == "" {
			all = append(all, l.finding)
			continue
		}
		if done[l.cause] {
			continue
		}
		done[l.cause] = true
		same := slices.DeleteFunc(slices.Clone(looks), func(o look) bool { return o.cause != l.cause })
		if len(same) == 1 {
			all = append(all, same[0].finding)
			continue
		}
		all = append(all, shared(l, same))
	}
	return all
}

// shared is the finding of several sources with one cause.
func shared(l look, same []look) finding {
	ids, skipped := make([]string, len(same)), 0
	for i, s := range same {
		if ids[i] = s.id; s.skipped {
			skipped++
		}
	}
	names := strings.Join(ids, ", ")
	if l.cause == causeLost {
		return finding{what: "network", fault: fmt.Errorf("%d sources cannot be read, for this machine does not find the way to their hosts: check that it reaches the internet and its name server; they are %s", len(same), names)}
	}
	why := fmt.Sprintf("%d sources are read there, and no answer came in time", len(same))
	if skipped > 0 {
		why += fmt.Sprintf(", so that %d of them were not asked", skipped)
	}
	return finding{what: "host " + l.place, fault: fmt.Errorf("%s: see whether it is up, and whether this machine reaches it; they are %s", why, names)}
}
