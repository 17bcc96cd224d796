package digest

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// shown is how many stories a report names.
	shown = 5
	// kept is how many are remembered with their words: more than are shown, so
	// that the earliest post of a story that rises late is likely to be among them.
	kept = 64
	// longestQuote is how many characters of a mention are quoted.
	longestQuote = 140
)

// A Story is the same text by however many authors: copies of one text, and what is
// said in the very same words.
type Story struct {
	URL    string `json:"url,omitempty"`
	Author string `json:"author,omitempty"`
	Source string `json:"source"`
	Text   string `json:"text"`
	// Reach is the largest number of followers one of its authors claims, 0 if unknown.
	Reach int `json:"reach"`
	// Copies is how many mentions carry the text, the shown one among them.
	Copies int `json:"copies"`
	// Authors is how many published these.
	Authors int `json:"authors,omitempty"`
	// Sources is how many sources carry it, where it was copied; 0 where many say the same.
	Sources int       `json:"sources,omitempty"`
	At      time.Time `json:"at"`

	id  brand.MentionID
	sum uint64
	// read is the reach of the mention shown; named is set where its title names the brand.
	read  int
	named bool
}

// louder orders stories: by reach, then by copies, then the earlier first.
func louder(a, b *Story) int {
	return cmp.Or(cmp.Compare(b.Reach, a.Reach), cmp.Compare(b.Copies, a.Copies), a.At.Compare(b.At), cmp.Compare(a.id, b.id))
}

// volume is what is remembered of every story.
type volume struct {
	reach, copies int
	by            authors
}

// with is the volume with one more mention.
func (v volume) with(m brand.Mention) volume {
	return volume{max(v.reach, m.Reach), v.copies + 1, v.by.with(m.Voice)}
}

// and is the volume of both together.
func (v volume) and(o volume) volume {
	return volume{max(v.reach, o.reach), v.copies + o.copies, v.by.and(o.by)}
}

// loudest finds the loudest stories of a stream. A copy belongs to the story of its
// text, any other mention to that of its words: a crowd that says the same short thing
// is shown once, and fills no list. A story's volume only rises, so one that was too
// quiet to be kept comes back with the mention that raises it.
type loudest struct {
	volumes map[uint64]volume
	top     []*Story
	// copied are the sources that carry copies, by the key of their text; firsts are
	// the mentions that are no copy, by the key that their copies would have.
	copied map[uint64]map[string]struct{}
	firsts map[uint64]origin
}

// An origin is the story of a mention that may have been copied, and its source.
type origin struct {
	sum    uint64
	source string
}

// join finds the story of a mention.
func (l *loudest) join(m brand.Mention, words string) uint64 {
	if l.volumes == nil {
		l.volumes, l.copied, l.firsts = map[uint64]volume{}, map[uint64]map[string]struct{}{}, map[uint64]origin{}
	}
	if m.Story == "" {
		sum := fingerprint(words, m)
		l.firsts[keyOf(m.ID)] = origin{sum, m.Source}
		return sum
	}
	key := keyOf(m.Story)
	if l.copied[key] == nil {
		l.copied[key] = map[string]struct{}{}
	}
	l.copied[key][m.Source] = struct{}{}
	return key
}

func (l *loudest) add(m brand.Mention) {
	if !m.Gone.IsZero() {
		return // it counts, and there is nothing left to quote
	}
	words := wordsOf(m)
	sum := l.join(m, words)
	v := l.volumes[sum].with(m)
	l.volumes[sum] = v
	i := slices.IndexFunc(l.top, func(s *Story) bool { return s.sum == sum })
	if i < 0 {
		if len(l.top) == kept && !above(v, l.top[kept-1]) {
			return
		}
		i = len(l.top)
		l.top = append(l.top, &Story{sum: sum, read: -1})
	}
	if quote := (&Story{At: m.At, id: m.ID, sum: sum, read: m.Reach, named: text.Names(m.Title, m.Why)}); earlier(quote, l.top[i]) {
		quote.URL, quote.Author, quote.Source, quote.Text = m.URL, m.Author, m.Source, text.Clip(words, longestQuote)
		l.top[i] = quote
	}
	l.top[i].Reach, l.top[i].Copies = v.reach, v.copies
	slices.SortFunc(l.top, louder)
	l.top = l.top[:min(len(l.top), kept)]
}

// wordsOf is what a mention says: its title, and its text, which often begins with it.
func wordsOf(m brand.Mention) string {
	title, body := oneLine(m.Title), oneLine(m.Text)
	switch {
	case title == "" || body != "" && strings.HasPrefix(text.Fold(body), strings.TrimRight(text.Fold(title), ".… ")):
		return body
	case body == "":
		return title
	}
	return strings.TrimRight(title, " :–—-") + " – " + body
}

// earlier reports whether a mention shows a story better than another: it is read by
// more, or its title names the brand, or it was there before.
func earlier(a, b *Story) bool {
	if a.read == b.read && a.named != b.named {
		return a.named
	}
	return cmp.Or(cmp.Compare(b.read, a.read), a.At.Compare(b.At), cmp.Compare(a.id, b.id)) < 0
}

// above reports whether a volume may belong among the kept; a tie may.
func above(v volume, least *Story) bool {
	return cmp.Or(cmp.Compare(v.reach, least.Reach), cmp.Compare(v.copies, least.Copies)) >= 0
}

// fingerprint is what two copies of a text share: their words without addresses.
func fingerprint(words string, m brand.Mention) uint64 {
	var b strings.Builder
	for word := range strings.FieldsSeq(text.Fold(words)) {
		if !strings.Contains(word, "://") {
			b.WriteString(word)
			b.WriteByte(' ')
		}
	}
	if b.Len() == 0 {
		b.WriteString(string(m.ID))
	}
	sum := sha256.Sum256([]byte(b.String()))
	return binary.BigEndian.Uint64(sum[:])
}

// keyOf is the key of the story that a mention's copies make.
func keyOf(id brand.MentionID) uint64 {
	sum := sha256.Sum256([]byte("story\x00" + id))
	return binary.BigEndian.Uint64(sum[:])
}

// stories are the loudest, as a report shows them: copies together with the text
// that they copy.
func (l *loudest) stories() []Story {
	volumes, sources := l.united()
	found := map[uint64]*Story{}
	for _, s := range l.top {
		one := *s
		if first, known := l.firsts[s.sum]; known {
			one.sum = first.sum
		}
		if other := found[one.sum]; other == nil || earlier(&one, other) {
			found[one.sum] = &one
		}
	}
	all := make([]*Story, 0, len(found))
	for sum, s := range found {
		v := l.volumes[sum].and(volumes[sum])
		s.Reach, s.Copies, s.Authors, s.Sources = v.reach, v.copies, v.by.count(), len(sources[sum])
		all = append(all, s)
	}
	slices.SortFunc(all, louder)
	told := make([]Story, 0, shown)
	for _, s := range all[:min(len(all), shown)] {
		told = append(told, *s)
	}
	return told
}

// united answers, by story, what copies add to the text that they copy, and the
// sources that carry it. The first of a text may be of another week.
func (l *loudest) united() (map[uint64]volume, map[uint64]map[string]struct{}) {
	volumes, sources := map[uint64]volume{}, map[uint64]map[string]struct{}{}
	for key, carriers := range l.copied {
		first, known := l.firsts[key]
		if !known {
			sources[key] = carriers
			continue
		}
		volumes[first.sum] = volumes[first.sum].and(l.volumes[key])
		if sources[first.sum] == nil {
			sources[first.sum] = map[string]struct{}{first.source: {}}
		}
		maps.Copy(sources[first.sum], carriers)
	}
	return volumes, sources
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
