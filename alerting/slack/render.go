package slack

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	slackgo "github.com/slack-go/slack"

	"tocsin/alerting"
)

const (
	maxLines   = 40
	maxLine    = 2000
	maxButtons = 3
	// repeated is what a card says that may be a second copy.
	repeated = "Possible repeat: the first copy's arrival is unknown"
)

// Render turns a card into Slack's blocks: heading, moment, lines, footer,
// buttons. Whatever is too long for Slack is cut with "…"; every card renders.
func Render(card alerting.Card) []slackgo.Block {
	title := cmp.Or(fitPlain(card.Title, maxHeader), "Incident "+card.ID.String())
	when, footer := fit(card.When, maxHeader), fit(card.Footer, maxContext)
	elements, words := buttons(card)
	blocks := []slackgo.Block{slackgo.NewHeaderBlock(plainText(title))}
	if strings.TrimSpace(when) != "" {
		blocks = append(blocks, slackgo.NewContextBlock("", markdown(when)))
	}
	if card.Repeat {
		blocks = append(blocks, slackgo.NewSectionBlock(markdown("*"+repeated+"*"), nil, nil))
	}
	room := maxCard - units(title) - units(when) - units(repeated) - units(footer) - words
	for _, text := range sections(written(card.Lines, room)) {
		blocks = append(blocks, slackgo.NewSectionBlock(markdown(text), nil, nil, slackgo.SectionBlockOptionExpand(true)))
	}
	if strings.TrimSpace(footer) != "" {
		blocks = append(blocks, slackgo.NewContextBlock("", markdown(footer)))
	}
	if len(elements) > 0 {
		blocks = append(blocks, slackgo.NewActionBlock(blockID(card), elements...))
	}
	return blocks
}

// push is the message's own text: all that a lock screen shows.
func push(card alerting.Card) string {
	line := cmp.Or(strings.TrimSpace(clean(card.Push)), strings.TrimSpace(clean(card.Title)), "Incident "+card.ID.String())
	if card.Repeat {
		line = repeated + " · " + line
	}
	return fit(line, maxText)
}

// sections packs the lines into as few sections as they fit in: fewer gaps,
// more of the card on one small screen.
func sections(lines []string) []string {
	var texts []string
	var open strings.Builder
	size := 0
	for _, line := range lines {
		if size > 0 && size+1+units(line) > maxSection {
			texts = append(texts, open.String())
			open.Reset()
			size = 0
		}
		if size > 0 {
			open.WriteByte('\n')
			size++
		}
		open.WriteString(line)
		size += units(line)
	}
	if size > 0 {
		texts = append(texts, open.String())
	}
	return texts
}

// written answers each line as mrkdwn. Lines that have no room as a whole get
// an equal share each.
func written(lines []alerting.Line, room int) []string {
	if len(lines) > maxLines {
		lines = append(slices.Clone(lines[:maxLines]), alerting.Line{Text: more})
	}
	for _, limit := range []int{maxLine, room/max(1, len(lines)) - 1} {
		var texts []string
		total := 0
		for _, line := range lines {
			if text := write(line, limit); strings.TrimSpace(text) != "" {
				texts = append(texts, text)
				total += units(text) + 1
			}
		}
		if total <= room {
			return texts
		}
	}
	return nil // cannot be: each share is at most its part of the room
}

func write(line alerting.Line, limit int) string {
	label := fit(fitPlain(line.Label, maxLabel), limit/3)
	if label != "" {
		label = "*" + label + "*  "
	}
	left := limit - units(label)
	var links strings.Builder
	for _, l := range line.Links {
		text := link(l.Text, l.URL, left/2)
		if text == "" || units(links.String())+3+units(text) > left*3/4 {
			continue
		}
		if links.Len() > 0 {
			links.WriteString(" ·")
		}
		links.WriteByte(' ')
		links.WriteString(text)
	}
	return label + fit(line.Text, left-units(links.String())) + links.String()
}

// buttons answers what can be pressed, and how many characters are shown on it.
func buttons(card alerting.Card) ([]slackgo.BlockElement, int) {
	var elements []slackgo.BlockElement
	words := 0
	seen := map[alerting.Verb]bool{}
	for _, b := range card.Buttons {
		if len(elements) == maxButtons {
			break
		}
		if seen[b.Verb] || b.Verb == "" {
			continue // Slack refuses two of the same
		}
		seen[b.Verb] = true
		if len(b.Options) == 0 {
			button := button(card.ID, b)
			elements = append(elements, button)
			words += units(button.Text.Text)
		} else if menu := menu(card.ID, b); len(menu.Options) > 0 {
			elements = append(elements, menu)
			words += units(menu.Placeholder.Text)
			for _, option := range menu.Options {
				words += units(option.Text.Text)
			}
		}
	}
	return elements, words
}

func button(id alerting.ID, b alerting.Button) *slackgo.ButtonBlockElement {
	action := actionID(b.Verb, id)
	button := slackgo.NewButtonBlockElement(action, action, plainText(label(b)))
	if b.Primary {
		button.Style = slackgo.StylePrimary
	}
	return button
}

func menu(id alerting.ID, b alerting.Button) *slackgo.SelectBlockElement {
	var options []*slackgo.OptionBlockObject
	for _, option := range b.Options {
		words := cmp.Or(fitPlain(option.Label, maxLabel), fitPlain(option.Value, maxLabel))
		// A value cut short would be another value.
		if words == "" || option.Value == "" || units(option.Value) > maxValue || len(options) == maxChoices {
			continue
		}
		options = append(options, slackgo.NewOptionBlockObject(option.Value, plainText(words), nil))
	}
	return slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeStatic, plainText(label(b)), actionID(b.Verb, id), options...)
}

func label(b alerting.Button) string { return cmp.Or(fitPlain(b.Label, maxLabel), string(b.Verb)) }

// actionID says on the button itself what it does to which incident.
func actionID(verb alerting.Verb, id alerting.ID) string {
	return actionPrefix + string(verb) + ":" + id.String()
}

const actionPrefix = "tocsin:"

// blockID changes with the card: Slack keeps what was chosen in a menu as long
// as the block's id stays.
func blockID(card alerting.Card) string {
	raw, _ := json.Marshal(card) // a card holds only words; an empty hash would do no harm
	sum := sha256.Sum256(raw)
	return actionPrefix + card.ID.String() + ":" + hex.EncodeToString(sum[:6])
}

func plainText(s string) *slackgo.TextBlockObject {
	return slackgo.NewTextBlockObject(slackgo.PlainTextType, s, true, false)
}

// markdown is verbatim: addresses and names in foreign text stay words.
func markdown(s string) *slackgo.TextBlockObject {
	return slackgo.NewTextBlockObject(slackgo.MarkdownType, s, false, true)
}
