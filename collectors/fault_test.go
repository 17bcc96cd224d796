package collectors_test

import (
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/guard"
)

// A source that is left alone after it failed has not recovered for not being asked.
func TestASourceThatIsLeftAloneStillTellsItsFault(t *testing.T) {
	r := newRoom(t, []brand.Post{{NativeID: "1", Text: "solvo"}})
	now := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	r.shelf.change = func(int, *collectors.Page) error { return errors.New("this is a web page") }
	if _, err := r.listener.Listen(t.Context(), r.source, now); err == nil {
		t.Fatal("a source that fails is read")
	}
	heard, err := r.listener.Listen(t.Context(), r.source, now.Add(time.Second))
	if err != nil || !heard.Waiting || !strings.Contains(heard.Fault, "this is a web page") {
		t.Errorf("a second later: %+v, %v; want that it waits, and why", heard, err)
	}
	r.shelf.change = nil
	heard, err = r.listener.Listen(t.Context(), r.source, now.Add(time.Hour))
	if err != nil || heard.Waiting || heard.Fault != "" {
		t.Errorf("an hour later: %+v, %v; want it read, without a fault", heard, err)
	}
}

// Whose host is not found from here is told apart: the fault may be this machine's.
func TestASourceWhoseHostIsNotFoundIsLostUntilItAnswers(t *testing.T) {
	r := newRoom(t, []brand.Post{{NativeID: "1", Text: "solvo"}})
	now := time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)
	nowhere := guard.Plain(&url.Error{Op: "Get", URL: "https://a.example", Err: &net.DNSError{Name: "a.example", IsNotFound: true}})
	for i, tt := range []struct {
		fault error
		lost  bool
	}{{nowhere, true}, {errors.New("503 Service Unavailable"), false}, {nowhere, true}, {nil, false}} {
		r.shelf.change = func(int, *collectors.Page) error { return tt.fault }
		_, _ = r.listener.Listen(t.Context(), r.source, now.Add(time.Duration(i)*time.Hour))
		if b, err := r.Bookmark(t.Context(), r.source.ID); err != nil || b.Lost != tt.lost || (b.Failures > 0) != (tt.fault != nil) {
			t.Errorf("after %v the bookmark is %+v, %v; want lost %v", tt.fault, b, err, tt.lost)
		}
	}
}
