package config

import (
	"maps"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"tocsin/brand"
	"tocsin/plan"
)

func (c *Config) showBrand(b brand.Brand) *yaml.Node {
	m := mapping().set("name", textNode(b.Name)).set("timezone", textNode(b.Location.String()))
	m.set("match", c.showQueries(b.Key, "match", b.Match))
	if len(b.Not) > 0 {
		m.set("not", c.showQueries(b.Key, "not", b.Not))
	}
	m.setTexts("own", b.Own)
	m.setTexts("watch", b.Watch)
	if b.Budget > 0 {
		m.set("page_budget", textNode(inDays(b.Budget)))
	}
	if e := c.showExamples(b.Key, "", ""); e != nil {
		m.set("examples", e)
	}
	m.setTexts("danger_words", b.Danger)
	if len(b.Moods) > 0 {
		moods := mapping()
		for _, word := range slices.Sorted(maps.Keys(b.Moods)) {
			moods.set(word, plainText(strconv.FormatFloat(b.Moods[word], 'f', -1, 64)))
		}
		moods.node.Style = yaml.FlowStyle
		m.set("tone", moods.node)
	}
	c.showProperties(m, b.Key)
	slack := mapping()
	if channel := c.Slack.Channel[b.Key]; channel != "" {
		slack.set("channel", textNode(channel))
	}
	slack.set("digest", textNode(c.Slack.Digest[b.Key].String()))
	m.set("slack", slack.node)
	return m.node
}

// showQueries writes queries in a row, or below one another where the file says more of them.
func (c *Config) showQueries(key brand.Key, in string, queries []string) *yaml.Node {
	n := texts(queries)
	for i, q := range queries {
		long := mapping().set("query", textNode(q))
		if s := c.tied(key, q); s != "" && in == "match" {
			long.set("strategy", textNode(s))
		}
		if e := c.showExamples(key, in, q); e != nil {
			long.set("examples", e)
		}
		if len(long.node.Content) > 2 {
			n.Style, n.Content[i] = 0, long.node
		}
	}
	return n
}

// tied is the strategy that a brand's query itself belongs to, "" if to none.
func (c *Config) tied(key brand.Key, q string) string {
	for _, t := range c.Ties {
		if t.Brand == key && t.Kind == plan.Query && t.Pilot == "" && t.To == q {
			return t.Strategy
		}
	}
	return ""
}

// showExamples writes the examples of a query, or of a brand; nil if there are none.
func (c *Config) showExamples(key brand.Key, in, q string) *yaml.Node {
	for _, e := range c.Examples {
		if e.Brand != key || e.In != in || e.Query != q {
			continue
		}
		m := mapping()
		if len(e.Yes) > 0 {
			m.set("yes", showPosts(e.Yes))
		}
		if len(e.No) > 0 {
			m.set("no", showPosts(e.No))
		}
		return m.node
	}
	return nil
}

func showPosts(list []Example) *yaml.Node {
	n := sequence(0)
	for _, e := range list {
		m := mapping()
		m.setText("text", e.Text)
		m.setText("title", e.Title)
		m.setText("author", e.Author)
		m.setText("url", e.URL)
		m.setText("lang", e.Lang)
		m.setText("source", e.Source)
		if len(m.node.Content) == 2 && e.Text != "" {
			m.node = textNode(e.Text)
		}
		n.Content = append(n.Content, m.node)
	}
	return n
}

func (c *Config) showProperties(w writing, key brand.Key) {
	n := sequence(0)
	for _, p := range c.Properties {
		if p.Brand != key {
			continue
		}
		m := mapping().set("id", textNode(p.ID))
		m.setText("kind", p.Kind)
		m.setText("strategy", p.Strategy)
		m.setText("owner", p.Owner)
		m.set("status", plainText(string(p.Status)))
		n.Content = append(n.Content, m.node)
	}
	if len(n.Content) > 0 {
		w.set("properties", n)
	}
}
