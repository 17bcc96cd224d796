package alerting_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/alerting"
	"tocsin/rules"
)

// sunday is 03:07 in New York.
var sunday = time.Date(2026, 11, 22, 8, 7, 0, 0, time.UTC)

var (
	system  = alerting.Actor{ID: alerting.System, Name: alerting.System}
	anaRuiz = alerting.Actor{ID: "ana", Name: "Ana Ruiz"}
	benCole = alerting.Actor{ID: "ben", Name: "Ben Cole"}
	noOne   = alerting.Actor{Name: "mallory"}
)

var incident1 = alerting.ID{Brand: "solvo", Number: 1}

// sounds is a signal of some voices, heard at a moment, that touches some strategies.
func sounds(at time.Time, severity rules.Severity, voices int, touches ...string) rules.Signal {
	s := rules.Signal{Rule: "burst", Version: "1", Brand: "solvo", Severity: severity, At: at, Window: time.Hour, Count: rules.Count{Voices: voices, Mentions: voices}}
	for _, name := range touches {
		s.Touches = append(s.Touches, rules.Share{Name: name, Voices: voices})
	}
	return s
}

// A script is a record being written, a minute a line unless it says otherwise.
type script struct {
	actions []alerting.Action
	at      time.Time
}

func begin() *script { return &script{at: sunday} }

func (s *script) after(d time.Duration) *script {
	s.at = s.at.Add(d - time.Minute)
	return s
}

func (s *script) add(a alerting.Action) *script {
	if a.Key = fmt.Sprint("key ", len(s.actions)); a.At.IsZero() {
		a.At = s.at
	}
	s.at = s.at.Add(time.Minute)
	s.actions = append(s.actions, a)
	return s
}

func (s *script) heard(severity rules.Severity, voices int, touches ...string) *script {
	signal := sounds(s.at, severity, voices, touches...)
	return s.add(alerting.Action{Verb: alerting.Heard, By: system, Signal: &signal})
}

func (s *script) rang(who ...string) *script {
	return s.add(alerting.Action{Verb: alerting.Widened, By: system, Rung: who})
}

func (s *script) did(by alerting.Actor, verb alerting.Verb, text string) *script {
	return s.add(alerting.Action{Verb: verb, By: by, Text: text})
}

func (s *script) decided(by alerting.Actor, c alerting.Choice, reason string) *script {
	a := alerting.Action{Verb: alerting.Decide, By: by, Choice: c, Text: reason}
	if c == alerting.WatchUntil {
		a.Until = s.at.Add(time.Hour)
	}
	return s.add(a)
}

func (s *script) replay() (alerting.Incident, error) { return alerting.Replay(incident1, s.actions) }

func TestWhereEachMoveLeads(t *testing.T) {
	open := func() *script { return begin().heard(rules.Crisis, 100) }
	for _, tt := range []struct {
		claim string
		told  *script
		want  alerting.State
		lead  string
	}{
		{"what is heard is open", open(), alerting.Open, ""},
		{"ringing leaves it open", open().rang("ana", "ben"), alerting.Open, ""},
		{"who claims it has it", open().did(anaRuiz, alerting.Claim, ""), alerting.Claimed, "ana"},
		{"who decides what nobody has, has it", open().decided(benCole, alerting.Pause, ""), alerting.Decided, "ben"},
		{"another may decide, and the lead stays", open().did(anaRuiz, alerting.Claim, "").decided(benCole, alerting.Pause, ""), alerting.Decided, "ana"},
		{"a decision to watch is a watch", open().decided(anaRuiz, alerting.WatchUntil, ""), alerting.Watching, "ana"},
		{"a watch may become a decision", open().decided(anaRuiz, alerting.WatchUntil, "").decided(anaRuiz, alerting.Holding, ""), alerting.Decided, "ana"},
		{"a watch comes back to its lead", open().decided(anaRuiz, alerting.WatchUntil, "").did(system, alerting.Reopened, ""), alerting.Claimed, "ana"},
		{"anything live may be closed", open().did(system, alerting.Close, "quiet"), alerting.Closed, ""},
		{"and dismissed", open().did(anaRuiz, alerting.Dismiss, "joke"), alerting.Dismissed, ""},
		{"what was dismissed comes back to nobody", open().did(anaRuiz, alerting.Claim, "").did(anaRuiz, alerting.Dismiss, "joke").did(system, alerting.Reopened, ""), alerting.Open, ""},
		{"a note changes nothing", open().did(anaRuiz, alerting.Claim, "").did(benCole, alerting.Note, "seen it"), alerting.Claimed, "ana"},
		{"nor does a refusal", open().did(noOne, alerting.Refused, "claim"), alerting.Open, ""},
		{"a note may be added to what is over", open().did(anaRuiz, alerting.Close, "").did(benCole, alerting.Note, "it was the advert"), alerting.Closed, ""},
	} {
		i, err := tt.told.replay()
		if err != nil || i.State != tt.want || i.Lead.ID != tt.lead {
			t.Errorf("%s: state %q, lead %q, %v; want %q, %q", tt.claim, i.State, i.Lead.ID, err, tt.want, tt.lead)
		}
	}
}

func TestMovesThatAreNone(t *testing.T) {
	open := func() *script { return begin().heard(rules.Crisis, 100) }
	closed := func() *script { return open().did(anaRuiz, alerting.Close, "") }
	for _, tt := range []struct {
		claim string
		told  *script
		why   string
	}{
		{"a claim before anything was heard", begin().did(anaRuiz, alerting.Claim, ""), "begins with what was heard"},
		{"hearing nothing", begin().add(alerting.Action{Verb: alerting.Heard, By: system}), "needs a signal"},
		{"hearing what is below notice", begin().heard(rules.None, 3), "needs a signal"},
		{"a second claim", open().did(anaRuiz, alerting.Claim, "").did(benCole, alerting.Claim, ""), "somebody has it"},
		{"a stranger's claim", open().did(noOne, alerting.Claim, ""), "configuration names"},
		{"the daemon's own decision", open().decided(system, alerting.Pause, ""), "configuration names"},
		{"an unknown decision", open().decided(anaRuiz, "panic", ""), "one of the choices"},
		{"a watch without an end", open().add(alerting.Action{Verb: alerting.Decide, By: anaRuiz, Choice: alerting.WatchUntil}), "has an end"},
		{"overruling without a reason", open().decided(anaRuiz, alerting.Holding, "").decided(benCole, alerting.Pause, ""), "needs a reason"},
		{"overruling without a reason, as its lead", open().did(anaRuiz, alerting.Claim, "").decided(benCole, alerting.Holding, "").decided(anaRuiz, alerting.Pause, ""), "needs a reason"},
		{"dismissing without a reason", open().did(anaRuiz, alerting.Dismiss, ""), "needs a reason"},
		{"an empty note", open().did(anaRuiz, alerting.Note, ""), "needs a reason"},
		{"claiming what is over", closed().did(anaRuiz, alerting.Claim, ""), "it has ended"},
		{"feeding what is over", closed().heard(rules.Crisis, 100), "it has ended"},
		{"ringing for what is over", closed().rang("ana"), "it has ended"},
		{"closing twice", closed().did(anaRuiz, alerting.Close, ""), "it has ended"},
		{"what a person closed does not come back", closed().did(system, alerting.Reopened, ""), "comes back"},
		{"what is open cannot come back", open().did(system, alerting.Reopened, ""), "comes back"},
		{"asking why leaves no trace", open().did(anaRuiz, alerting.Explain, ""), "is recorded"},
		{"a verb of another time", open().did(anaRuiz, "sing", ""), "is recorded"},
	} {
		if _, err := tt.told.replay(); err == nil || !strings.Contains(err.Error(), tt.why) {
			t.Errorf("%s: %v; want an error that says %q", tt.claim, err, tt.why)
		}
	}
}

func TestOverrulingTakesAReasonAndChangingOnesMindDoesNot(t *testing.T) {
	taken := func() *script { return begin().heard(rules.Issue, 30).did(anaRuiz, alerting.Claim, "") }
	for claim, told := range map[string]*script{
		"the lead changes their own decision": taken().decided(anaRuiz, alerting.Holding, "").decided(anaRuiz, alerting.Pause, ""),
		"the lead does, with a reason":        taken().decided(benCole, alerting.Holding, "").decided(anaRuiz, alerting.Pause, "the plant burns"),
		"who decided changes it":              taken().decided(benCole, alerting.Holding, "").decided(benCole, alerting.Pause, ""),
		"another does, with a reason":         taken().decided(anaRuiz, alerting.Holding, "").decided(benCole, alerting.Pause, "the plant burns"),
		"after a watch nothing is decided":    taken().decided(anaRuiz, alerting.WatchUntil, "").did(system, alerting.Reopened, "").decided(benCole, alerting.Pause, ""),
	} {
		if i, err := told.replay(); err != nil || i.Decision != alerting.Pause {
			t.Errorf("%s: decision %q, %v; want pause", claim, i.Decision, err)
		}
	}
}

func TestSeverityRisesAtOnceAndFallsOnlyAfterACalm(t *testing.T) {
	for _, tt := range []struct {
		claim string
		told  *script
		want  rules.Severity
	}{
		{"it rises at once", begin().heard(rules.Watch, 10).heard(rules.Crisis, 50), rules.Crisis},
		{"a lower signal does not lower it", begin().heard(rules.Crisis, 50).heard(rules.Watch, 10), rules.Crisis},
		{"nor just before six hours", begin().heard(rules.Crisis, 50).after(6*time.Hour-time.Second).heard(rules.Watch, 10), rules.Crisis},
		{"after six hours it does", begin().heard(rules.Crisis, 50).after(6*time.Hour).heard(rules.Watch, 10), rules.Watch},
		{"it falls to the highest of those hours", begin().heard(rules.Crisis, 50).after(5*time.Hour).heard(rules.Issue, 30).after(2*time.Hour).heard(rules.Watch, 10), rules.Issue},
		{"each signal at the level holds it anew", begin().heard(rules.Crisis, 50).after(5*time.Hour).heard(rules.Crisis, 50).after(2*time.Hour).heard(rules.Watch, 10), rules.Crisis},
		{"silence alone does not lower it", begin().heard(rules.Crisis, 50).after(48*time.Hour).did(anaRuiz, alerting.Claim, ""), rules.Crisis},
	} {
		if i, err := tt.told.replay(); err != nil || i.Severity != tt.want {
			t.Errorf("%s: %s, %v; want %s", tt.claim, i.Severity, err, tt.want)
		}
	}
}

func TestAKeyStandsInARecordOnce(t *testing.T) {
	told := begin().heard(rules.Crisis, 50).did(anaRuiz, alerting.Claim, "")
	i, err := told.replay()
	if err != nil {
		t.Fatal(err)
	}
	again := alerting.Action{Key: told.actions[1].Key, Verb: alerting.Note, By: benCole, At: sunday, Text: "new"}
	if _, err := i.Apply(again); err == nil {
		t.Error("Apply takes a second action with the same key")
	}
	if _, err := alerting.Replay(incident1, append(told.actions, again)); err == nil {
		t.Error("Replay takes a second action with the same key")
	}
}

// anyAction draws an action, legal or not, at a moment not before another.
func anyAction(t *rapid.T, n int, now *time.Time) alerting.Action {
	*now = now.Add(time.Duration(rapid.Int64Range(0, int64(8*time.Hour)).Draw(t, "pause")))
	a := alerting.Action{
		Key: fmt.Sprint("key ", rapid.IntRange(max(0, n-3), n).Draw(t, "key")), At: *now,
		Verb: rapid.SampledFrom([]alerting.Verb{
			alerting.Heard, alerting.Heard, alerting.Widened, alerting.Reopened, alerting.Claim, alerting.Decide,
			alerting.Dismiss, alerting.Close, alerting.Note, alerting.Refused, alerting.Explain, "sing",
		}).Draw(t, "verb"),
		By:     rapid.SampledFrom([]alerting.Actor{anaRuiz, benCole, system, noOne}).Draw(t, "by"),
		Text:   rapid.SampledFrom([]string{"", "a reason"}).Draw(t, "text"),
		Choice: rapid.SampledFrom([]alerting.Choice{"", alerting.WatchUntil, alerting.Holding, alerting.Pause, "panic"}).Draw(t, "choice"),
		Rung:   rapid.SliceOfN(rapid.SampledFrom([]string{"ana", "ben", "cleo"}), 0, 3).Draw(t, "rung"),
	}
	if rapid.Bool().Draw(t, "has end") {
		a.Until = now.Add(time.Hour)
	}
	if rapid.IntRange(0, 5).Draw(t, "silent") > 0 {
		severity := rapid.SampledFrom([]rules.Severity{rules.None, rules.Watch, rules.Issue, rules.Crisis}).Draw(t, "severity")
		touches := rapid.SliceOfN(rapid.SampledFrom([]string{"crisis", "marketing"}), 0, 2).Draw(t, "touches")
		s := sounds(*now, severity, rapid.IntRange(0, 300).Draw(t, "voices"), touches...)
		a.Signal = &s
	}
	return a
}

func TestAReplayRebuildsWhatHappened(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i, now := alerting.Incident{ID: incident1, Actions: []alerting.Action{}}, sunday
		taken := 0
		for n := range rapid.IntRange(1, 60).Draw(t, "moves") {
			a := anyAction(t, n, &now)
			before, err := alerting.Replay(incident1, slices.Clone(i.Actions))
			if err != nil {
				t.Fatalf("what was applied does not replay: %v", err)
			}
			next, err := i.Apply(a)
			if other, errOther := i.Apply(anyAction(t, n, &now)); errOther == nil && err == nil {
				_ = other // a second branch from the same value must not reach into the first
			}
			if diff := cmp.Diff(before, i); diff != "" {
				t.Fatalf("%s changed the incident it was applied to (-before +after):\n%s", a.Verb, diff)
			}
			if err != nil {
				continue
			}
			taken++
			rebuilt, err := alerting.Replay(incident1, slices.Clone(next.Actions))
			if diff := cmp.Diff(next, rebuilt); err != nil || diff != "" {
				t.Fatalf("after %s the record tells another story: %v (-happened +replayed):\n%s", a.Verb, err, diff)
			}
			promises(t, before, next, a)
			i = next
		}
		if taken > 0 && len(i.Actions) != taken {
			t.Fatalf("%d actions were taken, the record has %d", taken, len(i.Actions))
		}
	})
}

// promises are what holds of every move.
func promises(t *rapid.T, before, after alerting.Incident, a alerting.Action) {
	if a.Verb == alerting.Note || a.Verb == alerting.Refused {
		after.Actions = before.Actions
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatalf("%s changed more than the record:\n%s", a.Verb, diff)
		}
	}
	if after.Severity < before.Severity && a.Verb != alerting.Heard {
		t.Fatalf("%s lowered the severity", a.Verb)
	}
	if after.State != alerting.Open && after.State.Live() && after.Lead.ID == "" {
		t.Fatalf("%s left a %s incident without a lead", a.Verb, after.State)
	}
	if after.State == alerting.Open && after.Lead.ID != "" {
		t.Fatalf("%s left an open incident with a lead", a.Verb)
	}
	if (after.State == alerting.Watching) != !after.Until.IsZero() {
		t.Fatalf("%s left state %s with the watch ending at %v", a.Verb, after.State, after.Until)
	}
	if after.State.Live() == !after.ClosedAt.IsZero() {
		t.Fatalf("%s left state %s with the end at %v", a.Verb, after.State, after.ClosedAt)
	}
}
