package main

import (
	"context"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
	"tocsin/web"
)

// An app is the daemon's parts, put together. It runs nothing by itself: each
// job is a method that does its work for one moment, called by the schedule, or
// by the demo with moments of its own.
type app struct {
	config   *config.Config
	store    *store.Store
	log      *slog.Logger
	now      func() time.Time
	started  time.Time
	metrics  *web.Metrics
	roster   *oncall.Roster
	listener *collectors.Listener
	sources  []collectors.Source
	lookouts map[brand.Key]*alerting.Lookout
	desk     *alerting.Desk
	courier  *alerting.Courier
	ways     ways
	// rung is what the store stands on, as last surveyed.
	rung atomic.Pointer[store.Rung]
	// probed is what came of the last look whether the store works.
	probed atomic.Pointer[error]
	// nudge has a job run soon; the demo has none to nudge.
	nudge func(job string)
	// out is where digests go that have no channel.
	out io.Writer
}

// setting is what an app is put together from.
type setting struct {
	config *config.Config
	store  *store.Store
	env    func(string) string
	log    *slog.Logger
	now    func() time.Time
	// out is where cards and digests are shown without Slack.
	out io.Writer
	// shell is what commands need so as to mean this installation.
	shell alerting.Shell
}

// assemble puts an app together.
func assemble(ctx context.Context, s setting) (*app, error) {
	a := &app{
		config: s.config, store: s.store, log: s.log, now: s.now, started: s.now(), out: s.out,
		metrics: web.NewMetrics(), roster: oncall.NewRoster(s.config.People),
		sources: openSources(s.config.Sources, s.env), nudge: func(string) {},
	}
	rung := s.store.Rung()
	a.rung.Store(&rung)
	a.adopt(ctx)
	if err := a.hear(ctx); err != nil {
		return nil, err
	}
	if err := a.ring(s); err != nil {
		return nil, err
	}
	a.watch()
	return a, nil
}

// ring makes what decides about incidents and shows them.
func (a *app) ring(s setting) error {
	ways, err := openWays(s)
	if err != nil {
		return err
	}
	a.ways = ways
	a.desk = alerting.NewDesk(alerting.DeskOptions{
		Ledger: a.store, Roster: a.roster, Brands: a.config.Brands, Strategies: a.config.Strategies,
		Channels: a.config.Slack.Channel, Home: ways.home, Fallback: ways.fallback, ClaimWithin: a.config.ClaimWithin, Shell: s.shell,
	})
	a.courier = alerting.NewCourier(alerting.CourierOptions{
		Ledger: a.store, Notifiers: ways.notifiers, Reader: a.desk.Reader, Footer: a.footer, Observe: a.metrics.Delivered,
	})
	if a.ways.slack != nil {
		a.ways.open(a, s)
	}
	return nil
}

// watch makes a lookout for each brand.
func (a *app) watch() {
	a.lookouts = map[brand.Key]*alerting.Lookout{}
	for _, b := range a.config.Brands {
		a.lookouts[b.Key] = alerting.NewLookout(a.store, a.desk, b, ruleSet(b))
		a.lookouts[b.Key].Hears(func(ctx context.Context, now time.Time) *rules.Hearing { return a.hearingAt(ctx, b.Key, now) })
	}
}

// ruleSet is every rule there is, for a brand. A type in package rules and a line here add one.
func ruleSet(b brand.Brand) []rules.Rule {
	return []rules.Rule{rules.Burst{Budget: b.Budget, Word: newWord(b)}, rules.Strategy{Budget: b.Budget}, rules.Spread{}, rules.Heavy{}, newWord(b), rules.SlowBurn{}}
}
