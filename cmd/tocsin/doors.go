package main

import (
	"context"
	"net/http"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/inbox"
	"tocsin/store"
)

// doors are where posts are let in that others send.
func (a *app) doors() map[string]http.Handler {
	boxes := map[string]*inbox.Collector{}
	for _, s := range a.sources {
		if box, is := s.Collector.(*inbox.Collector); is {
			boxes[s.ID] = box
		}
	}
	if len(boxes) == 0 {
		return nil
	}
	return map[string]http.Handler{inbox.Path: inbox.NewDoor(inbox.DoorOptions{Boxes: boxes, Take: a.take, Now: a.now, Refused: a.refused})}
}

// take keeps what a source was given, and has it evaluated.
func (a *app) take(ctx context.Context, source string, page collectors.Page, now time.Time) (collectors.Heard, error) {
	for _, s := range a.sources {
		if s.ID != source {
			continue
		}
		heard, err := a.listener.Take(ctx, s, page, now)
		a.metrics.PostsRead(s.ID, heard.Posts)
		for key, n := range heard.Kept {
			a.metrics.MentionsKept(string(key), n)
			a.nudge(evaluateJob(key))
		}
		if err != nil { // the sender is told no more than that it must send it again
			a.log.ErrorContext(ctx, "delivery not kept", "source", s.ID, "error", err)
		}
		return heard, err
	}
	return collectors.Heard{}, nil // the door lets in nobody else
}

// refused records a delivery that was not let in.
func (a *app) refused(ctx context.Context, r inbox.Refusal) {
	a.metrics.Refused("inbox")
	if err := a.store.Refuse(ctx, store.Refusal{At: a.now(), Door: "inbox " + r.Source, Why: r.Why, From: r.From}); err != nil {
		a.log.ErrorContext(ctx, "refused request not recorded", "door", "inbox", "error", err)
	}
}
