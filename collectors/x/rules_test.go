package x_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

// values are what the station's rules carry.
func (s *station) values() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, r := range s.rules {
		all = append(all, r["value"])
	}
	slices.Sort(all)
	return all
}

func TestRulesAreKeptInStep(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.rules = []map[string]string{
		{"id": "1", "value": "cats", "tag": "somebody's"},
		{"id": "2", "value": "dogs"},
		{"id": "3", "value": "what was searched for before", "tag": "tocsin:0123456789ab"},
	}
	r := tuned(t, s, at, x.Options{Queries: []string{"#solvo", "dogs"}})
	r.read()
	if diff := cmp.Diff([]string{"#solvo", "cats", "dogs", "solvo"}, s.values()); diff != "" {
		t.Errorf("rules (-want +there):\n%s", diff)
	}
	sent := strings.Join(s.changes, "\n")
	if note := strings.Join(r.notes, "; "); !strings.Contains(note, `the rule "what was searched for before" of an earlier search, or of another tocsin with this token, was deleted from the stream`) {
		t.Errorf("noted %q, want that a rule was deleted", note)
	}
	if !regexp.MustCompile(`^{"delete":{"ids":\["3"\]}}\n{"add":\[{"value":"solvo","tag":"tocsin:[\w-]{12}"},{"value":"#solvo","tag":"tocsin:[\w-]{12}"}\]}$`).MatchString(sent) {
		t.Errorf("sent\n%s\nwant that one is deleted and two are added", sent)
	}
	// What is in step is left alone.
	s.left(r)
	again(t, s, at, x.Options{Query: "dogs", Queries: []string{"solvo", "#solvo"}}).read()
	if !s.isOpen() {
		t.Error("the stream is not open")
	}
	if len(s.changes) != 2 {
		t.Errorf("rules that were as they should be were changed: %q", s.changes[2:])
	}
}

// One query that X takes for no rule keeps no other out, whether X takes the rest of a
// change or none of it.
func TestARuleThatIsRefusedIsLeftOut(t *testing.T) {
	for _, whole := range []bool{false, true} {
		s, at := newStation(atNoon), &clock{at: noon}
		s.whole = whole
		r := tuned(t, s, at, x.Options{Queries: []string{"wrong:thing", "#solvo"}})
		r.read()
		if diff := cmp.Diff([]string{"#solvo", "solvo"}, s.values()); diff != "" {
			t.Errorf("whole %v: rules (-want +there):\n%s", whole, diff)
		}
		changes := len(s.changes)
		for range 2 {
			if note := strings.Join(r.notes, "; "); !strings.Contains(note, `the search "wrong:thing" is left out of the stream: UnprocessableEntity: ["Reference to invalid operator 'wrong'`) {
				t.Errorf("whole %v: noted %q", whole, note)
			}
			r.notes = nil
			at.pass(10 * time.Minute) // and it is told for as long as it is so
			r.read()
		}
		if len(s.changes) > changes {
			t.Errorf("whole %v: what was refused is sent again: %q", whole, s.changes[changes:])
		}
	}
	s, at := newStation(atNoon), &clock{at: noon}
	r := tuned(t, s, at, x.Options{Query: "wrong:a", Queries: []string{"wrong:b"}})
	if _, err := r.Collect(t.Context(), "", at.now()); err == nil || !strings.Contains(err.Error(), "mend the source's query") {
		t.Errorf("where no rule is taken: %v", err)
	}
}

func TestRulesThatAreGoneArePutThereAgain(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	gone := 2
	s.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if gone > 0 && r.URL.Path == "/2/tweets/search/stream" {
			gone--
			s.mu.Lock()
			s.rules = nil // between the change and the stream
			s.mu.Unlock()
		}
		return false
	}
	r := tuned(t, s, at, x.Options{})
	_, err := r.Collect(t.Context(), "", at.now())
	if err == nil || !strings.Contains(err.Error(), "409 Conflict") || !strings.Contains(err.Error(), "it is given them again") {
		t.Errorf("without rules: %v", err)
	}
	at.pass(5 * time.Second)
	r.read()
	if !s.isOpen() || len(s.values()) != 1 {
		t.Errorf("the rules are %q, the stream open: %v", s.values(), s.isOpen())
	}
}

// All streams of a token go by the same rules: who is not let have the stream must not
// change them beneath who has it.
func TestWhoHasNoStreamChangesNoRules(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	r := tuned(t, s, at, x.Options{})
	r.settled()
	changes := len(s.changes)
	other := again(t, s, at, x.Options{Query: "#solvo"})
	for range 5 {
		other.read() // by search, since it has no stream
		at.pass(10 * time.Minute)
	}
	if len(s.changes) != changes || len(s.values()) != 1 {
		t.Errorf("the rules are %q after %q", s.values(), s.changes[changes:])
	}
	s.publish(young(1, at)...)
	r.until(func() bool { return len(r.heard) == 1 })
}

// An open stream says nothing of rules that somebody took away from it.
func TestRulesThatAreTakenFromAnOpenStreamAreMissed(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	s.unheard(every(time.Minute, 5, noon.Add(-time.Hour))...)
	r := tuned(t, s, at, x.Options{Queries: []string{"#solvo"}})
	r.settled()
	s.publish(young(3, at)...)
	r.until(func() bool { return len(r.heard) == 8 })
	at.pass(10 * time.Second)
	s.mu.Lock()
	s.rules = []map[string]string{{"id": "7", "value": "#solvo"}}
	s.mu.Unlock()
	at.pass(3 * time.Minute)
	s.unheard(young(4, at)...)
	at.pass(time.Minute)
	s.publish(young(1, at)...) // by the rule that is left, and beyond those that were not said
	r.until(func() bool { return len(r.heard) == 9 })
	want := 13
	for range 12 {
		at.pass(time.Minute)
		if len(s.values()) == 1 { // the last of these is too young for the first search
			s.unheard(young(1, at)...)
			want++
		}
		r.read()
	}
	if len(r.heard) != want || len(s.values()) != 2 {
		t.Errorf("%d of %d posts are heard, by the rules %q", len(r.heard), want, s.values())
	}
	if note := strings.Join(r.notes, "; "); strings.Count(note, "somebody took 1 rules out of the stream") != 1 {
		t.Errorf("noted %q", note)
	}
	if s.opened != 1 {
		t.Errorf("the stream was opened %d times", s.opened)
	}
	searched := s.count("GET /2/tweets/search/recent")
	for range 30 {
		at.pass(time.Minute)
		r.read()
	}
	if n := s.count("GET /2/tweets/search/recent"); n != searched {
		t.Errorf("afterwards X was searched %d times", n-searched)
	}
}

// Rules that cannot be looked at are looked at again; the stream goes on.
func TestRulesThatCannotBeLookedAtAreLookedAtAgain(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	r := tuned(t, s, at, x.Options{})
	r.settled()
	looked := s.count("GET /2/tweets/search/stream/rules")
	s.mu.Lock()
	s.rules = nil
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/rules") {
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	s.mu.Unlock()
	at.pass(10 * time.Minute)
	s.publish(young(1, at)...)
	r.until(func() bool { return len(r.heard) == 1 })
	if note := strings.Join(r.notes, "; "); !strings.Contains(note, "nobody knows what the stream carries: x rules: X answers 503") {
		t.Errorf("noted %q", note)
	}
	if n := s.count("GET /2/tweets/search/stream/rules") - looked; n != 1 {
		t.Errorf("in one minute they are looked at %d times", n)
	}
	s.mu.Lock()
	s.before = nil
	s.mu.Unlock()
	at.pass(time.Minute)
	r.read()
	if len(s.values()) != 1 || s.opened != 1 {
		t.Errorf("the rules are %q, and the stream was opened %d times", s.values(), s.opened)
	}
}

func TestTheNamesOf2026AreFoundOutForTheStream(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.renamed = true // and the search is not
	s.rules = []map[string]string{{"id": "1", "value": "solvo"}}
	r := tuned(t, s, at, x.Options{})
	r.read()
	s.publish(with(young(1, at)[0], map[string]any{"note_post": map[string]any{"text": "the whole post"}}))
	r.until(func() bool { return len(r.heard) == 1 })
	if n := s.count("GET /2/tweets/search/stream"); n != 2 {
		t.Errorf("the stream was asked for %d times, want under the old names and under the new ones", n)
	}
}

func TestTheSettingSaysTheWay(t *testing.T) {
	kind := x.Type()
	s, at := newStation(atNoon), &clock{at: noon}
	tuned(t, s, at, x.Options{})
	means := collectors.Means{
		Env:  func(string) string { return token },
		Web:  func(bool) http.RoundTripper { return http.DefaultTransport },
		Base: func(string) string { return s.server.URL },
	}
	for way, opened := range map[string]int{"search": 0, "stream": 1} {
		spec := collectors.Spec{ID: "x", Searches: []string{"solvo"}, Settings: map[string][]string{"way": {way}, "token_env": {"X_BEARER_TOKEN"}}}
		if err := kind.Judge(spec); err != nil {
			t.Errorf("%s: %v", way, err)
		}
		c, err := kind.Open(spec, means)
		if err != nil {
			t.Fatal(err)
		}
		before := s.opened
		if _, err := c.Collect(t.Context(), "", noon); err != nil || s.opened-before != opened {
			t.Errorf("%s: the stream is opened %d times, %v", way, s.opened-before, err)
		}
		if err := c.(interface{ Close() error }).Close(); err != nil {
			t.Error(err)
		}
	}
	if err := kind.Judge(collectors.Spec{Searches: []string{"solvo"}, Settings: map[string][]string{"way": {"pigeon"}}}); err == nil || !strings.Contains(err.Error(), "write way: search or way: stream") {
		t.Errorf("a way there is not: %v", err)
	}
}
