package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/config"
	"tocsin/digest"
	"tocsin/plan"
	"tocsin/store"
)

// digestCommand is "tocsin digest".
type digestCommand struct {
	where
	Brand  string `help:"The brand's key; needed where there are several." placeholder:"KEY"`
	Week   string `help:"The ISO week, such as 2026-W47; the last whole one if it is left out." placeholder:"WEEK"`
	Format string `help:"text, md or json." enum:"text,md,json" default:"text"`
}

// Run prints the week.
func (c *digestCommand) Run(w *world) error {
	return c.look(w, func(s *store.Store, cfg *config.Config, out io.Writer) error { return c.print(w, s, cfg, out) })
}

func (c *digestCommand) print(w *world, s *store.Store, cfg *config.Config, out io.Writer) error {
	b, err := pickBrand(w.ctx, s, cfg, c.Brand)
	if err != nil {
		return fmt.Errorf("digest: %w", err)
	}
	now := w.now()
	week := digest.WeekOf(now, b.Location).Previous()
	if c.Week != "" {
		if week, err = digest.ParseWeek(c.Week, b.Location); err != nil {
			return err
		}
	}
	report, err := buildWeek(w.ctx, weekInput{store: s, config: cfg, brand: b, week: week, now: now})
	if err != nil {
		return err
	}
	if c.Week == "" {
		_, _ = fmt.Fprintf(w.stderr, "The last whole week; the present one is --week %s.\n", digest.WeekOf(now, b.Location))
	}
	return writeReport(out, report, c.Format)
}

func writeReport(out io.Writer, r digest.Report, format string) error {
	switch format {
	case "json":
		e := ndjson(out)
		e.SetIndent("", "  ")
		return e.Encode(r)
	case "md":
		_, err := io.WriteString(out, digest.Markdown(r))
		return err
	}
	_, err := io.WriteString(out, digest.Text(r))
	return err
}

// A weekInput is whose week is told, and as of when; config may be nil.
type weekInput struct {
	store  *store.Store
	config *config.Config
	brand  brand.Brand
	week   digest.Week
	now    time.Time
}

// buildWeek counts a week anew from what is kept.
func buildWeek(ctx context.Context, in weekInput) (digest.Report, error) {
	tally := digest.NewTally(in.week, in.now)
	err := in.store.Between(ctx, in.brand.Key, in.week.Previous().From(), in.week.To(), func(m brand.Mention) error {
		tally.Add(m)
		return nil
	})
	gaps := ""
	if errors.Is(err, alerting.ErrLeftOut) {
		gaps, err = err.Error(), nil
	}
	if err != nil {
		return digest.Report{}, err
	}
	ids, err := in.store.Recent(ctx, in.brand.Key, in.week.From())
	if err != nil {
		return digest.Report{}, err
	}
	incidents, err := readIncidents(ctx, in.store, ids)
	if err != nil {
		return digest.Report{}, err
	}
	marks, err := in.store.Bookmarks(ctx)
	if err != nil {
		return digest.Report{}, err
	}
	since, err := in.store.Ran(ctx, installed)
	if err != nil {
		return digest.Report{}, err
	}
	input := digest.Input{Brand: in.brand, Heard: tally, At: in.now, Since: since, Strategies: plan.Builtin(), Incidents: incidents, Gaps: gaps}
	if in.config == nil {
		for _, id := range slices.Sorted(maps.Keys(marks)) {
			m := marks[id]
			input.Bookmarks = append(input.Bookmarks, digest.Bookmark{ID: id, Read: m.Read, Failures: m.Failures, Fault: reason(id, m.Fault), Behind: unreadable(m.Behind)})
		}
		return digest.Build(input), nil
	}
	input.Strategies, input.Name = in.config.Strategies, nameOf(in.config)
	for _, s := range in.config.Sources {
		if serves(s.Brands, in.brand.Key) {
			m := marks[s.ID]
			input.Bookmarks = append(input.Bookmarks, digest.Bookmark{ID: s.ID, Kind: s.Kind, Every: s.Every, Read: m.Read, Failures: m.Failures, Fault: reason(s.ID, m.Fault), Behind: unreadable(m.Behind), Claimed: m.Total, Seen: m.Shown})
		}
	}
	return digest.Build(input), nil
}

// unreadable says which parts of a source cannot be read, "" if all can: those whose turn
// is still to come are none.
func unreadable(b collectors.Behind) string {
	if b.Why == "" {
		return ""
	}
	return b.String()
}

// nameOf finds what people call a responder.
func nameOf(cfg *config.Config) func(id string) string {
	return func(id string) string {
		for _, p := range cfg.People {
			if p.ID == id {
				return p.Name
			}
		}
		return ""
	}
}

// installed is the mark of an installation's first start: what lies before it
// is nobody's week.
const installed = "installed"

// telling is how long a daemon may take to tell the week, and keeps others from it.
const telling = 5 * time.Minute

// An owing is the last week that was due to be told, and whether it is still owed.
type owing struct {
	week digest.Week
	due  time.Time
	// mark is what notes that it was told.
	mark string
	is   bool
}

// owedWeek is the last week of a brand that was due. What ended before the installation
// is nobody's.
func owedWeek(ctx context.Context, s *store.Store, moment config.Moment, b brand.Brand, now time.Time) (owing, error) {
	o := owing{due: moment.Last(now)}
	o.week = digest.WeekOf(o.due, b.Location).Previous()
	o.mark = "told " + digestJob(b.Key) + " " + o.week.String()
	told, err := s.Ran(ctx, o.mark)
	if err != nil || !told.IsZero() {
		return o, err
	}
	since, err := s.Ran(ctx, installed)
	o.is = err == nil && !since.IsZero() && since.Before(o.week.To())
	return o, err
}

// tellWeek tells the last whole week where it is due and was not told yet. It
// may be called at any time, and as often as one likes.
func (a *app) tellWeek(ctx context.Context, b brand.Brand, now time.Time) (string, error) {
	owed, err := owedWeek(ctx, a.store, a.config.Slack.Digest[b.Key], b, now)
	if err != nil || !owed.is {
		return "", err
	}
	week, mark := owed.week, owed.mark
	// Of several daemons one tells it; if that one fails, the next try is anybody's.
	clock, err := a.store.Now(ctx)
	if err != nil {
		return "", err
	}
	if first, err := a.store.Once(ctx, mark, clock.Add(telling)); err != nil || !first {
		return "", err
	}
	report, err := buildWeek(ctx, weekInput{store: a.store, config: a.config, brand: b, week: week, now: now})
	if err != nil {
		return "", err
	}
	if err := a.showWeek(ctx, report); err != nil {
		return "", err
	}
	return "told week " + week.String(), a.store.SetRan(ctx, mark, now)
}

// digestKey begins the keys of digests' messages.
const digestKey = "digest "

// showWeek posts a report, unless an earlier try whose answer was lost did arrive.
func (a *app) showWeek(ctx context.Context, r digest.Report) error {
	channel := a.config.Slack.Channel[r.Brand]
	if a.ways.slack == nil || channel == "" {
		_, err := fmt.Fprintf(a.out, "\n%s\n", digest.Text(r))
		return err
	}
	place := alerting.Place{Kind: alerting.Channel, Address: channel}
	key := digestKey + string(r.Brand) + " " + r.Week
	if _, found, err := a.ways.slack.Find(ctx, place, alerting.Receipt{}, key, r.To); err == nil && found {
		return nil
	}
	_, err := a.ways.slack.Post(ctx, place, digest.Card(r), key)
	return err
}

// install marks the first start, once.
func (a *app) install(ctx context.Context, now time.Time) error {
	since, err := a.store.Ran(ctx, installed)
	if err != nil || !since.IsZero() {
		return err
	}
	return a.store.SetRan(ctx, installed, now)
}
