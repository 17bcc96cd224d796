package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/store"
)

// mentionsCommand is "tocsin mentions".
type mentionsCommand struct {
	where
	Brand string `help:"The brand's key; needed where there are several." placeholder:"KEY"`
	Since span   `help:"How far back, such as 90m, 48h, 3d or 2w." default:"24h"`
}

// Run prints the mentions of a span, in the order they were kept.
func (c *mentionsCommand) Run(w *world) error {
	s, cfg, err := c.attach(w)
	if err != nil {
		return err
	}
	b, err := pickBrand(w.ctx, s, cfg, c.Brand)
	if err != nil {
		return errors.Join(fmt.Errorf("mentions: %w", err), s.Close())
	}
	out := ndjson(w.stdout)
	now := w.now()
	err = s.Between(w.ctx, b.Key, now.Add(-c.Since.Duration), now, func(m brand.Mention) error { return out.Encode(m) })
	return errors.Join(err, s.Close())
}

// incidentsCommand is "tocsin incidents".
type incidentsCommand struct {
	where
	ID    string `arg:"" optional:"" help:"Show this one, such as solvo/241, with its whole record as NDJSON."`
	Since span   `help:"Also those that ended within this span." default:"7d"`
}

// Run lists incidents, or shows one.
func (c *incidentsCommand) Run(w *world) error {
	s, cfg, err := c.attach(w)
	if err != nil {
		return err
	}
	if c.ID != "" {
		return errors.Join(c.show(w, s), s.Close())
	}
	brands, err := brandsOf(w.ctx, s, cfg)
	var all []alerting.Incident
	for _, b := range brands {
		ids, listErr := s.Recent(w.ctx, b.Key, w.now().Add(-c.Since.Duration))
		some, readErr := readIncidents(w.ctx, s, ids)
		err = errors.Join(err, listErr, readErr)
		all = append(all, some...)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	return printIncidents(w.stdout, all)
}

func (c *incidentsCommand) show(w *world, s *store.Store) error {
	id, err := alerting.ParseID(c.ID)
	if err != nil {
		return err
	}
	actions, err := s.Incident(w.ctx, id)
	if err != nil {
		return err
	}
	out := ndjson(w.stdout)
	for _, a := range actions {
		if err := out.Encode(a); err != nil {
			return err
		}
	}
	return nil
}

func printIncidents(out io.Writer, all []alerting.Incident) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(out, "no incidents")
		return err
	}
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "INCIDENT\tSEVERITY\tSTATE\tVOICES\tOPENED\tLEAD\tDECISION")
	for _, i := range all {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%s\t%s\t%s\n", i.ID, i.Severity, i.State, i.Peak.Voices,
			i.OpenedAt.UTC().Format("2006-01-02 15:04"), cmp.Or(i.Lead.Name, "-"), cmp.Or(string(i.Decision), "-"))
	}
	return t.Flush()
}

// ndjson writes one JSON document a line, for programs and not for web pages.
func ndjson(out io.Writer) *json.Encoder {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	return lines
}

// refusalsCommand is "tocsin refusals".
type refusalsCommand struct {
	where
}

// Run prints the requests that a door turned away, newest first.
func (c *refusalsCommand) Run(w *world) error {
	s, _, err := c.attach(w)
	if err != nil {
		return err
	}
	refused, err := s.Refusals(w.ctx, 0)
	out := ndjson(w.stdout)
	for _, r := range refused {
		err = errors.Join(err, out.Encode(r))
	}
	return errors.Join(err, s.Close())
}
