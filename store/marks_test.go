package store

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/collectors"
)

func TestBookmarks(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		if b, err := s.Bookmark(t.Context(), "techcrunch"); err != nil || !cmp.Equal(b, collectors.Bookmark{}) {
			t.Errorf("a source never read has the bookmark %+v, %v", b, err)
		}
		want := map[string]collectors.Bookmark{
			"techcrunch": {Cursor: `W/"é{}"`, Read: morning, Tried: morning, Failures: 2, Fault: "503", LagP95: 12.5, Lags: []int{3, 4}},
			"x {odd}":    {Cursor: "17"},
		}
		for source, b := range want {
			for range 2 { // a repeat changes nothing
				if err := s.Mark(t.Context(), source, b); err != nil {
					t.Fatal(err)
				}
			}
		}
		got, err := g.open(t).Bookmarks(t.Context())
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("another process reads: %v (-want +got):\n%s", err, diff)
		}
	})
}

func TestRan(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		if at, err := s.Ran(t.Context(), "digest"); err != nil || !at.IsZero() {
			t.Errorf("a job that never ran: %v, %v", at, err)
		}
		want := morning.Add(time.Nanosecond)
		if err := s.SetRan(t.Context(), "digest", want); err != nil {
			t.Fatal(err)
		}
		if at, err := s.Ran(t.Context(), "digest"); err != nil || !at.Equal(want) {
			t.Errorf("Ran = %v, %v; want %v", at, err, want)
		}
	})
}

func TestOnceIsOnce(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		doors := []*Store{g.open(t), g.open(t)}
		soon := time.Now().Add(time.Hour)
		var first atomic.Int32
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				is, err := doors[i%2].Once(t.Context(), "slack v0=abc", soon)
				if err != nil {
					t.Error(err)
				}
				if is {
					first.Add(1)
				}
			})
		}
		wg.Wait()
		if n := first.Load(); n != 1 {
			t.Errorf("one request that arrives 20 times is first %d times", n)
		}
		if is, err := doors[0].Once(t.Context(), "slack v0=def", soon); err != nil || !is {
			t.Errorf("another request is first: %v, %v; want true", is, err)
		}
		for range 2 {
			if is, err := doors[0].Once(t.Context(), "long ago", time.Now().Add(-time.Minute)); err != nil || !is {
				t.Errorf("a key whose time is over is first: %v, %v; want true", is, err)
			}
		}
	})
}

func TestRefusalsAreALogWithAnEnd(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		for i := range refusalsKept + 5 {
			r := Refusal{At: morning.Add(time.Duration(i) * time.Second), Door: "slack", Why: "replayed", From: strings.Repeat("x", 5000), Signed: true}
			if err := s.Refuse(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
		all, err := s.Refusals(t.Context(), 0)
		if err != nil || len(all) != refusalsKept {
			t.Errorf("%d refusals are remembered, %v; want %d", len(all), err, refusalsKept)
		}
		two, err := s.Refusals(t.Context(), 2)
		want := []Refusal{
			{At: morning.Add(1004 * time.Second), Door: "slack", Why: "replayed", From: strings.Repeat("x", refusalLength), Signed: true},
			{At: morning.Add(1003 * time.Second), Door: "slack", Why: "replayed", From: strings.Repeat("x", refusalLength), Signed: true},
		}
		if diff := cmp.Diff(want, two); err != nil || diff != "" {
			t.Errorf("the newest two: %v (-want +got):\n%s", err, diff)
		}
	})
}

// Whoever knocks without a signature cannot push the record of a replay out, from
// one address or from thousands, and leaves a line a minute.
func TestStrangersDoNotDrownTheRecordOfRefusals(t *testing.T) {
	s := daemon(t, RungEmbedded).open(t)
	refuse := func(r Refusal) {
		t.Helper()
		if err := s.Refuse(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	refuse(Refusal{At: morning, Door: "slack actions", Why: "replayed", From: "192.0.2.7", Signed: true})
	for i := range 3000 { // 50 s of one, and then he comes back
		refuse(Refusal{At: morning.Add(time.Duration(i) * time.Second / 60), Door: "slack actions", Why: "unsigned", From: "192.0.2.1"})
	}
	refuse(Refusal{At: morning.Add(2 * time.Minute), Door: "slack actions", Why: "unsigned", From: "192.0.2.1"})
	for i := range 3000 { // an hour of many
		refuse(Refusal{At: morning.Add(time.Hour + time.Duration(i)*time.Second), Door: "slack actions", Why: "unsigned", From: fmt.Sprint("2001:db8::", i)})
	}
	all, err := s.Refusals(t.Context(), 0)
	if err != nil || len(all) != refusalsKept+1 {
		t.Fatalf("%d refusals are remembered, %v; want %d", len(all), err, refusalsKept+1)
	}
	if oldest := all[len(all)-1]; oldest.Why != "replayed" {
		t.Errorf("the oldest refusal on record is %+v, want the replay", oldest)
	}
}

func TestAKnockIsNotedOnceAMinuteAndCounted(t *testing.T) {
	var k knocks
	steps := []struct {
		why     string
		after   time.Duration
		from    string
		unnoted int
		worth   bool
	}{
		{"the first", 0, "a", 0, true},
		{"the same again", 10 * time.Second, "a", 0, false},
		{"another address", 10 * time.Second, "b", 0, true},
		{"and again", 59 * time.Second, "a", 0, false},
		{"a minute later", time.Minute, "a", 2, true},
		{"after that", 61 * time.Second, "a", 0, false},
		{"the clock was set back", -time.Hour, "a", 1, true},
	}
	for _, tt := range steps {
		unnoted, worth := k.hear(Refusal{At: morning.Add(tt.after), Door: "slack", Why: "unsigned", From: tt.from})
		if unnoted != tt.unnoted || worth != tt.worth {
			t.Errorf("%s: hear = %d, %v; want %d, %v", tt.why, unnoted, worth, tt.unnoted, tt.worth)
		}
	}
	fresh := 0
	for i := range 5000 {
		if _, worth := k.hear(Refusal{At: morning.Add(10 * time.Minute), From: fmt.Sprint(i)}); worth {
			fresh++
		}
	}
	if fresh != knocksKnown || len(k.noted) > knocksKnown {
		t.Errorf("5,000 addresses leave %d lines and %d memories, want %d", fresh, len(k.noted), knocksKnown)
	}
}

func TestTheStoresClockIsAClock(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		before := time.Now().Add(-time.Minute)
		now, err := g.open(t).Now(t.Context())
		if err != nil || now.Before(before) || now.After(before.Add(5*time.Minute)) {
			t.Errorf("Now = %v, %v; want about %v", now, err, before.Add(time.Minute))
		}
	})
}
