package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/store"
)

// An address is copied from anywhere, and an id from the service's own page.
func TestForgetFindsAnAddressInAnySpellingAndSaysHowAnIDIsGiven(t *testing.T) {
	tests := []struct{ claim, flag, given, fault string }{
		{"as it is kept", "--url", "https://news.ycombinator.com/item?id=1046", ""},
		{"of another scheme", "--url", "http://news.ycombinator.com/item?id=1046", ""},
		{"with what only traces visitors", "--url", "https://news.ycombinator.com/item?utm_source=x&id=1046&utm_medium=y", ""},
		{"with a host in capitals", "--url", "HTTPS://News.YCombinator.COM/item?id=1046", ""},
		{"of another post", "--url", "https://news.ycombinator.com/item?id=104", "nothing that is kept matches"},
		{"an id in whole", "--id", "https://news.ycombinator.com/item?id=1046", ""},
		{"the end of an id", "--id", "1046", `ids are given in whole, and these end in "1046": https://news.ycombinator.com/item?id=1046`},
		{"a part of the end of an id", "--id", "046", "as they are kept\n"},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		s, err := store.Open(t.Context(), store.Options{Dir: dir, Rung: store.RungEmbedded})
		if err != nil {
			t.Fatal(err)
		}
		at := "https://news.ycombinator.com/item?id=1046"
		p := brand.Post{NativeID: at, URL: at, Author: "ana", AuthorID: "ana", Text: "solvo"}
		m := brand.Mention{ID: brand.Identify("hackernews", "hn", p), Brand: "solvo", Source: "hn", Kind: "hackernews", Post: p, At: saturday, Fetched: saturday, Voice: "ana"}
		if _, err := s.Keep(t.Context(), "solvo", []brand.Mention{m}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := execute(&world{
			ctx: t.Context(), args: []string{"forget", "--data", dir, tt.flag, tt.given}, stdout: &out, stderr: &errs,
			env: func(name string) string { return map[string]string{"TOCSIN_STORE": "embedded"}[name] }, now: func() time.Time { return saturday.Add(time.Hour) },
		})
		if tt.fault == "" && (code != 0 || !strings.Contains(out.String(), "1 mention forgotten")) || tt.fault != "" && (code == 0 || !strings.Contains(errs.String(), tt.fault)) {
			t.Errorf("%s: exit %d, %q, %q; want %q", tt.claim, code, out.String(), errs.String(), tt.fault)
		}
	}
}
