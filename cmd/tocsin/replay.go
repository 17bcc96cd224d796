package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"tocsin/config"
	"tocsin/replay"
)

// replayCommand is "tocsin replay".
type replayCommand struct {
	where
	Counts   string   `help:"Score a table (CSV) of 5-minute counts, packed with gzip or not; - is standard input." xor:"past" required:"" placeholder:"FILE"`
	Mentions string   `help:"Replay posts of a file, as import reads them; - is standard input." xor:"past" required:"" placeholder:"FILE"`
	Since    span     `help:"Replay what was kept within this span, such as 8w." xor:"past" required:"" placeholder:"SPAN"`
	Against  string   `help:"With --mentions or --since: the configuration to compare with." placeholder:"FILE"`
	JSON     bool     `name:"json" help:"With --mentions or --since: print NDJSON."`
	Timezone timezone `help:"With --counts: by whose weekdays and hours the series live, such as America/New_York; UTC if none is named." placeholder:"ZONE"`
	Budget   span     `help:"With --counts: the time in which a series may page at most once though nothing is the matter; 28d if none is named." placeholder:"SPAN"`
}

// Help is what "tocsin replay --help" adds.
func (c *replayCommand) Help() string {
	return `Says what would have fired in the past, and when. Nothing is sent, and nothing is kept.

--counts reads a table of counts made elsewhere, needs no configuration, and writes each row again with what the detector says
of it: expected (how many were usual), score (log10 of the days that pass between two such rises; 0.000 while nothing is
known), novelty (ln of the last 15 minutes over the second highest of the weeks before), severity, and alert where people
would be told anew. A summary goes to standard error. A row is scored by those before it. The first line names the columns:
series,timestamp,count and, if you have them, negative and authors; or timestamp,value. A row counts the posts of five minutes
from its timestamp on: 2026-03-01T14:05:00Z, 2026-03-01 14:05:00 (UTC) or seconds since 1970. Rows of a series stand in order;
series may take turns. A row that is missing means that nobody knows: write 0 where nothing was said. A series takes about
8 KB of memory: 100,000 of them 800 MB. severity is issue once in --budget, watch in a quarter of it, crisis in 13 times it,
or an issue that is also higher than all but one of the weeks before (novelty above 0.06), and nothing in a series' first week.

--mentions and --since have posts take the daemon's own way, on a store that is thrown away: matched, placed, judged every five
minutes, with the configuration's brands and rules. They print each incident, when it fired and when it rose; with --against,
what fires otherwise with another configuration. --mentions takes each post as read when it was published; its first day
teaches what is usual, and raises nothing. --since reads the installation's store, and six weeks more to learn from; what no
query of then matched is not in it. Of a crisis, which only people end, it is assumed that somebody does after a day of calm.

  tocsin replay --counts mentions.csv.gz --timezone Europe/Berlin > scored.csv
  tocsin replay --mentions archive.ndjson --config tocsin.yaml
  tocsin replay --since 8w --against stricter.yaml`
}

// A timezone is a place whose clock is meant.
type timezone struct{ *time.Location }

// UnmarshalText reads the name of a place.
func (z *timezone) UnmarshalText(text []byte) error {
	place, err := time.LoadLocation(string(text))
	if err != nil || len(text) == 0 || string(text) == "Local" {
		return fmt.Errorf("%q is no time zone: write one such as UTC or Europe/Berlin", text)
	}
	z.Location = place
	return nil
}

// aDay is the least budget: more often than once a day no series alerts anyway.
const aDay = 24 * time.Hour

// Run replays what is named.
func (c *replayCommand) Run(w *world) error {
	var err error
	switch counts := c.Counts != ""; {
	case counts && (c.Against != "" || c.JSON):
		err = errors.New("--against and --json go with --mentions or --since")
	case !counts && (c.Budget.Duration != 0 || c.Timezone.Location != nil):
		err = errors.New("--budget and --timezone go with --counts: elsewhere the configuration says them")
	case counts:
		err = c.counts(w)
	default:
		err = c.posts(w)
	}
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	return nil
}

// counts replays a table.
func (c *replayCommand) counts(w *world) error {
	if c.Budget.Duration != 0 && c.Budget.Duration < aDay {
		return fmt.Errorf("--budget %s is less than a day: write one such as 7d or 28d", c.Budget)
	}
	in, _, err := openInput(w, c.Counts)
	if err != nil {
		return err
	}
	summary, err := replay.Counts(w.ctx, in, w.stdout, replay.Options{Zone: c.Timezone.Location, Budget: c.Budget.Duration})
	_, _ = fmt.Fprintln(w.stderr, summary)
	return errors.Join(err, in.Close())
}

// posts replays posts with one configuration, or with two.
func (c *replayCommand) posts(w *world) error {
	cfg, err := c.load()
	if err == nil && cfg == nil {
		err = fmt.Errorf("there is no configuration, so no post can concern a brand: write %s, or name one with --config", defaultFile)
	}
	var other *config.Config
	if err == nil && c.Against != "" {
		other, err = config.Load(c.Against, known())
	}
	if err != nil {
		return err
	}
	p, err := c.past(w)
	if err != nil {
		return err
	}
	here, err := rehearse(w.ctx, cfg, p)
	if err != nil {
		return err
	}
	if other == nil {
		_, _ = fmt.Fprintln(w.stderr, here)
		if c.JSON {
			return printLines(w.stdout, here.fired)
		}
		return printFired(w.stdout, here.fired)
	}
	there, err := rehearse(w.ctx, other, p)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(w.stderr, "here:  %s\nthere: %s\n", here, there)
	all := contrast(here.fired, there.fired)
	if c.JSON {
		return printLines(w.stdout, all)
	}
	return printContrasts(w.stdout, all)
}

// openInput opens a file that is named at the prompt, and answers its size, 0 if nobody can tell.
func openInput(w *world, path string) (io.ReadCloser, int64, error) {
	if path == "-" {
		return io.NopCloser(untilTold(w.ctx, w.stdin, func() {})), 0, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, fmt.Errorf("%w; name a file that is there, or - for standard input", err)
	}
	is, err := f.Stat()
	if err == nil && is.IsDir() {
		err = fmt.Errorf("%s is a folder: name a file in it", path)
	}
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, is.Size(), nil
}
