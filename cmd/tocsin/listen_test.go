package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin/brand"
)

// Forty-eight feeds are read on time beside one that hangs, one that talks
// garbage and one of ten megabytes; every post is kept once, re-reading adds
// nothing, and unchanged feeds answer 304.
func TestBadSourcesDelayNoOther(t *testing.T) {
	t.Parallel()
	r := newRig(t, "embedded")
	var mu sync.Mutex
	unchanged, asked := 0, map[string]int{}
	big := strings.Repeat("solvo ", 10<<20/6)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		mu.Lock()
		asked[q.URL.Path]++
		mu.Unlock()
		switch q.URL.Path {
		case "/hangs":
			select {
			case <-q.Context().Done():
			case <-t.Context().Done():
			}
			return
		case "/garbage":
			_, _ = w.Write([]byte("\x00\x01<rss><<<&&&"))
			return
		case "/big":
			_, _ = fmt.Fprint(w, "<rss><channel><item><title>", big)
			return
		}
		w.Header().Set("ETag", `"`+q.URL.Path+`"`)
		if q.Header.Get("If-None-Match") != "" {
			mu.Lock()
			unchanged++
			mu.Unlock()
			w.WriteHeader(http.StatusNotModified)
			return
		}
		feed := growing{posts: []brand.Post{{NativeID: "a" + q.URL.Path, URL: "https://a.example" + q.URL.Path, Author: "@a", Text: "solvo", Published: time.Now().Add(-time.Hour)}}}
		feed.ServeHTTP(w, q)
	}))
	defer server.Close()
	file := "brand: Solvo\nmatch: [solvo]\nlisten: 127.0.0.1:0\ndata_dir: " + filepath.Join(r.dir, "data") + "\nsources:\n"
	names := []string{"hangs", "garbage", "big"}
	for i := range 48 {
		names = append(names, "good"+strconv.Itoa(i))
	}
	for _, name := range names {
		file += fmt.Sprintf("  - {id: %s, kind: feed, url: %q, every: 1s, allow_private: true}\n", name, server.URL+"/"+name)
	}
	r.file = file
	r.people(2)
	r.start()
	r.ready()
	r.eventually("every good feed is read three times, and 304 is seen", func() bool {
		mu.Lock()
		defer mu.Unlock()
		for i := range 48 {
			if asked["/good"+strconv.Itoa(i)] < 3 {
				return false
			}
		}
		return unchanged >= 96 && asked["/hangs"] > 0 && asked["/garbage"] > 0 && asked["/big"] > 0
	})
	kept := r.mentions()
	if len(kept) != 48 {
		t.Errorf("%d mentions are kept, want the 48 good ones", len(kept))
	}
	for id, n := range kept {
		if n != 1 {
			t.Errorf("%s is kept %d times, want once", id, n)
		}
	}
	status := r.run("status")
	for _, name := range []string{"garbage", "big"} {
		if !regexp.MustCompile(`source ` + name + ` .*failures? in a row`).MatchString(status) {
			t.Errorf("status does not tell of %s:\n%s", name, status)
		}
	}
	if !strings.Contains(status, "embedded (in the daemon itself) at ") {
		t.Errorf("status does not name the store:\n%s", status)
	}
	if took := r.stop(); took > 30*time.Second {
		t.Errorf("the daemon took %s to stop with a source that hangs", took)
	}
}

// Real feed files, which nobody here wrote: every post once, and re-reading adds nothing.
func TestRealFeedFiles(t *testing.T) {
	folder := os.Getenv("TOCSIN_FEEDS")
	if folder == "" {
		t.Skip("TOCSIN_FEEDS names no folder of feed files: real ones are not read")
	}
	files, err := filepath.Glob(filepath.Join(folder, "wellformed", "*", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no feed files below %s: %v", folder, err)
	}
	r := newRig(t, "embedded")
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	file := "brand: Any\nmatch: [example, item, title, content, entry, feed, 'url:/e/', 'url:/o/']\nlisten: 127.0.0.1:0\ndata_dir: " + filepath.Join(r.dir, "data") + "\nsources:\n"
	const most = 400
	step := max(1, len(files)/most)
	n := 0
	for i := 0; i < len(files); i += step {
		relative, _ := filepath.Rel(folder, files[i])
		file += fmt.Sprintf("  - {id: f%d, kind: feed, url: %q, every: 3s, allow_private: true}\n", n, server.URL+"/"+filepath.ToSlash(relative))
		n++
	}
	r.file = file
	r.people(2)
	r.start()
	r.ready()
	metric := regexp.MustCompile(`(?m)^tocsin_job_runs_total\{job="collect f\d+"\} (\d+)$`)
	read := func() (int, int) {
		all, twice := 0, 0
		for _, m := range metric.FindAllStringSubmatch(r.fetch("/metrics"), -1) {
			all++
			if runs, _ := strconv.Atoi(m[1]); runs >= 2 {
				twice++
			}
		}
		return all, twice
	}
	r.eventually("every file is read", func() bool { all, _ := read(); return all == n })
	before := r.run("mentions", "--brand", "any", "--since", "999999h")
	r.eventually("every file is read again", func() bool { _, twice := read(); return twice == n })
	if after := r.run("mentions", "--brand", "any", "--since", "999999h"); after != before {
		t.Errorf("re-reading changed what is kept: %d lines, then %d", strings.Count(before, "\n"), strings.Count(after, "\n"))
	}
	failed := strings.Count(r.run("status"), "in a row")
	t.Logf("%d feed files read, %d failed, %d mentions kept", n, failed, strings.Count(before, "\n"))
	r.stop()
}

// fetch reads one of the daemon's pages.
func (r *rig) fetch(page string) string {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.address+page, http.NoBody)
	if err != nil {
		r.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var body bytes.Buffer
	if _, err := body.ReadFrom(answer.Body); err != nil {
		r.t.Fatal(err)
	}
	return body.String()
}
