package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
)

// A firing is an incident of a replay.
type firing struct {
	Incident alerting.ID `json:"incident"`
	Brand    brand.Key   `json:"brand"`
	// Severity is the highest it had, First when it began, Last when a signal last fed it.
	Severity rules.Severity `json:"severity"`
	First    time.Time      `json:"first"`
	Last     time.Time      `json:"last"`
	// Rises are the moments at which it became more severe, the first included.
	Rises []rise `json:"rises"`

	clock *time.Location
}

// A rise is when an incident became more severe, and what said so.
type rise struct {
	At         time.Time      `json:"at"`
	Severity   rules.Severity `json:"severity"`
	Voices     int            `json:"voices"`
	Rule       string         `json:"rule"`
	Arithmetic string         `json:"arithmetic"`
}

// fired are the incidents of a store that began at a moment or later, brand by brand.
func fired(ctx context.Context, s *store.Store, cfg *config.Config, since time.Time) ([]firing, error) {
	var all []firing
	for _, b := range cfg.Brands {
		ids, err := s.Recent(ctx, b.Key, time.Time{})
		if err != nil {
			return nil, err
		}
		incidents, err := readIncidents(ctx, s, ids)
		if err != nil {
			return nil, err
		}
		for _, i := range incidents {
			if f := firingOf(i); !f.First.Before(since) {
				f.clock = b.Location
				all = append(all, f)
			}
		}
	}
	return all, nil
}

func firingOf(i alerting.Incident) firing {
	f := firing{Incident: i.ID, Brand: i.ID.Brand, First: i.OpenedAt, Last: i.HeardAt}
	for _, a := range i.Actions {
		if a.Signal == nil || a.Signal.Severity <= f.Severity {
			continue
		}
		f.Severity = a.Signal.Severity
		f.Rises = append(f.Rises, rise{a.At, a.Signal.Severity, a.Signal.Voices, a.Signal.Rule, a.Signal.Arithmetic})
	}
	return f
}

// when is a moment by the clock of a firing's brand.
func (f firing) when(at time.Time) string {
	if f.clock != nil {
		at = at.In(f.clock)
	}
	return at.Format("2006-01-02 15:04 MST")
}

// printLines prints things as NDJSON.
func printLines[T any](out io.Writer, all []T) error {
	lines := ndjson(out)
	for _, one := range all {
		if err := lines.Encode(one); err != nil {
			return err
		}
	}
	return nil
}

// printFired prints what fired, each rise on a line.
func printFired(out io.Writer, all []firing) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(out, "nothing would have fired")
		return err
	}
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "INCIDENT\tWHEN\tSEVERITY\tVOICES\tRULE")
	for _, f := range all {
		for _, r := range f.Rises {
			_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", f.Incident, f.when(r.At), r.Severity, strconv.Itoa(r.Voices), r.Rule)
		}
	}
	return t.Flush()
}
