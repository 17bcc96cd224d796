package main

import (
	"context"
	"net/http"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/inbox"
	"tocsin/collectors/websub"
	"tocsin/store"
)

// doors are where posts are let in that others send.
func (a *app) doors() map[string]http.Handler {
	boxes, feeds := map[string]*inbox.Collector{}, map[string]*websub.Collector{}
	for _, s := range a.sources {
		switch c := s.Collector.(type) {
		case *inbox.Collector:
			boxes[s.ID] = c
		case *websub.Collector:
			feeds[s.ID] = c
		}
	}
	doors := map[string]http.Handler{}
	if len(boxes) > 0 {
		doors[inbox.Path] = inbox.NewDoor(inbox.DoorOptions{Boxes: boxes, Take: a.take, Now: a.now, Refused: func(ctx context.Context, r inbox.Refusal) {
			a.refused(ctx, "inbox", r.Source, r.Why, r.From)
		}})
	}
	if len(feeds) > 0 {
		doors[websub.Path] = websub.NewDoor(websub.DoorOptions{Feeds: feeds, Take: a.take, Now: a.now, Refused: func(ctx context.Context, r websub.Refusal) {
			a.refused(ctx, "websub", r.Source, r.Why, r.From)
		}})
	}
	return doors
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
func (a *app) refused(ctx context.Context, door, source, why, from string) {
	a.metrics.Refused(door)
	if err := a.store.Refuse(ctx, store.Refusal{At: a.now(), Door: door + " " + source, Why: why, From: from}); err != nil {
		a.log.ErrorContext(ctx, "refused request not recorded", "door", door, "error", err)
	}
}
