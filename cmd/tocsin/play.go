package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
	"tocsin/brand"
	"tocsin/rules"
)

// A showing shows a play to whoever watches.
type showing interface {
	// week tells of a calm week that is over.
	week(w calmWeek)
	// event tells of one thing that happened.
	event(e event)
	// message tells of something that arrived in Slack.
	message(m slackfake.Message)
	// digest tells the week as it was posted.
	digest(m slackfake.Message)
}

// An event is one thing that happened. Its JSON form is what "demo --json" prints.
type event struct {
	Event string    `json:"event"`
	At    time.Time `json:"at"`
	// Incident is "solvo/1", "" where none is concerned.
	Incident string         `json:"incident,omitempty"`
	Severity rules.Severity `json:"severity"`
	// Voices is how many spoke in the window of the latest signal.
	Voices int `json:"voices"`
	// MentionsSinceOnset counts the mentions kept since the story's onset,
	// MinutesSinceOnset is below 0 before it.
	MentionsSinceOnset int      `json:"mentions_since_onset"`
	MinutesSinceOnset  int      `json:"minutes_since_onset"`
	Strategies         []string `json:"strategies"`
	// People are those rung, or who acted.
	People []string `json:"people"`
	Detail string   `json:"detail,omitempty"`
	// Summary is set on the last event.
	Summary *summary `json:"summary,omitempty"`
}

// A summary is what the play came to.
type summary struct {
	Synthetic bool `json:"synthetic"`
	Posts     int  `json:"posts"`
	Mentions  int  `json:"mentions"`
	Voices    int  `json:"storm_voices"`
	// CalmAlerts counts alerts before the onset.
	CalmAlerts       int    `json:"calm_alerts"`
	FirstAlertMin    int    `json:"first_alert_minutes"`
	CrisisRungMin    int    `json:"crisis_rung_minutes"`
	CrisisRungPeople int    `json:"crisis_rung_people"`
	ClaimMin         int    `json:"claim_minutes"`
	DecideMin        int    `json:"decide_minutes"`
	Refused          int    `json:"refused"`
	Store            string `json:"store"`
	Took             string `json:"took"`
}

// A calmWeek is what a week before the storm came to.
type calmWeek struct {
	number                  int
	from, to                time.Time
	posts, mentions, alerts int
}

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
	if payload, _ := m.Metadata.EventPayload["key"].(string); len(payload) > 6 && payload[:6] == "digest" {
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

// action tells of one entry of a record, if it is one that people would notice.
func (p *play) action(ctx context.Context, i alerting.Incident, before rules.Severity, a alerting.Action) {
	e := event{Incident: i.ID.String(), Severity: i.Severity, Voices: i.Signal.Voices, Strategies: names(i.Signal.Touches), People: []string{a.By.Name}, Detail: a.Text}
	switch a.Verb {
	case alerting.Heard:
		if a.Signal.Severity <= before {
			return
		}
		e.Event, e.Severity, e.Voices, e.Strategies = "alert", a.Signal.Severity, a.Signal.Voices, names(a.Signal.Touches)
		e.People, e.Detail = []string{}, a.Signal.Arithmetic
		if a.At.Before(p.story.Onset()) {
			p.sum.CalmAlerts++
			p.calm.alerts++
		} else if p.sum.FirstAlertMin < 0 {
			p.sum.FirstAlertMin = p.sinceOnset(a.At)
		}
	case alerting.Claim:
		e.Event = "claim"
		p.sum.ClaimMin = int(a.At.Sub(i.OpenedAt).Minutes())
	case alerting.Decide:
		e.Event = "decide"
		e.Detail = string(a.Choice)
		p.sum.DecideMin = int(a.At.Sub(i.OpenedAt).Minutes())
	case alerting.Refused:
		e.Event = "refused"
		p.sum.Refused++
	case alerting.Close:
		e.Event = "close"
	case alerting.Dismiss:
		e.Event = "dismiss"
	default:
		return
	}
	e.At = a.At
	p.tell(ctx, e)
}

// rung tells who was reached, and lets them answer in their own time.
func (p *play) rung(ctx context.Context, i alerting.Incident, people []string) {
	slices.Sort(people)
	people = slices.Compact(people)
	var called []string
	for _, user := range people {
		called = append(called, nameOfUser(user))
	}
	if i.Severity == rules.Crisis && p.sum.CrisisRungMin < 0 {
		p.sum.CrisisRungMin, p.sum.CrisisRungPeople = p.sinceOnset(p.now()), len(people)
	}
	p.tell(ctx, event{
		Event: "ring", Incident: i.ID.String(), Severity: i.Severity, Voices: i.Signal.Voices,
		Strategies: names(i.Signal.Touches), People: called,
	})
	p.cast.rung(i, p.now(), p.story.End())
}

// tell completes an event and shows it.
func (p *play) tell(ctx context.Context, e event) {
	if e.At.IsZero() {
		e.At = p.now()
	}
	e.At = e.At.In(p.story.Location())
	e.MinutesSinceOnset = p.sinceOnset(e.At)
	e.MentionsSinceOnset, p.sum.Voices = p.heardSinceOnset(ctx, e.At)
	if e.Event == "summary" {
		sum := p.sum
		e.Summary = &sum
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show.event(e)
}

func (p *play) sinceOnset(at time.Time) int { return int(at.Sub(p.story.Onset()).Minutes()) }

// heardSinceOnset counts the mentions kept, and the voices in them, from the onset to a moment.
func (p *play) heardSinceOnset(ctx context.Context, at time.Time) (int, int) {
	mentions, voices := 0, map[brand.Voice]bool{}
	if at.Before(p.story.Onset()) {
		return 0, 0
	}
	err := p.store.Between(ctx, p.app.config.Brands[0].Key, p.story.Onset(), at.Add(1), func(m brand.Mention) error {
		if m.Counts() {
			mentions++
			voices[m.Voice] = true
		}
		return nil
	})
	if err != nil {
		return -1, -1
	}
	return mentions, len(voices)
}

func (p *play) worst() rules.Severity {
	worst := rules.None
	for _, i := range p.latest {
		worst = max(worst, i.Peak.Severity, i.Severity)
	}
	return worst
}

func (p *play) strategies() []string {
	var all []string
	for _, i := range p.latest {
		for _, name := range names(i.Peak.Touches) {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return append([]string{}, all...)
}

func names(shares []rules.Share) []string {
	all := make([]string, len(shares))
	for i, s := range shares {
		all[i] = s.Name
	}
	return all
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
