package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"tocsin/replay"
)

// replayCommand is "tocsin replay".
type replayCommand struct {
	Counts   string   `help:"A table (CSV) of 5-minute counts, packed with gzip or not; - is standard input." required:"" placeholder:"FILE"`
	Timezone timezone `help:"By whose weekdays and hours the series live, such as America/New_York." default:"UTC" placeholder:"ZONE"`
	Budget   span     `help:"The time in which a series may page at most once though nothing is the matter." default:"28d"`
}

// Help is what "tocsin replay --help" adds.
func (c *replayCommand) Help() string {
	return `Reads a table of counts made elsewhere, and writes each row again with what the detector says of it: expected (how many
were usual), score (log10 of the days that pass between two such rises; 0.000 while nothing is known), novelty (ln of the last
15 minutes over the second highest of the weeks before), severity, and alert where people would be told anew. A summary goes
to standard error. Nothing is looked up ahead: a row is scored by those before it. Nothing is kept or sent.

The first line names the columns: series,timestamp,count and, if you have them, negative and authors; or timestamp,value.
A row counts the posts of five minutes from its timestamp on: 2026-03-01T14:05:00Z, 2026-03-01 14:05:00 (UTC) or seconds
since 1970. Rows of a series stand in order; series may take turns. A row that is missing means that nobody knows: write 0
where nothing was said. A series takes about 8 KB of memory: 100,000 of them 800 MB.

severity: watch once in 7 days; issue once in --budget; crisis once in 365, or an issue that is also higher than all but one
of the weeks before (novelty above 0.06). None in the first week of a series. With negative, --budget is for both together.

  tocsin replay --counts mentions.csv.gz --timezone Europe/Berlin > scored.csv
  tail -f counts.csv | tocsin replay --counts -`
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

// Run replays the table.
func (c *replayCommand) Run(w *world) error {
	if c.Budget.Duration < aDay {
		return fmt.Errorf("replay: --budget %s is less than a day: write one such as 7d or 28d", c.Budget)
	}
	in, _, err := openInput(w, c.Counts)
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	summary, err := replay.Counts(w.ctx, in, w.stdout, replay.Options{Zone: c.Timezone.Location, Budget: c.Budget.Duration})
	_, _ = fmt.Fprintln(w.stderr, summary)
	if err = errors.Join(err, in.Close()); err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	return nil
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
