package rules

import (
	"cmp"
	"slices"

	"tocsin/brand"
)

// storiesShown is how many stories are shown.
const storiesShown = 3

// A Story is a text that several mentions of a window carry. They are one voice: its
// author's.
type Story struct {
	// Carriers is how many mentions carry it, the first one among them if it lies in
	// the window; Authors is how many published these, in how many Sources.
	Carriers int `json:"carriers"`
	Authors  int `json:"authors"`
	Sources  int `json:"sources"`
	// What follows is of the loudest mention that carries it, if one is remembered.
	ID     brand.MentionID `json:"id,omitempty"`
	URL    string          `json:"url,omitempty"`
	Author string          `json:"author,omitempty"`
	Text   string          `json:"text,omitempty"`
	// Headline is the first of its titles that names the brand, else the first of
	// them, as far as any is remembered; HeadlineID is the mention that bears it.
	Headline   string          `json:"headline,omitempty"`
	HeadlineID brand.MentionID `json:"headline_id,omitempty"`
}

// A syndicated is a story, and by what it is known.
type syndicated struct {
	Story
	key uint64
}

// Copied is how copies in a window became voices. The others of its mentions are in
// their authors' own words: with Adds, their authors make up all voices.
type Copied struct {
	// Posts is how many mentions copy a text that was heard before, Texts how many
	// texts these are, Authors who posted the copies.
	Posts   int `json:"posts"`
	Texts   int `json:"texts"`
	Authors int `json:"authors"`
	// Carriers is how many mentions carry these texts, those they were first read in among them.
	Carriers int `json:"carriers"`
	// Adds is how many voices the copies count as, beyond those that speak in their own words.
	Adds int `json:"adds"`
}

// A copied is what is remembered of a mention that copies another: of which, and who
// published it.
type copied struct{ story, author uint64 }

func copiedOf(m brand.Mention) *copied {
	if m.Story == "" {
		return nil
	}
	return &copied{story: hash(string(m.Story)), author: hash(string(m.Voice))}
}

// carries is the story that a tick carries: of one that is no copy, it would be its own.
func (t *tick) carries() uint64 {
	if t.copy != nil {
		return t.copy.story
	}
	return t.id
}

// author is the voice of who published a tick, whosever text it is.
func (t *tick) author() uint64 {
	if t.copy != nil {
		return t.copy.author
	}
	return t.voice
}

// stories lists the texts of a window that several of its mentions carry, the most
// carried first, and how its copies became voices.
func stories(window []*tick) ([]syndicated, Copied) {
	var sum Copied
	carried := map[uint64][]*tick{}
	var firsthand, speakers, authors []uint64
	for _, t := range window {
		if t.copy == nil {
			firsthand = append(firsthand, t.voice)
			continue
		}
		sum.Posts++
		speakers, authors = append(speakers, t.voice), append(authors, t.copy.author)
		carried[t.copy.story] = append(carried[t.copy.story], t)
	}
	if sum.Posts == 0 {
		return nil, sum
	}
	for _, t := range window {
		if of, is := carried[t.id]; is && t.copy == nil {
			carried[t.id] = append(of, t)
		}
	}
	sum.Texts, sum.Authors = len(carried), distinct(authors)
	firsthand = compact(firsthand)
	own := len(firsthand)
	sum.Adds = distinct(append(firsthand, speakers...)) - own
	var found []syndicated
	for key, of := range carried {
		sum.Carriers += len(of)
		if len(of) > 1 {
			found = append(found, syndicated{storyOf(of), key})
		}
	}
	slices.SortFunc(found, func(a, b syndicated) int {
		return cmp.Or(cmp.Compare(b.Carriers, a.Carriers), cmp.Compare(b.Authors, a.Authors), cmp.Compare(a.key, b.key))
	})
	return found, sum
}

func storyOf(carriers []*tick) Story {
	var authors []uint64
	sources := map[string]bool{}
	for _, t := range carriers {
		authors = append(authors, t.author())
		sources[t.trait.Value().source] = true
	}
	return Story{Carriers: len(carriers), Authors: distinct(authors), Sources: len(sources)}
}

// quoted are stories with the words of the loudest mention that carries each.
func quoted(all []syndicated, heard []candidate) []Story {
	var out []Story
	titles := headlines(heard)
	for _, of := range all {
		s := of.Story
		s.Headline, s.HeadlineID = titles[of.key].words, titles[of.key].id
		if n := slices.IndexFunc(heard, func(c candidate) bool { return c.story == of.key }); n >= 0 {
			q := heard[n].shown()
			s.ID, s.URL, s.Author, s.Text = q.ID, q.URL, q.Author, q.Text
		}
		out = append(out, s)
	}
	return out
}
