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

// parts tells the parts of voices by how they sound, as far as a word list tells, and
// where much is unknown, of how many these are parts; "" of too few.
func parts(m rules.Moods) string {
	switch {
	case m.Known() < tellable:
		return ""
	case m.Murky():
		return fmt.Sprintf("%s of the %s that can be told", m, grouped(m.Known()))
	}
	return m.String()
}

// sounds says how voices sound: in parts, or of too few in numbers; "" where nobody speaks.
func sounds(m rules.Moods) string {
	said := parts(m)
	switch {
	case m.All() == 0:
		return ""
	case m.Known() == 0:
		return "tone unknown"
	case said == "":
		return numbers(m)
	case m.Murky():
		said += ", " + grouped(m.Unknown) + " unknown"
	}
	return said
}

// numbers tells the moods that occur: "5 negative, 7 unknown".
func numbers(m rules.Moods) string {
	var said []string
	for _, mood := range []struct {
		voices int
		name   string
	}{{m.Negative, "negative"}, {m.Neutral, "neutral"}, {m.Positive, "positive"}, {m.Unknown, "unknown"}} {
		if mood.voices > 0 {
			said = append(said, grouped(mood.voices)+" "+mood.name)
		}
	}
	return strings.Join(said, ", ")
}

// toneSection tells how it sounded: all, the groups, and the words of danger.
func (r Report) toneSection() section {
	s := section{label: "Tone"}
	if m := r.Tone; parts(m) != "" {
		s.add("%s (%s) · of %s: %s negative, %s neutral, %s positive, %s unknown", parts(m), unchecked, plural(m.All(), "voice", "voices"),
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
	if planned := r.awaited(); planned != "" {
		s.add("planned: %s", planned)
	}
	return s
}

// listed names the first of some parts, and says how many more there are.
func listed(all []Part) string {
	var said []string
	for _, p := range all[:min(len(all), partsShown)] {
		said = append(said, p.Name+" "+grouped(p.Voices))
	}
	if more := len(all) - partsShown; more > 0 {
		said = append(said, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(said, " · ")
}
