package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"tocsin/config"
	"tocsin/schedule"
	"tocsin/store"
	"tocsin/web"
)

// How the daemon stops: jobs and pages together, then Slack's door, then the
// store, within 30 s.
const (
	jobsGrace = 8 * time.Second
	webGrace  = 5 * time.Second
	doorGrace = 5 * time.Second
)

// runCommand is "tocsin run".
type runCommand struct {
	where
	Path      string   `arg:"" optional:"" name:"file" help:"The configuration file, as with --config."`
	Brand     string   `help:"Listen for this name, without a configuration file." placeholder:"NAME"`
	Feed      []string `help:"With --brand: read this feed; may be repeated. Without it, public searches are read." placeholder:"URL"`
	Listen    string   `help:"Address of the web pages and Slack's HTTP door, instead of the file's; port 0 takes any." placeholder:"HOST:PORT"`
	LogLevel  string   `help:"debug, info, warn or error." enum:"debug,info,warn,error" default:"info"`
	LogFormat string   `help:"text or json." enum:"text,json" default:"text"`
}

// Run is the daemon.
func (c *runCommand) Run(w *world) error {
	cfg, err := c.configuration(w)
	if err != nil {
		return err
	}
	if c.Listen != "" {
		cfg.Listen = c.Listen
	}
	log := c.logger(w)
	store.LibraryLog(log.With("from", "redis client"))
	for _, warning := range cfg.Warnings {
		log.Warn("configuration", "warning", warning.String())
	}
	o := c.storeOptions(w, cfg, log)
	s, err := store.Open(w.ctx, o)
	if err != nil {
		return err
	}
	if err := c.remember(o.Dir); err != nil {
		log.Warn("other commands will not know what is listened for: name the folder's configuration to them", "error", err)
	}
	rung := s.Rung()
	log.Info("store open", "rung", rung.Name, "address", rung.Address, "durable", rung.Durable, "at_risk", rung.Loss)
	a, err := assemble(w.ctx, setting{config: cfg, store: s, env: w.env, log: log, now: w.now, out: w.stdout, shell: c.shell()})
	if err == nil {
		err = a.install(w.ctx, w.now())
	}
	if err == nil {
		err = a.serve(w.ctx)
	}
	return errors.Join(err, s.Close())
}

// configuration is the file's, or that of the one brand that is only named.
func (c *runCommand) configuration(w *world) (*config.Config, error) {
	if c.Path != "" && c.File == "" {
		c.File = c.Path
	}
	switch {
	case c.Brand != "" && c.File != "":
		return nil, errors.New("run: --brand and --config are both given: keep one")
	case c.Brand != "":
		cfg, err := named{c.Brand, c.Feed}.config()
		if err == nil {
			c.apart(w, cfg)
		}
		return cfg, err
	case len(c.Feed) > 0:
		return nil, errors.New("run: --feed goes with --brand NAME; with a file, list feeds there")
	}
	cfg, err := c.file()
	if err == nil && cfg == nil {
		err = fmt.Errorf("run: there is nothing to listen for: name a brand (tocsin run --brand NAME) or write %s and check it (tocsin check %s)", defaultFile, defaultFile)
	}
	return cfg, err
}

func (c *runCommand) logger(w *world) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelInfo // cannot be: the flag is an enumeration
	}
	o := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w.stderr, o))
	}
	return slog.New(slog.NewTextHandler(w.stderr, o))
}

// serve runs jobs and pages until ctx ends. Whoever has pressed by then is still answered.
func (a *app) serve(ctx context.Context) error {
	jobs := schedule.New(schedule.Options{Now: a.now, Log: a.log, Memory: a.store, Observe: a.metrics.JobRan, Grace: jobsGrace})
	for _, j := range a.jobs() {
		if err := jobs.Add(j); err != nil {
			return err
		}
	}
	a.nudge = jobs.Nudge
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.config.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; free the port, or name another with --listen", a.config.Listen, err)
	}
	a.log.Info("listening", "address", "http://"+listener.Addr().String(), "brands", a.brandNames(), "sources", len(a.sources), "people", len(a.config.People), "cards", a.ways.name())
	tellUnopened(a.log, a.sources)

	var group sync.WaitGroup
	var mu sync.Mutex
	var faults []error
	// The first part that ends by itself takes the others with it.
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	part := func(run func(context.Context) error) {
		group.Go(func() {
			defer stop()
			if err := run(ctx); err != nil && !errors.Is(err, context.Canceled) {
				mu.Lock()
				faults = append(faults, err)
				mu.Unlock()
			}
		})
	}
	part(jobs.Run)
	part(func(ctx context.Context) error {
		return web.Serve(ctx, listener, a.handler(web.NamesOf(listener.Addr(), a.config.Listen), jobs.Status), webGrace)
	})
	if a.ways.live {
		part(func(ctx context.Context) error { return a.ways.slack.Listen(ctx, a.ways.door) })
	}
	group.Wait()
	faults = append(faults, closeSources(a.sources))
	if a.ways.door != nil {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), doorGrace)
		defer cancel()
		faults = append(faults, a.ways.door.Close(last))
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	faults = append(faults, a.listener.Flush(last), a.store.SetRan(last, stopped, a.now()))
	a.log.Info("stopped")
	return errors.Join(faults...)
}

func (a *app) brandNames() string {
	names := make([]string, len(a.config.Brands))
	for i, b := range a.config.Brands {
		names[i] = b.Name
	}
	return strings.Join(names, ", ")
}

// name says where cards go.
func (w ways) name() string {
	switch {
	case w.slack == nil:
		return "terminal"
	case w.live:
		return "slack, socket mode"
	}
	return "slack, signed http"
}

// current says which brands nobody looks out for yet.
func (a *app) current(context.Context) error {
	var faults []error
	for _, b := range a.config.Brands {
		if !a.lookouts[b.Key].Current() {
			faults = append(faults, fmt.Errorf("what was heard of %s is not read yet: wait, and see the log if it stays so", b.Name))
		}
	}
	return errors.Join(faults...)
}

// handler is the daemon's web side, under some names.
func (a *app) handler(names []string, jobs func() []schedule.Status) http.Handler {
	o := web.Options{
		Names: names,
		Checks: []web.Check{
			{Name: "store", Probe: a.storeReady},
			{Name: "lookouts", Probe: a.current},
		},
		Metrics: a.metrics,
		Status: func(ctx context.Context) (web.Status, error) {
			status, err := a.status(ctx, a.now())
			status.Started, status.Jobs = a.started, jobStatus(jobs())
			return status, err
		},
	}
	if a.ways.door != nil {
		o.SlackActions, o.SlackCommands = a.ways.door.Actions(), a.ways.door.Commands()
	}
	o.Doors = a.doors()
	return web.New(o)
}
