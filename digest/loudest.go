package digest

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
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

// A Story is the same text by however many authors.
type Story struct {
	URL    string `json:"url,omitempty"`
	Author string `json:"author,omitempty"`
	Source string `json:"source"`
	Text   string `json:"text"`
	// Reach is the largest number of followers one of its authors claims, 0 if unknown.
	Reach int `json:"reach"`
	// Copies is how many mentions carry the text, the shown one among them.
	Copies int       `json:"copies"`
	At     time.Time `json:"at"`

	id  brand.MentionID
	sum uint64
}

// louder orders stories: by reach, then by copies, then the earlier first.
func louder(a, b *Story) int {
	return cmp.Or(cmp.Compare(b.Reach, a.Reach), cmp.Compare(b.Copies, a.Copies), a.At.Compare(b.At), cmp.Compare(a.id, b.id))
}

// volume is what is remembered of every story.
type volume struct{ reach, copies int }

// loudest finds the loudest stories of a stream. A story's volume only rises, so
// one that was too quiet to be kept comes back with the mention that raises it.
type loudest struct {
	volumes map[uint64]volume
	top     []*Story
}

func (l *loudest) add(m brand.Mention) {
	if l.volumes == nil {
		l.volumes = map[uint64]volume{}
	}
	words := strings.TrimSpace(m.Title + " " + m.Text)
	if m.Title != "" && strings.HasPrefix(m.Text, m.Title) {
		words = m.Text
	}
	sum := fingerprint(words, m)
	v := l.volumes[sum]
	v = volume{max(v.reach, m.Reach), v.copies + 1}
	l.volumes[sum] = v
	i := slices.IndexFunc(l.top, func(s *Story) bool { return s.sum == sum })
	if i < 0 {
		if len(l.top) == kept && !above(v, l.top[kept-1]) {
			return
		}
		i = len(l.top)
		l.top = append(l.top, &Story{sum: sum, Reach: -1})
	}
	s := l.top[i]
	if m.Reach > s.Reach || m.Reach == s.Reach && (m.At.Before(s.At) || m.At.Equal(s.At) && m.ID < s.id) {
		*s = Story{URL: m.URL, Author: m.Author, Source: m.Source, Text: text.Clip(oneLine(words), longestQuote), At: m.At, id: m.ID, sum: sum}
	}
	s.Reach, s.Copies = v.reach, v.copies
	slices.SortFunc(l.top, louder)
	l.top = l.top[:min(len(l.top), kept)]
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

// stories are the loudest, as a report shows them.
func (l *loudest) stories() []Story {
	all := make([]Story, 0, shown)
	for _, s := range l.top[:min(len(l.top), shown)] {
		all = append(all, *s)
	}
	return all
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
