package alerting_test

import (
	"crypto/rand"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/rules"
)

// oracle says who may decide, written anew from the rule's words: who has
// authority in a touched strategy at that severity, and the people of crises
// where it is a crisis or fewer than two of the others could be asked.
func oracle(crowd []oncall.Responder, user string, i alerting.Incident) bool {
	reach := func(p oncall.Responder, strategy string) bool {
		mine := len(p.Brands) == 0
		for _, b := range p.Brands {
			mine = mine || b == i.ID.Brand
		}
		return mine && (p.Can[strategy] >= i.Severity || p.Can["*"] >= i.Severity)
	}
	concerned := map[string]bool{}
	for _, p := range crowd {
		for _, s := range i.Strategies {
			if s != "unassigned" && reach(p, s) {
				concerned[p.ID] = true
			}
		}
	}
	for _, p := range crowd {
		if p.Slack == user {
			return concerned[p.ID] || (i.Severity == rules.Crisis || len(concerned) < 2) && reach(p, "crisis")
		}
	}
	return false
}

// TestWhateverHappensTheDeskKeepsItsPromises lets signals, presses and time come
// in any order, from two desks on one store whose people come and go.
func TestWhateverHappensTheDeskKeepsItsPromises(t *testing.T) {
	openStore(t)
	accepted, denied := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		ledger := joinStore(t, "tocsin-test-"+rand.Text()+":")
		defer ledger.Close()
		s := &stage{T: t, Store: ledger, now: sunday}
		crowd := people()
		for n := range rapid.IntRange(5, 40).Draw(rt, "events") {
			o := options(ledger)
			if rapid.IntRange(0, 4).Draw(rt, "people change") == 0 {
				crowd = anyPeople(rt)
			}
			o.Roster = oncall.NewRoster(crowd)
			s.desk = alerting.NewDesk(o) // any process may be the next to act
			s.now = s.now.Add(time.Duration(rapid.Int64Range(0, int64(9*time.Hour)).Draw(rt, "pause")))
			switch rapid.IntRange(0, 4).Draw(rt, "event") {
			case 0:
				touches := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"crisis", "marketing", "customer-service", "unassigned"}), 0, 2, rapid.ID).Draw(rt, "touches")
				s.hear(rapid.SampledFrom([]rules.Severity{rules.Watch, rules.Issue, rules.Crisis}).Draw(rt, "severity"), rapid.IntRange(1, 300).Draw(rt, "voices"), touches...)
			case 1:
				s.followAny(rt)
			case 2:
				s.tend()
				s.nobodyPassedOver(rt, o.Roster)
			default:
				pressed, took := s.pressAny(rt, crowd, fmt.Sprint("press ", n))
				if pressed && took {
					accepted++
				} else if pressed {
					denied++
				}
			}
			s.kept(rt)
		}
	})
	if accepted == 0 || denied == 0 {
		t.Errorf("%d presses were accepted and %d denied: the test shows nothing", accepted, denied)
	}
}

// pressAny has anybody press anything, and holds what comes of it against the
// oracle. It answers whether there was anything to press, then whether it took effect.
func (s *stage) pressAny(rt *rapid.T, crowd []oncall.Responder, key string) (bool, bool) {
	last, err := s.Last(s.Context(), "solvo")
	if err != nil {
		rt.Fatal(err)
	}
	if last == 0 {
		return false, false
	}
	p := alerting.Press{
		Key: key, ID: alerting.ID{Brand: "solvo", Number: last}, Via: "slack",
		Team:  rapid.SampledFrom([]string{homeTeam, homeTeam, homeTeam, "T09OTHER"}).Draw(rt, "team"),
		Who:   rapid.SampledFrom([]string{"U01ANA", "U02BEN", "U03CLEO", "U04DAN", "U05EVE", "U99"}).Draw(rt, "who"),
		Verb:  rapid.SampledFrom([]alerting.Verb{alerting.Claim, alerting.Decide, alerting.Dismiss, alerting.Close, alerting.Note}).Draw(rt, "verb"),
		Value: rapid.SampledFrom([]string{"", "watch", "pause", "joke"}).Draw(rt, "value"),
		Text:  rapid.SampledFrom([]string{"", "a reason"}).Draw(rt, "text"),
	}
	before := s.incident(last)
	answer := s.press(p)
	added := s.incident(last).Actions[len(before.Actions):]
	may := p.Team == homeTeam && oracle(crowd, p.Who, before)
	switch {
	case answer.Accepted && !may:
		rt.Fatalf("%s by %s of %s is accepted, and they may not", p.Verb, p.Who, p.Team)
	case answer.Accepted && (len(added) != 1 || added[0].Verb != p.Verb):
		rt.Fatalf("%s is accepted, and %v is recorded", p.Verb, added)
	case !answer.Accepted && may && len(added) > 0, len(added) > 1:
		rt.Fatalf("%s is answered %q, and %v is recorded", p.Verb, answer.Text, added)
	case !answer.Accepted && len(added) == 1 && added[0].Verb != alerting.Refused:
		rt.Fatalf("%s is denied, and %s is recorded", p.Verb, added[0].Verb)
	case answer.Text == "":
		rt.Fatalf("%s is answered nothing", p.Verb)
	case may && p.Verb == alerting.Claim && before.State == alerting.Open && !answer.Accepted:
		rt.Fatalf("%s may claim, and is told %q", p.Who, answer.Text)
	}
	return true, answer.Accepted
}

func anyPeople(rt *rapid.T) []oncall.Responder {
	crowd := people()
	for n := range crowd {
		crowd[n].Can = map[string]rules.Severity{
			rapid.SampledFrom([]string{"crisis", "marketing", "customer-service", "*"}).Draw(rt, "strategy"): rapid.SampledFrom([]rules.Severity{rules.Watch, rules.Issue, rules.Crisis}).Draw(rt, "up to"),
		}
		crowd[n].Brands = rapid.SampledFrom([][]brand.Key{nil, nil, {"solvo"}, {"acme"}}).Draw(rt, "brands")
	}
	return crowd[:rapid.IntRange(0, len(crowd)).Draw(rt, "people")]
}

// kept checks what holds at every moment.
func (s *stage) kept(rt *rapid.T) {
	last, err := s.Last(s.Context(), "solvo")
	if err != nil {
		rt.Fatal(err)
	}
	dues, err := s.Due(s.Context(), "solvo", s.now.Add(30*24*time.Hour))
	if err != nil {
		rt.Fatal(err)
	}
	live := 0
	for n := 1; n <= last; n++ {
		i := s.incident(n)
		due := slices.Contains(dues, i.ID)
		if i.State.Live() {
			live++
		}
		if due != i.State.Live() {
			rt.Fatalf("%s is %s, and has a timer: %v", i.ID, i.State, due)
		}
		orders, err := s.Deliveries(s.Context(), i.ID)
		if err != nil || len(orders) == 0 {
			rt.Fatalf("%s is shown nowhere, %v", i.ID, err)
		}
		for _, o := range orders {
			if shown := len(i.Actions); o.Order.Want > shown || o.Order.Want < 1 || o.Order.Pings < 1 || o.Order.Since.IsZero() {
				rt.Fatalf("%s orders %+v of %d actions", i.ID, o.Order, shown)
			}
		}
	}
	if live > 1 {
		rt.Fatalf("%d incidents are live at once", live)
	}
}

// nobodyPassedOver checks that whoever may decide what rings has been rung.
func (s *stage) nobodyPassedOver(rt *rapid.T, roster *oncall.Roster) {
	live, err := s.Live(s.Context(), "solvo")
	if err != nil {
		rt.Fatal(err)
	}
	for _, id := range live {
		i := s.incident(id.Number)
		for _, p := range roster.Able(id.Brand, i.Strategies, i.Severity) {
			if i.State == alerting.Open && i.Severity >= rules.Issue && !slices.Contains(i.Rung, p.ID) {
				rt.Fatalf("%s is open at %s, %s may decide it and was not rung", id, i.Severity, p.ID)
			}
		}
	}
}
