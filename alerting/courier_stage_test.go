package alerting_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/hook"
	"tocsin/alerting/slack"
	"tocsin/alerting/slack/slackfake"
	"tocsin/brand"
	"tocsin/rules"
	"tocsin/store"
)

// early is when the courier's tests begin.
var early = time.Date(2026, 11, 22, 8, 7, 0, 0, time.UTC)

var (
	room  = alerting.Place{Kind: alerting.Channel, Address: "#crisis"}
	press = alerting.Place{Kind: alerting.Channel, Address: "#press"}
	anaDM = alerting.Place{Kind: alerting.Person, Address: "U01ANA", Responder: "ana"}
	pager = alerting.Place{Kind: alerting.Fallback, Address: "pager"}
)

// A watchman tells the time that the test sets.
type watchman struct {
	mu  sync.Mutex
	now time.Time
}

func (w *watchman) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *watchman) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// A pagers is a second way out that notes what it is sent. While it is down it
// takes nothing; while it is mute it takes everything and answers 500.
type pagers struct {
	mu         sync.Mutex
	notes      []hook.Note
	down, mute bool
}

func (p *pagers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		http.Error(w, "no", http.StatusServiceUnavailable)
		return
	}
	var n hook.Note
	if json.NewDecoder(r.Body).Decode(&n) == nil {
		p.notes = append(p.notes, n)
	}
	if p.mute {
		http.Error(w, "no", http.StatusInternalServerError)
	}
}

func (p *pagers) taken() []hook.Note {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]hook.Note(nil), p.notes...)
}

func (p *pagers) set(down, mute bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down, p.mute = down, mute
}

// An office is a store, a Slack, a pager and a courier between them.
type office struct {
	*watchman
	*slackfake.Fake
	store   *store.Store
	prefix  string
	slack   *slack.Slack
	api     string
	pagers  *pagers
	hook    *hook.Hook
	courier *alerting.Courier
	seen    *outcomes
	// patience is how long the courier waits for an answer, by the real clock.
	patience time.Duration
	actions  map[alerting.ID]int
}

type outcomes struct{ count map[string]int }

func newOffice(t *testing.T) *office {
	t.Helper()
	openStore(t) // so that there is a server, or a good reason why not
	o := &office{watchman: &watchman{now: early}, prefix: "tocsin-courier-" + rand.Text() + ":", pagers: &pagers{}, actions: map[alerting.ID]int{}, patience: 5 * time.Second}
	o.store = joinStore(t, o.prefix)
	o.connect(t, slackfake.Options{Channels: []string{"crisis", "press"}})
	receiver := httptest.NewServer(o.pagers)
	t.Cleanup(receiver.Close)
	var err error
	o.hook, err = hook.New(hook.Options{URL: receiver.URL, Now: o.Now, HTTPClient: freshClient(t)})
	if err != nil {
		t.Fatal(err)
	}
	o.restart(t)
	return o
}

// connect puts a Slack into the office.
func (o *office) connect(t *testing.T, options slackfake.Options) {
	t.Helper()
	options.Now = o.Now
	fake := slackfake.New(options)
	t.Cleanup(func() { _ = fake.Close() })
	api, err := fake.Listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o.Fake, o.api = fake, api
}

func freshClient(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// restart starts the courier's process anew: it remembers nothing.
func (o *office) restart(t *testing.T) {
	t.Helper()
	o.slack = slack.New(slack.Options{Token: "xoxb-1", APIURL: o.api, Now: o.Now, HTTPClient: freshClient(t)})
	o.courier = o.another(t, o.slack)
}

// another is a courier of another process, with a notifier in Slack's place.
func (o *office) another(t *testing.T, first alerting.Notifier) *alerting.Courier {
	t.Helper()
	o.seen = &outcomes{count: map[string]int{}}
	return alerting.NewCourier(alerting.CourierOptions{
		Ledger:    joinStore(t, o.prefix),
		Notifiers: map[alerting.PlaceKind]alerting.Notifier{alerting.Channel: first, alerting.Person: first, alerting.Fallback: o.hook},
		Reader:    readerOf,
		Footer:    func(context.Context, brand.Key, time.Time) string { return "4 of 4 sources fresh" },
		Patience:  o.patience,
		Observe:   func(outcome string) { o.seen.count[outcome]++ },
	})
}

func readerOf(_ alerting.Incident, place alerting.Place) alerting.Reader {
	return alerting.Reader{
		Brand: brand.Brand{Key: "solvo", Name: "Solvo"}, Location: time.UTC, Person: place.Responder,
		May: place.Responder != "", Able: []string{"Ana Ruiz", "Ben Cole"},
	}
}

func incidentID(n int) alerting.ID { return alerting.ID{Brand: "solvo", Number: n} }

func signalOf(s rules.Severity, at time.Time) *rules.Signal {
	return &rules.Signal{
		Rule: "burst", Version: "1", Brand: "solvo", Severity: s, At: at, Window: time.Hour,
		Count: rules.Count{Voices: 212, Mentions: 240}, Expected: 15.2, Floor: 40, Times: 8,
	}
}

// heard is the action that opens an incident or makes it louder.
func (o *office) heard(s rules.Severity) alerting.Action {
	return alerting.Action{Verb: alerting.Heard, By: alerting.Actor{ID: alerting.System}, Signal: signalOf(s, o.Now())}
}

func byAna(verb alerting.Verb) alerting.Action {
	return alerting.Action{Verb: verb, By: alerting.Actor{ID: "ana", Name: "Ana Ruiz"}, Text: "joke"}
}

// step records actions of an incident, and orders places with so many alerts.
func (o *office) step(t *testing.T, n int, pings int, actions []alerting.Action, places ...alerting.Place) {
	t.Helper()
	id := incidentID(n)
	have := o.actions[id]
	for i := range actions {
		actions[i].At = o.Now()
		actions[i].Key = fmt.Sprint(n, "-", have+i)
	}
	st := alerting.Step{ID: id, Have: have, Actions: actions, Live: true}
	for _, p := range places {
		st.Orders = append(st.Orders, alerting.Order{Place: p, Want: have + len(actions), Pings: pings, Since: o.since(t, id, p)})
	}
	if err := o.store.Record(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	o.actions[id] = have + len(actions)
}

// since is when a place was first ordered.
func (o *office) since(t *testing.T, id alerting.ID, p alerting.Place) time.Time {
	t.Helper()
	for _, d := range o.deliveries(t, id) {
		if d.Order.Place == p {
			return d.Order.Since
		}
	}
	return o.Now()
}

// open raises incident n in some places.
func (o *office) open(t *testing.T, n int, s rules.Severity, places ...alerting.Place) {
	t.Helper()
	o.step(t, n, 1, []alerting.Action{o.heard(s)}, places...)
}

func (o *office) deliveries(t *testing.T, id alerting.ID) []alerting.Delivery {
	t.Helper()
	all, err := o.store.Deliveries(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// slip is what is noted of a place.
func (o *office) slip(t *testing.T, n int, p alerting.Place) alerting.Slip {
	t.Helper()
	for _, d := range o.deliveries(t, incidentID(n)) {
		if d.Order.Place == p {
			return d.Slip
		}
	}
	t.Fatalf("nothing was ordered of %v for #%d", p, n)
	return alerting.Slip{}
}

// round lets the courier deliver once.
func (o *office) round(t *testing.T) alerting.Delivered {
	t.Helper()
	did, err := o.courier.Deliver(t.Context(), "solvo", o.Now())
	if err != nil {
		t.Fatal(err)
	}
	return did
}

// rounds lets it deliver every second for a while.
func (o *office) rounds(t *testing.T, span time.Duration) {
	t.Helper()
	for until := o.Now().Add(span); o.Now().Before(until); o.pass(time.Second) {
		o.round(t)
	}
}

// outstanding is how much is still to be delivered, whenever it is due.
func (o *office) outstanding(t *testing.T) int {
	t.Helper()
	due, err := o.store.Outstanding(t.Context(), "solvo", o.Now().AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return len(due)
}

// kinds counts what Slack's ledger has of a place: posts, pings and edits.
func (o *office) kinds(place string) (int, int, int) {
	posts, pings, edits := 0, 0, 0
	for _, m := range o.Ledger() {
		switch {
		case m.Name != place:
		case m.Kind == slackfake.Update:
			edits++
		case m.Metadata.EventType == "tocsin_ping":
			pings++
		case m.Kind == slackfake.Post:
			posts++
		}
	}
	return posts, pings, edits
}
