package config

import "go.yaml.in/yaml/v3"

// A writing is a map in the order in which it is written.
type writing struct{ node *yaml.Node }

func mapping() writing { return writing{&yaml.Node{Kind: yaml.MappingNode}} }

// set adds a key; it answers the same map, to go on with.
func (w writing) set(key string, n *yaml.Node) writing {
	w.node.Content = append(w.node.Content, textNode(key), n)
	return w
}

// setText leaves an empty text out.
func (w writing) setText(key, s string) {
	if s != "" {
		w.set(key, textNode(s))
	}
}

// setTexts leaves an empty list out.
func (w writing) setTexts(key string, list []string) {
	if len(list) > 0 {
		w.set(key, texts(list))
	}
}

func sequence(style yaml.Style) *yaml.Node { return &yaml.Node{Kind: yaml.SequenceNode, Style: style} }

func texts(list []string) *yaml.Node {
	n := sequence(yaml.FlowStyle)
	for _, s := range list {
		n.Content = append(n.Content, textNode(s))
	}
	return n
}

// textNode is a text, in quotes where it would be read as something else.
func textNode(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

// plainText is a word that needs no quotes: a number, a duration, true.
func plainText(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }
