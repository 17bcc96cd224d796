package digest

import (
	"cmp"
	"slices"

	"tocsin/brand"
	"tocsin/brand/lang"
	"tocsin/brand/story"
	"tocsin/brand/text"
	"tocsin/rules"
)

const (
	// partsShown is how many groups, languages and words of danger are named where a
	// report is read; how many more there are is said.
	partsShown = 8
	// unknown is the name of the part of which nothing can be told.
	unknown = "unknown"
)

// A Part is a part of what was heard.
type Part struct {
	Name string `json:"name"`
	Count
}

// A Group is what was heard of those who are something to the brand, such as its customers.
type Group struct {
	Part
	Tone rules.Moods `json:"tone,omitzero"`
}

// A makeup is what a week's mentions are made of.
type makeup struct {
	groups, langs, dangers map[string]*crowd
	// texts are those that were copied, copies how often.
	texts     map[brand.MentionID]struct{}
	copies    int
	pingbacks int
}

func (u *makeup) add(m brand.Mention) {
	if m.Group != "" {
		of(&u.groups, m.Group).add(m)
	}
	of(&u.langs, cmp.Or(lang.Normalize(m.Lang), unknown)).add(m)
	for i, word := range m.Danger[:min(len(m.Danger), brand.MostDangers)] {
		if !slices.Contains(m.Danger[:i], word) {
			of(&u.dangers, word).add(m)
		}
	}
	if m.Story != "" {
		if u.texts == nil {
			u.texts = map[brand.MentionID]struct{}{}
		}
		u.texts[m.Story] = struct{}{}
		u.copies++
	}
	if story.Pingback(m.Post) {
		u.pingbacks++
	}
}

// bySize lists crowds by voices, the largest first.
func bySize(crowds map[string]*crowd) []Part {
	var all []Part
	for name, c := range crowds {
		all = append(all, Part{name, c.count()})
	}
	slices.SortFunc(all, func(a, b Part) int {
		return cmp.Or(cmp.Compare(b.Voices, a.Voices), cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name))
	})
	return all
}

// dangersOf are the words of danger, a brand's own first.
func (u *makeup) dangersOf(b brand.Brand) []Part {
	own := func(p Part) int {
		if slices.ContainsFunc(b.Danger, func(query string) bool { return text.Spoken(query) == text.Spoken(p.Name) }) {
			return 0
		}
		return 1
	}
	all := bySize(u.dangers)
	slices.SortStableFunc(all, func(a, b Part) int { return cmp.Compare(own(a), own(b)) })
	return all
}

func (u *makeup) groupsHeard() []Group {
	var all []Group
	for _, p := range bySize(u.groups) {
		all = append(all, Group{p, u.groups[p.Name].tone()})
	}
	return all
}
