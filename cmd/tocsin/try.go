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
	Source string `arg:"" help:"A feed's address, a file that holds one, or the id of a configured source."`
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
	spec := c.spec(cfg)
	if err := c.unknown(spec, cfg); err != nil {
		return err
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

// spec is the configured source that is meant, or an ad-hoc one.
func (c *tryCommand) spec(cfg *config.Config) config.SourceSpec {
	for _, s := range cfg.Sources {
		if s.ID == c.Source || s.URL == c.Source {
			return s
		}
	}
	// Whoever types an address is at the machine and means it.
	return config.SourceSpec{ID: c.Source, Kind: feed.Kind, URL: c.Source, AllowPrivate: true}
}

// unknown says that what is typed is nothing that could be read, and what could.
func (c *tryCommand) unknown(spec config.SourceSpec, cfg *config.Config) error {
	if spec.URL != c.Source || strings.Contains(c.Source, "://") {
		return nil
	}
	if _, err := os.Stat(c.Source); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	remedy := "name a file that is there, or an address that begins with https://"
	if len(cfg.Sources) > 0 {
		ids := make([]string, len(cfg.Sources))
		for i, s := range cfg.Sources {
			ids[i] = s.ID
		}
		slices.Sort(ids)
		remedy += ", or a source of the configuration: " + strings.Join(ids, ", ")
	}
	return fmt.Errorf("source try: %q is no file, no address and no source: %s", c.Source, remedy)
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
