package alerting

import (
	"fmt"
	"strings"

	"tocsin/brand/text"
	"tocsin/rules"
)

const (
	// A story is told of on the card from so many carriers, or from such a part of all posts.
	carriersAtLeast = 5
	carriersPart    = 10
)

// copies says how many of the posts carry a text that others carry, too; "" if few do.
func (v view) copies() string {
	s := v.Signal
	if len(s.Stories) == 0 || s.Stories[0].Carriers < carriersAtLeast && s.Copied.Carriers*carriersPart < s.Mentions {
		return ""
	}
	if s.Carried > 0 && s.Copied.Texts == 1 && s.Copied.Carriers == s.Mentions {
		return "They stand in " + count(s.Stories[0].Sources, "source", "sources") // the rest is said
	}
	if s.Copied.Texts == 1 {
		return fmt.Sprintf("%d of the posts carry 1 story (1 voice): %s", s.Copied.Carriers, carriers(s.Stories[0]))
	}
	return fmt.Sprintf("%d of the posts carry %d stories (1 voice each), the largest %d", s.Copied.Carriers, s.Copied.Texts, s.Stories[0].Carriers)
}

// carriers says by whom a story is carried. What counts as one author may be a site
// that names none.
func carriers(s rules.Story) string {
	return count(s.Authors, "author or site", "authors") + ", " + count(s.Sources, "source", "sources")
}

// floods says what looks like a machine's work, and that it is counted all the same.
// Words that the card quotes already are not said again.
func (v view) floods() string {
	var parts []string
	chorus, _ := v.chorus()
	for _, f := range v.Signal.Floods {
		if f == chorus {
			f.Text = ""
		}
		if said := v.flood(f); said != "" {
			parts = append(parts, said)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " · ") + " · counted all the same"
}

func (v view) flood(f rules.Flood) string {
	all := v.Signal.Count
	switch f.Kind {
	case rules.OneAuthor:
		who := "1 author"
		if f.Nameless {
			who = "1 author or site"
		}
		return fmt.Sprintf("%s wrote %d of %s (1 voice)", who, f.Mentions, posts(all.Mentions))
	case rules.SameWords:
		said := fmt.Sprintf("%d of %s use the same words", f.Voices, voices(all.Voices))
		if words := clip(f.Text, 60); words != "" {
			said += ": " + quoted(words)
		}
		return said
	case rules.SameMinute:
		return fmt.Sprintf("%d of %s spoke within the minute of %s, most of them unheard the day before", f.Voices, voices(all.Voices), v.clock.at(f.At))
	}
	return ""
}

// spread says of a signal of one text what makes it one: who carries it, and what it
// speaks of; "" of any other. It quotes the headline, and never what the card quotes
// as the loudest post.
func (v view) spread() string {
	s := v.Signal
	if s.Carried == 0 {
		return ""
	}
	said := count(s.Carried, "author carries", "authors carry") + " one text"
	if len(s.Speaks) > 0 {
		said += ", which speaks of " + listed(s.Speaks, len(s.Speaks), "and")
	}
	if words := v.headline(); words != "" {
		said += ": " + quoted(words)
	}
	return said
}

// headline is the title of the text that a signal is about, "" if none is known or the
// card shows the same words below.
func (v view) headline() string {
	for _, story := range v.Signal.Stories {
		if story.Authors != v.Signal.Carried {
			continue
		}
		words := clip(story.Headline, quoteRunes)
		for _, quote := range v.Signal.Loudest {
			if strings.HasPrefix(text.Fold(clip(quote.Text, quoteRunes)), strings.TrimRight(text.Fold(words), ".…")) {
				return ""
			}
		}
		return words
	}
	return ""
}
