package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/schedule"
	"tocsin/store"
	"tocsin/web"
)

// statusCommand is "tocsin status".
type statusCommand struct {
	where
	JSON bool `name:"json" help:"Print JSON."`
}

// Run tells where things stand, read from the store itself.
func (c *statusCommand) Run(w *world) error {
	return c.look(w, func(s *store.Store, cfg *config.Config, out io.Writer) error {
		now := w.now()
		status, err := readStatus(w.ctx, s, cfg, now, func(ctx context.Context, key brand.Key) (rules.Count, int, error) {
			return heardSince(ctx, s, key, now.Add(-time.Hour), now)
		})
		if err != nil {
			return err
		}
		status.Running = status.Running && !s.Serves()
		if !c.JSON {
			return printStatus(out, status)
		}
		status.Ready = status.Running
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		return e.Encode(status)
	})
}

// status tells where the daemon stands. Its lookouts have the last hour counted, so
// nobody who asks often has the log read.
func (a *app) status(ctx context.Context, now time.Time) (web.Status, error) {
	return readStatus(ctx, a.store, a.config, now, func(_ context.Context, key brand.Key) (rules.Count, int, error) {
		heard, copies := a.lookouts[key].LastHour(now)
		return heard, copies, nil
	})
}

// alive is the mark that a daemon renews every ten seconds while it runs, stopped
// the one that it leaves when it ends in peace.
const (
	alive   = "alive"
	stopped = "stopped"
)

// freshness is how old the mark of a daemon that runs can be.
const freshness = 30 * time.Second

// lastSeen answers when a daemon last said that it runs, and whether one does.
func lastSeen(ctx context.Context, s *store.Store, now time.Time) (time.Time, bool, error) {
	seen, err := s.Ran(ctx, alive)
	if err != nil {
		return time.Time{}, false, err
	}
	end, err := s.Ran(ctx, stopped)
	return seen, end.Before(seen) && now.Sub(seen) < freshness, err
}

// daemonSeen is lastSeen for a command beside the daemon: where this process serves the
// store none runs, though one that was killed said a moment ago that it does.
func daemonSeen(ctx context.Context, s *store.Store, now time.Time) (time.Time, bool, error) {
	seen, running, err := lastSeen(ctx, s, now)
	return seen, running && !s.Serves(), err
}

// An hour counts what was heard of a brand in the last one, and how many of these
// mentions are copies.
type hour func(ctx context.Context, key brand.Key) (rules.Count, int, error)

// readStatus gathers what the store tells; cfg may be nil.
func readStatus(ctx context.Context, s *store.Store, cfg *config.Config, now time.Time, last hour) (web.Status, error) {
	rung := s.Survey(ctx)
	status := web.Status{Version: version(), At: now, Store: standsOn(rung), AtRisk: rung.Loss, Durable: rung.Durable, Configuration: insteadOfFile(cfg)}
	var err error
	if status.Seen, status.Running, err = lastSeen(ctx, s, now); err != nil {
		return status, err
	}
	brands, err := brandsOf(ctx, s, cfg)
	if err != nil {
		return status, err
	}
	for _, b := range brands {
		live, err := liveIncidents(ctx, s, b.Key)
		if err != nil {
			return status, err
		}
		for _, i := range live {
			status.Incidents = append(status.Incidents, web.IncidentStatus{
				ID: i.ID.String(), Severity: i.Severity.String(), State: string(i.State),
				Opened: i.OpenedAt, Voices: i.Signal.Voices, Lead: i.Lead.Name,
			})
		}
		heard, copies, err := last(ctx, b.Key)
		if err != nil {
			return status, err
		}
		status.Brands = append(status.Brands, web.BrandStatus{
			Key: string(b.Key), Name: b.Name, Voices: heard.Voices, Posts: heard.Mentions, Copies: copies, OpenIncidents: len(live),
		})
	}
	status.Sources, err = sourceStatus(ctx, s, cfg)
	return status, err
}

// insteadOfFile says what stands in for a configuration file, "" where there is one.
func insteadOfFile(cfg *config.Config) string {
	switch {
	case cfg == nil:
		return "none here: what the store holds is shown; name the daemon's with --config"
	case cfg.Named:
		return fmt.Sprintf("no file: %s was only named (run --brand), and nobody may act on its incidents; %s says who may", cfg.Brands[0].Name, defaultFile)
	}
	return ""
}

// standsOn says what a rung is, and where.
func standsOn(r store.Rung) string {
	kinds := map[string]string{
		store.RungRedis: "redis", store.RungChild: "child (a private redis-server)", store.RungEmbedded: "embedded (in the daemon itself)",
	}
	return kinds[r.Name] + " at " + r.Address
}

// brandsOf are the configuration's brands, or all that anything is kept of.
func brandsOf(ctx context.Context, s *store.Store, cfg *config.Config) ([]brand.Brand, error) {
	if cfg != nil {
		return cfg.Brands, nil
	}
	keys, err := s.Brands(ctx)
	if err != nil {
		return nil, err
	}
	slices.Sort(keys)
	brands := make([]brand.Brand, len(keys))
	for i, key := range keys {
		brands[i] = brand.Brand{Key: key, Name: string(key), Location: time.UTC}
	}
	return brands, nil
}

// pickBrand finds the brand that is meant: by its key or name, or the only one
// there is.
func pickBrand(ctx context.Context, s *store.Store, cfg *config.Config, name string) (brand.Brand, error) {
	brands, err := brandsOf(ctx, s, cfg)
	if err != nil {
		return brand.Brand{}, err
	}
	keys := make([]string, len(brands))
	for i, b := range brands {
		keys[i] = string(b.Key)
		if strings.EqualFold(keys[i], name) || strings.EqualFold(b.Name, name) || name == "" && len(brands) == 1 {
			return b, nil
		}
	}
	switch {
	case len(brands) == 0:
		return brand.Brand{}, errors.New("nothing was ever heard here: start the daemon first with tocsin run")
	case name == "":
		return brand.Brand{}, fmt.Errorf("there are several brands: name one with --brand, one of %s", strings.Join(keys, ", "))
	}
	return brand.Brand{}, fmt.Errorf("there is no brand %q: name one of %s", name, strings.Join(keys, ", "))
}

// heardSince counts what was heard in a span, and how many of it are copies.
func heardSince(ctx context.Context, s *store.Store, key brand.Key, from, to time.Time) (rules.Count, int, error) {
	voices := map[brand.Voice]struct{}{}
	heard, copies := rules.Count{}, 0
	err := s.Between(ctx, key, from, to, func(m brand.Mention) error {
		if !m.Counts() {
			return nil
		}
		voices[m.Speaks()] = struct{}{}
		heard.Mentions++
		if m.Story != "" {
			copies++
		}
		return nil
	})
	if errors.Is(err, alerting.ErrLeftOut) {
		err = nil // the daemon's log tells of it
	}
	heard.Voices = len(voices)
	return heard, copies, err
}

// sourceStatus tells of the configured sources in order, else of all that were ever read.
func sourceStatus(ctx context.Context, s *store.Store, cfg *config.Config) ([]web.SourceStatus, error) {
	marks, err := s.Bookmarks(ctx)
	if err != nil {
		return nil, err
	}
	tell := func(id, kind string) web.SourceStatus {
		m := marks[id]
		s := web.SourceStatus{ID: id, Kind: kind, Read: m.Read, NotBefore: m.NotBefore, Failures: m.Failures, Fault: reason(id, m.Fault), Note: m.Note, LagP95: m.LagP95}
		if m.Behind.Parts > 0 {
			s.Whole, s.Behind = m.Whole(), m.Behind.String()
		}
		return s
	}
	var all []web.SourceStatus
	if cfg != nil {
		for _, spec := range cfg.Sources {
			all = append(all, tell(spec.ID, spec.Kind))
		}
		return all, nil
	}
	for id := range marks {
		all = append(all, tell(id, ""))
	}
	slices.SortFunc(all, func(a, b web.SourceStatus) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}

// liveIncidents answers the incidents of a brand that want attention.
func liveIncidents(ctx context.Context, s *store.Store, key brand.Key) ([]alerting.Incident, error) {
	ids, err := s.Live(ctx, key)
	if err != nil {
		return nil, err
	}
	return readIncidents(ctx, s, ids)
}

func readIncidents(ctx context.Context, s *store.Store, ids []alerting.ID) ([]alerting.Incident, error) {
	incidents := make([]alerting.Incident, 0, len(ids))
	for _, id := range ids {
		actions, err := s.Incident(ctx, id)
		if err != nil {
			return nil, err
		}
		i, err := alerting.Replay(id, actions)
		if err != nil {
			return nil, err
		}
		incidents = append(incidents, i)
	}
	return incidents, nil
}

// jobStatus is the schedule's word for the web.
func jobStatus(jobs []schedule.Status) []web.JobStatus {
	all := make([]web.JobStatus, len(jobs))
	for i, j := range jobs {
		all[i] = web.JobStatus{Name: j.Name, Ran: j.Ran, Next: j.Next, Did: j.Did, Fault: j.Fault}
	}
	return all
}
