package collectors_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
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
