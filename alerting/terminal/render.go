package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tocsin/alerting"
)

const (
	// width is the widest line that is printed, moment the column where a card's
	// moment ends.
	width  = 100
	moment = 80
	// narrow and wide bound the column of labels.
	narrow, wide = 8, 14
	repeated     = "possible repeat: the first copy's arrival is unknown"
)

// Render writes a card as text, no wider than 100 columns: heading, lines with
// their labels in a column, footer, and what to type in place of each button. as is
// its reader's ID, "" where many read it; shell is what the commands need.
func Render(card alerting.Card, as string, shell alerting.Shell) string {
	var out strings.Builder
	out.WriteString(heading(card))
	if card.Repeat {
		out.WriteString(wrap("("+repeated+")", 0))
	}
	column := narrow
	for _, line := range card.Lines {
		column = min(max(column, columns(tidy(line.Label))+1), wide)
	}
	for _, line := range card.Lines {
		out.WriteString(row(line, 0, column))
	}
	if card.Footer != "" {
		out.WriteString(wrap(tidy(card.Footer), 0))
	}
	out.WriteString(commands(card, as, shell, 0))
	return out.String()
}

func heading(card alerting.Card) string {
	title, when := tidy(card.Title), tidy(card.When)
	if title == "" {
		title = fmt.Sprintf("#%d", card.ID.Number)
	}
	if gap := moment - columns(title) - columns(when); when != "" && gap > 1 {
		return title + strings.Repeat(" ", gap) + when + "\n"
	}
	if when != "" {
		return wrap(title, 0) + wrap(when, 0)
	}
	return wrap(title, 0)
}

// row writes one line of a card, moved in by a margin, and its links below it.
func row(line alerting.Line, margin, column int) string {
	label, lead := tidy(line.Label), strings.Repeat(" ", margin)
	text := lead + pad(label, column) + tidy(line.Text)
	if columns(label) >= column {
		text = lead + label + " " + tidy(line.Text)
	}
	column += margin
	var out strings.Builder
	out.WriteString(wrap(text, column))
	for _, link := range line.Links {
		words := tidy(link.Text)
		if words != "" {
			words += " "
		}
		out.WriteString(wrap(strings.Repeat(" ", column)+"› "+words+tidy(link.URL), column+2))
	}
	return out.String()
}

const (
	// you stands for a reader's ID in a command where many read it, choice for one of the options.
	you, choice = "YOU", "CHOICE"
)

// commands writes for each button the command that does the same, since on a
// terminal nothing can be pressed, with what can be chosen below it.
func commands(card alerting.Card, as string, shell alerting.Shell, margin int) string {
	as = cmp.Or(tidy(as), you)
	shown := card.Buttons[:min(len(card.Buttons), 3)]
	column := narrow
	for _, button := range shown {
		column = min(max(column, columns(tidy(button.Label))+2), wide)
	}
	var out strings.Builder
	for _, button := range shown {
		var words, values []string
		for _, option := range button.Options {
			values = append(values, tidy(option.Value))
		}
		if len(values) > 0 {
			words = []string{choice}
		}
		out.WriteString(prompt(button.Label, shell.Act(button.Verb, card.ID, as, words...), margin, column))
		if len(values) > 0 {
			out.WriteString(wrap(strings.Repeat(" ", margin+column)+choice+": "+strings.Join(values, ", "), margin+column))
		}
	}
	return out.String()
}

// prompt writes a command behind its label. One that takes several lines says so at
// their ends, so that it is still one where it is copied.
func prompt(label, command string, margin, column int) string {
	const more = ` \`
	label = tidy(label)
	text := strings.Repeat(" ", margin) + pad(label, max(column, min(columns(label)+1, wide))) + tidy(command)
	lines := strings.TrimSuffix(wrapTo(text, margin+column, width-len(more)), "\n")
	return strings.ReplaceAll(lines, "\n", more+"\n") + "\n"
}

// renderEdit tells in a few words what a card shows now, and which of its lines changed.
func renderEdit(where string, old shown, card alerting.Card, shell alerting.Shell) string {
	const margin = 4
	out := wrap(fmt.Sprintf("card #%d (%s) now: %s", card.ID.Number, where, tidy(card.Push)), margin)
	if old.card.Title == "" && old.card.Lines == nil {
		return out // nothing to compare with, as after a restart
	}
	was := map[string]string{}
	for _, line := range old.card.Lines {
		was[line.Label] = row(line, margin, narrow)
	}
	for _, line := range card.Lines {
		if text := row(line, margin, narrow); text != was[line.Label] {
			out += text
		}
	}
	if !slices.EqualFunc(old.card.Buttons, card.Buttons, same) {
		out += commands(card, old.as, shell, margin)
	}
	return out
}

func same(a, b alerting.Button) bool {
	return a.Verb == b.Verb && a.Label == b.Label && slices.Equal(a.Options, b.Options)
}

// rule is the line above a card that says where it is shown.
func rule(where string) string {
	head := "── " + where + " "
	return head + strings.Repeat("─", max(0, moment-columns(head)))
}
