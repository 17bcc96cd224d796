package x_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

// counting has a stand-in count too, and notes how often it was asked.
func counting(s *standIn, body string) *int {
	asked := new(int)
	s.before = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/2/tweets/counts/recent" {
			return false
		}
		*asked++
		if r.Header.Get("Authorization") != "Bearer "+token || r.URL.Query().Get("granularity") != "hour" {
			problem(w, http.StatusBadRequest, `{}`)
			return true
		}
		_, _ = io.WriteString(w, body)
		return true
	}
	return asked
}

func many(n int) []tweet {
	var all []tweet
	for i := range n {
		at := noon.Add(-time.Duration(n-i) * time.Second)
		all = append(all, tweet{id: idAt(at, int64(i)), at: at})
	}
	return all
}

func TestASpentBudgetIsToldWithWhatIsMissed(t *testing.T) {
	for name, body := range map[string]string{
		"before the rename": `{"data":[{"start":"2026-11-21T10:00:00Z","end":"2026-11-21T11:00:00Z","tweet_count":40},{"start":"2026-11-21T11:00:00Z","end":"2026-11-21T12:00:00Z","tweet_count":900}],"meta":{"total_tweet_count":4300}}`,
		"after it":          `{"data":[{"start":"2026-11-21T11:00:00Z","end":"2026-11-21T12:00:00Z","post_count":900}],"meta":{"total_post_count":4300}}`,
	} {
		s := newStandIn(t, many(100)...)
		asked := counting(s, body)
		c := s.collector(x.Options{BudgetPerDay: 20})
		var cursor collectors.Cursor
		for range 3 {
			page, err := c.Collect(t.Context(), cursor, noon)
			if err != nil {
				t.Fatal(err)
			}
			cursor = page.Next
			if *asked > 0 {
				if page.Total != 4300 || len(page.Posts) > 0 || !page.NotBefore.Equal(noon.Add(time.Hour)) || len(page.Notes) != 1 ||
					!strings.Contains(page.Notes[0], "today's budget of 20 posts is spent") || !strings.Contains(page.Notes[0], "X counts 4300 posts today, at most 900 in an hour of late") {
					t.Errorf("%s: the page of a spent budget is %+v", name, page)
				}
			}
		}
		if *asked == 0 {
			t.Errorf("%s: X was asked for no numbers", name)
		}
		// and with the new day posts are bought again
		page, err := c.Collect(t.Context(), cursor, noon.Add(13*time.Hour))
		if err != nil || page.Total != 0 {
			t.Errorf("%s: the next day it says %+v, %v", name, page, err)
		}
	}
}

func TestABudgetThatRunsOutIsForeseen(t *testing.T) {
	s := newStandIn(t, many(90)...)
	page, err := s.collector(x.Options{BudgetPerDay: 100}).Collect(t.Context(), "", noon)
	if err != nil || len(page.Notes) != 1 || page.Notes[0] != "90 of today's 100 posts are bought; at this pace the budget is spent at 13:20 UTC" {
		t.Errorf("with 90 of 100 bought by noon it says %q, %v", page.Notes, err)
	}
	s = newStandIn(t, many(70)...)
	if page, err = s.collector(x.Options{BudgetPerDay: 100}).Collect(t.Context(), "", noon); err != nil || len(page.Notes) > 0 {
		t.Errorf("with 70 of 100 bought it says %q, %v", page.Notes, err)
	}
}

func TestWithoutNumbersTheRefusalStands(t *testing.T) {
	s := newStandIn(t, many(100)...)
	counting(s, `{"errors":[]}`)
	c := s.collector(x.Options{BudgetPerDay: 20})
	var cursor collectors.Cursor
	for range 5 {
		page, err := c.Collect(t.Context(), cursor, noon)
		if err != nil {
			if wait, ok := errors.AsType[*collectors.WaitError](err); !ok || !wait.Until.Equal(noon.Add(12*time.Hour)) || strings.Contains(err.Error(), token) {
				t.Errorf("it says %v, want a wait until midnight", err)
			}
			return
		}
		cursor = page.Next
	}
	t.Error("the budget is never spent")
}

// A recorded answer of X's own is counted.
func TestRecordedCountsAreRead(t *testing.T) {
	dir := os.Getenv("TOCSIN_API")
	if dir == "" {
		t.Skip("TOCSIN_API names no folder of recorded answers, so none is read")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "x_v2_counts_recent.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?s)string: !!binary \|\n(.*?)\n    headers`).FindSubmatch(raw)
	if m == nil {
		t.Fatal("the recording has another form")
	}
	packed, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(m[1])), ""))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	s := newStandIn(t, many(100)...)
	counting(s, string(body))
	c := s.collector(x.Options{BudgetPerDay: 20})
	var cursor collectors.Cursor
	for range 5 {
		page, err := c.Collect(t.Context(), cursor, noon)
		if err != nil {
			t.Fatal(err)
		}
		if cursor = page.Next; page.Total > 0 {
			t.Logf("%d posts are counted", page.Total)
			return
		}
	}
	t.Error("nothing is counted")
}
