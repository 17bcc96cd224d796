package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

// A play is the month as it happens.
type play struct {
	*stage
	show showing
	cast cast

	mu    sync.Mutex
	rings []string // who was reached since the last look

	seen   map[alerting.ID]int
	latest map[alerting.ID]alerting.Incident
	sum    summary
	calm   calmWeek
}

// play moves the clock from minute to minute, and has each part do what the
// schedule would have it do.
func (p *play) play(ctx context.Context) error {
	began := time.Now()
	p.seen, p.latest = map[alerting.ID]int{}, map[alerting.ID]alerting.Incident{}
	p.sum = summary{Synthetic: true, FirstAlertMin: -1, CrisisRungMin: -1, ClaimMin: -1, DecideMin: -1, Store: p.store.Rung().Name}
	start, storm := p.story.Start(), p.story.Start().AddDate(0, 0, 28)
	p.calm = calmWeek{number: 1, from: start}
	for at := start; !at.After(p.story.End()); at = at.Add(time.Minute) {
		p.clock.Store(at.UnixNano())
		if err := p.minute(ctx, at); err != nil {
			return err
		}
		if s, may := p.show.(sated); may && s.enough() {
			return nil
		}
		if next := at.Add(time.Minute); !next.After(storm) && !next.Before(start.AddDate(0, 0, 7*p.calm.number)) {
			p.calm.to = next
			p.show.week(p.calm)
			p.calm = calmWeek{number: p.calm.number + 1, from: next}
		}
	}
	p.sum.Took = time.Since(began).Round(100 * time.Millisecond).String()
	p.tell(ctx, event{Event: "summary", Severity: p.worst(), People: []string{}, Strategies: []string{}})
	return p.verdict()
}

// minute is one minute of the story.
func (p *play) minute(ctx context.Context, at time.Time) error {
	key := p.app.config.Brands[0].Key
	reading := at.Sub(p.story.Start())%collectEvery == 0
	if reading {
		if err := p.listen(ctx, at); err != nil {
			return err
		}
		if _, err := p.app.evaluate(ctx, key, at); err != nil {
			return err
		}
	}
	if err := p.cast.act(ctx, p, at); err != nil {
		return err
	}
	if reading || p.astir() {
		if _, err := p.app.respond(ctx, key, at); err != nil {
			return err
		}
		if err := p.look(ctx); err != nil {
			return err
		}
	}
	if at.Minute() > 0 {
		return nil
	}
	did, err := p.app.tellWeek(ctx, p.app.config.Brands[0], at)
	if err == nil && did != "" && at.After(p.story.Onset()) {
		p.tell(ctx, event{Event: "digest", Severity: p.worst(), People: []string{}, Strategies: p.strategies(), Detail: did})
	}
	return err
}

// listen reads the feeds.
func (p *play) listen(ctx context.Context, at time.Time) error {
	for _, s := range p.app.sources {
		heard, err := p.app.listener.Listen(ctx, s, at)
		if err != nil {
			return err
		}
		p.sum.Posts += heard.Posts
		p.calm.posts += heard.Posts
		for _, n := range heard.Kept {
			p.sum.Mentions += n
			p.calm.mentions += n
		}
	}
	return nil
}

// astir reports whether an incident is live, so that every minute counts.
func (p *play) astir() bool {
	for _, i := range p.latest {
		if i.State.Live() {
			return true
		}
	}
	return false
}

// arrived hears of everything that Slack accepted.
func (p *play) arrived(m slackfake.Message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m.Name == ana || m.Name == ben {
		if m.Kind == slackfake.Post {
			p.rings = append(p.rings, m.Name)
		}
	}
	if key, _ := m.Metadata.EventPayload["key"].(string); strings.HasPrefix(key, digestKey) {
		p.show.digest(m)
		return
	}
	p.show.message(m)
}

// look reads what is new in the incidents' records, and tells it.
func (p *play) look(ctx context.Context) error {
	key := p.app.config.Brands[0].Key
	ids, err := p.store.Recent(ctx, key, p.now().Add(-time.Hour))
	if err != nil {
		return err
	}
	incidents, err := readIncidents(ctx, p.store, ids)
	if err != nil {
		return err
	}
	for _, i := range incidents {
		old := p.latest[i.ID]
		p.latest[i.ID] = i
		for n := p.seen[i.ID]; n < len(i.Actions); n++ {
			p.action(ctx, i, old.Severity, i.Actions[n])
			old.Severity = max(old.Severity, severityOf(i.Actions[n]))
		}
		p.seen[i.ID] = len(i.Actions)
	}
	p.mu.Lock()
	rung := p.rings
	p.rings = nil
	p.mu.Unlock()
	if len(rung) > 0 && len(incidents) > 0 {
		p.rung(ctx, incidents[len(incidents)-1], rung)
	}
	return nil
}

func severityOf(a alerting.Action) rules.Severity {
	if a.Signal == nil {
		return rules.None
	}
	return a.Signal.Severity
}

// verdict is an error where the play did not come out as it should.
func (p *play) verdict() error {
	var faults []error
	want := func(holds bool, what string) {
		if !holds {
			faults = append(faults, errors.New(what))
		}
	}
	want(p.sum.CalmAlerts == 0, fmt.Sprintf("%d alerts in the calm weeks", p.sum.CalmAlerts))
	want(p.sum.CrisisRungPeople >= 2, "the crisis was not rung to two people")
	want(p.sum.ClaimMin >= 0, "nobody claimed it")
	want(p.sum.DecideMin >= 0, "nobody decided")
	want(p.sum.Refused > 0, "no stranger was refused")
	if len(faults) > 0 {
		return fmt.Errorf("the month did not come out as it should: %w", errors.Join(faults...))
	}
	return nil
}
