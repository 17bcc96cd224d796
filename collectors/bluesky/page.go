package bluesky

import (
	"fmt"
	"slices"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// A page is what is being heard in one reading.
type page struct {
	mark  mark
	now   time.Time
	notes []string
	names names

	posts   []brand.Post
	changes []collectors.Change
	// gone counts the changes of posts that were deleted, by their ids.
	gone map[string]bool
	// latest is the newest moment heard, heard how many events came, odd those that were none.
	latest     int64
	heard, odd int
}

const (
	// ahead is how far a host's clock may be before ours. What is of a later moment does
	// not move the cursor: a host that is asked for the future sends the present.
	ahead = 10 * time.Minute
	// gap is how much later than it was asked for a host may begin, before that is told:
	// the network is never silent for so long.
	gap = 5 * time.Minute
	// late is how long ago what is heard may have been said, before more must be waiting.
	late = time.Minute
)

// take takes an event in.
func (p *page) take(e event) {
	p.heard++
	if e.what == odd {
		p.odd++
		return
	}
	if e.at > p.latest && !p.future(e.at) {
		p.latest = e.at
	}
	switch e.what {
	case written:
		p.write(e)
	case edited:
		e.post.Author = p.names.of(e.did)
		p.changes = append(p.changes, collectors.Change{Post: e.post})
	case deleted:
		if p.gone == nil {
			p.gone = map[string]bool{}
		}
		p.gone[e.post.NativeID] = true
		p.changes = append(p.changes, collectors.Change{Post: e.post, Gone: true})
	case departed:
		p.changes = append(p.changes, collectors.Change{Author: e.did, Gone: true})
	case named:
		p.names.learn(e.did, e.handle)
	case nothing, odd:
	}
}

// future reports whether a moment is still to come, more than clocks differ.
func (p *page) future(at int64) bool { return at > p.now.Add(ahead).UnixMicro() }

// write takes a post in. Changes are obeyed after posts are kept: one that was deleted and
// written anew is there.
func (p *page) write(e event) {
	if p.gone[e.post.NativeID] {
		delete(p.gone, e.post.NativeID)
		p.changes = slices.DeleteFunc(p.changes, func(c collectors.Change) bool { return c.Post.NativeID == e.post.NativeID })
	}
	e.post.Author = p.names.of(e.did)
	p.posts = append(p.posts, e.post)
}

// missing tells of time that the host no longer has: it was asked for what came after one
// moment, and begins at another.
func (p *page) missing(asked, first int64) {
	from, to := time.UnixMicro(asked).UTC(), time.UnixMicro(min(first, p.now.UnixMicro())).UTC() // what is still to come lacks nowhere
	if to.Sub(from) <= gap {
		return
	}
	form := "15:04"
	if to.Sub(from) > 12*time.Hour {
		form = "2 January 15:04"
	}
	p.notes = append(p.notes, fmt.Sprintf("Jetstream no longer has %s–%s UTC: what was posted then is not heard here, and a source with way: search finds it",
		from.Format(form), to.Format(form)))
}

// behind reports whether what is heard was said long ago: a host that sends what it
// remembers has more of it.
func (p *page) behind() bool {
	return p.heard > 0 && p.latest > 0 && p.latest < p.now.Add(-late).UnixMicro()
}

// answer is the page as the Listener reads it.
func (p *page) answer() (collectors.Page, error) {
	if p.odd > 0 {
		p.notes = append(p.notes, fmt.Sprintf("%d of %d events are not what Jetstream sends, and were left out", p.odd, p.heard))
	}
	next, err := p.mark.moved(p.latest).write()
	return collectors.Page{
		Posts: p.posts, Changes: p.changes, Next: next, Notes: p.notes, Unchanged: len(p.posts)+len(p.changes) == 0,
	}, err
}

// names are the handles of authors, as far as the stream told them: it does when one
// changes.
type names map[string]string

// mostNames bounds how many are remembered: one that is forgotten costs nothing but a
// name.
const mostNames = 20_000

func (n names) learn(did, handle string) {
	if _, known := n[did]; !known && len(n) >= mostNames {
		clear(n)
	}
	n[did] = handle
}

// of is the name that people know an author by, the account's id if there is no better one.
func (n names) of(did string) string {
	if handle := n[did]; handle != "" {
		return handle
	}
	return did
}
