package digest

import (
	"fmt"
	"strings"

	"tocsin/rules"
)

const (
	// tellable is from how many voices whose mood is known a part of them is told:
	// of fewer, it is chance.
	tellable = 10
	// unchecked says what a mood is worth.
	unchecked = "word list, unchecked"
)

// sounds says how voices sound, as far as a word list tells; "" where that is too little.
func sounds(m rules.Moods) string {
	if m.Known() < tellable {
		return ""
	}
	said := m.String()
	if n := m.UnknownPercent(); n > 20 {
		said += fmt.Sprintf(", %d%% unknown", n)
	}
	return said
}

// toneSection tells how it sounded: all, the groups, and the words of danger.
func (r Report) toneSection() section {
	s := section{label: "Tone"}
	if said := sounds(r.Tone); said != "" {
		m := r.Tone
		s.add("%s (%s) · of %s: %s negative, %s neutral, %s positive, %s unknown", said, unchecked, plural(m.All(), "voice", "voices"),
			grouped(m.Negative), grouped(m.Neutral), grouped(m.Positive), grouped(m.Unknown))
	}
	var groups []string
	for _, g := range r.Groups {
		if said := sounds(g.Tone); said != "" {
			groups = append(groups, g.Name+": "+said)
		}
	}
	if len(groups) > 1 {
		s.add("%s", strings.Join(groups, " · "))
	}
	if len(r.Danger) > 0 {
		s.add("danger words, by voices: %s", listed(r.Danger))
	}
	return s
}

// heardSection tells what was heard of whom: copies, groups and languages.
func (r Report) heardSection() section {
	s := section{label: "Heard"}
	if r.Copies > 0 {
		s.add("%s in %s · %s of %s, each counted as the text's first author", plural(r.Heard.Voices, "voice", "voices"), plural(r.Heard.Mentions, "mention", "mentions"),
			plural(r.Copies, "copy", "copies"), plural(r.CopiedTexts, "text", "texts"))
	}
	groups := make([]Part, len(r.Groups))
	for i, g := range r.Groups {
		groups[i] = g.Part
	}
	if len(groups) > 0 {
		s.add("groups, by voices: %s", listed(groups))
	}
	if len(r.Languages) > 1 {
		s.add("languages, by voices: %s", listed(r.Languages))
	}
	return s
}

func listed(all []Part) string {
	said := make([]string, len(all))
	for i, p := range all {
		said[i] = p.Name + " " + grouped(p.Voices)
	}
	return strings.Join(said, " · ")
}
