package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/feed"
	"tocsin/config"
)

// tryCommand is "tocsin source try".
type tryCommand struct {
	Source string `arg:"" help:"A feed's address, a file that holds one, the id of a configured source, or a kind of source."`
	File   string `name:"config" short:"c" help:"Say which brands of this configuration match, and why; tocsin.yaml if it is there." placeholder:"FILE"`
}

// patience bounds one reading by hand.
const patience = 60 * time.Second

// Run reads a source once, as the daemon does, and prints its posts; what cost no
// post goes to stderr.
func (c *tryCommand) Run(w *world) error {
	cfg, err := where{File: c.File}.load()
	if err != nil {
		return err
	}
	if cfg == nil {
		cfg = &config.Config{}
		_, _ = fmt.Fprintln(w.stderr, "tocsin: source try: there is no configuration, so no brand can match: name one with --config")
	}
	o, err := hearingOf(cfg)
	if err != nil {
		return err
	}
	spec, err := c.spec(cfg)
	if err != nil {
		return fmt.Errorf("source try: %w", err)
	}
	collector, err := c.open(w, spec)
	if err != nil {
		return fmt.Errorf("source try: %w", err)
	}
	source := sourceOf(spec, collector)
	if len(source.Brands) > 0 {
		source.Brands = append(slices.Clone(source.Brands), anybody)
	}
	t := newTray()
	o.Sink, o.Matcher = t, everyPost{o.Matcher}
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	heard, err := collectors.NewListener(o).Listen(ctx, source, w.now())
	for _, n := range heard.Notes {
		_, _ = fmt.Fprintln(w.stderr, "tocsin: source try:", n)
	}
	if printErr := t.print(w.stdout); printErr != nil {
		return printErr
	}
	if err != nil {
		return fmt.Errorf("source try: %w", err)
	}
	return nil
}

// spec is the configured source that is meant, the one of its kind, or an ad-hoc one.
func (c *tryCommand) spec(cfg *config.Config) (config.SourceSpec, error) {
	for _, s := range cfg.Sources {
		if s.ID == c.Source || s.URL == c.Source {
			return s, nil
		}
	}
	if _, err := os.Stat(c.Source); !errors.Is(err, fs.ErrNotExist) || strings.Contains(c.Source, "://") {
		// Whoever types an address is at the machine and means it.
		return config.SourceSpec{ID: c.Source, Kind: feed.Kind, URL: c.Source, AllowPrivate: true}, nil
	}
	if kind, err := kindOf(c.Source); err == nil {
		return ofKind(kind, cfg)
	}
	remedy := "name a file that is there, an address that begins with https://, or a kind of source (tocsin sources)"
	if len(cfg.Sources) > 0 {
		remedy += ", or a source of the configuration: " + strings.Join(idsOf(cfg.Sources), ", ")
	}
	return config.SourceSpec{}, fmt.Errorf("%q is no file, no address and no source: %s", c.Source, remedy)
}

// ofKind is the one configured source of a kind; where there is none, one for all brands
// as it is without settings of its own.
func ofKind(kind collectors.Type, cfg *config.Config) (config.SourceSpec, error) {
	var configured []config.SourceSpec
	for _, s := range cfg.Sources {
		if s.Kind == kind.Kind {
			configured = append(configured, s)
		}
	}
	bare := config.SourceSpec{ID: kind.Kind, Kind: kind.Kind, Every: kind.Every, Whole: kind.Whole}
	needed := kind.Address == collectors.Required || slices.ContainsFunc(kind.Settings, func(s collectors.Setting) bool { return s.Required })
	switch {
	case len(configured) == 1:
		return configured[0], nil
	case len(configured) > 1:
		return bare, fmt.Errorf("there are several sources of kind %s: name one of %s", kind.Kind, strings.Join(idsOf(configured), ", "))
	case kind.Kind == feed.Kind:
		return bare, errors.New("a feed is tried by its address: name that, such as https://news.example/rss")
	case needed:
		return bare, fmt.Errorf("a source of kind %s takes settings: write it under sources: in the configuration, such as %s, and name its id", kind.Kind, sample(kind))
	case kind.Searches && len(cfg.Brands) == 0:
		return bare, fmt.Errorf("%s is searched for what brands look for, and there is none: name a configuration with --config", kind.Kind)
	}
	if !kind.Searches {
		return bare, nil
	}
	var err error
	bare.Searches, err = searches(kind.Kind, cfg.Brands)
	return bare, err
}

func idsOf(specs []config.SourceSpec) []string {
	ids := make([]string, len(specs))
	for i, s := range specs {
		ids[i] = s.ID
	}
	slices.Sort(ids)
	return ids
}

// open makes the collector of a source; that of a file reads the file.
func (c *tryCommand) open(w *world, spec config.SourceSpec) (collectors.Collector, error) {
	if spec.Kind == feed.Kind && spec.URL != "" && !strings.Contains(spec.URL, "://") {
		return document(spec.URL), nil
	}
	return openSource(kinds(), spec, newMeans(w.env))
}

// A document is a feed in a file, by its path.
type document string

// largestFile bounds a file read by hand, as the collector bounds what it fetches.
const largestFile = 5 << 20

// Collect reads the file.
func (d document) Collect(context.Context, collectors.Cursor, time.Time) (collectors.Page, error) {
	f, err := os.Open(string(d))
	if err != nil {
		return collectors.Page{}, fmt.Errorf("%w; name a file that is there, or an address that begins with https://", err)
	}
	body, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return collectors.Page{}, err
	}
	if len(body) > largestFile {
		return collectors.Page{}, fmt.Errorf("it holds more than %d MiB, which no source may", largestFile>>20)
	}
	posts, notes, err := feed.Parse(body, "", "")
	return collectors.Page{Posts: posts, Notes: notes}, err
}
