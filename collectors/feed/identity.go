package feed

import (
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
//     then one mention however many feeds and other sources carry it;
//  2. its id, if ids hold still in this feed; worldwide if it is a URI;
//  3. its address and title;
//  4. its author, words and date.
//
// An item that is met again keeps the name that it was given, whatever became of
// its id, address or words: the bookmark remembers that (see memory).

// An item is a post with what is known of it.
type item struct {
	trace
	post *brand.Post
	// same is the first item of the document that is the same post, listed twice.
	same int
	// own is set where no other item has its address, titled where none has its title,
	// dated where none has its date.
	own, titled, dated bool
	// met is set where the memory knows it.
	met bool
}

// readItems tells the posts of a document apart.
func readItems(posts []brand.Post) []item {
	items := make([]item, len(posts))
	first, shared := map[uint64][]int{}, map[uint64]bool{}
	titles, dates := map[uint32]int{}, map[uint32]int{}
	for i := range posts {
		items[i] = item{trace: traceOf(posts[i]), post: &posts[i], same: i}
		x := &items[i]
		for _, n := range first[x.at] {
			if x.trace.is(items[n].trace) {
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
	return items
}

const maxAlike = 50

// names are what an item may be called, the best first. Those that begin with the
// feed are good there alone.
func (x item) names(of string) []brand.Identity {
	p := *x.post
	var names []brand.Identity
	key, global := address.Key(p.URL), address.Global(p.NativeID)
	if x.own && address.Particular(p.URL) && !elsewhere(p) {
		names = append(names, brand.NewIdentity(key))
	}
	if p.NativeID != "" {
		if global != "" {
			names = append(names, brand.NewIdentity(global))
		}
		names = append(names, brand.NewIdentity(Kind, of, "id", p.NativeID))
	}
	if x.own {
		names = append(names, brand.NewIdentity(Kind, of, "address", key, p.Title))
	}
	return append(names, brand.NewIdentity(Kind, of, "words", p.URL, p.Author, p.Title, p.Text, p.Published.Format(time.RFC3339)))
}

// elsewhere reports whether a post has its own page, by its id, and its link leads
// to what it is about on another site: then the link is not its address.
func elsewhere(p brand.Post) bool {
	own, link := address.Global(p.NativeID), address.Key(p.URL)
	if own == "" || !strings.Contains(p.NativeID, "://") {
		return false
	}
	site, _, _ := strings.Cut(own, "/")
	linked, _, _ := strings.Cut(link, "/")
	return site != linked
}

// identify names the posts of a document, or finds the names they have, and
// answers the memory with them.
func (m memory) identify(of string, items []item, byAddress bool) memory {
	m.recognise(items, byAddress)
	taken := map[brand.Identity]bool{}
	for _, t := range m.traces {
		taken[t.as] = true
	}
	for i := range items {
		x := &items[i]
		switch {
		case x.same < i:
			x.as, x.met = items[x.same].as, items[x.same].met
		case !x.met:
			for _, name := range x.names(of) {
				// If even the words are taken, it is the same post.
				if x.as = name; !taken[name] {
					break
				}
			}
			taken[x.as] = true
		}
		x.post.Identity = x.as
	}
	return m.remember(items)
}

// shareNoIDs takes out the ids that different posts of one document carry: they
// are none.
func shareNoIDs(posts []brand.Post) {
	first, shared := map[string]string{}, map[string]bool{}
	for _, p := range posts {
		what := p.URL + "\x00" + p.Title
		if before, met := first[p.NativeID]; met && before != what {
			shared[p.NativeID] = true
		}
		first[p.NativeID] = what
	}
	for i, p := range posts {
		if shared[p.NativeID] {
			posts[i].NativeID = ""
		}
	}
}

// dropIDs takes out ids that are new at every reading.
func dropIDs(posts []brand.Post) {
	for i := range posts {
		posts[i].NativeID = ""
	}
}
