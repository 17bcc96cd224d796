package config

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"tocsin/plan"
	"tocsin/rules"
)

// hidden stands for a secret in what Show writes.
const hidden = "HIDDEN"

// Show writes the configuration in full, as a file that means the same: every
// default filled in, every brand in the long form, no secrets. An address that
// seems to hold one is written without it.
func (c *Config) Show(w io.Writer) error {
	root := mapping()
	root.set("version", plainText("1"))
	root.set("data_dir", textNode(c.DataDir))
	root.set("listen", textNode(c.Listen))
	if c.Redis.URL != "" {
		root.set("redis", mapping().set("url", textNode(c.Redis.URL)).node)
	}
	root.set("defaults", c.showDefaults())
	brands, strategies := mapping(), mapping()
	for _, b := range c.Brands {
		brands.set(string(b.Key), c.showBrand(b))
	}
	for _, s := range c.Strategies {
		strategies.set(s.ID, showStrategy(s))
	}
	root.set("brands", brands.node)
	sources := sequence(0)
	for _, s := range c.Sources {
		sources.Content = append(sources.Content, c.showSource(s))
	}
	root.set("sources", sources)
	if c.Slack.Operators != "" {
		root.set("slack", mapping().set("operators", textNode(c.Slack.Operators)).node)
	}
	people := sequence(0)
	for _, p := range c.People {
		people.Content = append(people.Content, showPerson(p))
	}
	root.set("people", people)
	root.set("strategies", strategies.node)
	if len(c.Pilots) > 0 {
		pilots := sequence(0)
		for _, p := range c.Pilots {
			pilots.Content = append(pilots.Content, showPilot(p))
		}
		root.set("pilots", pilots)
	}
	if len(c.Calendar) > 0 {
		calendar := sequence(0)
		for _, p := range c.Calendar {
			calendar.Content = append(calendar.Content, showPlanned(p))
		}
		root.set("calendar", calendar)
	}
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(root.node); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	if err := encoder.Close(); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return nil
}

func (c *Config) showDefaults() *yaml.Node {
	m := mapping()
	claim := mapping().set("issue", plainText(shortDuration(c.ClaimWithin[rules.Issue]))).set("crisis", plainText(shortDuration(c.ClaimWithin[rules.Crisis])))
	m.set("claim_within", claim.node)
	m.set("min_authorities", plainText(strconv.Itoa(c.MinAuthorities)))
	if env := c.Fallback.WebhookEnv; env != "" {
		m.set("fallback", mapping().set("webhook_env", textNode(env)).node)
	}
	return m.node
}

func showStrategy(s plan.Strategy) *yaml.Node {
	m := mapping()
	m.setText("why", s.Why)
	m.setText("owner", s.Owner)
	m.setText("slack", s.Channel)
	m.set("terms", texts(s.Terms))
	m.setTexts("links", s.Links)
	m.set("voices", texts(s.Voices))
	return m.node
}

func (c *Config) showSource(s SourceSpec) *yaml.Node {
	m := mapping().set("id", textNode(s.ID)).set("kind", textNode(s.Kind))
	m.setText("url", secretParameter.ReplaceAllString(s.URL, "${1}"+hidden))
	m.setText("url_env", s.URLEnv)
	m.setText("query", s.Query)
	m.set("every", plainText(shortDuration(s.Every)))
	keys := make([]string, len(s.Brands))
	for i, key := range s.Brands {
		keys[i] = string(key)
	}
	m.setTexts("brands", keys)
	m.setText("voice", s.Voice)
	if s.Whole {
		m.set("whole", plainText("true"))
	}
	if s.Anonymous {
		m.set("anonymous", plainText("true"))
	}
	if s.AllowPrivate {
		m.set("allow_private", plainText("true"))
	}
	if s.BudgetPerDay > 0 {
		m.set("budget", plainText(strconv.Itoa(s.BudgetPerDay)+"/day"))
	}
	for _, name := range slices.Sorted(maps.Keys(s.Settings)) {
		if values := s.Settings[name]; len(values) == 1 {
			m.set(name, textNode(values[0]))
		} else {
			m.setTexts(name, values)
		}
	}
	return m.node
}

func showPerson(p responder) *yaml.Node {
	m := mapping().set("id", textNode(p.ID)).set("name", textNode(p.Name))
	m.setText("slack", p.Slack)
	m.setText("team", p.Team)
	can, strategies := mapping(), make([]string, 0, len(p.Can))
	for id := range p.Can {
		strategies = append(strategies, id)
	}
	slices.Sort(strategies)
	for _, id := range strategies {
		can.set(id, plainText(p.Can[id].String()))
	}
	can.node.Style = yaml.FlowStyle
	m.set("can", can.node)
	keys := make([]string, len(p.Brands))
	for i, key := range p.Brands {
		keys[i] = string(key)
	}
	m.setTexts("brands", keys)
	m.set("timezone", textNode(p.Location.String()))
	return m.node
}
