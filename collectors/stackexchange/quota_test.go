package stackexchange_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/stackexchange"
)

// A reader reads as the listener does: not before it may, at most twenty pages at a time.
type reader struct {
	c      *stackexchange.Collector
	cursor collectors.Cursor
	until  time.Time
}

func (r *reader) read(t *testing.T, now time.Time) {
	t.Helper()
	for range 20 {
		if now.Before(r.until) {
			return
		}
		page, err := r.c.Collect(t.Context(), r.cursor, now)
		if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
			r.until = wait.Until
			return
		} else if err != nil {
			t.Fatal(err)
		}
		if r.cursor, r.until = page.Next, page.NotBefore; !page.More {
			return
		}
	}
}

// Whatever is configured, the day's requests are never used up, whenever Stack
// Exchange's day begins.
func TestTheDayIsNeverUsedUp(t *testing.T) {
	tests := []struct {
		claim           string
		sites, searches int
		sources, max    int
		restart         time.Duration // how often the process starts anew, 0 for never
		others          int           // requests a day that others behind the address make
		least           int           // requests a day that are to be left to listening, at least
	}{
		{"one search", 1, 1, 1, 300, 0, 0, 240},
		{"six sites, five searches", 6, 5, 1, 300, 0, 0, 240},
		{"two sources share an address", 2, 2, 2, 300, 0, 0, 240},
		{"a process that keeps starting anew", 3, 2, 1, 300, 7 * time.Minute, 0, 240},
		{"others behind the same address", 3, 2, 1, 300, 0, 200, 80},
		{"with a key", 6, 5, 1, 10_000, 0, 0, 4000},
	}
	for _, tt := range tests {
		now := &clock{noon().Add(3 * time.Hour)}
		e := newExchange(now.now)
		e.max = tt.max
		var sites, searches []string
		for i := range tt.sites {
			sites = append(sites, fmt.Sprint("site", i))
			e.add(sites[i])
			e.shown[sites[i]] = []question{}
		}
		for i := range tt.searches {
			searches = append(searches, fmt.Sprint("solvo", i))
		}
		settings := map[string][]string{"sites": sites}
		if tt.max > 300 {
			settings = keyed(sites...)
		}
		kind := stackexchange.Type()
		var readers []*reader
		for range tt.sources {
			readers = append(readers, &reader{c: open(t, kind, e, settings, searches...)})
		}
		var since time.Duration
		ours := 0
		hours := 72
		if tt.max > 300 {
			hours = 8
		}
		for minute := range hours * 60 {
			now.at = now.at.Add(time.Minute)
			if since += time.Minute; tt.restart > 0 && since >= tt.restart {
				since, kind = 0, stackexchange.Type()
				readers[0].c = open(t, kind, e, settings, searches...)
			}
			if tt.others > 0 && minute%(24*60/tt.others) == 0 {
				e.used = min(e.used+1, e.max)
			}
			if minute%60 == 23 {
				recheck(t, readers[0].c, now.at)
			}
			if minute%5 == 0 {
				before := len(e.asked)
				for _, r := range readers {
					r.read(t, now.at)
				}
				ours += len(e.asked) - before
			}
		}
		if e.worst > tt.max {
			t.Errorf("%s: %d requests were made in a day of %d", tt.claim, e.worst, tt.max)
		}
		if ours*24 < hours*tt.least {
			t.Errorf("%s: %d requests a day are made to listen, want %d at least", tt.claim, ours*24/hours, tt.least)
		}
		t.Logf("%s: %d requests a day to listen, of %d", tt.claim, ours*24/hours, tt.max)
	}
}

// recheck asks for posts of many sites, which costs as many requests if there are any.
func recheck(t *testing.T, c *stackexchange.Collector, now time.Time) {
	t.Helper()
	var posts []brand.Post
	for i := range 10 {
		posts = append(posts, brand.Post{NativeID: fmt.Sprintf("https://site%d.com/q/7", i)})
	}
	if _, err := c.Recheck(t.Context(), posts, now); err != nil && !strings.Contains(err.Error(), "No site found") {
		t.Fatal(err)
	}
}

func TestABackoffIsKept(t *testing.T) {
	now := &clock{noon()}
	e := rich(now.now)
	e.wait = 40
	kind := stackexchange.Type()
	c := open(t, kind, e, keyed("stackoverflow"), "solvo", "tricolor")
	page := collect(t, c, "", now.at)
	if want := noon().Add(41 * time.Second); !page.NotBefore.Equal(want) || !page.More {
		t.Errorf("after a backoff of 40 s: not before %v, more %v; want %v", page.NotBefore, page.More, want)
	}
	if page.Behind.Parts != 1 || page.Behind.Of != 2 || page.Behind.Why != "" || page.Unread {
		t.Errorf("one of two searches is read, and behind is %+v, unread %v", page.Behind, page.Unread)
	}
	// another source of the process, and another process
	next := page.Next
	for _, c := range []*stackexchange.Collector{c, open(t, stackexchange.Type(), e, keyed("stackoverflow"), "solvo", "tricolor")} {
		now.at = noon().Add(20 * time.Second)
		if page = collect(t, c, next, now.at); !page.NotBefore.Equal(noon().Add(41*time.Second)) || len(e.asked) != 1 || !page.Unread || page.Behind.Parts != 1 {
			t.Errorf("within the backoff: not before %v, %d requests", page.NotBefore, len(e.asked))
		}
	}
	now.at = noon().Add(42 * time.Second)
	if page = collect(t, c, page.Next, now.at); len(e.asked) != 2 || e.broken != 0 || page.More || page.Unread || page.Behind.Parts != 0 {
		t.Errorf("after the backoff: %d requests, %d of them within it", len(e.asked), e.broken)
	}
}

func TestAFirstRoundThatThePaceInterruptsIsStillTheFirst(t *testing.T) {
	now := &clock{noon()}
	e := newExchange(now.now)
	var searches []string
	for i := range 30 {
		searches = append(searches, fmt.Sprint("solvo", i))
	}
	c := open(t, stackexchange.Type(), e, nil, searches...)
	var cursor collectors.Cursor
	for i := range 30 {
		page := collect(t, c, cursor, now.at)
		for now.at.Before(page.NotBefore) && page.More {
			now.at = page.NotBefore
			if len(e.asked) > i+1 {
				break
			}
		}
		cursor = page.Next
		if len(e.asked) != i+1 || page.More != (i < 29) || page.Anew {
			t.Fatalf("request %d: %d made, more %v, anew %v", i+1, len(e.asked), page.More, page.Anew)
		}
	}
}

func TestQuestionsAreLookedAtAgain(t *testing.T) {
	now := &clock{noon()}
	e := rich(now.now)
	e.add("stackoverflow", ask(1, noon(), "ana", "solvo one"), ask(2, noon(), "ana", "solvo two"), ask(3, noon(), "ana", "solvo three"))
	c := open(t, stackexchange.Type(), e, keyed("stackoverflow"), "solvo")
	if _, err := c.Recheck(t.Context(), []brand.Post{{NativeID: "https://stackoverflow.com/q/70000001"}}, now.at); err != nil || len(e.asked) > 0 {
		t.Errorf("what the bookmark knows of the day is not waited for: %d requests, %v", len(e.asked), err)
	}
	kept := collect(t, c, "", now.at).Posts
	e.shown["stackoverflow"] = []question{ask(1, noon(), "ana", "solvo one"), ask(3, noon(), "ana", "solvo 3, edited")}
	changes, err := c.Recheck(t.Context(), append(kept, brand.Post{NativeID: "https://elsewhere.example/7"}), now.at)
	if err != nil {
		t.Fatal(err)
	}
	edited := kept[2]
	edited.Title = "solvo 3, edited"
	want := []collectors.Change{{Post: edited}, {Post: kept[1], Gone: true}}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// Listening may take all there is: a request is taken in advance, and one alone.
	thrifty := newExchange(now.now)
	thrifty.add("stackoverflow", e.shown["stackoverflow"]...)
	var searches []string
	for i := range 12 {
		searches = append(searches, fmt.Sprint("solvo", i))
	}
	poor := open(t, stackexchange.Type(), thrifty, nil, searches...)
	all(t, poor, "", now.at)
	asked := len(thrifty.asked)
	for range 5 {
		if _, err := poor.Recheck(t.Context(), kept[:1], now.at); err != nil {
			t.Fatal(err)
		}
	}
	if len(thrifty.asked) != asked+1 {
		t.Errorf("five looks make %d requests, want the one that is taken in advance", len(thrifty.asked)-asked)
	}
	// A service that has lost its mind has not lost its questions.
	var many []brand.Post
	for i := range 20 {
		many = append(many, brand.Post{NativeID: fmt.Sprint("https://stackoverflow.com/q/", 1+i)})
	}
	if changes, err := c.Recheck(t.Context(), many, now.at); err == nil || len(changes) != 0 {
		t.Errorf("of twenty questions that are not known all at once: %d changes, %v", len(changes), err)
	}
}
