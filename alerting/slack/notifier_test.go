package slack

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/alerting/slack/slackfake"
)

func TestPostShowsTheCardInAChannelAndToAPerson(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	for _, tt := range []struct {
		place alerting.Place
		shown string
	}{{crisisRoom, "#crisis"}, {ana, "U01ANA"}} {
		at, err := s.slack.Post(t.Context(), tt.place, sling(), "key-"+tt.shown)
		if err != nil {
			t.Fatalf("Post(%v): %v", tt.place, err)
		}
		screen := s.Screen(tt.shown)
		if len(screen) != 1 {
			t.Fatalf("%s shows %d messages, want 1", tt.shown, len(screen))
		}
		m := screen[0]
		if m.TS != at.Message || m.Channel != at.Channel {
			t.Errorf("Post(%v) = %+v, but the message is %s in %s", tt.place, at, m.TS, m.Channel)
		}
		if m.Text != sling().Push {
			t.Errorf("the lock screen of %s shows %q, want the push line", tt.shown, m.Text)
		}
		want := slackfake.Metadata{EventType: "tocsin_card", EventPayload: map[string]any{"key": "key-" + tt.shown, "incident": "solvo/241"}}
		if diff := cmp.Diff(want, m.Metadata); diff != "" {
			t.Errorf("metadata in %s (-want +got):\n%s", tt.shown, diff)
		}
	}
}

func TestEditChangesTheCardInPlaceAndKeepsItsKey(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	at, err := s.slack.Post(t.Context(), crisisRoom, sling(), "k1")
	if err != nil {
		t.Fatal(err)
	}
	card := sling()
	card.Push, card.Buttons = "Ana has it since 03:09", nil
	for range 2 { // repeating an edit does no harm
		if err := s.slack.Edit(t.Context(), at, card); err != nil {
			t.Fatal(err)
		}
	}
	screen := s.Screen("#crisis")
	if len(screen) != 1 || screen[0].Text != card.Push || screen[0].Metadata.EventPayload["key"] != "k1" {
		t.Errorf("after the edit #crisis shows %+v, want one message saying %q with key k1", screen, card.Push)
	}
	if strings.Contains(string(screen[0].Blocks), `"actions"`) {
		t.Error("the edited card still has its buttons")
	}
}

func TestPingAlertsAgainBelowTheCard(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	for _, tt := range []struct {
		place    alerting.Place
		shown    string
		threaded bool
	}{
		{crisisRoom, "#crisis", true},
		{ana, "U01ANA", false}, // a reply in a thread would not ring
	} {
		at, err := s.slack.Post(t.Context(), tt.place, sling(), "k1")
		if err != nil {
			t.Fatal(err)
		}
		ping := alerting.Ping{ID: solvo241, Text: "Still nobody: <Chi> is asked too", Repeat: true}
		if err := s.slack.Ping(t.Context(), tt.place, at, ping, "p1"); err != nil {
			t.Fatal(err)
		}
		screen := s.Screen(tt.shown)
		m := screen[len(screen)-1]
		if got := m.Thread == at.Message && m.Broadcast; got != tt.threaded {
			t.Errorf("ping in %s is a broadcast reply: %v, want %v", tt.shown, got, tt.threaded)
		}
		if want := "Still nobody: &lt;Chi&gt; is asked too (" + repeated + ")"; m.Text != want {
			t.Errorf("ping in %s says %q, want %q", tt.shown, m.Text, want)
		}
		if m.Metadata.EventPayload["key"] != "p1" {
			t.Errorf("ping in %s has metadata %+v, want key p1", tt.shown, m.Metadata)
		}
	}
}

func TestARepeatSaysSo(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	card := sling()
	card.Repeat = true
	if _, err := s.slack.Post(t.Context(), crisisRoom, card, "k1"); err != nil {
		t.Fatal(err)
	}
	m := s.Screen("#crisis")[0]
	if !strings.Contains(m.Text, repeated) || !strings.Contains(string(m.Blocks), repeated) {
		t.Errorf("a repeat must say so on the lock screen and on the card; it says %q and %s", m.Text, m.Blocks)
	}
}

func TestFindKnowsWhatArrived(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	at, err := s.slack.Post(t.Context(), crisisRoom, sling(), "card-1")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 450 { // so that the card is three pages back
		card := sling()
		card.Lines = nil
		if _, err := s.slack.Post(t.Context(), crisisRoom, card, "other-"+strings.Repeat("i", n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.slack.Ping(t.Context(), crisisRoom, at, alerting.Ping{ID: solvo241, Text: "again"}, "ping-1"); err != nil {
		t.Fatal(err)
	}
	fresh := New(Options{Token: token, APIURL: s.URL(), Now: atSunday}) // as after a restart: it knows no channel's id
	for _, tt := range []struct {
		why   string
		at    alerting.Receipt
		key   string
		found bool
	}{
		{"a card that arrived", alerting.Receipt{}, "card-1", true},
		{"a card that did not", alerting.Receipt{}, "card-2", false},
		{"a ping that arrived", at, "ping-1", true},
		{"a ping that did not", at, "ping-2", false},
	} {
		where, found, err := fresh.Find(t.Context(), crisisRoom, tt.at, tt.key, sunday)
		if err != nil || found != tt.found {
			t.Errorf("Find(%s: %s) = %v, %v; want %v", tt.why, tt.key, found, err, tt.found)
		}
		if tt.key == "card-1" && where != at {
			t.Errorf("Find(%s) = %+v, want %+v", tt.key, where, at)
		}
	}
}

func TestFindInAConversationWithAPerson(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	at, err := s.slack.Post(t.Context(), ana, sling(), "card-1")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.slack.Ping(t.Context(), ana, at, alerting.Ping{ID: solvo241, Text: "again"}, "ping-1"); err != nil {
		t.Fatal(err)
	}
	for key, receipt := range map[string]alerting.Receipt{"card-1": {}, "ping-1": at} {
		if _, found, err := s.slack.Find(t.Context(), ana, receipt, key, sunday); !found || err != nil {
			t.Errorf("Find(%s) to ana = %v, %v; want found", key, found, err)
		}
	}
}

func TestFindIsNotTrustedWhenItCouldNotLook(t *testing.T) {
	for _, fault := range []slackfake.Fault{
		{Trouble: slackfake.Refuse, Error: "missing_scope"},
		{Trouble: slackfake.ServerError},
		{Trouble: slackfake.Empty},
		{Trouble: slackfake.Nameless},
		{Trouble: slackfake.Garbage},
		{Trouble: slackfake.Cut},
		{Trouble: slackfake.RateLimit},
	} {
		s := newStage(t, slackfake.Options{})
		at, err := s.slack.Post(t.Context(), crisisRoom, sling(), "k1")
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			method string
			at     alerting.Receipt
		}{{"conversations.history", alerting.Receipt{}}, {"conversations.replies", at}} {
			fault.Method = tt.method
			s.Inject(fault)
			if _, found, err := s.slack.Find(t.Context(), crisisRoom, tt.at, "k2", sunday); err == nil {
				t.Errorf("Find with %s of %s = %v without an error", fault.Trouble, tt.method, found)
			}
		}
	}
}

func TestTeamIsTheAppsOwn(t *testing.T) {
	s := newStage(t, slackfake.Options{})
	if team, err := s.slack.Team(t.Context()); team != slackfake.Team || err != nil {
		t.Errorf("Team() = %q, %v; want %q", team, err, slackfake.Team)
	}
	s.Inject(slackfake.Fault{Trouble: slackfake.Empty})
	if team, err := s.slack.Team(t.Context()); err == nil {
		t.Errorf("Team() with an empty answer = %q, want an error", team)
	}
}
