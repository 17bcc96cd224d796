package main

import (
	"io"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
)

// shownPosts is how many posts are listed unless all are asked for.
const shownPosts = 20

// explainCommand is "tocsin explain".
type explainCommand struct {
	where
	ID   string `arg:"" help:"The incident, such as solvo/241; where there is one brand, the number will do."`
	All  bool   `help:"List all the posts that were counted, instead of the first 20."`
	JSON bool   `name:"json" help:"All figures of the latest signal, as one JSON document."`
}

// An explanation is what there is to say of an incident's latest signal.
type explanation struct {
	Incident alerting.ID    `json:"incident"`
	Severity rules.Severity `json:"severity"`
	State    alerting.State `json:"state"`
	Signal   rules.Signal   `json:"signal"`
	Counted  alerting.Tally `json:"counted"`
	Text     string         `json:"text"`
}

// Run says why an incident rings: what anybody understands first, the figures below.
func (c *explainCommand) Run(w *world) error {
	return c.look(w, func(s *store.Store, cfg *config.Config, out io.Writer) error {
		id, err := incidentOf(w.ctx, s, cfg, c.ID)
		if err != nil {
			return err
		}
		found, err := readIncidents(w.ctx, s, []alerting.ID{id})
		if err != nil {
			return err
		}
		b, err := pickBrand(w.ctx, s, cfg, string(id.Brand))
		if err != nil {
			return err
		}
		i := found[0]
		text := alerting.Explained(i, alerting.Reader{Brand: b, Location: clockOf(w.ctx, s, cfg, id.Brand), Shell: c.shell()})
		var window []brand.Mention
		keep := func(m brand.Mention) error { window = append(window, m); return nil }
		if err := (history{s}).Between(w.ctx, id.Brand, i.Signal.At.Add(-i.Signal.Window), i.Signal.At.Add(time.Nanosecond), keep); err != nil {
			return err
		}
		tally, whole := alerting.TallyOf(i, window)
		if c.JSON {
			return ndjson(out).Encode(explanation{i.ID, i.Severity, i.State, i.Signal, tally, text})
		}
		text += "\n"
		if whole {
			most := shownPosts
			if c.All {
				most = len(tally.Posts)
			}
			text += tally.Tell(most, i.Signal.Voices, clockOf(w.ctx, s, cfg, id.Brand))
		}
		_, err = io.WriteString(out, text)
		return err
	})
}
