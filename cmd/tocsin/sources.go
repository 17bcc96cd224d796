package main

import (
	"fmt"
	"io"
	"strings"

	"tocsin/collectors"
)

// sourcesCommand is "tocsin sources".
type sourcesCommand struct {
	Kind string `arg:"" optional:"" help:"Tell of this kind alone."`
}

// Run lists the kinds of source: what is heard there, what each needs, its bounds and
// what it cannot hear.
func (c *sourcesCommand) Run(w *world) error {
	told := kinds()
	if c.Kind != "" {
		one, err := kindOf(c.Kind)
		if err != nil {
			return fmt.Errorf("sources: %w", err)
		}
		told = []collectors.Type{one}
	}
	var out strings.Builder
	for i, k := range told {
		if i > 0 {
			out.WriteString("\n")
		}
		tellKind(&out, k)
	}
	_, err := io.WriteString(w.stdout, out.String())
	return err
}

func tellKind(out io.Writer, k collectors.Type) {
	line := func(name, text string) {
		if text != "" {
			_, _ = fmt.Fprintf(out, "  %-9s %s\n", name, text)
		}
	}
	_, _ = fmt.Fprintf(out, "%s\n", k.Kind)
	line("hears", k.Reads)
	needs := k.Needs
	if needs == "" {
		needs = "nothing: a brand given by name alone is listened for here"
	}
	line("needs", needs)
	line("limits", k.Limits)
	line("is deaf to", k.Blind)
	if k.Every > 0 {
		line("every", k.Every.String())
	}
	switch k.Address {
	case collectors.Required:
		line("url", "where it is read; required")
	case collectors.Optional:
		line("url", "another instance than the usual one")
	case collectors.Unused:
	}
	if k.Searches {
		line("query", "what to ask, in the service's own syntax, instead of what the brands' match says")
	}
	if k.Paid {
		line("budget", "how much may be bought, such as 6000/day")
	}
	for _, s := range k.Settings {
		about := s.About + ", such as " + s.Example
		switch {
		case s.Required:
			about += "; required"
		case s.Default != "":
			about += "; " + s.Default + " if not given"
		}
		line(s.Name, about)
	}
}
