package main

import (
	"fmt"
	"io"
	"strings"

	"tocsin/collectors"
)

// sourcesCommand is "tocsin sources".
type sourcesCommand struct {
	Kind   string `arg:"" optional:"" help:"Tell all of this kind."`
	All    bool   `help:"Tell all of every kind."`
	Format string `help:"text or md." enum:"text,md" default:"text" hidden:""`
}

// Run lists the kinds of source: what is heard there, what each needs, its bounds and
// what it cannot hear.
func (c *sourcesCommand) Run(w *world) error {
	all := kinds()
	var out strings.Builder
	switch {
	case c.Format == "md":
		for _, k := range all {
			tellKind(&out, k, markdownKind())
		}
	case c.Kind != "":
		one, err := kindOf(c.Kind)
		if err != nil {
			return fmt.Errorf("sources: %w", err)
		}
		tellKind(&out, one, plainKind())
		out.WriteString("\n")
		wrapped(&out, "", "Every kind has "+strings.Join(commonKeys(), ", ")+" too: docs/configuration.md tells of them.", 2)
	case c.All:
		for i, k := range all {
			if i > 0 {
				out.WriteString("\n")
			}
			tellKind(&out, k, plainKind())
		}
	default:
		column := widest(all) + 2
		for _, k := range all {
			wrapped(&out, k.Kind, k.Reads, column)
			wrapped(&out, "", "needs "+needs(k), column)
		}
		out.WriteString("\ntocsin sources KIND tells a kind's bounds, what it is deaf to, its keys, and a sample.\n")
		out.WriteString("Of every kind: " + strings.Join(commonKeys(), ", ") + ", which docs/configuration.md tells of.\n")
	}
	_, err := io.WriteString(w.stdout, out.String())
	return err
}

func needs(k collectors.Type) string {
	if k.Needs == "" {
		return "nothing: a brand given by name alone is listened for here"
	}
	return k.Needs
}

// tellKind tells all of a kind.
func tellKind(out io.Writer, k collectors.Type, how layout) {
	lines := []fact{{"hears", k.Reads}, {"needs", needs(k)}, {"limits", k.Limits}, {"is deaf to", k.Blind}}
	for _, s := range keysOf(k) {
		lines = append(lines, fact{how.code(s.Name), s.About})
	}
	lines = append(lines, fact{sampleName, how.code(sample(k))})
	how.kind(out, k.Kind, lines)
}

// keysOf are the keys that matter to a source of a kind, with all there is to say of each.
func keysOf(k collectors.Type) []collectors.Setting {
	var keys []collectors.Setting
	add := func(name, about string) { keys = append(keys, collectors.Setting{Name: name, About: about}) }
	if k.Every > 0 {
		add("every", pace(k.Every)+" if not given")
	}
	switch k.Address {
	case collectors.Required:
		add("url", "is where it is read; required")
	case collectors.Optional:
		add("url", "is another instance than the usual one: "+k.Usual)
	case collectors.Unused:
	}
	if k.Address != collectors.Unused {
		add("allow_private", "is true where that address lies in a private network")
	}
	if k.Searches {
		add("query", "is what to ask, in the service's own syntax, instead of what the brands' match says")
	}
	if k.Paid {
		add("budget", "is how much may be bought, such as 6000/day")
	}
	if k.Whole {
		add("whole", "is true if not given: all of it is about its brands, whether it names them or not")
	}
	for _, s := range k.Settings {
		about := s.About
		switch {
		case s.Required:
			about += ", such as " + s.Example + "; required"
		case s.Default != "":
			about += "; " + s.Default + " if not given"
		default:
			about += ", such as " + s.Example
		}
		add(s.Name, about)
	}
	return keys
}
