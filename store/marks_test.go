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
			r := Refusal{At: morning.Add(time.Duration(i) * time.Second), Door: "slack", Why: fmt.Sprint("bad signature ", i), From: strings.Repeat("x", 5000)}
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
			{morning.Add(1004 * time.Second), "slack", "bad signature 1004", strings.Repeat("x", refusalLength)},
			{morning.Add(1003 * time.Second), "slack", "bad signature 1003", strings.Repeat("x", refusalLength)},
		}
		if diff := cmp.Diff(want, two); err != nil || diff != "" {
			t.Errorf("the newest two: %v (-want +got):\n%s", err, diff)
		}
	})
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
