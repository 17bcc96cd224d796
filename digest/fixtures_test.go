package digest

import (
	"fmt"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

func newYork() *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return loc
}

// at is a moment in the week of 16 November 2026 in New York: at(0, 8, 30) is Monday 08:30.
func at(day, hour, minute int) time.Time {
	return time.Date(2026, 11, 16+day, hour, minute, 0, 0, newYork())
}

func theWeek() Week { return Week{2026, 47, newYork()} }

// said makes a mention; touching no strategy if none is named.
func said(voice string, when time.Time, words string, strategies ...string) brand.Mention {
	m := brand.Mention{
		ID: brand.MentionID(fmt.Sprint(voice, when.Unix(), words)), Brand: "solvo", Source: "news", Kind: "feed", At: when, Voice: brand.Voice(voice),
		Post: brand.Post{Author: voice, Text: words, URL: "https://news.example/" + voice},
	}
	for _, s := range strategies {
		m.Touches = append(m.Touches, brand.Touch{Strategy: s, Why: "word"})
	}
	return m
}

func solvo() brand.Brand { return brand.Brand{Key: "solvo", Name: "Solvo", Location: newYork()} }

func strategies() []plan.Strategy {
	return []plan.Strategy{
		{ID: "crisis", Why: "Notice harm while it is small.", Owner: "dana"},
		{ID: "customer-service", Why: "Help customers where they ask."},
		{ID: "marketing"},
	}
}

func people(id string) string {
	return map[string]string{"ana": "Ana Ruiz", "ben": "Ben Cole", "dana": "Dana Mora"}[id]
}

// incident builds what a replay would.
type incident struct {
	number              int
	severity            rules.Severity
	opened              time.Time
	onset, claim, decid time.Duration // before the alert, after it, after it
	state               alerting.State
	reason, rule        string
}

func (i incident) build() alerting.Incident {
	signal := rules.Signal{
		Rule: i.rule, Brand: "solvo", Severity: i.severity, At: i.opened, Window: time.Hour, Onset: i.opened.Add(-i.onset),
		Count: rules.Count{Voices: 212, Mentions: 260}, Touches: []rules.Share{{Name: "crisis", Voices: 200}, {Name: "marketing", Voices: 140}},
	}
	a := alerting.Incident{
		ID: alerting.ID{Brand: "solvo", Number: i.number}, State: i.state, Severity: i.severity, Signal: signal, Peak: signal, OpenedAt: i.opened,
		Actions: []alerting.Action{{Verb: alerting.Heard, At: i.opened, Signal: &signal}},
	}
	if i.claim > 0 {
		a.Lead, a.ClaimedAt = alerting.Actor{ID: "ana", Name: "ana@slack"}, i.opened.Add(i.claim)
	}
	if i.decid > 0 {
		a.Decision, a.DecidedBy, a.DecidedAt = alerting.Pause, alerting.Actor{ID: "ben", Name: "ben"}, i.opened.Add(i.decid)
	}
	if !i.state.Live() {
		a.ClosedAt, a.Reason = i.opened.Add(5*time.Hour), i.reason
		a.ClosedBy = alerting.Actor{ID: "ana", Name: "Ana"}
	}
	return a
}

// wire is a story in 62 copies, from nine sources, by a voice of its own.
func wire() []brand.Mention {
	first := said("wire", at(6, 4, 0), "Solvo pulls its sling ad after mothers protest", "crisis")
	all := []brand.Mention{first}
	for i := range 61 {
		m := said(fmt.Sprint("paper", i), at(6, 5, i), fmt.Sprintf("Solvo pulls sling ad, paper %d reports", i), "crisis")
		m.Source, m.Story, m.Speaker = fmt.Sprint("news", i%8), first.ID, first.Voice
		all = append(all, m)
	}
	for i := range all {
		all[i].Group, all[i].Lang, all[i].Mood, all[i].Reach = "press", "en", brand.Neutral, 5000
	}
	return all
}

func loudInput() Input {
	t := NewTally(theWeek(), at(7, 8, 0))
	for i := range 40 {
		t.Add(said(fmt.Sprint("last", i), at(-5, 10, i), "solvo is fine", "customer-service"))
	}
	for i := range 1500 {
		m := said(fmt.Sprint("v", i), at(6, 1, i%60), fmt.Sprintf("number %d says the #solvomoms ad mocks us", i), "crisis", "marketing")
		if i%10 == 0 {
			m = said(fmt.Sprint("v", i), at(6, 2, i%60), "It's not a fashion statement https://t.example/"+fmt.Sprint(i), "crisis")
		}
		m.Group, m.Lang, m.Mood = "customers", "en-US", []brand.Mood{brand.Negative, brand.Negative, brand.Negative, brand.Neutral, brand.Unknown}[i%5]
		if i%50 == 7 {
			m.Danger = []string{"boycott"}
		}
		t.Add(m)
	}
	for _, m := range wire() {
		t.Add(m)
	}
	big := said("star", at(6, 3, 7), "RT @here *Shame* on [Solvo](https://evil.example) | <!channel> \x1b[31m\u202egnp.exe", "crisis")
	big.Reach = 41000
	t.Add(big)
	for i := range 44 {
		t.Add(said(fmt.Sprint("tea", i), at(2, 9, i), fmt.Sprint("solvo tea, cup ", i)))
	}
	mine := said("solvo", at(3, 9, 0), "Our new sling!", "marketing")
	mine.Own, mine.Reach = true, 900000
	t.Add(mine)
	return Input{
		Brand: solvo(), Heard: t, At: at(7, 8, 0), Strategies: strategies(), Name: people,
		Incidents: []alerting.Incident{
			incident{241, rules.Crisis, at(6, 3, 7), 135 * time.Minute, 2 * time.Minute, 22 * time.Minute, alerting.Closed, "", "burst"}.build(),
			incident{239, rules.Issue, at(1, 11, 0), 20 * time.Minute, 0, 0, alerting.Dismissed, "joke", "burst"}.build(),
			incident{240, rules.Issue, at(4, 22, 0), 0, 0, 0, alerting.Open, "", "new-word"}.build(),
			incident{230, rules.Watch, at(-6, 22, 0), 0, 0, 0, alerting.Closed, "", "burst"}.build(),
			incident{231, rules.Issue, at(-1, 22, 0), 0, time.Minute, 0, alerting.Watching, "", "burst"}.build(),
		},
		Bookmarks: []Bookmark{
			{ID: "news", Kind: "feed", Every: 2 * time.Minute, Read: at(7, 7, 59)},
			{ID: "x", Kind: "x", Every: time.Minute, Read: at(6, 2, 0), Failures: 12, Fault: "read x: 429 Too Many Requests"},
			{ID: "forum", Kind: "feed", Every: time.Minute, Read: at(7, 5, 0), Claimed: 94, Seen: 33},
			{ID: "new", Kind: "feed"},
		},
	}
}

func quietInput() Input {
	t := NewTally(theWeek(), at(7, 8, 0))
	for i := range 9 {
		t.Add(said(fmt.Sprint("v", i), at(2, 9, i), "solvo cap", "customer-service"))
	}
	for i := range 12 {
		t.Add(said(fmt.Sprint("v", i), at(-2, 9, i), "solvo cap"))
	}
	t.Add(said("z", at(2, 10, 0), "solvo tea"))
	return Input{
		Brand: solvo(), Heard: t, At: at(7, 8, 0), Strategies: strategies(),
		Bookmarks: []Bookmark{{ID: "news", Kind: "feed", Read: at(7, 7, 59)}},
	}
}
