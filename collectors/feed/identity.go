package feed

import (
	"cmp"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/address"
)

// A feed's ids cannot be trusted. They are missing, carried by several items, new
// at every reading, or used again for something else; and they are the feed's
// own, so that an article in two feeds has two. An address cannot be trusted
// either: all items of some feeds share one, and on some pages the posts change.
//
// So an item that is met for the first time is named, after the first of these
// that no other item goes by:
//
//  1. its address, if that is its own and looks like one post's: the article is
//     then one mention however many feeds and other sources carry it. Somebody may
//     have written it below the article that is there, though (see article.go);
//  2. its id, if ids hold still in this feed; worldwide if it is a URI;
//  3. its address and title;
//  4. its author, words and date.
//
// An item that is met again keeps the name that it was given, whatever became of
// its id, address or words: the bookmark remembers that (see memory).

// An item is a post with what is known of it.
type item struct {
	trace
	// post is nil where it was not read again; it is the one of place in the memory then.
	post  *brand.Post
	place int
	// leads is the site that its link leads to.
	leads string
	// other is the hash of an id's other spelling, as the feed writes it or as all
	// feeds would, 0 if it has one alone.
	other uint32
	// same is the first item of the document that is the same post, listed twice.
	same int
	// own is set where no other item has its address, titled where none has its title,
	// dated where none has its date.
	own, titled, dated bool
	// site is the feed's, "" if nobody can tell.
	site string
	// met is set where the memory knows it.
	met bool
	// stamped is set where the feed gives the moment of reading for a date.
	stamped bool
}

// readItems tells the posts of a document apart.
func readItems(posts []brand.Post) []item {
	items := make([]item, len(posts))
	for i := range posts {
		items[i] = itemOf(&posts[i])
	}
	tell(items)
	return items
}

func itemOf(p *brand.Post) item {
	x := item{trace: traceOf(*p), post: p, leads: address.Owner(p.URL)}
	if strings.Contains(p.NativeID, "://") {
		x.other = hash(p.NativeID)
	}
	return x
}

// tell tells items apart.
func tell(items []item) {
	first, shared := make(map[uint64][]int, len(items)), make(map[uint64]bool, len(items))
	titles, dates := make(map[uint32]int, len(items)), make(map[uint32]int, len(items))
	tellApart(items)
	for i := range items {
		x := &items[i]
		x.same = i
		for _, n := range first[x.at] {
			if x.is(items[n]) {
				x.same = n
				break
			}
		}
		if x.same < i {
			continue
		}
		shared[x.at] = len(first[x.at]) > 0
		// Of those that share one address, a few are enough to find a repetition.
		if len(first[x.at]) < maxAlike {
			first[x.at] = append(first[x.at], i)
		}
		titles[x.title]++
		dates[x.date]++
	}
	for i := range items {
		x := &items[i]
		x.own = x.at != 0 && !shared[x.at]
		x.titled = x.title != 0 && titles[x.title] == 1
		x.dated = x.date != 0 && dates[x.date] == 1
	}
}

const maxAlike = 50

// tellApart has items go by their ids as the feed writes them where the one spelling
// makes two of them the same.
func tellApart(items []item) {
	written := make(map[uint32]uint32, len(items))
	var shared map[uint32]bool
	for _, x := range items {
		if x.other == 0 {
			continue
		}
		if before, met := written[x.id]; met && before != x.other {
			if shared == nil {
				shared = map[uint32]bool{}
			}
			shared[x.id] = true
		}
		written[x.id] = x.other
	}
	for i := range items {
		if x := &items[i]; shared[x.id] && x.other != 0 {
			x.id, x.other = x.other, x.id
		}
	}
}

// names are what an item may be called, the best first. Those that begin with the
// feed are good there alone.
func (x item) names(of string, reused bool) []brand.Identity { //nolint:revive // it is a property of the feed, not a command
	p, date := *x.post, ""
	if x.date != 0 {
		date = p.Published.Format(time.RFC3339)
	}
	var names []brand.Identity
	key, global := address.Key(p.URL), address.Global(p.NativeID)
	below := below(p, key, global)
	switch {
	case !x.own || below || !address.Particular(p.URL) || elsewhere(p, x.site):
	case itself(p, key):
		names = append(names, brand.NewIdentity(key))
	default:
		names = append(names, brand.NewIdentity(key, p.Author, date))
	}
	if p.NativeID != "" && !reused {
		if global != "" && !foreign(p) && !(below && global == key) {
			names = append(names, worldwide(p, global, x.site))
		}
		names = append(names, brand.NewIdentity(Kind, of, "id", p.NativeID))
	}
	if x.own {
		names = append(names, brand.NewIdentity(Kind, of, "address", key, p.Title))
	}
	return append(names, brand.NewIdentity(Kind, of, "words", p.URL, p.Author, p.Title, p.Text, cmp.Or(date, time.Time{}.Format(time.RFC3339))))
}

// elsewhere reports whether a post's link leads to what it is about on another site:
// then the link is not its address. A post has its own page, by its id; or it is
// somebody's, on a site that is not the feed's. What a search engine found is
// signed by nobody, and its link is its address.
func elsewhere(p brand.Post, site string) bool {
	linked := address.Owner(p.URL)
	if strings.Contains(p.NativeID, "://") {
		own, link := address.Global(p.NativeID), address.Key(p.URL)
		host, _, _ := strings.Cut(own, "/")
		to, _, _ := strings.Cut(link, "/")
		return own != "" && host != to
	}
	return p.Author != "" && (foreign(p) || site != "" && linked != site)
}

// foreign reports whether a post's id is a URI that the owner of another site gave
// than that of its link.
func foreign(p brand.Post) bool {
	owner, linked := address.Owner(p.NativeID), address.Owner(p.URL)
	return owner != "" && linked != "" && owner != linked
}

// settle says of items which site is their feed's: the one that most of them lead
// to or, where there are too few to tell, the one the feed is read from.
func settle(items []item, home string) {
	site := home
	if led := mostLed(items); led != "" {
		site = led
	}
	for i := range items {
		items[i].site = site
	}
}

func mostLed(items []item) string {
	most, count := "", map[string]int{}
	for _, x := range items {
		if site := x.leads; site != "" {
			if count[site]++; count[site] > count[most] {
				most = site
			}
		}
	}
	if count[most] < fewLinks || 2*count[most] <= len(items) {
		return ""
	}
	return most
}

// fewLinks is how many items must lead to one site for it to be the feed's.
const fewLinks = 2

// identify names the posts of a document, or finds the names they have, and
// answers the memory with them.
func (m memory) identify(of string, items []item, byAddress bool) memory {
	m.recognise(items, byAddress)
	taken := make(map[brand.Identity]bool, len(m.traces)+len(items))
	ids := make(map[uint32]bool, len(m.traces))
	for _, t := range m.traces {
		taken[t.as], ids[t.id] = true, true
	}
	for i := range items {
		x := &items[i]
		switch {
		case x.same < i:
			x.as, x.met = items[x.same].as, items[x.same].met
		case !x.met:
			for _, name := range x.names(of, ids[x.id]) {
				// If even the words are taken, it is the same post.
				if x.as = name; !taken[name] {
					break
				}
			}
			taken[x.as] = true
		}
		if x.post != nil {
			x.post.Identity = x.as
		}
	}
	return m.remember(items)
}

// shareNoIDs takes out the ids that different posts of one document carry: they
// are none.
func shareNoIDs(posts []brand.Post) {
	last, shared := make(map[string]*brand.Post, len(posts)), map[string]bool{}
	for i := range posts {
		p := &posts[i]
		if before, met := last[p.NativeID]; met && (before.URL != p.URL || before.Title != p.Title || !relisted(*before, *p)) {
			shared[p.NativeID] = true
		}
		last[p.NativeID] = p
	}
	for i := range posts {
		if shared[posts[i].NativeID] {
			posts[i].NativeID = ""
		}
	}
}

// relisted reports whether two posts of one id in one document are one, listed
// twice, perhaps before and after an edit: of one author, with the same words or of
// the same moment. A thread's id may stand at all that was written in it.
func relisted(p, q brand.Post) bool {
	switch sameDate := p.Published.Equal(q.Published); {
	case p.Author != q.Author:
		return false
	case p.Text == q.Text:
		return sameDate || p.Published.IsZero() || q.Published.IsZero()
	default:
		return sameDate && !p.Published.IsZero()
	}
}

// dropIDs takes out ids that are new at every reading.
func dropIDs(posts []brand.Post) {
	for i := range posts {
		posts[i].NativeID = ""
	}
}
