package main

import (
	"context"
	"slices"
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

// A sated showing says when the rest of the play is of no interest to it.
type sated interface{ enough() bool }

// An event is one thing that happened. Its JSON form is what "demo --json" prints.
type event struct {
	Event string    `json:"event"`
	At    time.Time `json:"at"`
	// Incident is "solvo/1", "" where none is concerned.
	Incident string         `json:"incident,omitempty"`
	Severity rules.Severity `json:"severity"`
	// Voices is how many spoke in the window of the latest signal.
	Voices int `json:"voices"`
	// MentionsSinceOnset counts the mentions kept since the story's onset, VoicesSinceOnset
	// who spoke in them; MinutesSinceOnset is below 0 before it.
	MentionsSinceOnset int      `json:"mentions_since_onset"`
	VoicesSinceOnset   int      `json:"voices_since_onset"`
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
	case alerting.Turned, alerting.Surged:
		e.Event, e.Voices, e.People = string(a.Verb), a.Course.Now.Voices, []string{}
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
	e.MentionsSinceOnset, e.VoicesSinceOnset = p.heardSinceOnset(ctx, e.At)
	p.sum.Voices = e.VoicesSinceOnset
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
			voices[m.Speaks()] = true
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
	all := []string{}
	for _, i := range p.latest {
		for _, name := range names(i.Peak.Touches) {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

func names(shares []rules.Share) []string {
	all := make([]string, len(shares))
	for i, s := range shares {
		all[i] = s.Name
	}
	return all
}
