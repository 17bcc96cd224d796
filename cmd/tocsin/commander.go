package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tocsin/alerting"
	"tocsin/rules"
)

// A commander answers "/tocsin …" in Slack.
type commander struct{ *app }

const commandHelp = `/tocsin status: how well each source is read
/tocsin incidents: what wants attention
/tocsin who: who may decide a crisis
/tocsin claim 241: take it
/tocsin decide 241 pause [why]: decide; "why" is needed to overrule somebody
/tocsin dismiss 241 joke: not a crisis (expected, spam, joke, small, other)
/tocsin close 241 · /tocsin note 241 text · /tocsin why 241`

// Command obeys one command. Only the presses among them change anything, and
// the desk judges those as it does any press.
func (c commander) Command(ctx context.Context, team, user, text string, now time.Time) (string, error) {
	if said := c.refusal(team, user); said != "" {
		c.log.WarnContext(ctx, "command refused", "team", team, "user", user)
		return said, nil
	}
	words := strings.Fields(text)
	if len(words) == 0 {
		return commandHelp, nil
	}
	switch words[0] {
	case "status":
		return c.status(ctx, now)
	case "incidents":
		return c.incidents(ctx)
	case "who":
		return c.who(), nil
	case "claim", "decide", "dismiss", "close", "note", "explain", "why":
		return c.act(ctx, team, user, words, now)
	}
	return commandHelp, nil
}

// refusal is what strangers are told, "" for all others. In a channel that is shared
// with another workspace its people may type commands too, and are not to read here.
func (c commander) refusal(team, user string) string {
	home := c.ways.home()
	_, known := c.roster.BySlack(home, team, user)
	switch {
	case known:
		return ""
	case home == "":
		return "Tocsin does not know yet in which Slack workspace it is. Ask again in a minute."
	case team != home:
		return "Tocsin answers people of its own workspace, and those that its configuration names."
	}
	return ""
}

func (c commander) status(ctx context.Context, now time.Time) (string, error) {
	status, err := c.app.status(ctx, now)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = printStatus(&out, status)
	return out.String(), err
}

func (c commander) incidents(ctx context.Context) (string, error) {
	var lines []string
	for _, b := range c.config.Brands {
		live, err := liveIncidents(ctx, c.store, b.Key)
		if err != nil {
			return "", err
		}
		for _, i := range live {
			lines = append(lines, fmt.Sprintf("%s %s · %s · %s · %s", strings.ToUpper(i.Severity.String()), i.ID, i.State, spoke(i.Signal), cmp.Or(i.Lead.Name, "nobody has it")))
		}
	}
	if len(lines) == 0 {
		return "Nothing wants attention.", nil
	}
	return strings.Join(lines, "\n"), nil
}

func (c commander) who() string {
	var lines []string
	for _, b := range c.config.Brands {
		var names []string
		for _, p := range c.roster.Able(b.Key, nil, rules.Crisis) {
			names = append(names, p.Name)
		}
		lines = append(lines, b.Name+": any one of "+cmp.Or(strings.Join(names, ", "), "nobody")+" may decide a crisis")
	}
	return strings.Join(lines, "\n")
}

// act makes a press of a command such as "decide 241 pause the ad is offensive".
func (c commander) act(ctx context.Context, team, user string, words []string, now time.Time) (string, error) {
	if len(words) < 2 {
		return "Say which incident, such as /tocsin " + words[0] + " 241", nil
	}
	id, ok := c.incident(words[1])
	if !ok {
		return fmt.Sprintf("%q is no incident: write its number, or brand/number such as %s/241", words[1], c.config.Brands[0].Key), nil
	}
	press := alerting.Press{ID: id, Verb: verbOf(words[0]), Team: team, Who: user, Name: user, Via: "slack"}
	press.Value, press.Text = meant(press.Verb, words[2:])
	// Slack gives a command no identity of its own: the same words within the same second are the same.
	sum := sha256.Sum256([]byte(strings.Join(append([]string{team, user, now.UTC().Format(time.RFC3339)}, words...), "\x00")))
	press.Key = "command:" + hex.EncodeToString(sum[:12])
	answer, err := presses(c).Press(ctx, press, now)
	return answer.Text, err
}

// incident reads "241" where there is one brand, and "solvo/241" anywhere.
func (c commander) incident(word string) (alerting.ID, bool) {
	word = strings.TrimPrefix(word, "#")
	if id, err := alerting.ParseID(word); err == nil {
		return id, true
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || len(c.config.Brands) != 1 {
		return alerting.ID{}, false
	}
	return alerting.ID{Brand: c.config.Brands[0].Key, Number: n}, true
}
