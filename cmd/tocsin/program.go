package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"tocsin/alerting/slack/slackfake"
)

// A transcript prints a play's events, one a line.
type transcript struct{ out io.Writer }

func (t *transcript) event(e event) {
	_ = ndjson(t.out).Encode(e) // an event holds nothing that cannot be written
}

func (t *transcript) week(calmWeek)             {}
func (t *transcript) message(slackfake.Message) {}
func (t *transcript) digest(slackfake.Message)  {}

// A program shows a play to a person at a terminal.
type program struct {
	out    io.Writer
	stage  *stage
	seed   uint64
	opened bool
	// told is the heading and state that the channel's card was last shown with.
	told string
}

func (p *program) say(format string, args ...any) { _, _ = fmt.Fprintf(p.out, format+"\n", args...) }

func (p *program) open() {
	if p.opened {
		return
	}
	p.opened = true
	p.say("Tocsin demonstration, seed %d. SYNTHETIC: Solvo, its people and all posts are invented.", p.seed)
	p.say("Feed server and Slack are stand-ins on this machine; everything between them is the daemon's own.\n")
}

func (p *program) week(w calmWeek) {
	p.open()
	alerts := "no alert"
	if w.alerts > 0 {
		alerts = fmt.Sprintf("%d ALERTS", w.alerts)
	}
	p.say("  week %d  %s to %s  %5d posts read, %4d mentions of Solvo kept, %s", w.number,
		w.from.Format("Mon 2 Jan"), w.to.Add(-time.Second).Format("Mon 2 Jan"), w.posts, w.mentions, alerts)
	if w.number == 4 {
		p.say("\n  In the story, the storm's first post is published at %s. Nobody tells the daemon.\n",
			p.stage.story.Onset().In(p.stage.story.Location()).Format("Mon 2 Jan 15:04"))
	}
}

func (p *program) event(e event) {
	p.open()
	switch e.Event {
	case "alert":
		p.say("%s  ALERT %s · %d voices · %s after the first post · %s", p.stamp(e.At), strings.ToUpper(e.Severity.String()), e.Voices,
			roughly(time.Duration(e.MinutesSinceOnset)*time.Minute), e.Detail)
	case "ring":
		p.say("%s  RUNG %s: %s", p.stamp(e.At), e.Severity, strings.Join(e.People, ", "))
	case "refused":
		p.say("%s  REFUSED %s: %s", p.stamp(e.At), strings.Join(e.People, ", "), e.Detail)
	case "claim":
		p.say("%s  CLAIMED by %s", p.stamp(e.At), strings.Join(e.People, ", "))
	case "decide":
		p.say("%s  DECIDED by %s: %s", p.stamp(e.At), strings.Join(e.People, ", "), e.Detail)
	case "close":
		p.say("%s  CLOSED by %s", p.stamp(e.At), strings.Join(e.People, ", "))
	case "dismiss":
		p.say("%s  DISMISSED by %s: %s", p.stamp(e.At), strings.Join(e.People, ", "), e.Detail)
	case "summary":
		p.summary(*e.Summary)
	}
}

func (p *program) summary(s summary) {
	p.say("SUMMARY (synthetic, seed %d, %s store): %d posts read, %d mentions kept, %d voices in the storm. %d alerts in four calm weeks.",
		p.seed, s.Store, s.Posts, s.Mentions, s.Voices, s.CalmAlerts)
	p.say("First alert %d min after the storm's first post, crisis rung to %d people after %d min; claimed %d min and decided %d min after the first alert. Played in %s.",
		s.FirstAlertMin, s.CrisisRungPeople, s.CrisisRungMin, s.ClaimMin, s.DecideMin, s.Took)
}

func (p *program) stamp(at time.Time) string {
	return at.In(p.stage.story.Location()).Format("Mon 2 Jan 15:04")
}

// message shows what arrived: the channel's card in full whenever its heading or
// who has it changes, a person's message as their phone shows it.
func (p *program) message(m slackfake.Message) {
	p.open()
	switch {
	case m.Kind == slackfake.Ephemeral:
		p.say("%s  only %s sees: %s", p.stamp(m.At), nameOfUser(m.To), m.Plain())
	case m.Name != channel:
		if m.Kind == slackfake.Post {
			p.say("%s  on %s's phone: %s", p.stamp(m.At), nameOfUser(m.Name), m.Text)
		}
	case m.Thread != "":
		p.say("%s  %s, below the card: %s", p.stamp(m.At), channel, m.Plain())
	default:
		p.card(m)
	}
}

func (p *program) card(m slackfake.Message) {
	seen := m.Plain()
	if told := headline(seen); told != p.told {
		p.told = told
		p.say("\n%s  %s\n%s\n", p.stamp(m.At), channel, framed(seen))
	}
}

// headline is what makes a card worth showing again: its title, and who has it.
func headline(card string) string {
	title, rest, _ := strings.Cut(card, "\n")
	for line := range strings.Lines(rest) {
		if strings.HasPrefix(line, "WHO") {
			who, _, _ := strings.Cut(line, " Widens")
			return title + "\n" + who
		}
	}
	return title
}

func (p *program) digest(m slackfake.Message) {
	if m.At.Before(p.stage.story.Onset()) {
		return // the calm weeks' digests are three lines each
	}
	p.say("\n%s  %s\n%s\n", p.stamp(m.At), channel, framed(m.Plain()))
}

// framed sets a text apart.
func framed(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString("  │ " + strings.TrimRight(line, "\n") + "\n")
	}
	return strings.TrimRight(out.String(), "\n")
}
