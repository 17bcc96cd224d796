package x_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/x"
)

// What cannot be read is bought all the same: that the bookmark stays must not have it
// bought without end.
func TestTheBudgetHoldsWhereNothingCanBeRead(t *testing.T) {
	s, searched := newStandIn(t), 0
	s.before = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/counts/recent") {
			_, _ = io.WriteString(w, `{"data":[],"meta":{"total_tweet_count":4300}}`)
			return true
		}
		searched++
		_, _ = io.WriteString(w, `{"data":[`+strings.Repeat(`{"name":"5"},`, 9)+`{"name":"5"}],"meta":{"result_count":10}}`)
		return true
	}
	c := s.collector(x.Options{BudgetPerDay: 20})
	const words = "X: the answer is not what it gives: none of its 10 posts can be read"
	for range 2 {
		if _, err := c.Collect(t.Context(), "", noon); err == nil || !strings.HasPrefix(err.Error(), words) {
			t.Fatalf("it answers %v, want %q", err, words)
		}
	}
	page, err := c.Collect(t.Context(), "", noon)
	if note := strings.Join(page.Notes, "; "); err != nil || !strings.Contains(note, "today's budget of 20 posts is spent") || searched != 2 {
		t.Errorf("of 20 posts a day 10 at a time are bought %d times; %q, %v", searched, note, err)
	}
	if _, err := c.Collect(t.Context(), page.Next, noon.Add(24*time.Hour)); err == nil || searched != 3 {
		t.Errorf("the next day it is searched %d times in all, %v", searched, err)
	}
}

// faulted reads until a reading fails, and answers why.
func (r *reader) faulted() *collectors.WaitError {
	r.t.Helper()
	for range 20_000 {
		page, err := r.Collect(r.t.Context(), r.cursor, r.clock.now())
		if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
			return wait
		}
		if err != nil || len(page.Posts) > 0 {
			r.t.Fatalf("%d posts, %q, %v", len(page.Posts), page.Notes, err)
		}
		r.cursor = page.Next
	}
	r.t.Fatal("it never failed")
	return nil
}

func TestAStreamThatCannotBeReadIsSearchedForWhatItMeant(t *testing.T) {
	for claim, spoiled := range map[string]func(line string) string{
		"a post without an id":     func(line string) string { return strings.ReplaceAll(line, `"id"`, `"name"`) },
		"a post without words":     func(line string) string { return strings.ReplaceAll(line, `"text"`, `"body"`) },
		"a post that is a number":  func(string) string { return `{"data":7}` },
		"what is of another kind":  func(line string) string { return strings.ReplaceAll(line, `"data"`, `"post"`) },
		"an object without a word": func(string) string { return `{}` },
	} {
		s, at := newStation(atNoon), &clock{at: noon}
		s.now = at.now
		r := tuned(t, s, at, x.Options{})
		r.settled()
		p := young(1, at)[0]
		s.unheard(p)
		s.say(spoiled(s.written(p)) + "\r\n")
		wait := r.faulted()
		if words := "X's stream: the answer is not what it gives: its one post cannot be read, and nothing is passed over"; !strings.HasPrefix(wait.Error(), words) {
			t.Errorf("%s: it says %q, want %q", claim, wait, words)
		}
		if pause := wait.Until.Sub(at.now()); pause != 5*time.Second || !wait.Ours {
			t.Errorf("%s: it pauses for %v", claim, pause)
		}
		s.hungUp(t)
		at.pass(time.Minute)
		r.until(func() bool { return len(r.heard) == 1 && s.isOpen() })
		s.publish(young(1, at)...)
		r.until(func() bool { return len(r.heard) == 2 })
	}
}

// What was said and could not be read is bought; so is what waited behind it.
func TestTheBudgetHoldsOverAStreamThatCannotBeRead(t *testing.T) {
	s, at := newStation(atNoon), &clock{at: noon}
	s.now = at.now
	counted := counting(s.search, `{"data":[],"meta":{"total_tweet_count":4300}}`)
	r := tuned(t, s, at, x.Options{BudgetPerDay: 20})
	r.settled()
	said := 0
	for *counted == 0 && said < 60 {
		if s.mu.Lock(); s.line != nil && s.opened > said {
			said = s.opened
			s.line <- `{"data":{}}` + "\r\n"
		}
		s.mu.Unlock()
		page, err := r.Collect(t.Context(), r.cursor, at.now())
		switch {
		case err == nil:
			r.cursor = page.Next
		case strings.HasPrefix(err.Error(), "X's stream"):
			s.hungUp(t)
		}
		at.pass(time.Second)
	}
	if said < 11 || said > 20 { // what is less than a page is left
		t.Errorf("of 20 posts a day, none of which can be read, %d are bought; the budget is spent: %v", said, *counted > 0)
	}
	at.pass(24 * time.Hour)
	r.until(s.isOpen)
}

func TestOfADeliveryThatCanBeReadInPartTheRestIsCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{streams: make(chan *io.PipeWriter, 9)}
		c := x.New(x.Options{Query: "solvo", Bearer: token, BaseURL: "http://x.example", Stream: true, Wait: time.Millisecond, Transport: &rules{wire: w, there: "[]"}})
		defer func() { _ = c.Close() }()
		page, err := c.Collect(t.Context(), "", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		to := <-w.streams
		_, _ = fmt.Fprintf(to, "{\"data\":{\"id\":\"5\"}}\r\n{\"data\":{\"id\":\"6\",\"text\":\"solvo\"}}\r\n{\"weather\":\"fine\"}\r\n")
		synctest.Wait() // all three are read ahead
		page, err = c.Collect(t.Context(), page.Next, time.Now())
		if err != nil || len(page.Posts) != 1 || len(page.Notes) != 1 || page.Notes[0] != "2 of 3 posts cannot be read, and were left out" {
			t.Errorf("of three posts, one of which can be read: %d, %q, %v", len(page.Posts), page.Notes, err)
		}
		if n := w.opened.Load(); n != 1 {
			t.Errorf("the stream was opened %d times", n)
		}
	})
}
