package guard_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tocsin/collectors/guard"
)

// What a stream is to carry is changed; through the same door nothing else goes out.
func TestNothingButAChangeOfRulesIsSent(t *testing.T) {
	var got []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = append(got, r.Method+" "+r.URL.String()+" "+r.Header.Get("Authorization")+" "+string(body))
		if strings.HasPrefix(r.URL.Path, "/moved") {
			http.Redirect(w, r, "/elsewhere", http.StatusPermanentRedirect)
		}
	}))
	defer srv.Close()
	const rules = "/2/tweets/search/stream/rules"
	one := guard.Change{Add: []guard.Rule{{Value: `solvo "down"`, Tag: "t"}}}
	for _, tt := range []struct {
		claim, path string
		change      guard.Change
		sent        string
	}{
		{"a rule that is added", rules, one, `{"add":[{"value":"solvo \"down\"","tag":"t"}]}`},
		{"rules that are deleted", rules, guard.Change{Delete: []string{"1", "2"}}, `{"delete":{"ids":["1","2"]}}`},
		{"to a place that moved", "/moved" + rules, one, `{"add":[{"value":"solvo \"down\"","tag":"t"}]}`},
		{"a post", "/2/tweets", one, ""},
		{"the end of others' connections", "/2/connections", one, ""},
		{"a way around", rules + "/../../../../tweets", one, ""},
		{"the deletion of all rules", rules + "?delete_all=true", one, ""},
		{"a trial", rules + "?dry_run=true", one, ""},
		{"a path in the query", "/2/tweets?x=" + rules, one, ""},
		{"a path after the address", "/2/tweets#" + rules, one, ""},
		{"nothing", rules, guard.Change{}, ""},
		{"both at once", rules, guard.Change{Add: one.Add, Delete: []string{"1"}}, ""},
		{"a rule without a value", rules, guard.Change{Add: []guard.Rule{{Tag: "t"}}}, ""},
		{"a rule that nobody will know again", rules, guard.Change{Add: []guard.Rule{{Value: "solvo"}}}, ""},
		{"the deletion of no rule", rules, guard.Change{Delete: []string{"1", ""}}, ""},
	} {
		got = nil
		header := http.Header{"Authorization": {"Bearer t"}}
		resp, err := guard.SetRules(t.Context(), http.DefaultTransport, srv.URL+tt.path, header, tt.change)
		if resp != nil {
			_ = resp.Body.Close()
		}
		want := ""
		if tt.sent != "" {
			want = "POST " + tt.path + " Bearer t " + tt.sent
		}
		if strings.Join(got, "; ") != want || (err == nil) != (want != "") {
			t.Errorf("%s: sent %q, %v; want %q", tt.claim, got, err, want)
		}
		if len(header) != 1 {
			t.Errorf("%s: the caller's header was changed to %v", tt.claim, header)
		}
	}
	if _, err := guard.SetRules(t.Context(), http.DefaultTransport, "ftp://host"+rules, nil, one); err == nil {
		t.Error("a scheme that is not the web's was used")
	}
}
