package config

import (
	"slices"
	"strings"
	"testing"
)

// idsOf are the ids of the sources a file for one brand lists, and what is warned of them.
func idsOf(t *testing.T, sources string) ([]string, string) {
	t.Helper()
	c, err := Read("f.yaml", []byte(tenMinutes+"\nsources:\n"+sources), manyKinds())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, s := range c.Sources[1:] { // the first is the feed
		ids = append(ids, s.ID)
	}
	return ids, c.Warnings.Error()
}

func TestASourceKeepsItsIDWhenItIsAskedForMore(t *testing.T) {
	for _, tt := range []struct{ before, after, id string }{
		{"{kind: x, query: solvo}", "{kind: x, query: solvo OR solvofail, token_env: OTHER}", "x"},
		{"{kind: hackernews}", "{kind: hackernews, query: solvofail}", "hackernews"},
		{"{kind: youtube, channels: [ab]}", "{kind: youtube, channels: [ab, cd], comments_of: [ab]}", "youtube"},
		{`{kind: appstore, app: "123456789", countries: [us]}`, `{kind: appstore, app: "123456789", countries: [us, gb]}`, "appstore-123456789"},
		{"{url: \"https://news.example/a\"}", "{url: \"https://news.example/a\", every: 9m, voice: press}", "news.example-de7e5f"},
	} {
		before, _ := idsOf(t, "  - "+tt.before+"\n")
		after, warned := idsOf(t, "  - "+tt.after+"\n")
		if before[0] != tt.id || after[0] != tt.id {
			t.Errorf("%s is called %s, and %s after %s was written; want %s", tt.before, before[0], after[0], tt.after, tt.id)
		}
		if strings.Contains(warned, "by its place") {
			t.Errorf("%s: warned of is %s", tt.after, warned)
		}
	}
}

func TestTheIDOfASearchSaysWhichInstance(t *testing.T) {
	k := KindSpec{Name: "mastodon", Searches: true, Address: Optional}
	for url, want := range map[string]string{"": "mastodon", "https://Mastodon.Example:8443/a": "mastodon-mastodon.example", "http://[::1]/": "mastodon"} {
		if got := k.plainID(SourceSpec{Kind: "mastodon", URL: url}); got != want {
			t.Errorf("at %q its id is %q, want %q", url, got, want)
		}
	}
}

func TestTwoSourcesOfAKindAreToldApartByTheirPlaceAndAskedForIDs(t *testing.T) {
	ids, warned := idsOf(t, "  - {kind: x, query: a}\n  - {kind: x, query: b}\n  - {id: x-3, kind: x, query: c}\n  - {kind: x, query: d}\n")
	if !slices.Equal(ids, []string{"x", "x-2", "x-3", "x-4"}) {
		t.Errorf("they are called %v", ids)
	}
	if !strings.Contains(warned, "another source is called x, so this one is x-2, by its place in the file: give it an id") {
		t.Errorf("warned of is %s", warned)
	}
	_, err := Read("f.yaml", []byte(tenMinutes+"\nsources:\n  - {kind: x, query: a}\n  - {kind: x, query: a}\n"), manyKinds())
	if err == nil || !strings.Contains(err.Error(), "the same source stands in line 14 already: take it out") {
		t.Errorf("of one source twice is said: %v", err)
	}
}

// What an earlier version kept under a hash of everything must be found again.
func TestTheIDOfEarlierVersionsIsKnown(t *testing.T) {
	c, err := Read("f.yaml", []byte(tenMinutes+"\nsources:\n  - {kind: x, query: solvo}\n  - {id: mine, kind: x, query: calmio}\n"), manyKinds())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", "x-18a4a5", ""} {
		if got := c.Sources[i].Former; got != want {
			t.Errorf("%s was called %q, want %q", c.Sources[i].ID, got, want)
		}
	}
}
