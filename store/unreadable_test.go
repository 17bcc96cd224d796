package store

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"tocsin/rules"
)

func TestWhatCannotBeReadIsToldPlainly(t *testing.T) {
	g := daemon(t, RungEmbedded)
	s := g.open(t)
	ctx := t.Context()
	put := func(done interface{ Err() error }) {
		t.Helper()
		if err := done.Err(); err != nil {
			t.Fatal(err)
		}
	}
	put(s.client.Set(ctx, s.keys.source("blog"), `{"failures":"many"}`, 0))
	put(s.client.RPush(ctx, s.keys.incident(incident(1)), `{"key":"a"}`, `{"key":"b`))
	put(s.client.HSet(ctx, s.keys.orders(incident(1)), "slack", `[]`))
	put(s.client.LPush(ctx, s.keys.refusals(), `{"at":"<html>"`))
	for _, tt := range []struct {
		read func(context.Context) error
		want string
	}{
		{func(ctx context.Context) error { _, err := s.Bookmark(ctx, "blog"); return err }, `the bookmark of blog is not readable: its "failures" is of another form; delete tocsin:{src:blog} to begin the source anew`},
		{func(ctx context.Context) error { _, err := s.Incident(ctx, incident(1)); return err }, `action 2 is not readable: it is no JSON from byte 9 on; was it written by a newer tocsin?`},
		{func(ctx context.Context) error { _, err := s.Deliveries(ctx, incident(1)); return err }, `for slack is not readable: it is of another form; was it written by a newer tocsin?`},
		{func(ctx context.Context) error { _, err := s.Refusals(ctx, 9); return err }, `one of them is not readable: it is no JSON from byte 14 on; was it written by a newer tocsin?`},
		{func(context.Context) error {
			_, err := block{number: 7, day: "20261121", json: []byte("{}")}.mentions()
			return err
		}, `block 7 of 20261121 is not readable: it is of another form; was it written by a newer tocsin?`},
		{func(context.Context) error { _, _, err := withoutQuotes([]string{"7"}, rules.Reworded{}); return err }, `action 1 is not readable: it is of another form; was it written by a newer tocsin?`},
		{func(context.Context) error {
			_, err := newMending(s, "solvo", map[string]string{"m:1": `x`}, morning)
			return err
		}, `the change "m:1" is not readable: it is no JSON from byte 1 on; was it written by a newer tocsin?`},
	} {
		err := tt.read(ctx)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "unmarshal") {
			t.Errorf("it says %v, want %s", err, tt.want)
		}
	}
	var severity struct{ Of rules.Severity }
	if err := json.Unmarshal([]byte(`{"Of":"dire"}`), &severity); err == nil || unreadable("it", err).Error() != "it is not readable: "+err.Error()+"; was it written by a newer tocsin?" {
		t.Errorf("of what a value says itself nothing is left: %v", unreadable("it", err))
	}
}
