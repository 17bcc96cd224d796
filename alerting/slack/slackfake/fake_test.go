package slackfake

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) time() time.Time { return c.now }

func newFake(t *testing.T, o Options) (*Fake, *clock) {
	t.Helper()
	c := &clock{time.Date(2026, 11, 22, 3, 7, 0, 0, time.UTC)}
	o.Now, o.SigningSecret = c.time, "s3cret"
	f := New(o)
	if _, err := f.Listen(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, c
}

// ask calls a method with a form, as "status error" or the answer's own words.
func ask(t *testing.T, f *Fake, method string, pairs ...string) (map[string]any, http.Header) {
	t.Helper()
	form := url.Values{"token": {"xoxb-any"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.URL()+method, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return map[string]any{"broken": true}, nil
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]any{"status": answer.StatusCode}
	_ = json.Unmarshal(raw, &out)
	return out, answer.Header
}

func TestTimestampsAreUniqueAndRise(t *testing.T) {
	f, _ := newFake(t, Options{}) // its clock stands still
	last := ""
	for range 50 {
		out, _ := ask(t, f, "chat.postMessage", "channel", "#crisis", "text", "x")
		ts, _ := out["ts"].(string)
		if ts <= last {
			t.Fatalf("message %q follows %q", ts, last)
		}
		last = ts
	}
}

func TestRefusals(t *testing.T) {
	blocks := func(json string) string { return json }
	for _, tt := range []struct {
		why    string
		o      Options
		spoil  func(*Fake)
		method string
		args   []string
		want   string
	}{
		{"a channel there is not", Options{Channels: []string{"crisis"}}, nil, "chat.postMessage", []string{"channel", "#other", "text", "x"}, "channel_not_found"},
		{"an archived channel", Options{}, func(f *Fake) { f.Archive("#crisis") }, "chat.postMessage", []string{"channel", "#crisis", "text", "x"}, "is_archived"},
		{"a revoked token", Options{}, (*Fake).Revoke, "auth.test", nil, "token_revoked"},
		{"another token", Options{Token: "xoxb-other"}, nil, "auth.test", nil, "invalid_auth"},
		{"no token", Options{}, nil, "auth.test", []string{"token", ""}, "not_authed"},
		{"nothing said", Options{}, nil, "chat.postMessage", []string{"channel", "#crisis"}, "no_text"},
		{"too much said", Options{}, nil, "chat.postMessage", []string{"channel", "#crisis", "text", strings.Repeat("é", 40001)}, "msg_too_long"},
		{"bad blocks", Options{}, nil, "chat.postMessage", []string{"channel", "#crisis", "blocks", blocks(`[{"type":"alert"}]`)}, "invalid_blocks"},
		{"bad metadata", Options{}, nil, "chat.postMessage", []string{"channel", "#crisis", "text", "x", "metadata", "{}"}, "invalid_metadata_format"},
		{"an edit of nothing", Options{}, nil, "chat.update", []string{"channel", "#crisis", "ts", "1.2", "text", "x"}, "message_not_found"},
		{"a thread of nothing", Options{}, nil, "conversations.replies", []string{"channel", "#crisis", "ts", "1.2"}, "thread_not_found"},
		{"a stranger's conversation", Options{Users: map[string]User{"U1": {}}}, nil, "conversations.open", []string{"users", "U2"}, "user_not_found"},
		{"a bot's conversation", Options{Users: map[string]User{"U1": {Bot: true}}}, nil, "conversations.open", []string{"users", "U1"}, "cannot_dm_bot"},
		{"somebody who left", Options{Users: map[string]User{"U1": {Deleted: true}}}, nil, "conversations.open", []string{"users", "U1"}, "user_disabled"},
		{"a method it does not know", Options{}, nil, "chat.meMessage", nil, "unknown_method"},
	} {
		f, _ := newFake(t, tt.o)
		if tt.spoil != nil {
			tt.spoil(f)
		}
		out, _ := ask(t, f, tt.method, tt.args...)
		if out["ok"] != false || out["error"] != tt.want {
			t.Errorf("%s: %v, want ok:false %s", tt.why, out, tt.want)
		}
		if n := len(f.Ledger()); n != 0 {
			t.Errorf("%s: the ledger has %d messages", tt.why, n)
		}
	}
}

func TestOnePerSecondAndChannel(t *testing.T) {
	f, c := newFake(t, Options{OnePerSecond: true})
	post := func(channel string) (any, string) {
		out, header := ask(t, f, "chat.postMessage", "channel", channel, "text", "x")
		return out["ok"], header.Get("Retry-After")
	}
	if ok, _ := post("#crisis"); ok != true {
		t.Error("the first message is refused")
	}
	if ok, wait := post("#crisis"); ok != false || wait != "1" {
		t.Errorf("the second in a second: ok %v, Retry-After %q; want false, 1", ok, wait)
	}
	if ok, _ := post("#other"); ok != true {
		t.Error("a message in another channel is refused")
	}
	c.now = c.now.Add(time.Second)
	if ok, _ := post("#crisis"); ok != true {
		t.Error("a second later it is still refused")
	}
}

func TestOutages(t *testing.T) {
	f, c := newFake(t, Options{})
	f.Outage(c.now.Add(time.Hour), c.now.Add(3*time.Hour))
	for _, tt := range []struct {
		hours int
		down  bool
		want  int
	}{{0, false, 200}, {1, false, 500}, {2, false, 500}, {3, false, 200}, {4, true, 500}, {5, false, 200}} {
		f.SetDown(tt.down)
		at := c.now
		c.now = at.Add(time.Duration(tt.hours) * time.Hour)
		if out, _ := ask(t, f, "auth.test"); out["status"] != tt.want {
			t.Errorf("after %d hours (switched off: %v): %v, want %d", tt.hours, tt.down, out, tt.want)
		}
		c.now = at
	}
}

func TestFaultsTakeTurnsAndTheLedgerKnowsTheTruth(t *testing.T) {
	f, _ := newFake(t, Options{})
	f.Inject(Fault{Trouble: Cut, Method: "chat.postMessage", Accept: true})
	f.Inject(Fault{Trouble: RateLimit, Method: "chat.postMessage", RetryAfter: "3"})
	f.Inject(Fault{Trouble: Refuse, Error: "is_archived", Channel: "#crisis"})
	f.Inject(Fault{Trouble: Nameless, Times: 2})
	for _, want := range []map[string]any{
		{"broken": true},
		{"status": 429, "ok": false, "error": "ratelimited"},
		{"status": 200, "ok": false, "error": "is_archived"},
		{"status": 200, "ok": false},
		{"status": 200, "ok": false},
	} {
		got, _ := ask(t, f, "chat.postMessage", "channel", "#crisis", "text", "x")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("answer (-want +got):\n%s", diff)
		}
	}
	if out, _ := ask(t, f, "chat.postMessage", "channel", "#crisis", "text", "x"); out["ok"] != true {
		t.Errorf("after all faults: %v, want ok", out)
	}
	if n := len(f.Ledger()); n != 2 {
		t.Errorf("the ledger has %d messages, want the accepted and cut one and the last", n)
	}
}

func TestHistoryShowsMetadataToThoseWhoAsk(t *testing.T) {
	f, _ := newFake(t, Options{})
	first, _ := ask(t, f, "chat.postMessage", "channel", "#crisis", "text", "card", "metadata", `{"event_type":"e","event_payload":{"key":"k"}}`)
	ts, _ := first["ts"].(string)
	for _, broadcast := range []string{"false", "true"} {
		ask(t, f, "chat.postMessage", "channel", "#crisis", "text", "reply "+broadcast, "thread_ts", ts, "reply_broadcast", broadcast)
	}
	ask(t, f, "chat.update", "channel", "#crisis", "ts", ts, "text", "edited")
	texts := func(out map[string]any) string {
		var all []string
		messages, _ := out["messages"].([]any)
		for _, m := range messages {
			m, _ := m.(map[string]any)
			_, shown := m["metadata"]
			all = append(all, fmt.Sprintf("%v %v", m["text"], shown))
		}
		return strings.Join(all, " | ")
	}
	for _, tt := range []struct{ method, metadata, want string }{
		{"conversations.history", "0", "reply true false | edited false"},
		{"conversations.history", "1", "reply true false | edited true"},
		{"conversations.replies", "1", "edited true | reply false false | reply true false"},
	} {
		out, _ := ask(t, f, tt.method, "channel", "#crisis", "ts", ts, "include_all_metadata", tt.metadata)
		if got := texts(out); got != tt.want {
			t.Errorf("%s with metadata %s: %s, want %s", tt.method, tt.metadata, got, tt.want)
		}
	}
	out, _ := ask(t, f, "conversations.history", "channel", "#crisis", "oldest", ts)
	if got := texts(out); got != "reply true false" {
		t.Errorf("history after %s: %s, want the reply alone", ts, got)
	}
}

func TestCheckKnowsSlacksLimits(t *testing.T) {
	text := func(kind string, n int) string {
		return fmt.Sprintf(`{"type":%q,"text":%q}`, kind, strings.Repeat("é", n))
	}
	section := func(n int) string { return `{"type":"section","text":` + text("mrkdwn", n) + `}` }
	button := func(id string, label, value int) string {
		return fmt.Sprintf(`{"type":"button","action_id":%q,"value":%q,"text":%s}`, id, strings.Repeat("v", value), text("plain_text", label))
	}
	actions := func(elements ...string) string {
		return `{"type":"actions","elements":[` + strings.Join(elements, ",") + `]}`
	}
	menu := func(options int, value string) string {
		option := `{"text":{"type":"plain_text","text":"x"},"value":"` + value + `"}`
		return `{"type":"static_select","action_id":"m","options":[` + strings.TrimSuffix(strings.Repeat(option+",", options), ",") + `]}`
	}
	for _, tt := range []struct {
		why    string
		blocks []string
		ok     bool
	}{
		{"3,000 characters that are 6,000 bytes", []string{section(3000)}, true},
		{"3,001 characters", []string{section(3001)}, false},
		{"no characters", []string{section(0)}, false},
		{"50 blocks", strings.Split(strings.Repeat(section(1)+" ", 50), " ")[:50], true},
		{"51 blocks", strings.Split(strings.Repeat(section(1)+" ", 51), " ")[:51], false},
		{"more than a message holds", []string{section(3000), section(3000), section(3000), section(3000), section(3000)}, false},
		{"a heading of 150", []string{`{"type":"header","text":` + text("plain_text", 150) + `}`}, true},
		{"a heading of 151", []string{`{"type":"header","text":` + text("plain_text", 151) + `}`}, false},
		{"a heading with markup", []string{`{"type":"header","text":` + text("mrkdwn", 1) + `}`}, false},
		{"a context of 11", []string{`{"type":"context","elements":[` + strings.TrimSuffix(strings.Repeat(text("mrkdwn", 1)+",", 11), ",") + `]}`}, false},
		{"an empty context", []string{`{"type":"context","elements":[]}`}, false},
		{"a button", []string{actions(button("a", 75, 2000))}, true},
		{"a button of 76", []string{actions(button("a", 76, 1))}, false},
		{"a button with too much behind it", []string{actions(button("a", 1, 2001))}, false},
		{"two buttons of one name", []string{actions(button("a", 1, 1), button("a", 1, 1))}, false},
		{"a button without a name", []string{actions(button("", 1, 1))}, false},
		{"no buttons", []string{actions()}, false},
		{"a menu", []string{actions(menu(100, "v"))}, true},
		{"a menu of 101", []string{actions(menu(101, "v"))}, false},
		{"an empty menu", []string{actions(menu(0, "v"))}, false},
		{"an option with too much behind it", []string{actions(menu(1, strings.Repeat("v", 151)))}, false},
		{"two blocks of one name", []string{`{"type":"divider","block_id":"a"}`, `{"type":"divider","block_id":"a"}`}, false},
		{"a block for other places", []string{`{"type":"alert"}`}, false},
	} {
		problems := Check(json.RawMessage("[" + strings.Join(tt.blocks, ",") + "]"))
		if got := len(problems) == 0; got != tt.ok {
			t.Errorf("%s is fine: %v %q, want %v", tt.why, got, problems, tt.ok)
		}
	}
}

func TestAClickNeedsSomethingToPress(t *testing.T) {
	f, _ := newFake(t, Options{})
	card := Message{Channel: "C1", TS: "1.2", Blocks: json.RawMessage(`[{"type":"actions","block_id":"b","elements":[
		{"type":"button","action_id":"x:claim:1","value":"v","text":{"type":"plain_text","text":"Claim"}},
		{"type":"static_select","action_id":"x:decide:1","options":[{"text":{"type":"plain_text","text":"Watch"},"value":"watch"}]}]}]`)}
	var got url.Values
	app := In(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		got = r.PostForm
	}))
	for _, tt := range []struct {
		click Click
		ok    bool
	}{
		{Click{Verb: "claim"}, true},
		{Click{ActionID: "x:claim:1"}, true},
		{Click{Verb: "decide", Value: "watch"}, true},
		{Click{Verb: "decide", Value: "nuke"}, false},
		{Click{Verb: "close"}, false},
	} {
		tt.click.User, tt.click.Message, got = "U1", card, nil
		d, err := f.Click(t.Context(), app, tt.click)
		if (err == nil) != tt.ok || tt.ok && (d.Status != http.StatusOK || !strings.Contains(got.Get("payload"), `"block_actions"`)) {
			t.Errorf("click %+v: %d, %v, sent %v; want it possible: %v", tt.click, d.Status, err, got, tt.ok)
		}
	}
}

func TestAnAnswerAddressWearsOut(t *testing.T) {
	f, c := newFake(t, Options{})
	ask(t, f, "chat.postMessage", "channel", "#crisis", "text", "x")
	card := f.Screen("#crisis")[0]
	say := func(address, body string) int {
		r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(body))
		w := httptest.NewRecorder()
		f.ServeHTTP(w, r)
		return w.Code
	}
	address := f.newAnswerURL(card.Channel, "U1", card.TS)
	for n := range 6 {
		want := http.StatusOK
		if n == 5 {
			want = http.StatusNotFound
		}
		if got := say(address, `{"text":"psst"}`); got != want {
			t.Errorf("use %d of an answer address: %d, want %d", n+1, got, want)
		}
	}
	if got := f.Whispers("U1"); len(got) != 5 || got[0].Text != "psst" {
		t.Errorf("U1 was told %+v, want psst five times", got)
	}
	if say(f.newAnswerURL(card.Channel, "U1", card.TS), `{"text":"all","replace_original":true}`); f.Screen("#crisis")[0].Text != "all" {
		t.Error("an answer that replaces the message does not")
	}
	late := f.newAnswerURL(card.Channel, "U1", card.TS)
	c.now = c.now.Add(31 * time.Minute)
	if got := say(late, `{"text":"psst"}`); got != http.StatusNotFound {
		t.Errorf("an answer half an hour later: %d, want 404", got)
	}
}
