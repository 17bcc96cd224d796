package feed

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"time"
	"unique"

	"tocsin/brand/address"
	"tocsin/collectors"
)

// Of a document that changed, most items stand there just as they did at the last reading.
// To parse them again is most of what a reading costs, and nothing comes of it: they were
// given, and where the cursor is that reading's, they were kept.

const (
	// glancedFor is for how long that is relied on. Whatever else became of the posts
	// since, all of them are given again after it.
	glancedFor = time.Hour
	// maxShown is of how many items it is remembered how they stood.
	maxShown = 500
)

// A shown is how the items of the document read last stood there, one for each trace of it
// in the bookmark's memory. It is this process's alone.
type shown struct {
	// whole is when all of them were parsed.
	whole time.Time
	// frame is a hash of what stands around them, as far as it says how they are read.
	frame uint64
	// texts are hashes of them, 0 where one has to be parsed again.
	texts []uint64
	// sites are those that their links lead to: one for each, or one for all.
	sites []unique.Handle[string]
}

// site is what the link of an item leads to.
func (s *shown) site(at int) string {
	if len(s.sites) == 1 {
		at = 0
	}
	return s.sites[at].Value()
}

// A listing is a document with its items, told apart.
type listing struct {
	document
	items []item
	// texts are hashes of the items as they stand there, nil where they may not be cut out.
	texts []uint64
	// apart is set where no two items have anything of an address or an id in common.
	apart bool
	// unstable is set where their ids proved to be, stamped where their dates are those of
	// the readings.
	unstable, stamped bool
}

// list reads a script: what is new in it or, where that might come to something else, all.
func (c *Collector) list(s script, b bookmark, now time.Time) (listing, error) {
	texts := c.texts(s)
	if l, is := c.glance(s, texts, b, now); is {
		return l, nil
	}
	d, err := s.read()
	if err != nil {
		return listing{}, err
	}
	l := listing{document: d, items: make([]item, len(d.posts)), texts: texts}
	for i := range d.posts {
		l.items[i] = itemOf(&d.posts[i])
	}
	l.apart = apart(l.items)
	return l.told(s, b, now), nil
}

// told tells a listing's items apart, and what they say of their feed.
func (l listing) told(s script, b bookmark, now time.Time) listing {
	tell(l.items)
	settle(l.items, address.Owner(s.base))
	l.unstable = !b.ByAddress && b.Known.unstable(l.items)
	l.stamped = !b.Stamped && b.Known.stamped(l.items, b.Whole, now)
	return l
}

// texts are hashes of the items of a script.
func (c *Collector) texts(s script) []uint64 {
	if !s.regular() {
		return nil
	}
	texts := make([]uint64, len(s.places))
	for i, p := range s.places {
		texts[i] = maphash.String(c.seed, s.text[p.from:p.to])
	}
	return texts
}

// regular reports whether a script's items may be cut out of it, and the others are read
// as they are with them.
func (s script) regular() bool {
	around := 2 // a root and its channel
	if s.kind == atomFeed {
		around = 1
	}
	return s.kind != jsonFeed && len(s.frame) == around && !s.odd && s.decided == 0 && len(s.places) <= maxShown
}

// glance reads of a script what does not stand there as it did at the last reading, and
// answers it with what is remembered of the others. It reports whether that is the same
// as to read all of it.
func (c *Collector) glance(s script, texts []uint64, b bookmark, now time.Time) (listing, bool) {
	if b.shown == nil || now.Before(b.shown.whole) || now.Sub(b.shown.whole) >= glancedFor {
		return listing{}, false
	}
	places, fresh := b.shown.find(texts)
	if fresh == len(texts) {
		return listing{}, false
	}
	d, err := s.parser()(s.without(places), s.base)
	if err != nil || len(d.posts) != fresh || c.frame(s, d) != b.shown.frame {
		return listing{}, false
	}
	l := listing{document: d, items: make([]item, 0, len(texts)), texts: texts}
	posts := d.posts
	for _, at := range places {
		if at < 0 {
			l.items, posts = append(l.items, itemOf(&posts[0])), posts[1:]
			continue
		}
		l.items = append(l.items, item{trace: b.Known.traces[at], place: at, leads: b.shown.site(at)})
	}
	if l.apart = apart(l.items); !l.apart {
		return listing{}, false
	}
	l = l.told(s, b, now)
	return l, !l.unstable && !l.stamped
}

// find is for each item where it stood in the document before, -1 where it didn't, and how
// many didn't.
func (s *shown) find(texts []uint64) ([]int, int) {
	stood := make(map[uint64]int, len(s.texts))
	for at, text := range s.texts {
		if text != 0 {
			stood[text] = at
		}
	}
	places, fresh := make([]int, len(texts)), 0
	for i, text := range texts {
		at, known := stood[text]
		if places[i] = at; !known {
			places[i] = -1
			fresh++
		}
	}
	return places, fresh
}

// without is a script without the items that stood in the document before.
func (s script) without(places []int) string {
	var rest strings.Builder
	from := 0
	for i, p := range s.places {
		if places[i] >= 0 {
			rest.WriteString(s.text[from:p.from])
			from = p.to
		}
	}
	rest.WriteString(s.text[from:])
	return rest.String()
}

// frame hashes what says of a document's items how they are read.
func (c *Collector) frame(s script, d document) uint64 {
	var h maphash.Hash
	h.SetSeed(c.seed)
	for _, part := range slices.Concat(s.frame, []string{s.base, d.said}) {
		_, _ = h.WriteString(part)
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

// apart reports whether every item has an id and an address, and none has anything of them
// in common with another, in whatever spelling.
func apart(items []item) bool {
	ids, ats := make(map[uint32]int, 2*len(items)), make(map[uint64]bool, len(items))
	for i, x := range items {
		if x.at == 0 || x.id == 0 || ats[x.at] {
			return false
		}
		ats[x.at] = true
		for _, id := range x.spellings() {
			if n, taken := ids[id]; taken && n != i {
				return false
			}
			ids[id] = i
		}
	}
	return true
}

// spellings are the hashes under which an item's id may be remembered.
func (x item) spellings() []uint32 {
	if x.other == 0 {
		return []uint32{x.id}
	}
	id := x.post.NativeID
	return []uint32{x.other, hash(cmp.Or(address.Key(id), id)), hash(cmp.Or(address.KeyOfID(id), id))}
}

// show remembers how the items of a listing stood in a script.
func (c *Collector) show(s script, l listing, b bookmark, now time.Time) *shown {
	if l.texts == nil || !l.apart || b.ByAddress || b.Stamped || len(l.notes) > 0 || len(l.items) != len(l.texts) {
		return nil
	}
	next := &shown{whole: now, frame: c.frame(s, l.document), texts: l.texts}
	for i, x := range l.items {
		switch {
		case x.post == nil:
			next.whole = b.shown.whole
		case x.post.Published.After(now): // when it comes to be, it says how new the feed is
			next.texts[i] = 0
		}
	}
	next.sites = sitesOf(l.items)
	return next
}

// sitesOf are the sites that the links of items lead to: one where that is the same for all.
func sitesOf(items []item) []unique.Handle[string] {
	all := items
	if !slices.ContainsFunc(items, func(x item) bool { return x.leads != items[0].leads }) {
		all = items[:min(len(items), 1)]
	}
	sites := make([]unique.Handle[string], len(all))
	for i, x := range all {
		sites[i] = unique.Make(x.leads)
	}
	return sites
}

// known are the items that were not parsed again.
func (l listing) known(now time.Time) collectors.Known {
	var known collectors.Known
	for _, x := range l.items {
		if x.post != nil {
			continue
		}
		known.Posts++
		// A trace has no room for a moment before 1970, which looks like one to come.
		if at := time.Unix(int64(x.date), 0).UTC(); x.date != 0 && at.After(known.Newest) && !at.After(now) {
			known.Newest = at
		}
	}
	return known
}
