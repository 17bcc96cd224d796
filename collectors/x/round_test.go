package x_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

// remainder has a post found by the query of its number: by q0, q1 or q2.
func remainder(query string, p tweet) bool { return query == fmt.Sprint("q", p.id%3) }

func unique(ids []string) []string { return slices.Compact(slices.Sorted(slices.Values(ids))) }

func TestEachOfSeveralSearchesIsReadToItsEnd(t *testing.T) {
	s := newStandIn(t, every(13*time.Second, 700, noon)...)
	s.hears = remainder
	c, l := s.collector(x.Options{Query: "q0", Queries: []string{"q1", "q2", "q1", " "}}), &listener{t: t}
	l.walk(c, noon)
	if diff := cmp.Diff(idsOf(s.tweets), l.ids()); diff != "" {
		t.Errorf("posts (-published +heard):\n%s", diff)
	}
	s.publish(every(time.Second, 9, noon.Add(time.Minute))...)
	s.now = noon.Add(2 * time.Minute)
	if n := l.walk(c, s.now); n != 9 {
		t.Errorf("the next round heard %d posts, want the 9 new ones", n)
	}
	if n := l.walk(c, s.now); n != 0 {
		t.Errorf("a quiet round heard %d posts, want none", n)
	}
}

func TestSeveralSearchesLoseNothingInAStorm(t *testing.T) {
	for seed := range uint64(5) {
		s := newStandIn(t, every(7*time.Second, 400, noon.Add(-time.Hour))...)
		s.hears = remainder
		dice := rand.New(rand.NewPCG(seed, 2))
		arriving := every(13*time.Second, 150, noon)
		s.before = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			n := min(len(arriving), dice.IntN(12))
			s.publish(arriving[:n]...)
			arriving = arriving[n:]
			if dice.Float64() >= 0.3 {
				return false
			}
			failures()[dice.IntN(len(failures()))](w)
			return true
		}
		c, l := s.collector(x.Options{Query: "q0", Queries: []string{"q1", "q2"}}), &listener{t: t}
		for len(arriving) > 0 {
			l.walk(c, noon)
		}
		l.walk(c, noon)
		if diff := cmp.Diff(idsOf(s.tweets), unique(l.ids())); diff != "" || l.faults == 0 {
			t.Errorf("seed %d, %d readings failed: posts (-published +heard):\n%s", seed, l.faults, diff)
		}
	}
}

func TestSeveralSearchesShareOneBudget(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 300, noon)...)
	s.hears = remainder
	c, l := s.collector(x.Options{Query: "q0", Queries: []string{"q1", "q2"}, BudgetPerDay: 150}), &listener{t: t}
	for range 10 {
		page, err := c.Collect(t.Context(), l.cursor, noon)
		if err != nil {
			if !strings.Contains(err.Error(), "150 of 150 posts") {
				t.Fatalf("Collect: %v, want the budget spent", err)
			}
			break
		}
		l.cursor = page.Next
	}
	if n := len(s.answered); n != 150 {
		t.Errorf("%d posts were bought in a day, want 150", n)
	}
	// The next day goes on where this one stopped.
	l.walk(c, noon.Add(12*time.Hour))
	if n := len(unique(texts(s.answered))); n != 300 {
		t.Errorf("%d posts were bought in two days, want all 300", n)
	}
}

func texts(ids []int64) []string {
	var out []string
	for _, id := range ids {
		out = append(out, fmt.Sprint(id))
	}
	return out
}

// What a new query would have found before is not bought: nobody listened for it.
func TestANewSearchBeginsWhereTheOthersAre(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 600, noon)...)
	s.hears = remainder
	l := &listener{t: t}
	l.walk(s.collector(x.Options{Query: "q0"}), noon)
	if len(l.heard) != 200 {
		t.Fatalf("one search heard %d posts, want 200", len(l.heard))
	}
	l.walk(s.collector(x.Options{Query: "q0", Queries: []string{"q1"}}), noon)
	if n := len(l.heard); n > 202 {
		t.Errorf("a second search heard %d posts of before it was asked for", n-200)
	}
	s.now = noon.Add(time.Hour)
	s.publish(every(time.Minute, 30, s.now)...)
	l.walk(s.collector(x.Options{Query: "q0", Queries: []string{"q1", "q2"}}), s.now)
	heard := unique(l.ids())
	for _, p := range s.tweets[600:] {
		if !slices.Contains(heard, fmt.Sprint(p.id)) {
			t.Errorf("post %d, published since, is not heard", p.id)
		}
	}
	// And back to one: nothing that was published since is lost.
	s.now = noon.Add(2 * time.Hour)
	s.publish(every(time.Minute, 30, s.now)...)
	l.walk(s.collector(x.Options{Query: "q2"}), s.now)
	heard = unique(l.ids())
	for _, p := range s.tweets[630:] {
		if p.id%3 == 2 && !slices.Contains(heard, fmt.Sprint(p.id)) {
			t.Errorf("post %d, found by the query that was kept, is not heard", p.id)
		}
	}
}

func TestABrokenRoundIsReadAnew(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 30, noon)...)
	s.hears = remainder
	c := s.collector(x.Options{Query: "q0", Queries: []string{"q1", "q2"}})
	for _, cursor := range []collectors.Cursor{
		"nonsense", `{"searches":7}`, `{"searches":{"x":{"since_id":"-5"}},"turn":"nobody"}`, `{"turn":5}`, `[]`,
	} {
		l := &listener{t: t, cursor: cursor}
		if n := l.walk(c, noon); n != 30 || l.faults > 0 {
			t.Errorf("from the cursor %s %d posts were heard, %d readings failed; want all 30", cursor, n, l.faults)
		}
	}
}

func TestEveryQueryIsHeldAgainstXsLimit(t *testing.T) {
	o := x.Options{Query: "solvo", Queries: []string{strings.Repeat("x", 513)}, Bearer: token}
	if err := o.Validate(); err == nil || !strings.Contains(err.Error(), "513 characters") {
		t.Errorf("Validate = %v, want the second query's length", err)
	}
	o.Query, o.Queries = "", []string{"solvo"}
	if err := o.Validate(); err != nil {
		t.Errorf("Validate of Queries alone = %v", err)
	}
}

// X refuses a search for what it asks, such as one of stop words alone.
func TestARefusedSearchDoesNotStopTheOthers(t *testing.T) {
	s := newStandIn(t, every(13*time.Second, 300, noon)...)
	s.hears = remainder
	refused := map[string]bool{"q1": true}
	s.before = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		query := r.URL.Query().Get("query")
		if refused[query] {
			problem(w, http.StatusBadRequest, `{"errors":[{"parameters":{"query":["`+query+`"]},"message":"Rules must contain a non-stopword clause"}],"title":"Invalid Request"}`)
		}
		return refused[query]
	}
	c, l := s.collector(x.Options{Query: "q0", Queries: []string{"q1", "q2"}}), &listener{t: t}
	l.walk(c, noon)
	if got, want := len(unique(l.ids())), 200; got != want || l.faults > 0 {
		t.Errorf("heard %d posts with %d faults, want the %d of the searches that X answers", got, l.faults, want)
	}
	delete(refused, "q1")
	l.walk(c, noon.Add(time.Minute))
	if diff := cmp.Diff(idsOf(s.tweets), unique(l.ids())); diff != "" {
		t.Errorf("once X answers it (-published +heard):\n%s", diff)
	}
	for _, q := range []string{"q0", "q1", "q2"} {
		refused[q] = true
	}
	for range 3 {
		page, err := c.Collect(t.Context(), l.cursor, noon.Add(2*time.Minute))
		if err != nil {
			return
		}
		l.cursor = page.Next
	}
	t.Error("X refuses every search, and nobody is told")
}
