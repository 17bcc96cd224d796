package tone

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tocsin/brand/text"
)

//go:embed words/*.txt
var files embed.FS

// A role is what a word does to those around it.
type role uint32

const (
	negates   role = 1 << iota // turns what follows
	contrasts                  // outweighs what came before
	asks                       // opens a question that only wants to know
	exclaims                   // opens a question that knows the answer
	hearsay                    // makes what is said a rumour
	faint                      // is duty, not praise, over something serious
	mocks                      // is meant the other way round where something went wrong
	polite                     // is no praise beside a complaint
	ironic                     // announces that nothing is meant
	licenses                   // makes a "like" after it praise
	mends                      // makes a fault after it one no more
	harms                      // is a danger that strikes people one by one
	self                       // is who speaks
	common                     // shows which language a text is in
	bars                       // keeps the parts of a phrase from being one
	denies                     // says of a danger right after it that there is none
	joins                      // carries such a denial on to the next word
	agrees                     // is a sign that weighs only where the rest says the same
)

// A sense is what is known of a word or phrase.
type sense struct {
	weight float64
	// boost strengthens what follows, or weakens it where it is negative.
	boost float64
	roles role
	// danger is the danger this is a word of, "" if of none.
	danger string
	// weighed is set where a weight was given, be it 0: of a phrase it then stands for
	// those of its words. A name is a brand's own.
	weighed, name bool
	// harmless is set on a phrase in which no word warns of anything.
	harmless bool
	// phrases are those that begin with the word, by the word right after it, "" for
	// those that have none there; of each the longest first.
	phrases map[string][]phrase
}

// A phrase is a sense of several words: the first, the rest right after it, and those
// apart, if any, a few words further on.
type phrase struct {
	rest, apart []string
	sense       *sense
}

// A lexicon is what is known of one language's words. Signs are emoji and emoticons.
type lexicon struct {
	words map[string]*sense
	signs map[string]float64
	// unsure are the signs that weigh only where the rest says the same.
	unsure map[string]bool
	// longest is how many bytes the longest sign has, by the first of them.
	longest [256]uint8
	// tagStarts and tagEnds weigh a tag that is written as one word.
	tagStarts, tagEnds map[string]float64
	// stems and tails are what words of danger begin with and end in.
	stems, tails map[string]*sense
	// names are the dangers there are, filled by the list in English.
	names map[string]bool
	// harms are those among them that strike people one by one.
	harms map[string]bool
	// partial marks a list too short for its silence to mean anything.
	partial bool
	// guest is set while a list is read for texts in no language in particular.
	guest bool
}

func newLexicon() *lexicon {
	return &lexicon{
		words: map[string]*sense{}, signs: map[string]float64{}, unsure: map[string]bool{},
		tagStarts: map[string]float64{}, tagEnds: map[string]float64{},
		stems: map[string]*sense{}, tails: map[string]*sense{}, names: map[string]bool{}, harms: map[string]bool{},
	}
}

// load adds what files say. The files are part of the program: a fault in one is
// found by the tests.
func (l *lexicon) load(names ...string) error {
	for _, name := range names {
		content, err := files.ReadFile("words/" + name)
		if err != nil {
			return err
		}
		section, number := "", 0
		for line := range strings.Lines(string(content)) {
			number++
			line = strings.TrimRight(line, "\n")
			switch {
			case line == "", line[0] == '#':
			case line[0] == '[' && strings.HasSuffix(line, "]"):
				section = line[1 : len(line)-1]
			default:
				if err := l.add(section, line); err != nil {
					return fmt.Errorf("%s:%d: %w", name, number, err)
				}
			}
		}
	}
	l.settle()
	return nil
}

// add takes one line of a section.
func (l *lexicon) add(section, line string) error {
	kind, here := strings.CutSuffix(section, " here")
	if l.guest && (here || kind != "danger" && kind != "harmless" && kind != "bar" && kind != "deny" && kind != "or") {
		return nil
	}
	section = kind
	if section == "danger" || section == "harm" {
		return l.endanger(section, line)
	}
	word, number, _ := strings.Cut(line, "\t")
	if section == "sign" || section == "unsure" || section == "tagstart" || section == "tagend" {
		weight, err := strconv.ParseFloat(number, 64)
		switch section {
		case "sign":
			l.sign(word, weight)
		case "unsure":
			l.sign(word, weight)
			l.unsure[word] = true
		case "tagstart":
			l.tagStarts[word] = weight
		default:
			l.tagEnds[word] = weight
		}
		return err
	}
	for _, term := range alternatives(word, "\n") {
		for _, s := range l.spellings(term) {
			if err := s.mean(section, number); err != nil {
				return err
			}
		}
		if section == "harmless" {
			l.spare(term)
		}
	}
	return nil
}

// spellings are the senses of a term as it is spelt, and as people in a hurry spell
// it who leave its accents out. Short words are others without: "où" is not "ou".
func (l *lexicon) spellings(term string) []*sense {
	senses := []*sense{l.sense(term)}
	if bare := hurried(term); bare != "" {
		senses = append(senses, l.sense(bare))
	}
	return senses
}

// mean gives a sense what a section says of it.
func (s *sense) mean(section, number string) error {
	var err error
	switch section {
	case "weigh":
		s.weighed = true
		s.weight, err = strconv.ParseFloat(number, 64)
	case "more":
		s.boost, err = strconv.ParseFloat(number, 64)
	case "less":
		s.boost, err = strconv.ParseFloat(number, 64)
		s.boost = -s.boost
	case "plain", "harmless":
		s.weighed, s.harmless = true, true
	default:
		r, ok := roleOf(section)
		if !ok {
			return fmt.Errorf("no section is called %q", section)
		}
		s.roles |= r
	}
	return err
}

func roleOf(section string) (role, bool) {
	r, ok := map[string]role{
		"not": negates, "but": contrasts, "ask": asks, "exclaim": exclaims, "hearsay": hearsay, "faint": faint,
		"mock": mocks, "polite": polite, "sarcasm": ironic, "like": licenses, "mend": mends, "self": self,
		"bar": bars, "deny": denies, "or": joins, "common": common,
	}[section]
	return r, ok
}

// sign gives an emoji or emoticon a weight.
func (l *lexicon) sign(sign string, weight float64) {
	l.signs[sign] = weight
	l.longest[sign[0]] = max(l.longest[sign[0]], uint8(min(len(sign), 255)))
}

// sense is the entry of a word or phrase, made if there is none.
func (l *lexicon) sense(term string) *sense {
	near, far, _ := strings.Cut(term, " ... ")
	words, apart := wordsOf(near), wordsOf(far)
	if len(words) == 0 {
		return &sense{}
	}
	first := l.words[words[0]]
	if first == nil {
		first = &sense{}
		l.words[words[0]] = first
	}
	rest := words[1:]
	if len(rest)+len(apart) == 0 {
		return first
	}
	next := ""
	if len(rest) > 0 {
		next = rest[0]
	}
	at := slices.IndexFunc(first.phrases[next], func(p phrase) bool {
		return slices.Equal(p.rest, rest) && slices.Equal(p.apart, apart)
	})
	if at >= 0 {
		return first.phrases[next][at].sense
	}
	if first.phrases == nil {
		first.phrases = map[string][]phrase{}
	}
	s := &sense{}
	first.phrases[next] = append(first.phrases[next], phrase{rest, apart, s})
	return s
}

// settle puts the phrases in the order in which they are looked for.
func (l *lexicon) settle() {
	for _, s := range l.words {
		for _, phrases := range s.phrases {
			slices.SortStableFunc(phrases, func(a, b phrase) int { return b.rank() - a.rank() })
		}
	}
}

// wordsOf splits a term as a text is split.
func wordsOf(term string) []string {
	var t tokens
	t.split(nil, text.Fold(term))
	words := make([]string, 0, len(t.list))
	for i := range t.list {
		words = append(words, string(t.word(i)))
	}
	return words
}
