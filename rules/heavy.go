package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
)

// heavyReach is from how many followers or readers a post that speaks of a danger weighs
// by itself.
const heavyReach = 100_000

// An Item is the one mention that a signal is about.
type Item struct {
	ID     brand.MentionID `json:"id"`
	URL    string          `json:"url,omitempty"`
	Author string          `json:"author,omitempty"`
	Text   string          `json:"text,omitempty"`
	Reach  int             `json:"reach,omitempty"`
	// Watched is the entry of the watch-list that it falls under, "" where it is its reach
	// that makes it heavy.
	Watched string `json:"watched,omitempty"`
	// Danger are the dangers it speaks of.
	Danger []string `json:"danger,omitempty"`
	// Listed is how many of them, the last ones, are dangers to any brand.
	Listed int `json:"listed,omitempty"`
}

// unnamed is the item without the names of those dangers that are the brand's own.
func (i Item) unnamed() Item {
	i.Danger = brand.Tone{Danger: i.Danger, Listed: i.Listed}.Unnamed().Danger
	return i
}

// severity is how loudly an item asks for people.
func (i Item) severity() Severity {
	if len(i.Danger) > 0 {
		return Issue
	}
	return Watch
}

// An item is what is remembered of a heavy mention.
type item struct {
	Item
	brief
	story uint64
}

// Heavy finds one mention that matters whoever else speaks: it is of an outlet or a person on
// the brand's watch-list, or it speaks of a danger to very many. What copies a heavy item is
// none of its own: each story is told once.
type Heavy struct{}

var _ Rule = Heavy{}

// Name is "heavy-item".
func (Heavy) Name() string { return "heavy-item" }

// Evaluate looks at the heavy items of the hour before a moment, and tells the gravest, of
// equals the latest.
func (r Heavy) Evaluate(s *Series, at time.Time) (Signal, bool) {
	from := at.Add(-time.Hour)
	found := s.items(from, at)
	if len(found) == 0 {
		return Signal{}, false
	}
	earlier := s.items(at.Add(-recent), at)
	found = slices.DeleteFunc(found, func(i *item) bool {
		return slices.ContainsFunc(earlier, func(o *item) bool { return o.story == i.story && o.before(i) })
	})
	if len(found) == 0 {
		return Signal{}, false
	}
	best := slices.MaxFunc(found, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.severity(), b.severity()), cmp.Compare(a.at, b.at), cmp.Compare(a.id, b.id))
	})
	told, usual := best.Item, s.normal(at, time.Hour).unexplained()
	count := s.countStory(best.story, from, at)
	sig := Signal{
		Rule: r.Name(), Version: "1", Brand: s.brand, Severity: told.severity(), At: at.UTC(), Window: time.Hour,
		Onset: time.Unix(0, best.at).UTC(), Count: count, Since: count, Expected: usual.voices, Floor: 1, Item: &told,
	}
	sig.foresee(usual)
	sig.Needs, sig.Arithmetic = told.why(sig.Severity), told.arithmetic(sig.Onset.In(s.loc), sig.Severity)
	return sig, true
}

// before orders items by their moments, and those of one moment in some way.
func (i *item) before(o *item) bool { return i.at < o.at || i.at == o.at && i.id < o.id }

// why says what a level asks of an item.
func (i Item) why(severity Severity) string {
	needs := "1 post of an outlet or a person on the watch-list"
	if i.Watched == "" {
		needs = fmt.Sprintf("1 post that reaches %d and speaks of a danger", heavyReach)
	} else if severity == Issue {
		needs += " that speaks of a danger"
	}
	return needs + ", which this one does"
}

func (i Item) arithmetic(at time.Time, severity Severity) string {
	said := "1 post of " + at.Format("Monday 15:04 MST")
	if i.Watched != "" {
		said += " by " + i.Watched + ", which is on the watch-list"
	} else {
		said += fmt.Sprintf(" that reaches %d, of %d that a danger needs", i.Reach, heavyReach)
	}
	if severity == Issue {
		return said + "; it speaks of a danger, which makes it an issue: " + strings.Join(i.Danger, ", ")
	}
	return said + "; it speaks of no danger, which makes it a watch"
}

// itemOf is what is remembered of a mention if it is heavy; false if it is not.
func (s *Series) itemOf(m brand.Mention, t tick) (item, bool) {
	watched := s.watched.of(m)
	if watched == "" && (m.Reach < heavyReach || len(m.Danger) == 0) {
		return item{}, false
	}
	words := strings.TrimSpace(m.Title)
	if words == "" {
		words = wordsOf(m)
	}
	return item{
		Item: Item{
			ID: m.ID, URL: m.URL, Author: m.Author, Text: text.Clip(words, quoteLength), Reach: m.Reach, Watched: watched,
			Danger: slices.Clone(first(m.Danger, brand.MostDangers)), Listed: m.Listed,
		},
		brief: t.brief, story: t.carries(),
	}, true
}

// items are the heavy ones after from, up to and including to.
func (s *Series) items(from, to time.Time) []*item {
	after, until := from.UnixNano(), to.UnixNano()
	var found []*item
	for key := stepOf(after); key <= stepOf(until); key++ {
		st := s.steps[key]
		if st == nil {
			continue
		}
		for i := range st.items {
			if it := &st.items[i]; it.at > after && it.at <= until && it.read <= s.asOf {
				found = append(found, it)
			}
		}
	}
	return found
}

// countStory is what carried one text in a window.
func (s *Series) countStory(story uint64, from, to time.Time) Count {
	var voices []uint64
	for t := range s.ticks(from, to) {
		if t.carries() == story {
			voices = append(voices, t.voice)
		}
	}
	mentions := len(voices)
	return Count{Voices: distinct(voices), Mentions: mentions}
}

// about narrows a window, and what was heard in it, to the one item that a signal is about.
func (sig Signal) about(window []*tick, heard []candidate) ([]*tick, []candidate) {
	if sig.Item == nil {
		return window, heard
	}
	id, story := hash(string(sig.Item.ID)), uint64(0)
	for _, t := range window {
		if t.id == id {
			story = t.carries()
		}
	}
	window = slices.DeleteFunc(window, func(t *tick) bool { return t.carries() != story })
	return window, slices.DeleteFunc(heard, func(c candidate) bool { return c.story != story })
}
