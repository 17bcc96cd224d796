package alerting_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/rules"
)

func TestOfFiftyWhoClaimAtOnceOneHasItAndAllOthersAreTold(t *testing.T) {
	var crowd []oncall.Responder
	for n := range 50 {
		crowd = append(crowd, oncall.Responder{ID: fmt.Sprint("p", n), Name: fmt.Sprint("Person ", n), Slack: fmt.Sprint("U", n), Can: map[string]rules.Severity{"crisis": rules.Crisis}})
	}
	s := setStage(t, func(o *alerting.DeskOptions) { o.Roster = oncall.NewRoster(crowd) })
	s.hear(rules.Crisis, 100, "crisis")
	answers := make([]alerting.Answer, len(crowd))
	desks := s.desks(5)
	var wg sync.WaitGroup
	for n := range crowd {
		p := s.pressed(crowd[n].Slack, alerting.Claim)
		wg.Go(func() {
			var err error
			if answers[n], err = desks[n%5].Press(t.Context(), p, s.now); err != nil {
				t.Errorf("%s: %v", crowd[n].Name, err)
			}
		})
	}
	wg.Wait()
	i := s.incident(1)
	winners := 0
	for n, a := range answers {
		switch {
		case a.Accepted && crowd[n].ID == i.Lead.ID:
			winners++
		case a.Accepted:
			t.Errorf("%s is told they have it, but %s does", crowd[n].Name, i.Lead.Name)
		case !strings.Contains(a.Text, i.Lead.Name+" was first, at 08:07"):
			t.Errorf("%s is told %q, want who was first, and when", crowd[n].Name, a.Text)
		}
	}
	if winners != 1 || i.State != alerting.Claimed || len(i.Actions) != 3 {
		t.Errorf("%d winners, state %s, %d actions; want 1, claimed, and 3: heard, rung, claimed", winners, i.State, len(i.Actions))
	}
}

func TestAPressThatArrivesAgainIsAnsweredAlikeAndChangesNothing(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	claim := s.pressed("U01ANA", alerting.Claim)
	first := s.accept(claim)
	refused := s.pressed("U99", alerting.Close)
	s.deny(refused, "Ana Ruiz")
	s.accept(s.pressed("U01ANA", alerting.Decide, "watch"))
	s.accept(s.pressed("U02BEN", alerting.Close))
	before := s.incident(1)
	s.now = s.now.Add(time.Hour)
	if again := s.press(claim); again != first {
		t.Errorf("the second arrival of a claim is answered %+v, the first was %+v", again, first)
	}
	s.deny(refused, "You may follow, but not decide.")
	if after := s.incident(1); len(after.Actions) != len(before.Actions) {
		t.Errorf("arriving again added %d actions", len(after.Actions)-len(before.Actions))
	}
	stolen := claim
	stolen.Who = "U02BEN"
	s.deny(stolen, "cannot be told from somebody else's")
}

func TestOnePressArrivingFiftyTimesAtOnceIsOne(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	p := s.pressed("U01ANA", alerting.Decide, "pause")
	desks := s.desks(5)
	var wg sync.WaitGroup
	for n := range 50 {
		wg.Go(func() {
			if a, err := desks[n%5].Press(t.Context(), p, s.now); err != nil || !a.Accepted || a.Text != "Decided: Pause or pull. You have it." {
				t.Errorf("Press = %+v, %v", a, err)
			}
		})
	}
	wg.Wait()
	if n := len(s.incident(1).Actions); n != 3 {
		t.Errorf("the record has %d actions, want 3", n)
	}
}

func TestAStrangersFloodCannotFillTheRecordNorStirTheCards(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	before, err := s.Deliveries(t.Context(), incident1)
	if err != nil {
		t.Fatal(err)
	}
	for range 30 {
		s.deny(s.pressed("U99", alerting.Claim), "You may follow")
	}
	if n := len(s.incident(1).Actions); n != 3 {
		t.Errorf("30 presses of one stranger within a minute left %d actions, want heard, rung and one refusal", n)
	}
	for n := range 300 {
		s.now = s.now.Add(time.Second)
		s.deny(s.pressed(fmt.Sprint("U9", n), alerting.Dismiss, "joke"), "You may follow")
	}
	if n := len(s.incident(1).Actions); n != 52 {
		t.Errorf("300 strangers left %d actions, want 2 and 50 refusals", n)
	}
	after, err := s.Deliveries(t.Context(), incident1)
	if err != nil {
		t.Fatal(err)
	}
	if len(before) == 0 || len(before) != len(after) {
		t.Fatalf("%d places before the flood, %d after", len(before), len(after))
	}
	for n := range after {
		if after[n].Order != before[n].Order {
			t.Errorf("the flood changed an order from %+v to %+v", before[n].Order, after[n].Order)
		}
	}
	s.accept(s.pressed("U01ANA", alerting.Claim))
}

func TestPressesThatMeanNothingAreToldSo(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	unknown := s.pressed("U01ANA", alerting.Claim)
	unknown.ID.Number = 77
	keyless := s.pressed("U01ANA", alerting.Claim)
	keyless.Key = ""
	forged := s.pressed("U01ANA", alerting.Claim)
	forged.Key = "tocsin:widened:3"
	nobody := s.pressed("", alerting.Claim)
	for _, tt := range []struct {
		claim string
		press alerting.Press
		told  string
	}{
		{"an unknown incident", unknown, "There is no incident solvo/77. /tocsin incidents lists"},
		{"an unknown verb", s.pressed("U01ANA", "sing"), `"sing" is nothing that can be done`},
		{"the daemon's own verb", s.pressed("U01ANA", alerting.Widened), "nothing that can be done"},
		{"no key", keyless, "Press again"},
		{"the daemon's own key", forged, "Press again"},
		{"nobody", nobody, "Nobody says who pressed"},
		{"an unknown decision", s.pressed("U01ANA", alerting.Decide, "panic"), `"panic" is no decision: use watch, holding-statement, one-to-one, pause or external-statement. For example: /tocsin decide solvo/1 holding-statement.`},
		{"no decision", s.pressed("U01ANA", alerting.Decide), "Say what you decide: watch,"},
		{"dismissing without a reason", s.pressed("U01ANA", alerting.Dismiss), "expected, spam, joke, small or other"},
		{"dismissing for no reason there is", s.pressed("U01ANA", alerting.Dismiss, "boredom"), `"boredom" is no reason: use expected, spam, joke, small or other, or more words of your own. For example: /tocsin dismiss solvo/1 expected.`},
		{"a note without words", s.pressed("U01ANA", alerting.Note), "A note needs words: /tocsin note solvo/1 WORDS."},
	} {
		a := s.press(tt.press)
		if a.Accepted || !strings.Contains(a.Text, tt.told) {
			t.Errorf("%s: accepted %v, %q; want %q", tt.claim, a.Accepted, a.Text, tt.told)
		}
	}
	if n := len(s.incident(1).Actions); n != 2 {
		t.Errorf("the record has %d actions, want heard and rung", n)
	}
}

func TestHostileWordsAreKeptShortAndPlain(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Note, "", "one\u202etwo\x00"+strings.Repeat(" word", 10000)))
	p := s.pressed("U99", alerting.Dismiss, strings.Repeat("x", 10000))
	p.Name = strings.Repeat("mallory\n", 1000)
	s.deny(p, "You may follow")
	for _, a := range s.incident(1).Actions {
		if len(a.Text) > 2100 || len(a.By.Name) > 100 || strings.ContainsAny(a.Text+a.By.Name, "\n\x00\u202e") {
			t.Errorf("%s keeps %d bytes of text and the name %q", a.Verb, len(a.Text), a.By.Name)
		}
	}
}

// shell makes a press at the command line, as it splits words: a value, then text.
func (s *stage) shell(as string, verb alerting.Verb, words ...string) alerting.Press {
	p := s.pressed(as, verb, words...)
	p.Via, p.Team = "cli", ""
	return p
}

func TestWhatToTypeIsToldAsItIsTypedThere(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		press  func(*stage) alerting.Press
		brands int
		want   string
	}{
		{"overruling at the command line", func(s *stage) alerting.Press { return s.shell("ben", alerting.Decide, "pause") }, 2, "say why: tocsin act decide solvo/1 pause WHY --as ben."},
		{"overruling in Slack", func(s *stage) alerting.Press { return s.pressed("U02BEN", alerting.Decide, "pause") }, 1, "say why: /tocsin decide 1 pause WHY."},
		{"where there are several brands, Slack's command names it", func(s *stage) alerting.Press { return s.pressed("U02BEN", alerting.Decide, "pause") }, 2, "say why: /tocsin decide solvo/1 pause WHY."},
		{"what is no decision, where one would overrule", func(s *stage) alerting.Press { return s.shell("ben", alerting.Decide, "bogus") }, 2, `"bogus" is no decision: use watch, holding-statement, one-to-one, pause or external-statement. For example: tocsin act decide solvo/1 holding-statement WHY --as ben.`},
		{"what is no decision, of one's own", func(s *stage) alerting.Press { return s.shell("ana", alerting.Decide, "bogus") }, 2, "For example: tocsin act decide solvo/1 holding-statement --as ana."},
		{"what is no reason", func(s *stage) alerting.Press { return s.shell("ana", alerting.Dismiss, "bogus") }, 2, "For example: tocsin act dismiss solvo/1 expected --as ana."},
		{"a note without words", func(s *stage) alerting.Press { return s.shell("ana", alerting.Note) }, 2, "A note needs words: tocsin act note solvo/1 WORDS --as ana."},
		{"an unknown incident", func(s *stage) alerting.Press {
			p := s.shell("ana", alerting.Claim)
			p.ID.Number = 7
			return p
		}, 2, "There is no incident solvo/7. tocsin incidents lists those there are."},
	} {
		s := setStage(t, func(o *alerting.DeskOptions) { o.Brands = o.Brands[:tt.brands] })
		s.hear(rules.Crisis, 100, "crisis")
		s.accept(s.pressed("U01ANA", alerting.Decide, "holding-statement"))
		if a := s.press(tt.press(s)); a.Accepted || !strings.Contains(a.Text, tt.want) {
			t.Errorf("%s: accepted %v, %q; want %q", tt.claim, a.Accepted, a.Text, tt.want)
		}
	}
}

// What is shown beside a daemon with a folder of its own means that folder.
func TestWhatToTypeMeansTheSameInstallation(t *testing.T) {
	s := setStage(t, func(o *alerting.DeskOptions) { o.Shell = "-c solvo.yaml" })
	s.hear(rules.Crisis, 100, "crisis")
	want := "A note needs words: tocsin act note solvo/1 WORDS --as ana -c solvo.yaml."
	if a := s.press(s.shell("ana", alerting.Note)); a.Text != want {
		t.Errorf("a note without words is answered %q, want %q", a.Text, want)
	}
}

func TestADismissalTakesAReasonOfTheListOrWordsOfOnesOwn(t *testing.T) {
	for _, tt := range []struct {
		claim, value, text, want string
	}{
		{"a reason", "Joke", "", "joke"},
		{"a reason, and more", "Joke", "of the year", "joke: of the year"},
		{"words of one's own", "our", "own campaign", "our own campaign"},
		{"words of one's own, in quotes", "our own campaign", "", "our own campaign"},
	} {
		s := setStage(t)
		s.hear(rules.Crisis, 100, "crisis")
		s.accept(s.shell("ana", alerting.Dismiss, tt.value, tt.text))
		if got := s.incident(1).Reason; got != tt.want {
			t.Errorf("%s: the record says %q, want %q", tt.claim, got, tt.want)
		}
	}
}

func TestWhoLivesElsewhereIsToldWhoseClockItIs(t *testing.T) {
	york, london := zone(t, "America/New_York"), zone(t, "Europe/London")
	s := setStage(t, func(o *alerting.DeskOptions) {
		crowd := people()
		crowd[0].Location, crowd[1].Location = york, london
		o.Roster = oncall.NewRoster(crowd)
		o.Brands = []brand.Brand{{Key: "solvo", Name: "Solvo", Location: york}}
	})
	s.hear(rules.Crisis, 100, "crisis")
	s.accept(s.pressed("U01ANA", alerting.Claim))
	s.deny(s.pressed("U02BEN", alerting.Claim), "Ana Ruiz was first, at 08:07 London time, and has it.")
	s.deny(s.pressed("U01ANA", alerting.Claim), "You have it already, since 03:07.")
	if got := s.accept(s.pressed("U02BEN", alerting.Decide, "watch")).Text; !strings.Contains(got, "At 09:07 London time it closes") {
		t.Errorf("ben is told %q", got)
	}
	s.deny(s.pressed("U01ANA", alerting.Decide, "pause"), "Ben Cole decided at 03:07: Watch for 1 hour.")
	s.accept(s.pressed("U01ANA", alerting.Close))
	s.deny(s.pressed("U02BEN", alerting.Claim), "Ana Ruiz closed it at 08:07 London time.")
	if why := s.press(s.pressed("U02BEN", alerting.Explain)).Text; !strings.Contains(why, "to Sun 08:07 London time.") {
		t.Errorf("why: %q", why)
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}
