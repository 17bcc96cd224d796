package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
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

// tried is a line of what is printed.
type tried struct {
	ID        brand.MentionID `json:"id"`
	URL       string          `json:"url"`
	Author    string          `json:"author"`
	Title     string          `json:"title"`
	Text      string          `json:"text"`
	Lang      string          `json:"lang"`
	Published *time.Time      `json:"published"`
	Matches   []brand.Match   `json:"matches"`
}

// Run reads a source once and prints its posts; what cost no post goes to stderr.
func (c *tryCommand) Run(w *world) error {
	cfg, err := where{File: c.File}.load()
	if err != nil {
		return err
	}
	var brands []brand.Brand
	if cfg != nil {
		brands = cfg.Brands
	} else {
		_, _ = fmt.Fprintln(w.stderr, "tocsin: source try: there is no configuration, so no brand can match: name one with --config")
	}
	queries, err := query.Compile(brands)
	if err != nil {
		return err
	}
	spec := c.spec(cfg)
	posts, err := c.read(w, spec)
	if err != nil {
		return fmt.Errorf("source try: %w", err)
	}
	out := ndjson(w.stdout)
	for _, p := range posts {
		line := tried{
			ID: brand.Identify(spec.Kind, spec.ID, p), URL: p.URL, Author: p.Author, Title: p.Title, Text: p.Text, Lang: p.Lang,
			Matches: append([]brand.Match{}, queries.MatchFrom(spec.ID, p)...),
		}
		if !p.Published.IsZero() {
			line.Published = &p.Published
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// spec is the configured source that is meant, or an ad-hoc one.
func (c *tryCommand) spec(cfg *config.Config) config.SourceSpec {
	if cfg != nil {
		for _, s := range cfg.Sources {
			if s.ID == c.Source || s.URL == c.Source {
				return s
			}
		}
	}
	// Whoever types an address is at the machine and means it.
	return config.SourceSpec{ID: c.Source, Kind: feed.Kind, URL: c.Source, AllowPrivate: true}
}

func (c *tryCommand) read(w *world, spec config.SourceSpec) ([]brand.Post, error) {
	if spec.Kind == feed.Kind && spec.URL != "" && !strings.Contains(spec.URL, "://") {
		return readFile(w, spec.URL)
	}
	k, known := kinds()[spec.Kind]
	if !known {
		return nil, fmt.Errorf("%q is no kind of source", spec.Kind)
	}
	collector, err := k.open(spec, newMeans(w.env))
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	return readAll(ctx, w, collector)
}

// readAll reads a source's first page, and those that wait behind it.
func readAll(ctx context.Context, w *world, collector collectors.Collector) ([]brand.Post, error) {
	const mostPages = 20
	var posts []brand.Post
	cursor := collectors.Cursor("")
	for range mostPages {
		page, err := collector.Collect(ctx, cursor, w.now())
		if err != nil {
			return posts, err
		}
		note(w, page.Notes)
		posts = append(posts, page.Posts...)
		if cursor = page.Next; !page.More {
			break
		}
	}
	return posts, nil
}

// largestFile bounds a file read by hand, as the collector bounds what it fetches.
const largestFile = 5 << 20

func readFile(w *world, path string) ([]brand.Post, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w; name a file that is there, or an address that begins with https://", err)
	}
	body, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if len(body) > largestFile {
		return nil, fmt.Errorf("%s holds more than %d MiB, which no source may", path, largestFile>>20)
	}
	posts, notes, err := feed.Parse(body, "", "")
	note(w, notes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return posts, nil
}

func note(w *world, notes []string) {
	for _, n := range notes {
		_, _ = fmt.Fprintln(w.stderr, "tocsin: source try:", n)
	}
}
