package digest

import (
	"strings"

	"tocsin/alerting"
)

// Card writes a report for the places where cards are shown. It asks for
// nothing, so it has no buttons.
func Card(r Report) alerting.Card {
	c := alerting.Card{
		ID: alerting.ID{Brand: r.Brand}, Title: r.title(),
		Push: r.Name + ", week " + r.Week + ": " + r.InALine,
		When: "as of " + r.At.Format("Mon 2 Jan 15:04 MST"),
	}
	for _, s := range r.sections() {
		label := strings.ToUpper(s.label)
		for _, l := range s.lines {
			line := alerting.Line{Label: label, Text: l.text}
			if l.url != "" {
				line.Links = []alerting.Link{{Text: "›", URL: l.url}}
			}
			c.Lines = append(c.Lines, line)
			label = ""
		}
	}
	return c
}
