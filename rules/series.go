package rules

import (
	"math"
	"time"
	"unique"

	"tocsin/brand"
)

const (
	// stepLength is the grain at which late posts re-open past windows.
	stepLength = 5 * time.Minute
	// recent is how long every single mention is remembered: what a late
	// window may lie back, and from there back to where its storm began.
	recent = lateAtMost + longestRise
	// learnable is how many hours back anything is learnt: five weeks to compare
	// with, and one to tell silence from deafness.
	learnable = (weeksBack + 1) * week
	// remembered is how long hourly voices are remembered: what is learnt from, what
	// a late window may lie back, and a day's lag to learn.
	remembered = (learnable + 3*24) * time.Hour
	// tagsAtMost bounds the tags remembered per brand; the longest unused go first.
	tagsAtMost = 20_000
	// tagsPerMention bounds what one post stuffed with tags can cost.
	tagsPerMention = 16
)

// A Series is one brand's history as far as rules need it: every mention of the
// last three days, each source's distinct voices of every hour of the last six weeks, and
// when each tag was first seen. It tells the same story in whatever order its
// mentions arrive. Its memory is bounded by three days of mentions and, for older
// hours, by a fixed size an hour and source.
//
// A Series is not safe for concurrent use.
type Series struct {
	loc   *time.Location
	brand brand.Key
	// past is how many seconds past a full hour of UTC the hours of loc begin.
	past int64
	// newest is the latest moment of any mention; what is recent hangs on it.
	newest time.Time
	// present is the latest that was told of it; early are mentions that wait for theirs.
	present time.Time
	early   []brand.Mention
	// trimmed is the newest moment up to which the old was dropped.
	trimmed time.Time
	// listening is when the first mention was read. From then on an hour
	// without mentions is known to be silent; before, it is unknown.
	listening time.Time
	sources   map[unique.Handle[string]]*source
	byName    []*source // in one order, as sums of fractions depend on it

	steps   map[int64]*step
	seen    map[uint64]struct{}
	tags    map[unique.Handle[string]]*usage
	touched map[int64]time.Time
	// lexicon is what was said so far, reading what it is read with.
	lexicon *lexicon
	reading reading
	watched watchlist
	// calendar is what the brand has planned.
	calendar []brand.Event
	// strategies are those whose talk is metered.
	strategies []string
	// settled is up to when readings have been told of; in a view of what was
	// known then, it is also the latest reading seen.
	settled time.Time
	asOf    int64
	meter   *meter
	version int // counts changes of steps
	scratch []uint64
	letters []byte
}

// A step holds the mentions of five minutes: after the end before, up to its own.
type step struct {
	ticks []tick
	// own are the brand's own posts: they are told of, and never counted.
	own []brief
	// uses are those of terms that were new.
	uses []use
	// items are the mentions that matter by themselves.
	items []item
	// loud keeps the loudest few of each minute. By minutes, because a window
	// that ends inside a step must not depend on what came after its end.
	loud [stepLength / time.Minute]minute
}

// A tick is what is remembered of a mention for counting.
type tick struct {
	brief
	// voice is whom the mention counts as; of a copy, that is not who published it.
	voice uint64
	words uint64
	trait unique.Handle[trait]
	tags  []unique.Handle[string]
	copy  *copied
	sound sound
}

// A brief is what is remembered of every post.
type brief struct {
	at   int64
	read int64
	id   uint64
}

// A usage is when a tag was first and last seen.
type usage struct{ first, last time.Time }

// NewSeries is an empty history, whose weeks are told by the clock of loc; nil means UTC.
func NewSeries(loc *time.Location) *Series {
	if loc == nil {
		loc = time.UTC
	}
	_, offset := time.Date(2025, time.January, 1, 0, 0, 0, 0, loc).Zone()
	return &Series{
		loc:     loc,
		past:    int64(offset+24*3600) % 3600,
		sources: map[unique.Handle[string]]*source{},
		steps:   map[int64]*step{},
		seen:    map[uint64]struct{}{},
		tags:    map[unique.Handle[string]]*usage{},
		touched: map[int64]time.Time{},
		lexicon: &lexicon{},
		asOf:    math.MaxInt64,
		meter:   &meter{past: map[int64]*past{}, spoken: map[uint64]speech{}, part: map[uint64]speech{}},
	}
}

// Add remembers a mention. The same mention added again changes nothing. Own
// posts are but told of; what was there at a source's first reading teaches what is
// normal and which tags are old, and is in no window.
func (s *Series) Add(m brand.Mention) {
	at, read := moments(m)
	if at.Year() < 1970 || at.Year() > 2200 {
		return
	}
	if s.tooEarly(at) {
		s.early = append(s.early, m)
		return
	}
	if m.Own {
		s.addOwn(m, at, read)
		return
	}
	if s.brand == "" {
		s.brand = m.Brand
	}
	src := s.sourceOf(m.Source)
	s.read(src, read)
	if m.Backfill {
		src.begin(at, read)
	}
	if at.After(s.newest) {
		s.advance(at)
	}
	tags := s.use(m.Tags, at)
	if !at.After(s.newest.Add(-remembered)) {
		return
	}
	voice, h := hash(string(m.Speaks())), s.hourOf(at)
	src.teach(h, voice)
	src.vex(h, voice, m.Mood)
	if m.Backfill && into(src.opening.hours, h, voice) {
		clear(src.baselines)
	}
	if old := !at.After(s.newest.Add(-recent)); old || !m.Counts() {
		s.teachTerms(m, at)
		if old && m.Counts() {
			s.meter.old(voice, s.soundOf(traitOf(m).Value()), at, read)
		}
		return
	}
	b := briefOf(m, at, read)
	if !s.fresh(b) {
		return
	}
	t := tick{brief: b, voice: voice, words: wording(wordsOf(m), &s.letters), trait: traitOf(m), tags: tags, copy: copiedOf(m)}
	t.sound = s.soundOf(t.trait.Value())
	s.keep(m, t)
	st := s.stepAt(b.at)
	if heavy, is := s.itemOf(m, t); is {
		st.items = append(st.items, heavy)
	}
	st.uses = append(st.uses, s.hearTerms(m, b, voice)...)
	s.touch(at, read)
}

// addOwn remembers a post of the brand's own.
func (s *Series) addOwn(m brand.Mention, at, read time.Time) {
	if at.After(s.newest) {
		s.advance(at)
	}
	b := briefOf(m, at, read)
	if at.After(s.newest.Add(-recent)) && s.fresh(b) {
		st := s.stepAt(b.at)
		st.own = append(st.own, b)
	}
	s.teachTerms(m, at)
}

func briefOf(m brand.Mention, at, read time.Time) brief {
	return brief{at: at.UnixNano(), read: read.UnixNano(), id: hash(string(m.ID))}
}

// fresh notes a post, and reports whether it was new.
func (s *Series) fresh(b brief) bool {
	_, known := s.seen[b.id]
	s.seen[b.id] = struct{}{}
	return !known
}

// stepAt is the step of a moment.
func (s *Series) stepAt(at int64) *step {
	key := stepOf(at)
	st := s.steps[key]
	if st == nil {
		st = &step{}
		s.steps[key] = st
	}
	return st
}

// moments answers when a mention counts and when it was read, and mends what a
// hand-made mention leaves out. A moment after the reading would drag the whole
// history into the future, so it is taken back.
func moments(m brand.Mention) (time.Time, time.Time) {
	at, read := m.At, m.Fetched
	if read.IsZero() {
		read = at
	}
	if at.IsZero() || at.After(read) {
		at = read
	}
	return at, read
}

// keep puts a tick into its step, and its mention among the loudest if it belongs there.
func (s *Series) keep(m brand.Mention, t tick) {
	st := s.stepAt(t.at)
	st.ticks = append(st.ticks, t)
	s.version++
	st.loud[(t.at-1)%int64(stepLength)/int64(time.Minute)].hear(m, t)
}

// use notes that tags were seen at a moment, and answers their handles.
func (s *Series) use(names []string, at time.Time) []unique.Handle[string] {
	if len(names) == 0 {
		return nil
	}
	if len(names) > tagsPerMention {
		names = names[:tagsPerMention]
	}
	handles := make([]unique.Handle[string], len(names))
	for i, name := range names {
		handles[i] = unique.Make(name)
		u := s.tags[handles[i]]
		if u == nil {
			s.tags[handles[i]] = &usage{first: at, last: at}
			continue
		}
		if at.Before(u.first) {
			u.first = at
		}
		if at.After(u.last) {
			u.last = at
		}
	}
	if len(s.tags) > tagsAtMost {
		s.forgetTags()
	}
	return handles
}

// stepOf is the number of the step that holds a moment: the one that ends with it or after it.
func stepOf(at int64) int64 { return (at-1)/int64(stepLength) + 1 }

// endOf is the moment a step ends.
func endOf(key int64) time.Time { return time.Unix(0, key*int64(stepLength)) }

// hashBasis is where FNV-1a begins.
const hashBasis = 14695981039346656037

// hash spreads a name evenly over 64 bits: FNV-1a, and a finish that its high bits lack.
func hash(name string) uint64 { return hashEnd(hashMore(hashBasis, name)) }

func hashMore[T string | []byte](h uint64, name T) uint64 {
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return h
}

func hashEnd(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
