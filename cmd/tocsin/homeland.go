package main

import (
	"context"
	"sync"
	"time"

	"tocsin/alerting/slack"
)

// A homeland learns once which workspace the app is installed in.
type homeland struct {
	slack *slack.Slack
	now   func() time.Time

	mu    sync.Mutex
	known string
	asked time.Time
}

const (
	// askHome bounds the question: a press that waits for it must be answered within 3 s.
	askHome = 1500 * time.Millisecond
	// askHomeAgain is how long nobody asks after a question without an answer: those
	// who pressed meanwhile would each wait for the one before.
	askHomeAgain = 5 * time.Second
)

// team answers the workspace's id, "" while it is unknown.
func (h *homeland) team() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.now()
	if h.known != "" || now.Sub(h.asked) < askHomeAgain {
		return h.known
	}
	h.asked = now
	ctx, cancel := context.WithTimeout(context.Background(), askHome)
	defer cancel()
	if team, err := h.slack.Team(ctx); err == nil {
		h.known = team
	}
	return h.known
}
