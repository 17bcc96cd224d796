package alerting

import (
	"fmt"
	"slices"
	"strings"

	"tocsin/brand/text"
	"tocsin/rules"
)

const (
	// tellable is from how many voices whose mood is known a part of them is told:
	// of fewer, it is chance.
	tellable = 10
	// unchecked says what a mood is worth.
	unchecked = "word list, unchecked"
	// dangersOnCard is how many words of danger a card names.
	dangersOnCard = 4
)

// tone says how the voices sound, as far as can be told, and which words of danger
// they use. It says so beside the figures, and changes none.
func (v view) tone() string {
	var parts []string
	if m := v.Signal.Moods; m.Known() >= tellable {
		said, murky := m.String(), m.Murky()
		if murky {
			said += fmt.Sprintf(" of the %s that can be told", grouped(m.Known()))
		}
		parts = append(parts, said+" ("+unchecked+")")
		if murky {
			parts = append(parts, grouped(m.Unknown)+" unknown")
		}
		if groups := v.groups(); groups != "" {
			parts = append(parts, groups)
		}
	}
	if words := v.urgent(); len(words) > 0 {
		parts = append(parts, "danger words: "+strings.Join(some(words, dangersOnCard, danger), ", "))
	}
	return strings.Join(parts, " · ")
}

// groups compares how groups sound, where there are several to compare.
func (v view) groups() string {
	var parts []string
	for _, g := range v.Signal.Groups {
		if g.Moods != nil && g.Moods.Known() >= tellable && len(parts) < 3 {
			part := fmt.Sprintf("%s %d%%", clip(g.Name, 20), g.Moods.Percent(g.Moods.Negative))
			if g.Moods.Murky() {
				part += " of " + grouped(g.Moods.Known())
			}
			parts = append(parts, part)
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return "negative among " + strings.Join(parts, ", ")
}

// dangers are the words of danger that occur, the brand's own first.
func (v view) dangers() []rules.Share {
	all := slices.Clone(v.Signal.Danger)
	slices.SortStableFunc(all, func(a, b rules.Share) int {
		switch own := v.ownDanger(a); {
		case own == v.ownDanger(b):
			return 0
		case own:
			return -1
		}
		return 1
	})
	return all
}

// ownDanger reports whether a word of danger is one that the brand itself names.
func (v view) ownDanger(word rules.Share) bool {
	return slices.ContainsFunc(v.reader.Brand.Danger, func(query string) bool { return text.Spoken(query) == text.Spoken(word.Name) })
}

// urgent are the words of danger that belong on the card. One that a single voice uses
// among many does not, unless the brand itself names it or others carry that voice's text.
func (v view) urgent() []rules.Share {
	return slices.DeleteFunc(v.dangers(), func(w rules.Share) bool {
		return w.Voices < 2 && w.Carriers < 2 && !v.ownDanger(w)
	})
}

// danger writes a word of danger with its voices, and where copies have it, how many.
func danger(w rules.Share) string {
	said := fmt.Sprintf("%s %d", clip(w.Name, 30), w.Voices)
	switch {
	case w.Carriers <= w.Voices:
	case w.Voices == 1:
		said += " (" + posts(w.Carriers) + ")"
	default:
		said += " (copied in " + posts(w.Carriers) + ")"
	}
	return said
}

// sounds is the tone as the push line has it: only what most voices can be told of,
// and only if it is bad. That a storm sounds mild must calm nobody who sees no more. A
// percentage stands there alone, so it is none where it would need to say of how many.
func (v view) sounds() string {
	m := v.Signal.Moods
	if m.Known() < tellable || 2*m.Known() < m.All() || 2*m.Negative < m.Known() {
		return ""
	}
	if m.Murky() {
		return fmt.Sprintf(", %s negative", grouped(m.Negative))
	}
	return fmt.Sprintf(", %d%% negative", m.Percent(m.Negative))
}
