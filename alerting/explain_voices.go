package alerting

import (
	"fmt"
	"strings"

	"tocsin/rules"
)

// folded tells how posts became voices, in steps that can be redone: minus our own,
// copies to the voice they count as, the others to their authors.
func (v view) folded() string {
	s := v.Signal
	var steps []string
	if s.OwnPosts > 0 {
		steps = append(steps, fmt.Sprintf("%s − %d of our own = %s.", posts(s.Mentions+s.OwnPosts), s.OwnPosts, grouped(s.Mentions)))
	}
	if c := s.Copied; c.Posts > 0 {
		firsthand := s.Voices - c.Adds
		steps = append(steps,
			fmt.Sprintf("%s − %s (of %s, by %s) = %s in their authors' own words, by %s.", posts(s.Mentions), count(c.Posts, "copy", "copies"),
				count(c.Texts, "text", "texts"), count(c.Authors, "author", "authors"), grouped(s.Mentions-c.Posts), count(firsthand, "author", "authors")),
			fmt.Sprintf("A copy counts as the text's first author: %s more. %s + %s = %s.", voices(c.Adds), grouped(firsthand), grouped(c.Adds), voices(s.Voices)))
	}
	return strings.Join(steps, " ")
}

// carried lists the stories, and the patterns that are shown and counted all the same.
func (v view) carried() string {
	var lines []string
	for _, s := range v.Signal.Stories {
		line := fmt.Sprintf("Story: %s by %s in %s", posts(s.Carriers), count(s.Authors, "author", "authors"), count(s.Sources, "source", "sources"))
		if words := clip(s.Text, 100); words != "" {
			line += ": " + quoted(words)
		}
		lines = append(lines, line)
	}
	for _, f := range v.Signal.Floods {
		if said := v.flood(f); said != "" {
			lines = append(lines, "Pattern, counted all the same: "+said)
		}
	}
	return strings.Join(lines, "\n")
}

// sounded tells the tone with its numbers; of a signal of before there were any, nothing.
func (v view) sounded() string {
	s, m := v.Signal, v.Signal.Moods
	var lines []string
	if m.All() > 0 {
		lines = append(lines, fmt.Sprintf("Tone of %s, each by its latest post that can be told (%s; no level depends on it): %d negative, %d neutral, %d positive, %d unknown.%s",
			voices(m.All()), unchecked, m.Negative, m.Neutral, m.Positive, m.Unknown, share(m)))
	}
	add := func(label string, parts []string) {
		if len(parts) > 0 {
			lines = append(lines, label+": "+strings.Join(parts, " · "))
		}
	}
	named := func(s rules.Share) string { return fmt.Sprintf("%s %d", clip(s.Name, 40), s.Voices) }
	add("Danger words, by voices", each(s.Danger, named))
	add("Groups, by voices", each(s.Groups, func(s rules.Share) string {
		if s.Moods == nil || s.Moods.Known() == 0 {
			return named(s)
		}
		return fmt.Sprintf("%s (%d of %d negative)", named(s), s.Moods.Negative, s.Moods.Known())
	}))
	if len(s.Langs) > 1 {
		add("Languages, by voices", each(s.Langs, named))
	}
	return strings.Join(lines, "\n")
}

// share is the division behind the card's percentage.
func share(m rules.Moods) string {
	if m.Known() == 0 {
		return ""
	}
	return fmt.Sprintf(" %d / (%d + %d + %d) = %d%% negative.", m.Negative, m.Negative, m.Neutral, m.Positive, m.Percent(m.Negative))
}
