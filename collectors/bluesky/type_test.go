package bluesky_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/brand/query"
	"tocsin/collectors"
	"tocsin/collectors/bluesky"
)

func TestASourceIsJudgedBeforeAnySecretIsKnown(t *testing.T) {
	spec := func(url string, searches []string, settings ...string) collectors.Spec {
		s := collectors.Spec{ID: "sky", URL: url, Searches: searches, Settings: map[string][]string{"password_env": {"BLUESKY_APP_PASSWORD"}, "pds": {"https://bsky.social"}}}
		for i := 0; i < len(settings); i += 2 {
			s.Settings[settings[i]] = []string{settings[i+1]}
		}
		return s
	}
	tests := []struct {
		claim string
		spec  collectors.Spec
		want  string
	}{
		{"nothing has to be said", spec("", nil), ""},
		{"a Jetstream of one's own", spec("https://jetstream.example", nil, "way", "stream"), ""},
		{"a stream is asked nothing", spec("", []string{"solvo"}), "the stream has every post and is asked nothing: take query out, or add way: search"},
		{"no such way", spec("", nil, "way", "firehose"), `"firehose" is no way to listen to Bluesky: write way: stream or way: search`},
		{"a search", spec("", []string{"solvo"}, "way", "search", "identifier", "solvo.bsky.social"), ""},
		{"a search without an account", spec("", []string{"solvo"}, "way", "search"), "Bluesky lets nobody search without an account: add identifier: with its handle"},
		{"a search for nothing", spec("", nil, "way", "search", "identifier", "x"), "there is nothing to search for: give its brands a match, or the source a query"},
		{"a search at a Jetstream", spec("https://jetstream.example", []string{"solvo"}, "way", "search", "identifier", "x"), "a Jetstream is not searched: write the address of the account's server under pds, and take url out"},
	}
	kind := bluesky.Type()
	means := collectors.Means{
		Env: func(string) string { return "pass" }, Base: func(string) string { return "" }, Web: func(bool) http.RoundTripper { return http.DefaultTransport },
	}
	for _, tt := range tests {
		got := ""
		if err := kind.Judge(tt.spec); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s: judged %q, want %q", tt.claim, got, tt.want)
		}
		_, err := kind.Open(tt.spec, means)
		if (err != nil) != (tt.want != "") || err != nil && err.Error() != "source sky: "+tt.want {
			t.Errorf("%s: opened with %v, want %q", tt.claim, err, tt.want)
		}
	}
	means.Env = func(string) string { return "" }
	if _, err := kind.Open(tests[4].spec, means); err == nil || !strings.Contains(err.Error(), "set BLUESKY_APP_PASSWORD to an app password of solvo.bsky.social") {
		t.Errorf("without a password: %v", err)
	}
	for way, want := range map[string]bool{"": false, "stream": false, "search": true} {
		if got := kind.Asks(map[string][]string{"way": {way}}); got != want {
			t.Errorf("way %q is asked for what brands want: %v, want %v", way, got, want)
		}
	}
}

// A brand knows its own account by the id under which the stream shows it.
func TestAnOwnAccountIsKnownByItsID(t *testing.T) {
	j := newJetstream(noon)
	j.say(noon().Add(-time.Second).UnixMicro(), says("did:plc:solvo7", "1", "solvo is back"), says("did:plc:ana", "2", "solvo is back"))
	j.end(noon())
	set, err := query.Compile([]brand.Brand{{Key: "solvo", Match: []string{"solvo"}, Own: []string{"@solvo", "did:plc:solvo7"}}})
	if err != nil {
		t.Fatal(err)
	}
	var own []bool
	for _, p := range all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), "", noon()).Posts {
		for _, m := range set.MatchFrom("sky", p) {
			own = append(own, m.Own)
		}
	}
	if !slices.Equal(own, []bool{true, false}) {
		t.Errorf("own: %v, want the first of two", own)
	}
}
