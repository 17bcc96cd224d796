package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/file"
	"tocsin/config"
	"tocsin/store"
)

// importCommand is "tocsin import".
type importCommand struct {
	where
	Path   string   `arg:"" name:"posts" help:"The file, packed with gzip or not; - is standard input."`
	Source string   `help:"The source whose posts they are: one of the configuration, or a new name such as archive-2025." required:"" placeholder:"ID"`
	Brand  []string `help:"Keep them for this brand alone; may be repeated." placeholder:"KEY"`
}

// Help is what "tocsin import --help" adds.
func (c *importCommand) Help() string {
	return `Reads old posts and keeps those that concern a brand: they teach what is usual, and raise nothing. Each line is a post:
a JSON object with id, text, title, author, url, published and so on, as "tocsin mentions" prints, or a row of a table (CSV)
whose first line names such columns; a column that is none of them is told once, and passed over. What was kept before is not
kept twice, so an import may be repeated or broken off.

A text is UTF-8. A line that is not, and has no more whole characters beyond ASCII than broken ones, is read as Windows-1252, which
covers Latin-1; in any other a � stands for each broken byte. The first is told by its number. Convert what is of another
encoding, such as with iconv -f UTF-16 -t UTF-8.

Exit code: 0 if every line was read, 1 if some could not be: each is told by its number and costs no other.

  tocsin import archive.csv.gz --source archive-2025
  tocsin import tickets.ndjson --source helpdesk --brand solvo`
}

// sourceForm is what a source may be called.
func sourceForm() *regexp.Regexp {
	return regexp.MustCompile(`^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$`)
}

// Run imports the file.
func (c *importCommand) Run(w *world) error {
	cfg, err := c.load()
	if err == nil && cfg == nil {
		err = fmt.Errorf("import: there is no configuration, so no post can concern a brand: write %s, or name one with --config", defaultFile)
	}
	if err != nil {
		return err
	}
	source, err := c.source(cfg)
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	i := &importing{world: w, source: source}
	i.doubt(cfg)
	in, size, err := openInput(w, c.Path)
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	defer func() { _ = in.Close() }()
	s, err := store.Attach(w.ctx, c.storeOptions(w, cfg, nil))
	if err != nil {
		return err
	}
	if i.listener, err = importer(w.ctx, s, cfg); err != nil {
		return errors.Join(err, s.Close())
	}
	i.size = size
	err = file.Walk(w.ctx, in, i.take)
	return errors.Join(i.end(err), s.Close())
}

// source is the one whose posts they are, for the brands that are meant.
func (c *importCommand) source(cfg *config.Config) (collectors.Source, error) {
	s := collectors.Source{ID: c.Source, Kind: file.Kind}
	i := slices.IndexFunc(cfg.Sources, func(known config.SourceSpec) bool { return known.ID == c.Source })
	switch {
	case i >= 0:
		s = sourceOf(cfg.Sources[i], nil)
	case !sourceForm().MatchString(c.Source):
		return s, fmt.Errorf("%q is no name of a source: use lower-case letters, digits and inner dashes or dots", c.Source)
	}
	if len(c.Brand) == 0 {
		return s, nil
	}
	s.Brands = nil
	for _, name := range c.Brand {
		key := brand.Key(name)
		if !slices.ContainsFunc(cfg.Brands, func(b brand.Brand) bool { return b.Key == key }) {
			return s, fmt.Errorf("%q is no brand of the configuration: %s", name, brandKeys(cfg))
		}
		s.Brands = append(s.Brands, key)
	}
	return s, nil
}

// brandKeys tells which brands there are.
func brandKeys(cfg *config.Config) string {
	keys := make([]string, len(cfg.Brands))
	for i, b := range cfg.Brands {
		keys[i] = string(b.Key)
	}
	return "it has " + strings.Join(keys, ", ")
}

// importer makes what turns the posts into mentions, as the daemon does. Which of them are
// copies is told from one another: what was heard since is no original of theirs.
func importer(ctx context.Context, s *store.Store, cfg *config.Config) (*collectors.Listener, error) {
	o, err := hearingOf(cfg)
	if err != nil {
		return nil, err
	}
	if o.VoiceKey, err = s.Secret(ctx, "voices"); err != nil {
		return nil, err
	}
	o.Sink = s
	return collectors.NewListener(o), nil
}

// An importing is one import under way.
type importing struct {
	*world
	listener *collectors.Listener
	source   collectors.Source
	size     int64

	read, matched, fresh, bad int
	// undated are posts that say nothing of when they were published.
	undated int
	// odd are posts that were not UTF-8.
	odd int
	// told is how many bad lines were told one by one.
	told int
	// passed is set once the columns that are not read were told.
	passed bool
	// shown is set while the last line of a terminal tells how far it is.
	shown bool
}

// mostBadTold is how many bad lines are told one by one.
const mostBadTold = 20

// take keeps a page of posts.
func (i *importing) take(step file.Step) error {
	if !i.passed {
		i.passed = true
		i.pass(step.Table)
	}
	for _, bad := range step.Bad {
		if i.told < mostBadTold {
			i.told++
			i.say("%s", bad)
		}
	}
	i.bad += step.Faults
	if step.Note != "" {
		i.say("%s", step.Note)
	}
	i.odd += step.Odd
	for _, p := range step.Posts {
		if p.Published.IsZero() {
			i.undated++
		}
	}
	heard, err := i.listener.Take(i.ctx, i.source, collectors.Page{Posts: step.Posts, Anew: true}, i.now())
	if err != nil {
		return err
	}
	i.read, i.matched, i.fresh = i.read+heard.Posts, i.matched+heard.Matched, i.fresh+heard.Fresh
	i.progress(step.Bytes)
	return nil
}

// progress tells somebody who waits how far it is.
func (i *importing) progress(bytes int64) {
	if !isTerminal(i.stderr) {
		return
	}
	how := fmt.Sprintf("%d read, %d fresh", i.read, i.fresh)
	if i.size > 0 {
		how += fmt.Sprintf(", %d%%", min(100, bytes*100/i.size))
	}
	_, _ = fmt.Fprintf(i.stderr, "\r%s\x1b[K", how)
	i.shown = true
}

func (i *importing) say(format string, args ...any) {
	i.wipe()
	_, _ = fmt.Fprintf(i.stderr, "tocsin: import: "+format+"\n", args...)
}

// wipe takes away the line that told how far it is.
func (i *importing) wipe() {
	if i.shown {
		_, _ = fmt.Fprint(i.stderr, "\r\x1b[K")
		i.shown = false
	}
}

// end tells what came of it.
func (i *importing) end(err error) error {
	i.wipe()
	if more := i.bad - i.told; more > 0 {
		i.say("%d bad lines more", more)
	}
	if more := i.odd - 1; more > 0 {
		i.say("%s more not in UTF-8", plural(more, "line"))
	}
	if i.undated > 0 {
		i.say("%s", undated(i.undated))
	}
	_, printErr := fmt.Fprintf(i.stdout, "%d read, %d matched, %d fresh, %d bad lines\n", i.read, i.matched, i.fresh, i.bad)
	switch {
	case err != nil:
		return fmt.Errorf("import: %w; what was read is kept, and importing it again costs nothing", err)
	case printErr != nil:
		return printErr
	case i.read > 0 && i.matched == 0:
		i.say("none of them concerns a brand: see what its match says with tocsin config show, or try it with tocsin query")
	}
	if i.bad > 0 {
		return errSaid
	}
	return nil
}

// undated tells of posts without a date.
func undated(n int) string {
	if n == 1 {
		return "1 post has no published, and counts as of now: give it one"
	}
	return fmt.Sprintf("%d posts have no published, and count as of now: give them one", n)
}

// isTerminal reports whether somebody looks at what is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	is, err := f.Stat()
	return err == nil && is.Mode()&os.ModeCharDevice != 0
}
