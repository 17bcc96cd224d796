package mastodon_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
)

func TestPostsAreLookedAtAgainWhereTheyWereWritten(t *testing.T) {
	tokens := map[string]bool{}
	var home string
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tokens[r.Header.Get("Authorization")] = true
		note := func(id, text string) {
			_, _ = fmt.Fprintf(w, `{"id":"%s","uri":"http://%s/users/ben/statuses/%s","content":"<p>%s</p>","account":{"acct":"ben","url":"http://%s/@ben"}}`, id, r.Host, id, text, r.Host)
		}
		switch r.URL.Path {
		case "/api/v1/statuses/1":
			note("1", "solvo is fine")
		case "/api/v1/statuses/2":
			refuse(w, http.StatusNotFound, "Record not found")
		case "/api/v1/statuses/3":
			note("3", "solvo was fine")
		case "/api/v1/statuses/4":
			note("99", "another")
		case "/notes/a", "/api/v1/statuses/5":
			w.WriteHeader(http.StatusGone)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(far.Close)
	s := newInstance(noon)
	s.token = "s3cret-token"
	own := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer s3cret-token" {
			refuse(w, http.StatusUnauthorized, "This API requires an authenticated user")
			return
		}
		refuse(w, http.StatusNotFound, "Record not found")
	}))
	t.Cleanup(own.Close)
	home = own.URL
	post := func(id, text string) brand.Post { return brand.Post{NativeID: id, Text: text} }
	at := func(id string) string { return far.URL + "/users/ben/statuses/" + id }
	kept := []brand.Post{
		post("https://nobody.invalid/users/x/statuses/1", "its server is gone"), post(at("1"), "solvo\nis fine"), post(at("2"), "deleted"), post(at("3"), "solvo is fine"),
		post(at("4"), "not what was asked for"), post(at("5"), "gone"), post(at("6"), "a page that is not Mastodon's says 404"), post(far.URL+"/notes/a", "of other software"),
		post(home+"/ap/users/9/statuses/7", "of our own instance"), post("", "nameless"), post("7", "of no server"), post(at("1"), "solvo is…"),
	}
	src := open(t, s, collectors.Spec{URL: home, Searches: []string{"#solvo"}}, member())
	changes, err := src.Collector.(collectors.Rechecker).Recheck(t.Context(), kept, noon())
	if err != nil {
		t.Fatal(err)
	}
	edited := post(at("3"), "solvo was fine")
	edited.URL, edited.Author, edited.AuthorID = at("3"), "ben@127.0.0.1", far.URL+"/@ben"
	want := []collectors.Change{{Post: kept[2], Gone: true}, {Post: edited}, {Post: kept[5], Gone: true}, {Post: kept[8], Gone: true}}
	// What follows a server's odd answer waits for another time.
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Errorf("what became of them (-want +got)\n%s", diff)
	}
	if changes, _ = src.Collector.(collectors.Rechecker).Recheck(t.Context(), kept[7:8], noon()); len(changes) != 1 {
		t.Errorf("a note of other software that is gone: %+v", changes)
	}
	if len(tokens) != 1 || !tokens[""] {
		t.Errorf("the token went to another server: %v", tokens)
	}
	if strings.Contains(fmt.Sprint(changes), "s3cret") {
		t.Error("a change holds the token")
	}
}
