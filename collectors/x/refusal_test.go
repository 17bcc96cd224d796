package x_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

func TestOnlyAnAnswerThatSaysSoMeansNothingNew(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		status int
		body   string
		fine   bool
	}{
		{"a result of no posts is nothing new", 200, `{"meta":{"result_count":0}}`, true},
		{"an empty 200 is a fault", 200, ``, false},
		{"a blank 200 is a fault", 200, " \n", false},
		{"no content is a fault", 204, ``, false},
		{"an empty object is a fault", 200, `{}`, false},
		{"null is a fault", 200, `null`, false},
		{"a list is a fault", 200, `[]`, false},
		{"v1.1 without statuses is a fault", 200, `{"statuses":null}`, false},
		{"an empty list without a count is a fault", 200, `{"data":[]}`, false},
		{"a meta without a count is a fault", 200, `{"meta":{}}`, false},
		{"a count without its posts is a fault", 200, `{"meta":{"result_count":5}}`, false},
		{"posts of another type are a fault", 200, `{"data":{"id":"1"},"meta":{"result_count":1}}`, false},
		{"errors without posts are a fault", 200, `{"errors":[{"title":"Timeout"}],"meta":{"result_count":0}}`, false},
		{"a problem with status 200 is a fault", 200, `{"title":"Service Unavailable","detail":"Service Unavailable","status":503}`, false},
		{"a web page is a fault", 200, `<html>log in</html>`, false},
		{"half an answer is a fault", 200, `{"meta":{"result_co`, false},
		{"an empty 503 is a fault", 503, ``, false},
		{"a 403 with a v2 problem is a fault", 403, `{"title":"Client Forbidden","type":"https://api.twitter.com/2/problems/client-forbidden"}`, false},
		{"a 500 with a v1.1 error is a fault", 500, `{"errors":[{"code":131,"message":"Internal error"}]}`, false},
		{"a redirect is a fault", 302, ``, false},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			s := newStandIn(t)
			s.before = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
				problem(w, tt.status, tt.body)
				return true
			}
			page, err := s.collector(x.Options{}).Collect(t.Context(), "", noon)
			if (err == nil) != tt.fine || page.Unchanged != tt.fine || (!tt.fine && page.Next != "") {
				t.Errorf("Collect(%d %q) = %+v, %v; nothing new: want %v", tt.status, tt.body, page, err, tt.fine)
			}
		})
	}
}

func TestARefusalSaysWhatToDo(t *testing.T) {
	limited := `{"title":"Too Many Requests","detail":"Too Many Requests","type":"https://api.twitter.com/2/problems/rate-limit-exceeded","status":429}`
	capped := `{"account_id":7,"title":"UsageCapExceeded","period":"Monthly","scope":"Product","detail":"Usage cap exceeded: Monthly product cap","type":"https://api.twitter.com/2/problems/usage-capped"}`
	enrolled := `{"client_id":"7","detail":"When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a developer App that is attached to a Project.","reason":"client-not-enrolled","required_enrollment":"Appropriate Level of API Access","title":"Client Forbidden","type":"https://api.twitter.com/2/problems/client-forbidden"}`
	at := func(d time.Duration) string { return fmt.Sprint(noon.Add(d).Unix()) }
	for _, tt := range []struct {
		claim  string
		status int
		body   string
		header http.Header
		until  time.Time // zero: no moment to wait for
		words  []string
	}{
		{"a rate limit waits for its reset", 429, limited, http.Header{"X-Rate-Limit-Reset": {at(7 * time.Minute)}}, noon.Add(7 * time.Minute), []string{"429", "Too Many Requests"}},
		{"a rate limit with an empty body too", 429, ``, http.Header{"X-Rate-Limit-Reset": {at(20 * time.Second)}}, noon.Add(20 * time.Second), []string{"429"}},
		{"a rate limit without a reset waits a window", 429, limited, nil, noon.Add(15 * time.Minute), nil},
		{"a reset that is over waits a minute", 429, limited, http.Header{"X-Rate-Limit-Reset": {at(-time.Hour)}}, noon.Add(time.Minute), nil},
		{"a reset in another year is not believed", 429, limited, http.Header{"X-Rate-Limit-Reset": {at(9000 * time.Hour)}}, noon.Add(15 * time.Minute), nil},
		{"a used-up cap waits for the next month", 429, capped, http.Header{"X-Rate-Limit-Reset": {at(time.Minute)}, "X-Rate-Limit-Remaining": {"9"}}, time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), []string{"Usage cap exceeded", "raise it at developer.x.com"}},
		{"no credit waits an hour", 402, `{"title":"CreditsDepleted","detail":"no credits"}`, nil, noon.Add(time.Hour), []string{"no credit left", "add some"}},
		{"a 503 that says when is believed", 503, ``, http.Header{"Retry-After": {"90"}}, noon.Add(90 * time.Second), []string{"503"}},
		{"a 503 may say it with a date", 503, ``, http.Header{"Retry-After": {noon.Add(time.Minute).Format(http.TimeFormat)}}, noon.Add(time.Minute), nil},
		{"a bad token names its variable", 401, `{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}`, nil, time.Time{}, []string{"401", "set X_BEARER_TOKEN"}},
		{"an app without access is told how to get it", 403, enrolled, nil, time.Time{}, []string{"403", "attached to a Project", "X_BEARER_TOKEN"}},
		{"the v1.1 form of it too", 403, `{"errors":[{"code":453,"message":"You currently have access to a subset of X API V2 endpoints"}]}`, nil, time.Time{}, []string{"subset", "X_BEARER_TOKEN"}},
		{"a query X cannot read is quoted by X", 400, `{"errors":[{"parameters":{"query":["a ("]},"message":"missing ')'"}],"title":"Invalid Request","type":"https://api.twitter.com/2/problems/invalid-request"}`, nil, time.Time{}, []string{"400", "query: missing ')'", "mend the source's query"}},
		{"an echoed token is taken out", 403, `{"title":"no rights for ` + token + `"}`, nil, time.Time{}, []string{"no rights for …"}},
		{"an echoed token is taken out of a wait", 429, `{"title":"slow down ` + token + `"}`, nil, noon.Add(15 * time.Minute), []string{"slow down …"}},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			s := newStandIn(t)
			s.header = tt.header
			s.before = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
				problem(w, tt.status, tt.body)
				return true
			}
			_, err := s.collector(x.Options{}).Collect(t.Context(), "", noon)
			if err == nil {
				t.Fatalf("Collect(%d %s) answers no error", tt.status, tt.body)
			}
			var until time.Time
			if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
				until = wait.Until
			}
			if !until.Equal(tt.until) {
				t.Errorf("waits until %v, want %v: %v", until, tt.until, err)
			}
			for _, w := range tt.words {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("error %q does not say %q", err, w)
				}
			}
			if strings.Contains(err.Error(), token) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error shows the token, or breaks the line: %q", err)
			}
		})
	}
}
