package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	// A watch needs so many voices within an hour that use one new term, an issue so many
	// more where nobody had used it an hour before; both this part, one in so many, of all
	// voices of the hour.
	wordVoices      = 8
	wordVoicesIssue = 25
	wordPart        = 3
	// novelFor is how long a term is new: a tag of Friday night still is on Sunday.
	novelFor = longestRise
	// A brand must be known for some days before a tag can be new to it, and for as long
	// and by so many voices, hour by hour, before a word can: to a brand just met all words are new.
	acquainted       = 3 * 24 * time.Hour
	acquaintedVoices = 200
)

// A Word is a term that a signal is about: a tag, a word or a phrase.
type Word struct {
	// Name is the term, a tag with its "#".
	Name string `json:"name"`
	// Voices is how many of the window use it.
	Voices int `json:"voices"`
	// First is when it was first used.
	First time.Time `json:"first"`
	// Suggest says what to add to the query, so that posts which say nothing else of the
	// brand are heard as well; "" where they are.
	Suggest string `json:"suggest,omitempty"`
}

// NewWord finds that many voices use a term that nobody used of the brand before: a tag,
// a word, or a phrase of up to three words. What the brand itself announced is not new,
// nor what was there at a source's first reading, nor what the brand is called or asks for.
// Copies of one text are one voice.
type NewWord struct {
	// Known are the words that are no news: the brand's names, and what its queries ask for. Folded.
	Known []string
	// Hears reports whether a post is heard that says a term and nothing else; nil where
	// that is not known.
	Hears func(term string) bool
}

var _ Rule = NewWord{}

// Name is "new-word".
func (NewWord) Name() string { return "new-word" }

// Evaluate looks at the new term that most voices use in the hour before a moment.
func (r NewWord) Evaluate(s *Series, at time.Time) (Signal, bool) {
	from := at.Add(-time.Hour)
	if s.mentions(from, at) < wordVoices || !s.acquainted(at, 0) {
		return Signal{}, false
	}
	terms := r.candidates(s, from, at, wordVoices)
	if len(terms) == 0 {
		return Signal{}, false
	}
	count := s.Count(from, at)
	terms = slices.DeleteFunc(terms, func(t candidateTerm) bool { return wordPart*t.voices < count.Voices })
	if len(terms) == 0 {
		return Signal{}, false
	}
	best := slices.MaxFunc(terms, candidateTerm.compare)
	since := time.Unix(int64(best.first), 0).UTC()
	usual := s.comparable(at, time.Hour)
	sig := Signal{
		Rule: r.Name(), Version: "1", Brand: s.brand, Severity: Watch, At: at.UTC(), Window: time.Hour, Onset: since,
		Count: count, Since: s.Count(since.Add(-time.Second), at), Expected: usual.usual(), Floor: wordVoices,
		Word: &Word{Name: best.name, Voices: best.voices, First: since},
	}
	if r.Hears == nil || !r.Hears(best.name) {
		sig.Word.Suggest = "add " + queryFor(best.name) + " to the query"
	}
	if best.voices >= wordVoicesIssue && since.After(from) && usual.times == 1 { // a launch has words of its own
		sig.Severity, sig.Floor = Issue, wordVoicesIssue
	}
	sig.foresee(usual)
	third := (count.Voices + wordPart - 1) / wordPart
	sig.Conditions = conditions(
		Condition{What: "voices that use it", Needed: float64(sig.Floor), Had: float64(best.voices)},
		Condition{What: "a third of all voices use it", Needed: float64(third), Had: float64(best.voices)},
	)
	sig.Needs = fmt.Sprintf("at least %d voices that use it, and a third of all, %d: %d do", sig.Floor, third, best.voices)
	sig.Arithmetic = fmt.Sprintf("%d of %d voices in the hour to %s use %q, first used %s; watch needs %d and a third of all (%d)",
		best.voices, count.Voices, at.In(s.loc).Format("Monday 15:04 MST"), best.name, since.In(s.loc).Format("Monday 15:04"),
		wordVoices, third)
	if sig.Severity == Issue {
		sig.Arithmetic += fmt.Sprintf("; issue needs %d, and that nobody used it an hour before", wordVoicesIssue)
	}
	return sig, true
}

// queryFor is a term as a query asks for it.
func queryFor(name string) string {
	if strings.Contains(name, " ") {
		return `"` + name + `"`
	}
	return name
}

// A candidateTerm is a term that enough voices use.
type candidateTerm struct {
	name   string
	voices int
	first  uint32
}

// compare puts the term of most voices last; a tag counts for a little more, and of the
// same voices the longest phrase tells most.
func (t candidateTerm) compare(o candidateTerm) int {
	weight := func(t candidateTerm) int {
		if strings.HasPrefix(t.name, "#") {
			return 5 * t.voices
		}
		return 4 * t.voices
	}
	return cmp.Or(cmp.Compare(weight(t), weight(o)), cmp.Compare(len(t.name), len(o.name)), cmp.Compare(t.name, o.name))
}

// candidates are the new terms that at least so many voices of a window use.
func (r NewWord) candidates(s *Series, from, at time.Time, least int) []candidateTerm {
	voices, names := map[uint64][]uint64{}, map[uint64]string{}
	for u := range s.uses(from, at) {
		voices[u.key] = append(voices[u.key], uint64(u.voice))
		if name := u.name.Value(); names[u.key] == "" || strings.HasPrefix(name, "#") {
			names[u.key] = name
		}
	}
	var found []candidateTerm
	for key, by := range voices {
		if len(by) < least-1 {
			continue
		}
		t := s.lexicon.find(key)
		if t == nil || !t.fresh(second(at.Add(-novelFor))) {
			continue
		}
		if t.used > second(from) && t.used <= second(at) {
			by = append(by, uint64(t.voice))
		}
		if n := distinct(by); n >= least && r.tells(s, names[key], at) {
			found = append(found, candidateTerm{names[key], n, t.first})
		}
	}
	return found
}

// tells reports whether a new term is news of the brand.
func (r NewWord) tells(s *Series, name string, at time.Time) bool {
	tag, tagged := strings.CutPrefix(name, "#")
	if !tagged && !s.acquainted(at, acquaintedVoices) {
		return false
	}
	known := func(word string) bool { return slices.Contains(r.Known, strings.ReplaceAll(word, "_", "")) }
	words := strings.Fields(tag) // beside a known word a phrase is no newer than without it
	return len(words) > 0 && !known(words[0]) && !known(words[len(words)-1])
}

// acquainted reports whether a brand has been listened to for some days, and that many
// voices were heard, hour by hour, before a term of today can have been used.
func (s *Series) acquainted(at time.Time, voices int) bool {
	if s.listening.IsZero() || at.Sub(s.listening) < acquainted {
		return false
	}
	cut, heard := s.hourOf(at.Add(-novelFor)), 0.0
	for _, src := range s.byName {
		for h, k := range src.hours {
			if h < cut {
				heard += k.voices()
			}
		}
	}
	return heard >= float64(voices)
}
