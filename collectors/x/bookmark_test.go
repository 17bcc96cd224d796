package x_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

func TestTheFirstPageAloneMovesTheStart(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 40, noon.Add(-time.Hour))...)
	c, l := s.collector(x.Options{}), &listener{t: t}
	l.walk(c, noon)
	since := s.tweets[39].id
	s.publish(every(time.Second, 250, noon.Add(-10*time.Minute))...)
	newest := s.tweets[len(s.tweets)-1].id
	s.asked = nil
	s.before = func(n int, _ http.ResponseWriter, _ *http.Request) bool {
		if n == 2 {
			s.publish(every(time.Second, 5, noon)...)
		}
		return false
	}
	l.walk(c, noon)
	var asked []string
	for _, q := range s.asked {
		asked = append(asked, fmt.Sprintf("since %s until %s start %s", q.Get("since_id"), q.Get("until_id"), q.Get("start_time")))
	}
	want := []string{
		fmt.Sprintf("since %d until  start ", since),
		fmt.Sprintf("since %d until %d start ", since, s.tweets[40+150].id),
		fmt.Sprintf("since %d until %d start ", since, s.tweets[40+50].id),
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("requests of a walk (-want +asked):\n%s", diff)
	}
	var mark struct {
		Since string `json:"since_id"`
	}
	if err := json.Unmarshal([]byte(l.cursor), &mark); err != nil || mark.Since != fmt.Sprint(newest) {
		t.Errorf("cursor %s starts the next walk at %q, want %d, the newest of the first page", l.cursor, mark.Since, newest)
	}
	if n := l.walk(c, noon); n != 5 {
		t.Errorf("the walk after hears %d posts, want the 5 that came meanwhile", n)
	}
	if diff := cmp.Diff(idsOf(s.tweets), l.ids()); diff != "" {
		t.Errorf("posts (-published +heard):\n%s", diff)
	}
}

func TestALongSilenceFallsBackToTime(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		asked  int // calls of the walk after the silence
		age    time.Duration
		strict time.Duration // how far back X takes ids, 0 for seven days
	}{
		{"a start that X still knows is used", 3, 6 * 24 * time.Hour, 0},
		{"a start older than seven days becomes a time", 3, 9 * 24 * time.Hour, 0},
		{"a start that X refuses becomes a time, page by page", 6, 6 * 24 * time.Hour, 5 * 24 * time.Hour},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			old := tweet{id: idAt(noon.Add(-tt.age), 1), at: noon.Add(-tt.age)}
			s := newStandIn(t, old)
			s.now = old.at.Add(time.Hour)
			c, l := s.collector(x.Options{}), &listener{t: t}
			l.walk(c, s.now)
			s.now, s.asked, s.idReach = noon, nil, tt.strict
			fresh := every(time.Minute, 250, noon.Add(-24*time.Hour))
			s.publish(fresh...)
			if n := l.walk(c, noon); n != 250 || len(s.asked) != tt.asked || l.faults > 0 {
				t.Errorf("heard %d posts in %d calls with %d faults, want 250 in %d; asked %v", n, len(s.asked), l.faults, tt.asked, s.asked)
			}
			if diff := cmp.Diff(idsOf(s.tweets), l.ids()); diff != "" {
				t.Errorf("posts (-published +heard):\n%s", diff)
			}
		})
	}
}

func TestAWalkLeftLyingSaysWhatIsLost(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 250, noon)...)
	c := s.collector(x.Options{})
	page, err := c.Collect(t.Context(), "", noon)
	if err != nil || !page.More {
		t.Fatalf("the first page: more %v, %v", page.More, err)
	}
	s.now = noon.Add(8 * 24 * time.Hour)
	s.publish(every(time.Minute, 5, s.now)...)
	l := &listener{t: t, cursor: page.Next}
	l.walk(c, s.now)
	if len(l.notes) != 1 || !strings.Contains(l.notes[0], "are lost") {
		t.Errorf("notes = %q, want one that says what is lost", l.notes)
	}
	if n := l.walk(c, s.now); n != 5 || l.faults > 0 {
		t.Errorf("the walk after hears %d posts with %d faults, want the 5 that are new", n, l.faults)
	}
}

func TestBackfillBoundsTheFirstReading(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 1000, noon)...)
	c, l := s.collector(x.Options{Backfill: 3 * time.Hour}), &listener{t: t}
	n := l.walk(c, noon)
	if n < 181 || n > 300 || s.asked[0].Get("start_time") == "" {
		t.Errorf("heard %d posts of 3 hours, one a minute, asking %v", n, s.asked)
	}
	s.publish(every(time.Second, 3, noon.Add(time.Minute))...)
	if n := l.walk(c, noon.Add(time.Minute)); n != 3 {
		t.Errorf("afterwards heard %d posts, want 3", n)
	}
}

func TestTheBudgetIsNeverExceeded(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 400, noon.Add(-time.Hour))...)
	c, l := s.collector(x.Options{BudgetPerDay: 250}), &listener{t: t}
	for l.faults == 0 {
		page, err := c.Collect(t.Context(), l.cursor, noon)
		if err != nil {
			wait, ok := errors.AsType[*collectors.WaitError](err)
			if !ok || !wait.Until.Equal(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)) || !strings.Contains(err.Error(), "250 of 250") {
				t.Errorf("the spent budget answers %v, want a wait until midnight", err)
			}
			l.faults++
			continue
		}
		l.heard, l.cursor = append(l.heard, page.Posts...), page.Next
	}
	if len(l.heard) != 250 || len(s.answered) != 250 {
		t.Errorf("heard %d posts and bought %d, want 250", len(l.heard), len(s.answered))
	}
	s.now = noon.Add(12 * time.Hour)
	if n := l.walk(c, s.now); n != 150 {
		t.Errorf("the next day hears %d posts, want the other 150", n)
	}
	if diff := cmp.Diff(idsOf(s.tweets), l.ids()); diff != "" {
		t.Errorf("posts (-published +heard):\n%s", diff)
	}
}

func TestACursorNobodyCanReadCostsNoSilence(t *testing.T) {
	for _, cursor := range []collectors.Cursor{"1234", "not json", `{"since_id":7}`, `{"since_id":"-1"}`, `{"walk":{"newest_id":"1","oldest_id":"2"}}`, `{"walk":{}}`} {
		s := newStandIn(t, every(time.Minute, 3, noon)...)
		page, err := s.collector(x.Options{}).Collect(t.Context(), cursor, noon)
		if err != nil || len(page.Posts) != 3 || len(page.Notes) != 1 {
			t.Errorf("Collect(%s) = %d posts, notes %q, %v; want 3 and a note", cursor, len(page.Posts), page.Notes, err)
		}
	}
}

func TestAServerThatOverlooksABoundCostsOnePage(t *testing.T) {
	s := newStandIn(t, every(time.Minute, 300, noon)...)
	c, l := s.collector(x.Options{}), &listener{t: t}
	s.overlooks = "until_id"
	page, err := c.Collect(t.Context(), "", noon)
	if err != nil {
		t.Fatal(err)
	}
	if page, err = c.Collect(t.Context(), page.Next, noon); err == nil || !strings.Contains(err.Error(), "same page again") {
		t.Errorf("the newest page in place of an older one is %d posts, %v; want an error", len(page.Posts), err)
	}
	s.overlooks = "since_id"
	l.walk(c, noon)
	s.asked = nil
	s.publish(every(time.Second, 3, noon.Add(time.Minute))...)
	if n := l.walk(c, noon.Add(time.Minute)); n != 3 || len(s.asked) != 1 {
		t.Errorf("heard %d posts in %d calls, want the 3 that are new in 1", n, len(s.asked))
	}
}
