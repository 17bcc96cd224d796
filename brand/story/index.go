package story

import (
	"time"

	"tocsin/brand"
)

const (
	// Span is how long a text is remembered after it was last carried.
	Span = 7 * 24 * time.Hour
	// Most is how many different texts are remembered of a brand, and of how many
	// mentions it is remembered what was said of them; the oldest go first.
	Most = 20_000
)

// A tale is a story: whose words many carry.
type tale struct {
	first   brand.MentionID
	speaker brand.Voice
	// number tells which story was begun first.
	number int
	// body is set where some mention had more than the headline.
	body bool
}

// tell says of a mention that it belongs to the story.
func (t *tale) tell(m brand.Mention) brand.Mention {
	m.Story, m.Speaker = "", ""
	if t.first != m.ID {
		m.Story, m.Speaker = t.first, t.speaker
	}
	return m
}

// An Index remembers the texts of one brand's mentions: each for seven days after
// it was last carried, and at most 20,000 of them. A different text costs it about
// half a kilobyte where it is short, two where it is an article, and three where it
// is a person's long post: 65 MB at most.
//
// An Index is not safe for concurrent use.
type Index struct {
	shelf shelf
	// told are the last mentions that were placed: one that is offered again gets
	// the same answer. queue holds them in their order, from next on.
	told  map[brand.MentionID]*tale
	queue []brand.MentionID
	next  int
	begun int
	now   time.Time
	r     reading // of the mention that is placed
	rims  rims    // of the texts that were read
}

// NewIndex makes an Index that has heard nothing.
func NewIndex() *Index {
	return &Index{shelf: newShelf(), told: map[brand.MentionID]*tale{}, rims: rims{at: map[uint64]int{}}}
}

// Place answers a mention with the Story and Speaker it has as a copy of one placed
// or learnt before, or with none. The mention must have its ID, Voice and moment of
// fetching. Of a mention it knows it says what it said before.
func (x *Index) Place(m brand.Mention) brand.Mention {
	if t, ok := x.told[m.ID]; ok {
		return t.tell(m)
	}
	x.forget(m.Fetched)
	x.r.read(m.Post, m.Voice, &x.rims)
	at, how := x.original()
	if at == 0 {
		return x.begin(m).tell(m)
	}
	t := x.shelf.texts[at].tale
	x.shelf.touch(at, x.now)
	if how == full {
		x.shelf.texts[at].grown = true
		x.remember(t)
	}
	x.note(m.ID, t)
	return t.tell(m)
}

// Learn remembers a mention as it was kept. Mentions must be learnt in the order
// they were kept; one that is known already is passed over.
func (x *Index) Learn(m brand.Mention) {
	if _, ok := x.told[m.ID]; ok {
		return
	}
	x.forget(m.Fetched)
	x.r.read(m.Post, m.Voice, &x.rims)
	if m.Story == "" {
		x.begin(m)
		return
	}
	t := x.told[m.Story]
	if t == nil { // the first one is too old, or was never kept
		t = x.tale(m.Story, m.Speaks())
		x.note(m.Story, t)
	}
	x.note(m.ID, t)
	if at, how := x.original(); at != 0 && x.shelf.texts[at].tale == t {
		if how == copied {
			x.shelf.touch(at, x.now)
			return
		}
		x.shelf.texts[at].grown = true
	}
	x.remember(t)
}

// begin makes a mention the first of a story.
func (x *Index) begin(m brand.Mention) *tale {
	t := x.tale(m.ID, m.Speaks())
	x.note(m.ID, t)
	x.remember(t)
	return t
}

func (x *Index) tale(first brand.MentionID, speaker brand.Voice) *tale {
	x.begun++
	return &tale{first: first, speaker: speaker, number: x.begun}
}

// remember puts what was read on the shelf as a text of a story.
func (x *Index) remember(t *tale) {
	t.body = t.body || x.r.body
	x.shelf.put(&x.r, t, x.now)
}

// note remembers what was said of a mention.
func (x *Index) note(id brand.MentionID, t *tale) {
	x.told[id] = t
	if len(x.queue) < Most {
		x.queue = append(x.queue, id)
		return
	}
	delete(x.told, x.queue[x.next])
	x.queue[x.next] = id
	x.next = (x.next + 1) % Most
}

// forget drops what has not been carried for long.
func (x *Index) forget(now time.Time) {
	if now.After(x.now) {
		x.now = now
	}
	for x.shelf.size > 0 && (x.shelf.size >= Most || x.shelf.oldest().Before(x.now.Add(-Span))) {
		x.shelf.drop(x.shelf.next[0])
	}
}

// original is the place of the text that what was read copies, 0 if it copies none.
func (x *Index) original() (int, kinship) {
	r := &x.r
	if at := x.reposted(); at != 0 {
		return at, copied
	}
	if r.headline {
		return x.shelf.named[join(saltTitle, r.title)], copied
	}
	if !r.body {
		return 0, stranger
	}
	if at, known := x.wholly(); known {
		return at, copied
	}
	found, how := 0, stranger
	for _, at := range x.shelf.like(r) {
		e := &x.shelf.texts[at]
		if found != 0 && x.shelf.texts[found].tale.number <= e.tale.number {
			continue
		}
		if k := r.kin(&e.sketch); k == copied || k == full && !e.grown {
			found, how = at, k
		}
	}
	if found != 0 || r.title == 0 {
		return found, how
	}
	// An article may be the one whose headline went before it. One that has the
	// headline of another article is not that article.
	if at := x.shelf.named[join(saltTitle, r.title)]; at != 0 && !x.shelf.texts[at].tale.body {
		return at, full
	}
	return 0, stranger
}

// wholly is the place of the very same text, and whether it says whose the text is: 0 if it is nobody's.
func (x *Index) wholly() (int, bool) {
	r := &x.r
	if at := x.shelf.named[r.signed()]; at != 0 && len(r.heading) > 0 {
		return at, true
	}
	at := x.shelf.named[join(saltWhole, r.whole)]
	if at == 0 {
		return 0, false
	}
	e := &x.shelf.texts[at]
	if r.under && e.retitled >= leastRetitled {
		return 0, true
	}
	return at, !r.retitled(&e.sketch)
}

// reposted is the place of the short text that a repost repeats, or of the repost
// whose original was read.
func (x *Index) reposted() int {
	r := &x.r
	if r.words == 0 {
		return 0
	}
	if r.of != "" {
		if at := x.shelf.named[join(voiced(r.of), r.words)]; at != 0 {
			return at
		}
		return x.shelf.named[join(saltWords, r.words)]
	}
	if r.by == "" {
		return 0
	}
	if at := x.shelf.named[join(voiced(r.by), r.words)]; at != 0 && x.shelf.texts[at].repost {
		return at
	}
	return 0
}

const (
	saltTitle = 1
	saltWords = 2
	saltWhole = 3
)

// voiced is the hash of an author's name.
func voiced(name string) uint64 { return mix(eatAll(seed, []byte(name))) }
