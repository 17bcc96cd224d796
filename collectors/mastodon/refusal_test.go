package mastodon_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/mastodon"
)

func TestSettingsThatAreWrong(t *testing.T) {
	spec := func(name string, values ...string) collectors.Spec {
		return collectors.Spec{Settings: map[string][]string{name: values}}
	}
	for _, tt := range []struct {
		spec collectors.Spec
		why  string
	}{
		{collectors.Spec{}, "mastodon has no hashtag to read: give its brands a match, or the source tags or timelines"},
		{collectors.Spec{Searches: []string{"solvo recall"}}, `mastodon is read by hashtag, and "solvo recall" is none: write one such as #solvo, letters and digits without blanks`},
		{spec("tags", "2026"), `"2026" is none`},
		{spec("tags", "a/b"), `"a/b" is none`},
		{spec("tags", "a#b"), `"a#b" is none`},
		{spec("timelines", "home"), `mastodon has no timeline "home": write public, local or remote`},
	} {
		if err := mastodon.Type().Judge(tt.spec); err == nil || !strings.Contains(err.Error(), tt.why) {
			t.Errorf("%+v: %v; want %q", tt.spec, err, tt.why)
		}
		if _, err := mastodon.Type().Open(tt.spec, collectors.Means{Env: func(string) string { return "" }}); err == nil {
			t.Errorf("%+v is opened", tt.spec)
		}
	}
}

func TestABusyServerIsLeftAlone(t *testing.T) {
	s := newInstance(noon)
	s.answer = func(w http.ResponseWriter, _ *http.Request) { s.busy(w) }
	src := open(t, s, searches("#solvo", "#moms", "#gel"), nil)
	_, err := src.Collect(t.Context(), "", noon())
	until := noon().Add(5 * time.Minute)
	if wait, ok := errors.AsType[*collectors.WaitError](err); !ok || !wait.Until.Equal(until) {
		t.Fatalf("a server with too many requests: %v; want to wait until %v", err, until)
	}
	if asked := s.asks(); len(asked) != 1 {
		t.Errorf("its limit is one for all tags, and it was asked %d times", len(asked))
	}
	// The last answer before the limit is one, and says until when there is no other.
	s.say(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset", "2026-11-21T12:10:00.643385Z")
		_, _ = w.Write([]byte("[" + strings.Repeat(`{"id":"1","uri":"u"},`, 3) + `{"id":"1","uri":"u"}]`))
	})
	page, err := src.Collect(t.Context(), "", until)
	if err != nil || len(page.Posts) != 0 && page.NotBefore.IsZero() {
		t.Fatal(page, err)
	}
	page, _ = src.Collect(t.Context(), page.Next, until)
	s.asks()
	if page, err = src.Collect(t.Context(), page.Next, until); err != nil || len(s.asks()) != 0 || !page.NotBefore.Equal(time.Date(2026, 11, 21, 12, 10, 0, 643385e3, time.UTC)) {
		t.Errorf("after the last answer: not before %v, %v", page.NotBefore, err)
	}
}

func TestWhoIsNotLetInIsToldWhatToDo(t *testing.T) {
	const secret = "s3cret-token"
	for _, tt := range []struct {
		claim  string
		status int
		env    map[string]string
		want   string
	}{
		{"a server for its own people", 422, nil, "shows this to those alone who have signed in: set MASTODON_TOKEN to the token of an account there, or read another instance"},
		{"a token of elsewhere", 401, map[string]string{"MASTODON_TOKEN": secret}, "does not take the token in MASTODON_TOKEN: make one there, under Preferences, Development, with the scope read"},
	} {
		s := newInstance(noon)
		s.answer = func(w http.ResponseWriter, r *http.Request) {
			refuse(w, tt.status, "This method requires an authenticated user, not "+r.Header.Get("Authorization"))
		}
		_, err := open(t, s, searches("#solvo"), tt.env).Collect(t.Context(), "", noon())
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v; want %q and no secret", tt.claim, err, tt.want)
		}
	}
}

// A timeline that its owner has turned off is empty, and says no word.
func TestAnEmptyTimelineIsAskedWhetherItIsHidden(t *testing.T) {
	for _, tt := range []struct{ claim, access, fault, note string }{
		{"nobody said anything", `{"hashtag_feeds":{"local":"public","remote":"public"}}`, "", ""},
		{"an older server tells nothing", ``, "", ""},
		{"it is off", `{"hashtag_feeds":{"local":"disabled","remote":"disabled"}}`, "has turned this timeline off: read another instance", ""},
		{"it is for members", `{"hashtag_feeds":{"local":"authenticated","remote":"authenticated"}}`, "set MASTODON_TOKEN", ""},
		{"others' posts are for members", `{"hashtag_feeds":{"local":"public","remote":"authenticated"}}`, "", "hides what comes from other servers"},
	} {
		s := newInstance(noon)
		s.access = tt.access
		src := open(t, s, searches("#solvo"), nil)
		page, err := src.Collect(t.Context(), "", noon())
		if fmt.Sprint(err) != "<nil>" && tt.fault == "" || tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault)) {
			t.Errorf("%s: %v; want %q", tt.claim, err, tt.fault)
		}
		if got := strings.Join(page.Notes, "; "); got != tt.note && (tt.note == "" || !strings.Contains(got, tt.note)) {
			t.Errorf("%s: noted %q; want %q", tt.claim, got, tt.note)
		}
		asked := len(s.asks())
		_, _ = src.Collect(t.Context(), page.Next, noon().Add(time.Minute))
		if again := len(s.asks()); again >= asked {
			t.Errorf("%s: a minute later %d requests, %d at first", tt.claim, again, asked)
		}
	}
}

func TestWhatIsNoAnswerIsAFault(t *testing.T) {
	for _, body := range []string{"", "null", "{}", "7", `{"error":"x"}`, "<html>", strings.Repeat(" ", 6<<20) + "[]"} {
		s := newInstance(noon)
		s.answer = says(body)
		if page, err := open(t, s, searches("#solvo"), nil).Collect(t.Context(), "", noon()); err == nil || len(err.Error()) > 500 {
			t.Errorf("%.20q is taken for a timeline: %+v, %v", body, page, err)
		}
	}
}
