package alerting

import (
	"cmp"
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

// stories lists the texts that several carry.
func (v view) stories() []string {
	var lines []string
	for _, s := range v.Signal.Stories {
		line := fmt.Sprintf("Story: %s by %s in %s", posts(s.Carriers), count(s.Authors, "author or site", "authors"), count(s.Sources, "source", "sources"))
		if words := clip(cmp.Or(s.Headline, s.Text), 100); words != "" {
			line += ": " + quoted(words)
		}
		lines = append(lines, line)
	}
	return lines
}

// patterns lists what is shown and counted all the same.
func (v view) patterns() []string {
	var lines []string
	for _, f := range v.Signal.Floods {
		if said := v.flood(f); said != "" {
			lines = append(lines, "Pattern, counted all the same: "+said)
		}
	}
	return lines
}

// sounded tells the tone with its numbers; of a signal of before there were any, nothing.
func (v view) sounded() string {
	m := v.Signal.Moods
	if m.All() == 0 {
		return ""
	}
	return fmt.Sprintf("Tone of %s, each by its latest post that can be told (%s; no level depends on it): %d negative, %d neutral, %d positive, %d unknown.%s",
		voices(m.All()), unchecked, m.Negative, m.Neutral, m.Positive, m.Unknown, share(m))
}

// grouping sets the groups beside one another.
func (v view) grouping() string {
	return list("Groups, by voices", v.Signal.Groups, func(s rules.Share) string {
		if s.Moods == nil || s.Moods.Known() == 0 {
			return voiced(s)
		}
		return fmt.Sprintf("%s (%d of %d negative)", voiced(s), s.Moods.Negative, s.Moods.Known())
	})
}

// languages tells them where there are several.
func (v view) languages() string {
	if len(v.Signal.Langs) < 2 {
		return ""
	}
	return list("Languages, by voices", v.Signal.Langs, voiced)
}

// voiced writes a share with its voices.
func voiced(s rules.Share) string { return fmt.Sprintf("%s %d", clip(s.Name, 40), s.Voices) }

// list writes the first eight shares behind a label; "" if there are none.
func list(label string, shares []rules.Share, write func(rules.Share) string) string {
	if len(shares) == 0 {
		return ""
	}
	return label + ": " + strings.Join(some(shares, 8, write), " · ")
}

// some writes the first of some shares, and how many more there are.
func some(shares []rules.Share, most int, write func(rules.Share) string) []string {
	var out []string
	for _, s := range shares[:min(len(shares), most)] {
		out = append(out, write(s))
	}
	if rest := len(shares) - most; rest > 0 {
		out = append(out, fmt.Sprintf("and %d more", rest))
	}
	return out
}

// share is the division behind the card's percentage.
func share(m rules.Moods) string {
	if m.Known() == 0 {
		return ""
	}
	return fmt.Sprintf(" %d / (%d + %d + %d) = %d%% negative.", m.Negative, m.Negative, m.Neutral, m.Positive, m.Percent(m.Negative))
}
