package main

import (
	"fmt"
	"strings"

	"tocsin/config"
)

// checkCommand is "tocsin check FILE".
type checkCommand struct {
	File string `arg:"" help:"The configuration file." default:"tocsin.yaml"`
}

// Run says all faults of a file at once, and among them the examples that its
// queries disagree with; warnings alone are no failure.
func (c *checkCommand) Run(w *world) error {
	k := strict(w.env)
	if w.now != nil {
		k.Now = w.now()
	}
	cfg, err := config.Load(c.File, k)
	if err != nil {
		return err
	}
	for _, warning := range cfg.Warnings {
		if _, err := fmt.Fprintln(w.stderr, warning); err != nil {
			return err
		}
	}
	counted := []string{plural(len(cfg.Brands), "brand"), plural(len(cfg.Sources), "source"), plural(len(cfg.People), "person")}
	if len(cfg.Pilots) > 0 {
		counted = append(counted, plural(len(cfg.Pilots), "pilot"))
	}
	if len(cfg.Calendar) > 0 {
		counted = append(counted, plural(len(cfg.Calendar), "planned event"))
	}
	_, err = fmt.Fprintf(w.stdout, "%s: ok: %s\n", c.File, strings.Join(counted, ", "))
	return err
}

// strict is what a file is held against by who asks what is wrong with it.
func strict(env func(string) string) config.Known {
	k := known()
	k.Strict, k.Doubt = true, doubts(env)
	return k
}

// showCommand is "tocsin config show FILE".
type showCommand struct {
	File string `arg:"" help:"The configuration file." default:"tocsin.yaml"`
}

// Run prints the effective configuration.
func (c *showCommand) Run(w *world) error {
	cfg, err := config.Load(c.File, known())
	if err != nil {
		return err
	}
	return cfg.Show(w.stdout)
}

// plural counts things in words.
func plural(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case one == "person":
		return fmt.Sprintf("%d people", n)
	}
	return fmt.Sprintf("%d %ss", n, one)
}
