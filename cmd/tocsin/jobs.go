package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/schedule"
)

// How often jobs look whether there is something to do. Both cost one look at
// the store where there is not; a nudge makes them look at once.
const (
	evaluateEvery = "@every 15s"
	respondEvery  = "@every 1s"
	measureEvery  = "@every 10s"
	sweepDaily    = "17 4 * * *"
)

// brisk is how often a source is read whose readings are told only if they found something.
const brisk = 30 * time.Second

func collectJob(source string) string  { return "collect " + source }
func evaluateJob(key brand.Key) string { return "evaluate " + string(key) }
func respondJob(key brand.Key) string  { return "respond " + string(key) }
func digestJob(key brand.Key) string   { return "digest " + string(key) }

// jobs lists everything the daemon does by itself.
func (a *app) jobs() []schedule.Job {
	var jobs []schedule.Job
	for i, s := range a.sources {
		jobs = append(jobs, schedule.Job{
			Name: collectJob(s.ID), Spec: "@every " + a.config.Sources[i].Every.String(), AtStart: true, Timeout: 5 * time.Minute,
			Run: func(ctx context.Context, now time.Time) (string, error) { return a.collect(ctx, s, now) },
		})
		if _, can := s.Collector.(collectors.Rechecker); can {
			jobs = append(jobs, schedule.Job{
				Name: recheckJob(s.ID), Spec: recheckHourly, Timeout: 10 * time.Minute,
				Run: func(ctx context.Context, now time.Time) (string, error) { return a.recheck(ctx, s, now) },
			})
		}
	}
	for _, b := range a.config.Brands {
		jobs = append(jobs,
			schedule.Job{
				Name: evaluateJob(b.Key), Spec: evaluateEvery, AtStart: true, Timeout: 5 * time.Minute,
				Run: func(ctx context.Context, now time.Time) (string, error) { return a.evaluate(ctx, b.Key, now) },
			},
			schedule.Job{
				Name: respondJob(b.Key), Spec: respondEvery, AtStart: true, Timeout: time.Minute,
				Run: func(ctx context.Context, now time.Time) (string, error) { return a.respond(ctx, b.Key, now) },
			},
			schedule.Job{
				Name: amendJob(b.Key), Spec: amendEvery, AtStart: true, Timeout: 10 * time.Minute,
				Run: func(ctx context.Context, now time.Time) (string, error) { return a.amend(ctx, b.Key, now) },
			},
			schedule.Job{
				Name: digestJob(b.Key), Spec: a.config.Slack.Digest[b.Key].Cron(), Timeout: telling,
				Run: func(ctx context.Context, now time.Time) (string, error) { return a.tellWeek(ctx, b, now) },
			},
			// A week that could not be told at its moment is told as soon as it can be.
			schedule.Job{
				Name: digestJob(b.Key) + ", if still owed", Spec: "@every 10m", AtStart: true, Timeout: telling,
				Run: func(ctx context.Context, now time.Time) (string, error) { return a.tellWeek(ctx, b, now) },
			},
		)
	}
	jobs = append(jobs, schedule.Job{Name: "watch sources", Spec: watchEvery, Timeout: time.Minute, Run: a.watchSources})
	jobs = append(jobs, schedule.Job{Name: "measure", Spec: measureEvery, AtStart: true, Timeout: 10 * time.Second, Run: a.measure})
	return append(jobs, schedule.Job{Name: "sweep", Spec: sweepDaily, CatchUp: true, Timeout: 5 * time.Minute, Run: a.sweep})
}

// collect reads one source, and keeps what concerns a brand.
func (a *app) collect(ctx context.Context, s collectors.Source, now time.Time) (string, error) {
	heard, err := a.listener.Listen(ctx, s, now)
	a.metrics.PostsRead(s.ID, heard.Posts)
	for _, lag := range heard.Lags {
		a.metrics.PollLag(s.ID, lag)
	}
	for key, n := range heard.Kept {
		a.metrics.MentionsKept(string(key), n)
		a.nudge(evaluateJob(key))
	}
	if err != nil {
		a.metrics.PollFailed(s.ID)
		if _, is := s.Collector.(shut); is {
			return "", &schedule.Pause{Fault: err.Error()} // the log told at the start
		}
		return "", err
	}
	switch {
	case heard.Fault != "":
		return "", &schedule.Pause{Fault: heard.Fault} // it has not recovered for not being asked
	case heard.Waiting:
		return "", nil // it asked to be left alone, and status tells until when
	case len(heard.Notes) > 0:
		return heard.String() + "; " + inALine(strings.Join(heard.Notes, "; ")), nil
	case heard.Unchanged && heard.Posts == 0:
		return "", nil // most readings find nothing new, and would fill the log
	case heard.Posts > 0 && heard.Matched == 0 && s.Every < brisk:
		return "", nil // a stream that says nothing of any brand would fill the log
	}
	return heard.String(), nil
}

// evaluate holds what is new of a brand against the rules.
func (a *app) evaluate(ctx context.Context, key brand.Key, now time.Time) (string, error) {
	seen, err := a.lookouts[key].Look(ctx, now)
	if err != nil {
		return "", err
	}
	for _, step := range seen.Report.Steps {
		if slices.Contains(seen.Report.Opened, step.ID) && len(step.Actions) > 0 && step.Actions[0].Signal != nil {
			a.metrics.IncidentOpened(step.Actions[0].Signal.Severity.String())
		}
	}
	if len(seen.Report.Steps) > 0 {
		a.nudge(respondJob(key))
	}
	if seen.Fresh == 0 && len(seen.Report.Steps) == 0 {
		return "", nil // what goes on as it was is on its card
	}
	return seen.String(), nil
}

// respond looks after incidents whose time has come, and delivers what is owed.
// A delivery does not wait for a timer that cannot be kept.
func (a *app) respond(ctx context.Context, key brand.Key, now time.Time) (string, error) {
	var tended alerting.Report
	var tendErr error
	if a.lookouts[key].Current() { // else an incident could be closed as quiet for what is not read yet
		tended, tendErr = a.desk.Tend(ctx, key, now)
	}
	delivered, err := a.courier.Deliver(ctx, key, now)
	if len(delivered.Faults) > 0 {
		err = errors.Join(err, errors.New(delivered.String()))
	}
	return strings.Trim(tended.String()+"; "+delivered.String(), "; "), errors.Join(tendErr, err)
}

// measure looks whether the store is there and durable, how many incidents are
// live, and how long the oldest card is owed.
func (a *app) measure(ctx context.Context, now time.Time) (string, error) {
	err := errors.Join(a.listener.Flush(ctx), a.probe(ctx, now))
	a.metrics.StoreProbed(err)
	a.probed.Store(&err)
	if err != nil {
		return "", err
	}
	for _, b := range a.config.Brands {
		live, err := a.store.Live(ctx, b.Key)
		if err != nil {
			return "", err
		}
		a.metrics.OpenIncidents(string(b.Key), len(live))
		owed, err := a.owed(ctx, live, now)
		if err != nil {
			return "", err
		}
		a.metrics.OutboxAge(string(b.Key), owed)
	}
	return "", nil
}

// probe looks whether the store answers, is durable, and takes a mark.
func (a *app) probe(ctx context.Context, now time.Time) error {
	if err := a.store.Ping(ctx); err != nil {
		return err
	}
	rung := a.store.Survey(ctx)
	if was := a.rung.Swap(&rung); was.Durable != rung.Durable {
		a.log.WarnContext(ctx, "durability changed", "durable", rung.Durable, "at_risk", rung.Loss)
	}
	if err := a.store.SetRan(ctx, alive, now); err != nil {
		return err
	}
	return a.store.Ready(ctx) // a mark is small, and may find room where mentions find none
}

// storeReady says whether the store answers, and took what was last written.
func (a *app) storeReady(ctx context.Context) error {
	if err := a.store.Ready(ctx); err != nil {
		return err
	}
	if last := a.probed.Load(); last != nil {
		return *last
	}
	return nil
}

// owed is for how long a place has waited for the card of a live incident.
func (a *app) owed(ctx context.Context, live []alerting.ID, now time.Time) (time.Duration, error) {
	longest := time.Duration(0)
	for _, id := range live {
		deliveries, err := a.store.Deliveries(ctx, id)
		if err != nil {
			return 0, err
		}
		for _, d := range deliveries {
			if d.Slip.Shown == 0 && d.Order.Place.Kind != alerting.Fallback {
				longest = max(longest, now.Sub(d.Order.Since))
			}
		}
	}
	return longest, nil
}

// sweep takes away what is older than it need be.
func (a *app) sweep(ctx context.Context, now time.Time) (string, error) {
	swept, err := a.store.Sweep(ctx, now)
	// What was taken away, and what was deleted since yesterday, goes from the disk too.
	err = errors.Join(err, a.store.Scour(ctx))
	if err != nil || swept.Days == 0 {
		return "", err
	}
	return swept.String(), nil
}

// footer tells how far the figures of a brand can be trusted at a moment.
func (a *app) footer(ctx context.Context, key brand.Key, now time.Time) string {
	// What was read and not written down yet is as fresh as the rest.
	flushed := a.listener.Flush(ctx)
	marks, err := a.store.Bookmarks(ctx)
	if err = errors.Join(flushed, err); err != nil {
		return "Data: how fresh is unknown, the store does not say"
	}
	fresh, all, oldest := 0, 0, time.Duration(0)
	for i, s := range a.sources {
		if !serves(s.Brands, key) {
			continue
		}
		all++
		b, every := marks[s.ID], a.config.Sources[i].Every
		age := now.Sub(b.Whole())
		if _, blind := b.Silence(every, now); blind || !isFresh(b, every, now) {
			continue
		}
		fresh++
		oldest = max(oldest, age)
	}
	text := fmt.Sprintf("Data: %d of %d sources fresh", fresh, all)
	if fresh > 0 {
		text += fmt.Sprintf(" (oldest %s)", roughly(oldest))
	}
	if blind := a.blindTo(marks, key, now); len(blind) > 0 {
		text += " · BLIND: " + strings.Join(blind[:min(len(blind), 3)], ", ")
		if len(blind) > 3 {
			text += fmt.Sprintf(" and %d more", len(blind)-3)
		}
	}
	if rung := a.rung.Load(); !rung.Durable {
		text += " · NOT DURABLE: if the store stopped now, this would be lost: " + rung.Loss
	}
	return text
}
