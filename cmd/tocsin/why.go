package main

import (
	"io"

	"tocsin/alerting"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
)

// explainCommand is "tocsin explain".
type explainCommand struct {
	where
	ID   string `arg:"" help:"The incident, such as solvo/241; where there is one brand, the number will do."`
	JSON bool   `name:"json" help:"All figures of the latest signal, as one JSON document."`
}

// An explanation is what there is to say of an incident's latest signal.
type explanation struct {
	Incident alerting.ID    `json:"incident"`
	Severity rules.Severity `json:"severity"`
	State    alerting.State `json:"state"`
	Signal   rules.Signal   `json:"signal"`
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
		if c.JSON {
			return ndjson(out).Encode(explanation{i.ID, i.Severity, i.State, i.Signal, text})
		}
		_, err = io.WriteString(out, text+"\n")
		return err
	})
}
