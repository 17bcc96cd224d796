package alerting

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
	// dangersOnCard is how many words of danger a card names.
	dangersOnCard = 4
)

// tone says how the voices sound, as far as can be told, and which words of danger
// they use. It says so beside the figures, and changes none.
func (v view) tone() string {
	var parts []string
	if m := v.Signal.Moods; m.Known() >= tellable {
		parts = append(parts, m.String()+" ("+unchecked+")")
		if n := m.UnknownPercent(); n > 20 {
			parts = append(parts, fmt.Sprintf("unknown %d%%", n))
		}
		if groups := v.groups(); groups != "" {
			parts = append(parts, groups)
		}
	}
	if words := dangers(v.Signal.Danger); len(words) > 0 {
		parts = append(parts, "danger words: "+strings.Join(words, ", "))
	}
	return strings.Join(parts, " · ")
}

// groups compares how groups sound, where there are several to compare.
func (v view) groups() string {
	var parts []string
	for _, g := range v.Signal.Groups {
		if g.Moods != nil && g.Moods.Known() >= tellable && len(parts) < 3 {
			parts = append(parts, fmt.Sprintf("%s %d%%", clip(g.Name, 20), g.Moods.Percent(g.Moods.Negative)))
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return "negative among " + strings.Join(parts, ", ")
}

// dangers are words of danger with their voices. One that a single voice uses among
// many is not on the card.
func dangers(words []rules.Share) []string {
	var parts []string
	for _, w := range words {
		if w.Voices > 1 && len(parts) < dangersOnCard {
			parts = append(parts, fmt.Sprintf("%s %d", clip(w.Name, 30), w.Voices))
		}
	}
	return parts
}

// sounds is the tone as the push line has it: only what most voices can be told of,
// and only if it is bad. That a storm sounds mild must calm nobody who sees no more.
func (v view) sounds() string {
	m := v.Signal.Moods
	if m.Known() < tellable || 2*m.Known() < m.All() || 2*m.Negative < m.Known() {
		return ""
	}
	return fmt.Sprintf(", %d%% negative", m.Percent(m.Negative))
}
