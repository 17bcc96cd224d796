package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/config"
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
	return c.look(w, func(s *store.Store, cfg *config.Config, out io.Writer) error {
		b, err := pickBrand(w.ctx, s, cfg, c.Brand)
		if err != nil {
			return fmt.Errorf("mentions: %w", err)
		}
		lines := ndjson(out)
		now := w.now()
		return s.Between(w.ctx, b.Key, now.Add(-c.Since.Duration), now, func(m brand.Mention) error { return lines.Encode(m) })
	})
}

// incidentsCommand is "tocsin incidents".
type incidentsCommand struct {
	where
	ID    string `arg:"" optional:"" help:"Show the record of this one, such as solvo/241; where there is one brand, the number will do."`
	Since span   `help:"Also those that ended within this span." default:"7d"`
	JSON  bool   `name:"json" help:"With an incident: the whole record with its evidence, as NDJSON."`
}

// Run lists incidents, or shows one.
func (c *incidentsCommand) Run(w *world) error {
	if c.ID != "" {
		return c.show(w)
	}
	return c.look(w, func(s *store.Store, cfg *config.Config, out io.Writer) error {
		brands, err := brandsOf(w.ctx, s, cfg)
		var all []alerting.Incident
		for _, b := range brands {
			ids, listErr := s.Recent(w.ctx, b.Key, w.now().Add(-c.Since.Duration))
			some, readErr := readIncidents(w.ctx, s, ids)
			err = errors.Join(err, listErr, readErr)
			all = append(all, some...)
		}
		if err != nil {
			return err
		}
		return printIncidents(out, all)
	})
}

func (c *incidentsCommand) show(w *world) error {
	return c.look(w, func(s *store.Store, cfg *config.Config, out io.Writer) error {
		id, err := incidentOf(w.ctx, s, cfg, c.ID)
		if err != nil {
			return err
		}
		actions, err := s.Incident(w.ctx, id)
		if err == nil && !c.JSON {
			return printRecord(out, actions, clockOf(w.ctx, s, cfg, id.Brand))
		}
		lines := ndjson(out)
		for _, a := range actions {
			err = errors.Join(err, lines.Encode(a))
		}
		return err
	})
}

func printIncidents(out io.Writer, all []alerting.Incident) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(out, "no incidents")
		return err
	}
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "INCIDENT\tSEVERITY\tSTATE\tVOICES\tOPENED\tLEAD\tDECISION")
	for _, i := range all {
		voices := strconv.Itoa(i.Peak.Voices)
		if i.Peak.Carried > 0 {
			voices = spoke(i.Peak)
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", i.ID, i.Severity, i.State, voices,
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
	return c.look(w, func(s *store.Store, _ *config.Config, out io.Writer) error {
		refused, err := s.Refusals(w.ctx, 0)
		lines := ndjson(out)
		for _, r := range refused {
			err = errors.Join(err, lines.Encode(r))
		}
		return err
	})
}
