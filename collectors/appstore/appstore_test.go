package appstore_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/appstore"
	"tocsin/collectors/contract"
)

const number = "123456789"

// A store shows the newest 500 reviews, fifty a page, as Apple writes them.
type store struct{ shown []contract.Post }

func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var page int
	if n, err := fmt.Sscanf(r.URL.Path, "/us/rss/customerreviews/page=%d/id="+number+"/sortby=mostrecent/json", &page); n != 1 || err != nil || page < 1 {
		http.NotFound(w, r)
		return
	}
	if page > 10 {
		http.Error(w, "CustomerReviews RSS page depth is limited to 10", http.StatusBadRequest)
		return
	}
	label := func(s string) any { return map[string]string{"label": s} }
	var entries []any
	if page == 1 {
		entries = append(entries, map[string]any{"im:name": label("Solvo"), "id": label("https://apps.apple.com/us/app/id" + number), "title": label("Solvo - Solvo Inc.")})
	}
	first := len(s.shown) - 1 - (page-1)*50
	for i := first; i > first-50 && i >= 0; i-- {
		p := s.shown[i]
		entries = append(entries, map[string]any{
			"id": label(fmt.Sprint(9_000_000_000 + p.N)), "title": label(""), "content": map[string]any{"label": p.Text, "attributes": map[string]string{"type": "text"}},
			"author":  map[string]any{"name": label(p.Author), "uri": label("https://itunes.apple.com/us/reviews/id7" + p.Author), "label": ""},
			"updated": label(p.At.In(time.FixedZone("", -7*3600)).Format(time.RFC3339)), "im:rating": label("1"), "im:version": label("2.0"), "im:voteSum": label("0"),
		})
	}
	feed := map[string]any{"author": label("iTunes Store")}
	switch len(entries) {
	case 0:
	case 1:
		feed["entry"] = entries[0]
	default:
		feed["entry"] = entries
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"feed": feed})
}

func spec() collectors.Spec {
	return collectors.Spec{ID: "app", Settings: map[string][]string{"app": {number}, "countries": {"us"}}}
}

func TestNothingIsLostOrDoubled(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: appstore.Type(), Spec: spec(), Most: 30, Every: 15 * time.Minute,
		Service: func(func() time.Time) contract.Service {
			s := &store{}
			return contract.Service{Handler: s, Publish: func(p []contract.Post) { s.shown = append(s.shown, p...) }}
		},
	})
}

func open(t *testing.T, body string) collectors.Collector {
	t.Helper()
	return serving(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }))
}

func serving(t *testing.T, h http.Handler) collectors.Collector {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	s := spec()
	s.URL = server.URL
	c, err := appstore.Type().Open(s, collectors.Means{Web: func(bool) http.RoundTripper { return http.DefaultTransport }, Agent: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAReviewBecomesAPostWithItsStars(t *testing.T) {
	c := open(t, `{"feed":{"entry":{"id":{"label":"9000000001"},"title":{"label":"Broke"},"content":{"label":"after a day"},"im:rating":{"label":"1"},
		"author":{"name":{"label":"Ana R"},"uri":{"label":"https://itunes.apple.com/us/reviews/id77"}},"updated":{"label":"2026-11-21T03:00:00-07:00"}}}}`)
	page, err := c.Collect(t.Context(), "", contract.Start())
	if err != nil {
		t.Fatal(err)
	}
	want := []brand.Post{{
		NativeID: "appstore:9000000001", URL: "https://apps.apple.com/us/app/id123456789?see-all=reviews#review-9000000001", Author: "Ana R", AuthorID: "id77",
		Title: "Broke", Text: "after a day", Rating: 1, Published: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC),
	}}
	if diff := cmp.Diff(want, page.Posts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestNoReviewsAfterSomeAreAFaultOfTheService(t *testing.T) {
	c := open(t, `{"feed":{"author":{}}}`)
	page, err := c.Collect(t.Context(), "", contract.Start())
	if err != nil || len(page.Posts) > 0 {
		t.Fatalf("an app without reviews: %+v, %v", page, err)
	}
	if _, err := c.Collect(t.Context(), `{"cursors":{"us":"{\"known\":[\"9\"]}"}}`, contract.Start()); err == nil || !strings.Contains(err.Error(), "shows no review at all in us, and showed some before") {
		t.Errorf("an app that had reviews: %v", err)
	}
	for body, want := range map[string]string{"": "it is empty", "<html>": "it is a web page", "{}": "no feed of reviews", `{"feed":{"entry":7}}`: "cannot be read", `{"feed":{"entry":[{"id":7}]}}`: "cannot be read"} {
		if _, err := open(t, body).Collect(t.Context(), "", contract.Start()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", body, err, want)
		}
	}
}

func TestWhatIsNoAppOrStoreIsSaid(t *testing.T) {
	for want, settings := range map[string]map[string][]string{
		`"Solvo" is no app's number`: {"app": {"Solvo"}, "countries": {"us"}},
		`"USA" is no store`:          {"app": {number}, "countries": {"de", "USA"}},
	} {
		if err := appstore.Type().Judge(collectors.Spec{Settings: settings}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", settings, err, want)
		}
	}
	if !slices.ContainsFunc(appstore.Type().Settings, func(s collectors.Setting) bool { return s.Name == "app" && s.Required }) {
		t.Error("a source may do without an app")
	}
}

// Reviews that were read before stand on some page: one without any is no end before them.
func TestAnEmptyPageBeforeKnownReviewsIsNoEnd(t *testing.T) {
	s := &store{}
	add := func(n int) {
		for range n {
			i := len(s.shown)
			s.shown = append(s.shown, contract.Post{N: i + 1, At: contract.Start().Add(time.Duration(i) * time.Second), Author: "ana", Text: fmt.Sprint("solvo ", i)})
		}
	}
	add(10)
	empty := false
	c := serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if empty && strings.Contains(r.URL.Path, "page=2/") {
			_, _ = w.Write([]byte(`{"feed":{"author":{}}}`))
			return
		}
		s.ServeHTTP(w, r)
	}))
	met, faults := contract.Rounds(t, c, 12, 10*time.Minute, func(round int) {
		if round == 2 {
			add(120)
		}
		empty = round >= 2 && round < 5
	})
	if len(met) != 130 || faults == 0 {
		t.Errorf("%d of 130 reviews are read, with %d faults told", len(met), faults)
	}
}

// A known review that was edited stands among the newest, above new ones: it ends no walk.
func TestAnEditedReviewAmongNewOnesEndsNoWalk(t *testing.T) {
	s, n := &store{}, 0
	add := func(more int) {
		for range more {
			n++
			s.shown = append(s.shown, contract.Post{N: n, At: contract.Start().Add(time.Duration(n) * time.Second), Author: "ana", Text: fmt.Sprint("solvo ", n)})
		}
	}
	add(80)
	edited := s.shown[78]
	met, faults := contract.Rounds(t, serving(t, s), 12, 10*time.Minute, func(round int) {
		if round == 3 {
			s.shown = slices.Delete(s.shown, 78, 79)
			add(120)
			s.shown = append(s.shown, edited)
		}
	})
	if len(met) != 200 || faults > 0 {
		t.Errorf("%d of 200 reviews are read, with %d faults", len(met), faults)
	}
}
