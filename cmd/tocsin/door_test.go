package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/alerting/slack/slackfake"
)

// alarmed is a rig whose daemon has raised a crisis: a card is in the channel.
func alarmed(t *testing.T, people int) *rig {
	t.Helper()
	r := newRig(t, "embedded")
	r.people(people)
	r.alarm()
	return r
}

// alarm starts the daemon, and lets a crisis break out.
func (r *rig) alarm() {
	r.t.Helper()
	r.feed.publish(3, time.Now().Add(-48*time.Hour))
	r.start()
	r.ready()
	r.await(`"job":"collect feed"`, "3 matched")
	r.feed.publish(60, time.Now())
	r.eventually("a crisis card in the channel", func() bool {
		screen := r.fake.Screen("#solvo-listening")
		return len(screen) > 0 && strings.HasPrefix(screen[0].Text, "CRISIS")
	})
}

// record is the verbs of an incident's record, with who acted.
func (r *rig) record() []string {
	r.t.Helper()
	var all []string
	for line := range strings.Lines(r.run("incidents", "solvo/1", "--json")) {
		var a struct {
			Verb string
			By   struct{ Name string }
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			r.t.Fatal(err)
		}
		all = append(all, a.Verb+" "+a.By.Name)
	}
	return all
}

func count(all []string, begins string) int {
	n := 0
	for _, s := range all {
		if strings.HasPrefix(s, begins) {
			n++
		}
	}
	return n
}

// Of fifty authorised people who claim at the same moment one gets it, the others
// are told who, and ten strangers are refused.
func TestFiftyClaimsHaveOneWinner(t *testing.T) {
	t.Parallel()
	r := alarmed(t, 50)
	card := r.fake.Screen("#solvo-listening")[0]
	door := slackfake.At(r.address + "/slack/actions")
	var group sync.WaitGroup
	press := func(user string) {
		group.Go(func() {
			answer, err := r.fake.Click(t.Context(), door, slackfake.Click{User: user, Message: card, Verb: "claim"})
			if err != nil || answer.Status != 200 {
				t.Errorf("%s presses: %d %s, %v; want 200", user, answer.Status, answer.Body, err)
			}
		})
	}
	for i := range 50 {
		press(userOf(i))
	}
	for i := range 10 {
		press(fmt.Sprintf("U9STRANGER%d", i))
	}
	group.Wait()

	record := r.record()
	if n := count(record, "claim "); n != 1 {
		t.Fatalf("%d claims in the record, want 1: %v", n, record)
	}
	var winner string
	for _, s := range record {
		if who, is := strings.CutPrefix(s, "claim "); is {
			winner = who
		}
	}
	told := 0
	r.eventually("everybody is answered", func() bool {
		told = 0
		for i := range 50 {
			if name := fmt.Sprintf("Person %d", i); name != winner && len(r.fake.Whispers(userOf(i))) == 1 &&
				strings.Contains(r.fake.Whispers(userOf(i))[0].Text, winner) {
				told++
			}
		}
		return told == 49
	})
	for i := range 10 {
		user := fmt.Sprintf("U9STRANGER%d", i)
		r.eventually(user+" is refused", func() bool {
			w := r.fake.Whispers(user)
			return len(w) == 1 && strings.Contains(w[0].Text, "Person 0")
		})
	}
	if n := count(r.record(), "refused "); n != 10 {
		t.Errorf("%d refusals in the record, want 10", n)
	}
	r.eventually("the channel's card names the winner", func() bool {
		return strings.Contains(r.fake.Screen("#solvo-listening")[0].Plain(), winner+" has it")
	})
	r.stop()
}

// Requests that Slack did not sign, signed long ago, or sent before are turned
// away, noted, and change nothing.
func TestForgedStaleAndReplayedRequestsChangeNothing(t *testing.T) {
	t.Parallel()
	r := alarmed(t, 2)
	card := r.fake.Screen("#solvo-listening")[0]
	door := slackfake.At(r.address + "/slack/actions")
	before := r.record()
	for _, forgery := range []slackfake.Forgery{slackfake.WrongSecret, slackfake.Unsigned, slackfake.Stale, slackfake.FromFuture} {
		answer, err := r.fake.Click(t.Context(), door, slackfake.Click{User: userOf(0), Message: card, Verb: "claim", Forgery: forgery})
		if err != nil || answer.Status != 401 {
			t.Errorf("a press that is %s: %d, %v; want 401", forgery, answer.Status, err)
		}
		r.await("request refused", "slack")
	}
	if after := r.record(); count(after, "claim") != 0 || len(after) != len(before) {
		t.Errorf("the record was %v and is %v", before, after)
	}
	genuine, err := r.fake.Click(t.Context(), door, slackfake.Click{User: userOf(0), Message: card, Verb: "claim"})
	if err != nil || genuine.Status != 200 {
		t.Fatalf("a genuine press: %d, %v", genuine.Status, err)
	}
	claimed := r.record()
	if again, err := r.fake.Replay(t.Context(), door, genuine); err != nil || again.Status != 401 {
		t.Errorf("the same request again: %d, %v; want 401", again.Status, err)
	}
	if after := r.record(); count(after, "claim") != 1 || len(after) != len(claimed) {
		t.Errorf("after the replay the record is %v", after)
	}
	if refused := r.run("refusals"); strings.Count(refused, "\n") != 5 || strings.Contains(refused, signingSecret) {
		t.Errorf("refused requests on record:\n%s\nwant the four forgeries and the replay", refused)
	}
	r.stop()
	r.keepsSecrets()
}

// In a channel that is shared with another workspace, its people learn nothing from
// "/tocsin", but for those whom the configuration names.
func TestCommandsOfAnotherWorkspaceAreRefused(t *testing.T) {
	t.Parallel()
	r := newRig(t, "embedded")
	r.feed.publish(3, time.Now().Add(-48*time.Hour))
	r.people(2)
	file, err := os.ReadFile(r.path())
	if err != nil {
		t.Fatal(err)
	}
	agency := "  - {id: agency, name: Agnes Agency, slack: U777AG, team: T0AGENCY, can: [crisis]}\n"
	if err := os.WriteFile(r.path(), append(file, agency...), 0o600); err != nil {
		t.Fatal(err)
	}
	r.start()
	r.ready()
	for _, tt := range []struct {
		team, user string
		answered   bool
	}{
		{slackfake.Team, userOf(0), true},
		{slackfake.Team, "U9COLLEAGUE", true},
		{"T0AGENCY", "U777AG", true},
		{"T0AGENCY", "U778AG", false},
		{"T0RIVAL", userOf(0), false},
	} {
		for _, text := range []string{"incidents", "status", "who", "claim 1", "explain 1", "why 1", ""} {
			answer, err := r.fake.Type(t.Context(), slackfake.At(r.address+"/slack/commands"),
				slackfake.Command{User: tt.user, Team: tt.team, Channel: "#solvo-listening", Name: "/tocsin", Text: text})
			refused := strings.Contains(answer.Body, "answers people of its own workspace")
			if err != nil || answer.Status != 200 || refused == tt.answered {
				t.Errorf("%s of %s types /tocsin %s: %d %s, %v; want an answer: %v", tt.user, tt.team, text, answer.Status, answer.Body, err, tt.answered)
			}
			if strings.HasSuffix(text, " 1") && tt.answered && !strings.Contains(answer.Body, "There is no incident solvo/1") {
				t.Errorf("/tocsin %s is answered %s, want that there is no such incident", text, answer.Body)
			}
		}
	}
	r.stop()
}

// Through Socket Mode a press arrives on both connections, counts once, and is
// acknowledged only when it is on record.
func TestPressesThroughSocketMode(t *testing.T) {
	t.Parallel()
	r := newRig(t, "embedded")
	r.env = []string{"SLACK_APP_TOKEN=" + appToken, "SLACK_SIGNING_SECRET="}
	r.alarm()
	r.eventually("both connections stand", func() bool { return r.fake.Lines() == 2 })
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	card := r.fake.Screen("#solvo-listening")[0]
	if n, err := r.fake.ClickLive(ctx, slackfake.Click{User: userOf(1), Message: card, Verb: "claim"}, 2); err != nil || n != 2 {
		t.Errorf("%d of 2 arrivals were acknowledged, %v", n, err)
	}
	if record := r.record(); count(record, "claim Person 1") != 1 {
		t.Errorf("the record is %v, want one claim by Person 1", record)
	}
	if said, err := r.fake.TypeLive(ctx, slackfake.Command{User: userOf(0), Channel: "#solvo-listening", Name: "/tocsin", Text: "incidents"}); err != nil || !strings.Contains(said, "Person 1") {
		t.Errorf("/tocsin incidents says %q, %v; want who has it", said, err)
	}
	r.stop()
	r.keepsSecrets()
}

// An incident that touches two functions stands in the channel of each, once, and
// who claims it in one is seen in the other within two seconds.
func TestOneIncidentInEveryTouchedFunctionsChannel(t *testing.T) {
	r := newRig(t, "embedded")
	r.file += "strategies: {marketing: {slack: \"#brand-marketing\"}, customer-service: {slack: \"#care\"}}\n"
	r.people(2)
	r.alarm()
	channels := []string{"#solvo-listening", "#brand-marketing"}
	for _, c := range channels {
		r.eventually("a card in "+c, func() bool { return len(r.fake.Screen(c)) > 0 })
	}
	card := r.fake.Screen("#solvo-listening")[0]
	if answer, err := r.fake.Click(t.Context(), slackfake.At(r.address+"/slack/actions"), slackfake.Click{User: userOf(0), Message: card, Verb: "claim"}); err != nil || answer.Status != 200 {
		t.Fatalf("a claim: %d, %v", answer.Status, err)
	}
	pressed := time.Now()
	for _, c := range channels {
		r.eventually(c+" shows who has it", func() bool { return strings.Contains(r.fake.Screen(c)[0].Plain(), "Person 0 has it") })
		if n := len(r.cards(c)); n != 1 {
			t.Errorf("%s has %d cards, want one", c, n)
		}
	}
	for _, m := range r.fake.Ledger() {
		if m.Name == "#brand-marketing" && strings.Contains(m.Plain(), "Person 0 has it") {
			if after := m.At.Sub(pressed); after > 2*time.Second {
				t.Errorf("the other channel shows the claim after %s, want 2 s at most", after)
			}
			break
		}
	}
	if n := len(r.fake.Screen("#care")); n != 0 {
		t.Errorf("a function that is not touched is shown %d messages", n)
	}
	r.stop()
}
