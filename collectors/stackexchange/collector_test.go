package stackexchange_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/stackexchange"
)

// keyed settings have the API's ten thousand requests a day.
func keyed(sites ...string) map[string][]string {
	return map[string][]string{"key_env": {"KEY"}, "sites": sites}
}

func collect(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) collectors.Page {
	t.Helper()
	page, err := c.Collect(t.Context(), from, now)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// all reads until nothing waits.
func all(t *testing.T, c collectors.Collector, from collectors.Cursor, now time.Time) (map[string]int, collectors.Cursor, int) {
	t.Helper()
	met := map[string]int{}
	for pages := 1; ; pages++ {
		page := collect(t, c, from, now)
		for _, p := range page.Posts {
			met[p.NativeID]++
		}
		if from = page.Next; !page.More || pages > 100 || now.Before(page.NotBefore) {
			return met, from, pages
		}
	}
}

func rich(now func() time.Time) *exchange {
	e := newExchange(now)
	e.max = 10_000
	return e
}

func TestAQuestionBecomesAPost(t *testing.T) {
	e := rich(noon)
	e.add("stackoverflow", question{
		"question_id": 79000001, "creation_date": noon().Unix(), "title": "Solvo&#39;s client &quot;hangs&quot; on a Vec&lt;T&gt;",
		"body": "<p>It <code>hangs</code>, see <a href=\"/q/7\">this</a> and https://paper.example/x</p>\n<pre><code>solvo run\n  --all\n</code></pre>",
		"link": "https://stackoverflow.com/questions/79000001/solvos-client-hangs", "tags": []string{"solvo-cli", "rust"}, "score": -1,
		"owner": map[string]any{"display_name": "Ana R&#237;os", "user_id": 11, "account_id": 4711, "user_type": "registered"},
	}, question{
		"question_id": 79000002, "creation_date": noon().Unix() + 1, "title": "Solvo", "body": "", "link": "https://stackoverflow.com/questions/79000002/solvo", "tags": nil,
		"owner": map[string]any{"display_name": "ben", "user_id": 12},
	})
	page := collect(t, open(t, stackexchange.Type(), e, keyed(), "solvo"), "", noon().Add(time.Minute))
	want := []brand.Post{{
		NativeID: "https://stackoverflow.com/q/79000001", URL: "https://stackoverflow.com/questions/79000001/solvos-client-hangs",
		Author: "Ana Ríos", AuthorID: "4711", Title: `Solvo's client "hangs" on a Vec<T>`, Published: noon(),
		Text: "It hangs, see this and https://paper.example/x\nsolvo run\n--all\n[solvo-cli] [rust]", Links: []string{"https://stackoverflow.com/q/7", "https://paper.example/x"},
	}, {
		NativeID: "https://stackoverflow.com/q/79000002", URL: "https://stackoverflow.com/questions/79000002/solvo",
		Author: "ben", AuthorID: "stackoverflow.com/users/12", Title: "Solvo", Published: noon().Add(time.Second),
	}}
	if diff := cmp.Diff(want, page.Posts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if e.asked[0].Get("key") != key {
		t.Error("the key is not shown to the API")
	}
}

func TestEachSearchOfEachSiteIsAsked(t *testing.T) {
	e := rich(noon)
	for i, site := range []string{"stackoverflow", "superuser"} {
		for j, word := range []string{"solvo", "tricolor"} {
			q := ask(10*i+j, noon(), "ana", word)
			q["link"] = fmt.Sprintf("https://%s.com/questions/%d", site, 10*i+j)
			e.add(site, q)
		}
	}
	c := open(t, stackexchange.Type(), e, keyed("stackoverflow", "SuperUser "), "solvo", "tricolor")
	met, from, pages := all(t, c, "", noon())
	if len(met) != 4 || pages != 4 {
		t.Fatalf("of two searches on two sites %d questions are read in %d pages", len(met), pages)
	}
	// One that is new has old posts, and says so; the reading ends with it, for the others have none.
	c = open(t, stackexchange.Type(), e, keyed("stackoverflow"), "client", "solvo")
	e.add("stackoverflow", ask(50, noon(), "ana", "client"))
	page := collect(t, c, from, noon().Add(time.Minute))
	if page.Anew || page.More || page.Posts[0].Title != "solvo" {
		t.Errorf("a search that was there before: anew %v, more %v, %+v", page.Anew, page.More, page.Posts)
	}
	page = collect(t, c, page.Next, noon().Add(6*time.Minute))
	if !page.Anew || page.More || len(page.Posts) != 1 {
		t.Errorf("a search that is new: anew %v, more %v, %d posts", page.Anew, page.More, len(page.Posts))
	}
	if page = collect(t, c, page.Next, noon().Add(11*time.Minute)); page.Anew || len(page.Posts) != 1 || page.Posts[0].Title != "solvo" {
		t.Errorf("after it: anew %v, %+v", page.Anew, page.Posts)
	}
}

func TestOnePartThatFailsDoesNotSilenceTheOthers(t *testing.T) {
	e := rich(noon)
	e.add("stackoverflow", ask(1, noon(), "ana", "solvo"))
	c := open(t, stackexchange.Type(), e, keyed("nosuchsite", "stackoverflow"), "solvo")
	page := collect(t, c, "", noon())
	if len(page.Notes) != 1 || !strings.Contains(page.Notes[0], "No site found") || !strings.Contains(page.Notes[0], "mend the source's sites") {
		t.Errorf("a site that is none: notes %q", page.Notes)
	}
	if page.Behind.Parts != 1 || page.Behind.Of != 2 || !strings.Contains(page.Behind.Why, "No site found") {
		t.Errorf("a site that is none: behind is %+v", page.Behind)
	}
	if len(page.Posts) != 1 || page.More {
		t.Errorf("with it %d posts, more %v", len(page.Posts), page.More)
	}
	if met, _, _ := all(t, c, page.Next, noon().Add(time.Minute)); len(met) != 1 {
		t.Errorf("in the round after it %v", met)
	}
	// where all fail, the source has
	c = open(t, stackexchange.Type(), e, keyed("nosuchsite", "neitherthis"), "solvo")
	if _, err := c.Collect(t.Context(), "", noon()); err == nil || !strings.Contains(err.Error(), "neitherthis: Stack Exchange: it answers 400") {
		t.Errorf("where no site is one: %v", err)
	}
}

// Whatever of many searches the pace allows: where the host is not found, none was read.
func TestWithoutANetworkTheSourceIsNotRead(t *testing.T) {
	lost := 0
	with := collectors.Means{
		Base: func(string) string { return "" },
		Env:  func(string) string { return "" },
		Web: func(bool) http.RoundTripper {
			return lostTransport(func(*http.Request) (*http.Response, error) {
				lost++
				return nil, &net.DNSError{Name: "api.stackexchange.com", IsNotFound: true}
			})
		},
	}
	c, err := stackexchange.Type().Open(collectors.Spec{ID: "so", Searches: strings.Fields(strings.Repeat("pain away ", 20))}, with)
	if err != nil {
		t.Fatal(err)
	}
	if page, err := c.Collect(t.Context(), "", noon()); err == nil || !strings.Contains(err.Error(), "nobody knows the host api.stackexchange.com") || lost == 0 {
		t.Errorf("nothing answers, and the source gives %+v, %v", page, err)
	}
}

type lostTransport func(*http.Request) (*http.Response, error)

func (l lostTransport) RoundTrip(r *http.Request) (*http.Response, error) { return l(r) }

func TestAnOutageIsCaughtUpWithAndAWalkGoesOnInANewProcess(t *testing.T) {
	e := rich(noon)
	kind := stackexchange.Type()
	_, from, _ := all(t, open(t, kind, e, keyed(), "solvo"), "", noon())
	for i := range 450 {
		e.add("stackoverflow", ask(i, noon().Add(time.Duration(i/150)*time.Hour), "ana", "solvo")) // 150 in one second
	}
	met := map[string]int{}
	later := noon().Add(72 * time.Hour)
	pages := 0
	for more := true; more; pages++ {
		page := collect(t, open(t, stackexchange.Type(), e, keyed(), "solvo"), from, later)
		for _, p := range page.Posts {
			met[p.NativeID]++
		}
		from, more = page.Next, page.More
	}
	if len(met) != 450 || pages > 8 {
		t.Errorf("%d of 450 questions are read, in %d pages", len(met), pages)
	}
}

func TestTheFirstReadingGoesBackADayAndLateOnesAreFound(t *testing.T) {
	e := rich(noon)
	e.add("stackoverflow", ask(1, noon().Add(-48*time.Hour), "ana", "solvo"), ask(2, noon().Add(-20*time.Hour), "ana", "solvo"), ask(3, noon(), "ana", "solvo"))
	c := open(t, stackexchange.Type(), e, keyed(), "solvo")
	met, from, _ := all(t, c, "", noon())
	if len(met) != 2 {
		t.Errorf("a first reading gives %v", met)
	}
	e.add("stackoverflow", ask(4, noon().Add(-25*time.Minute), "ana", "solvo"))
	if met, _, _ := all(t, c, from, noon().Add(5*time.Minute)); met["https://stackoverflow.com/q/70000004"] != 1 {
		t.Errorf("a question that was taken in late is not read: %v", met)
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	e := rich(noon)
	tests := []struct {
		claim, body string
		status      int
		until       time.Duration
		says        string
	}{
		{
			"a ban ends when it says", `{"error_id":502,"error_name":"throttle_violation","error_message":"too many requests from this IP, more requests available in 79048 seconds"}`, 400,
			79049 * time.Second, "a free key of stackapps.com in KEY has 10,000 of its own",
		},
		{"a ban may be said with another status", `{"error_id":502,"error_name":"throttle_violation","error_message":"more requests available in 60 seconds"}`, 502, 61 * time.Second, "a free key"},
		{"a ban without an end has the listener's patience", `{"error_id":502,"error_name":"throttle_violation","error_message":"too many requests from this IP"}`, 400, 0, "a free key"},
		{"a ban is no longer than a day", `{"error_id":502,"error_name":"throttle_violation","error_message":"more requests available in 999999 seconds"}`, 400, 24*time.Hour + time.Second, "a free key"},
		{"a wrong key", `{"error_id":400,"error_name":"bad_parameter","error_message":"` + "`key`" + ` k3y((of-stackapps doesn't match a known application"}`, 400, 0, "set KEY to a key of stackapps.com, or to nothing"},
		{"trouble", `{"error_id":503,"error_name":"temporarily_unavailable","error_message":"try again"}`, 400, 0, "the service is in trouble; it is asked again later"},
		{"a page", `<html>`, 503, 0, "in trouble"},
	}
	for _, tt := range tests {
		e.answer = func() (int, string) { return tt.status, tt.body }
		_, err := open(t, stackexchange.Type(), e, keyed(), "solvo").Collect(t.Context(), "", noon())
		if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "k3y") {
			t.Errorf("%s: %v, want it to say %q, and no key", tt.claim, err, tt.says)
		}
		wait, waits := errors.AsType[*collectors.WaitError](err)
		if waits != (tt.until > 0) || waits && !wait.Until.Equal(noon().Add(tt.until)) {
			t.Errorf("%s: %v, want to wait for %v", tt.claim, err, tt.until)
		}
	}
}

func TestNonsenseIsNoSilence(t *testing.T) {
	e := rich(noon)
	for _, body := range []string{"", "null", "[]", "{}", `{"items":null}`, `{"items":{}}`, `{"items":[],"has_more":true}`, `{"items":[],"backoff":"soon"}`, "<!DOCTYPE html>", `{"items":[],"x":"` + strings.Repeat("x", 5<<20) + `"}`} {
		e.answer = func() (int, string) { return http.StatusOK, body }
		if page, err := open(t, stackexchange.Type(), e, keyed(), "solvo").Collect(t.Context(), "", noon()); err == nil {
			t.Errorf("%.40q is taken for an answer: %+v", body, page)
		}
	}
	e.answer = func() (int, string) {
		return http.StatusOK, `{"items":[null,7,{"question_id":"7"},{"question_id":8,"title":"solvo","creation_date":9000000000000000000,"link":"https://stackoverflow.com/questions/8","owner":null,"tags":null},{"question_id":9,"link":"::"}],"has_more":false,"quota_max":300,"quota_remaining":299}`
	}
	c := open(t, stackexchange.Type(), e, keyed(), "solvo")
	page := collect(t, c, "", noon())
	if len(page.Posts) != 2 || page.Posts[0].NativeID != "https://stackoverflow.com/q/8" || len(page.Notes) != 1 {
		t.Errorf("of five odd items %+v is read, with the notes %q", page.Posts, page.Notes)
	}
	e.answer = nil
	e.add("stackoverflow", ask(1, noon().Add(time.Minute), "ana", "solvo"))
	if met, _, _ := all(t, c, page.Next, noon().Add(10*time.Minute)); len(met) != 1 {
		t.Errorf("after a question of the far future %v are read", met)
	}
}

func TestABookmarkThatCannotBeReadCostsADay(t *testing.T) {
	e := rich(noon)
	e.add("stackoverflow", ask(1, noon().Add(-time.Hour), "ana", "solvo"))
	_, good, _ := all(t, open(t, stackexchange.Type(), e, keyed(), "solvo"), "", noon())
	for _, cursor := range []string{
		"junk", "[]", `{"parts":7}`, `{"turn":"x","failed":-7}`, strings.ReplaceAll(string(good), `"since":1`, `"since":-1`),
		strings.ReplaceAll(string(good), `"since":1`, `"since":9`), strings.ReplaceAll(string(good), `"max":10000`, `"max":-1`), `{"quota":{"at":"2999-01-01T00:00:00Z","max":300}}`,
		`{"quota":{"at":"2026-11-21T11:00:00Z","max":300,"left":200,"saved":5,"hold":"2999-01-01T00:00:00Z"}}`,
	} {
		page := collect(t, open(t, stackexchange.Type(), e, keyed(), "solvo"), collectors.Cursor(cursor), noon())
		if len(page.Posts) != 1 {
			t.Errorf("with the cursor %q: %d posts, notes %q", cursor, len(page.Posts), page.Notes)
		}
	}
}

func TestFaultySettingsAreSaid(t *testing.T) {
	kind := stackexchange.Type()
	for site, want := range map[string]string{"https://superuser.com": `"https://superuser.com" is no site of Stack Exchange: use its short name, such as superuser or askubuntu`, "a b": `"a b" is no site`} {
		if err := kind.Judge(collectors.Spec{Settings: map[string][]string{"sites": {site}}}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", site, err, want)
		}
	}
	if err := kind.Judge(collectors.Spec{Settings: map[string][]string{"sites": strings.Fields(strings.Join(manySites(), " "))}}); err == nil {
		t.Error("too many sites are taken")
	}
	if _, err := kind.Open(collectors.Spec{ID: "se"}, collectors.Means{}); err == nil || !strings.Contains(err.Error(), "nothing to search for") {
		t.Errorf("without a search: %v", err)
	}
}

func manySites() []string {
	var all []string
	for i := range 21 {
		all = append(all, fmt.Sprint("site", i))
	}
	return all
}
