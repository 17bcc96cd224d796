package config

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"tocsin/brand/query"
)

// placed finds the place in the file of a fault in a query, and puts it into words.
func (d *decoder) placed(e entry, fault *query.Error) (value, complaint) {
	at := *e.node
	switch at.Style &^ yaml.TaggedStyle {
	case yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle:
		at.Column += fault.Column + d.escapes(e.node, fault.Column-1)
	case 0, yaml.FlowStyle:
		at.Column += fault.Column - 1
	}
	return value{&at, e.path}, complaint{"query " + quoted(fault.Query) + ", " + fault.Problem, fault.Remedy}
}

// escapes counts the characters by which a text in quotes is longer in its line than it
// means, up to one of its characters: a quote that is written twice, or behind a backslash.
func (d *decoder) escapes(n *yaml.Node, before int) int {
	rest := []rune(d.line(n.Line))
	if n.Column > len(rest) {
		return 0
	}
	rest = rest[n.Column:] // behind the opening quote
	more := 0
	for i := 0; i-more < before && i+1 < len(rest); i++ {
		single := n.Style&yaml.SingleQuotedStyle != 0 && rest[i] == '\'' && rest[i+1] == '\''
		double := n.Style&yaml.DoubleQuotedStyle != 0 && rest[i] == '\\'
		if single || double {
			i, more = i+1, more+1
		}
	}
	return min(more, utf8.RuneCountInString(n.Value))
}
