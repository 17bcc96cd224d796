package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tocsin/alerting/slack/slackfake"
	"tocsin/brand"
	"tocsin/config"
	"tocsin/demo"
	"tocsin/schedule"
	"tocsin/store"
	"tocsin/web"
)

// demoCommand is "tocsin demo".
type demoCommand struct {
	Seed  uint64 `help:"Which invented month to play." default:"1"`
	Seeds months `help:"Play several months instead, up to their crisis, such as 1-50, and tell how soon each was heard." placeholder:"FROM-TO" xor:"months"`
	JSON  bool   `name:"json" help:"Print the events as NDJSON." xor:"months"`
}

// Run plays a synthetic month through the daemon's own parts: its collector,
// store, rules, desk and Slack client. Only the feed server and the Slack on
// loopback are stand-ins, and the moments are the story's.
func (c *demoCommand) Run(w *world) error {
	if c.Seeds.to > 0 {
		return c.Seeds.play(w)
	}
	return playMonth(w, c.Seed, func(st *stage) showing {
		if c.JSON {
			return &transcript{out: w.stdout}
		}
		return &program{out: w.stdout, stage: st, seed: c.Seed}
	})
}

// playMonth plays the month of a seed, shown as a showing of its stage does.
func playMonth(w *world, seed uint64, show func(*stage) showing) error {
	folder, err := os.MkdirTemp("", "tocsin-demo-")
	if err != nil {
		return fmt.Errorf("demo: %w; make the folder for temporary files writable", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	st := &stage{story: demo.NewStory(seed)}
	st.clock.Store(st.story.Start().UnixNano())
	ctx, stop := context.WithCancel(w.ctx)
	defer stop()
	p, err := st.set(ctx, folder, show(st))
	if err == nil {
		err = p.play(ctx)
	}
	stop()
	if err = errors.Join(err, st.strike()); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	return nil
}

// A stage is where the demo plays: a clock that it moves itself, a feed server,
// a Slack, and the daemon's parts between them.
type stage struct {
	story *demo.Story
	clock atomic.Int64
	fake  *slackfake.Fake
	store *store.Store
	app   *app
	door  slackfake.Target
	stops []func() error
}

func (s *stage) now() time.Time { return time.Unix(0, s.clock.Load()).In(s.story.Location()) }

// set builds everything up.
func (s *stage) set(ctx context.Context, folder string, show showing) (*play, error) {
	p := &play{stage: s, show: show}
	secret := rand.Text()
	s.fake = slackfake.New(slackfake.Options{Now: s.now, SigningSecret: secret, OnMessage: p.arrived})
	api, err := s.fake.Listen(ctx)
	if err != nil {
		return nil, err
	}
	s.stops = append(s.stops, s.fake.Close)
	feeds, err := s.serve(ctx, demo.FeedServer(s.story, s.now))
	if err != nil {
		return nil, err
	}
	cfg, err := config.Read("demo.yaml", []byte(demoFile(s.story.Brand(), feeds)), known())
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.DiscardHandler)
	if s.store, err = store.Open(ctx, store.Options{Dir: folder, Rung: store.RungEmbedded, Log: log}); err != nil {
		return nil, err
	}
	s.stops = append(s.stops, s.store.Close)
	env := map[string]string{"SLACK_BOT_TOKEN": "xoxb-demo", "SLACK_SIGNING_SECRET": secret, "TOCSIN_SLACK_API": api} //nolint:gosec // the stand-in's, no secret
	s.app, err = assemble(ctx, setting{
		config: cfg, store: s.store, log: log, now: s.now, out: io.Discard,
		env: func(name string) string { return env[name] },
	})
	if err != nil {
		return nil, err
	}
	if err := s.app.install(ctx, s.now()); err != nil {
		return nil, err
	}
	address, err := s.serve(ctx, s.app.handler([]string{"localhost"}, func() []schedule.Status { return nil }))
	s.door = slackfake.At(address + "/slack/actions")
	return p, err
}

// serve serves on a free port of loopback and answers its address.
func (s *stage) serve(ctx context.Context, h http.Handler) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("listen on loopback: %w", err)
	}
	ended := make(chan error, 1)
	ctx, stop := context.WithCancel(ctx)
	go func() { ended <- web.Serve(ctx, listener, h, time.Second) }()
	s.stops = append(s.stops, func() error { stop(); return <-ended })
	return "http://" + listener.Addr().String(), nil
}

// strike takes everything down, in the reverse order.
func (s *stage) strike() error {
	var faults []error
	for _, stop := range slices.Backward(s.stops) {
		faults = append(faults, stop())
	}
	return errors.Join(faults...)
}

// collectEvery is how often the demo's feeds are read.
const collectEvery = 5 * time.Minute

// demoFile is the shortest configuration that works, for the story's brand.
func demoFile(b brand.Brand, feeds string) string {
	list := func(words []string) string { return `["` + strings.Join(words, `", "`) + `"]` }
	return `brand: ` + b.Name + `
timezone: ` + b.Location.String() + `
match: ` + list(b.Match) + `
not: ` + list(b.Not) + `
own: ` + list(b.Own) + `
sources:
  - {id: social, kind: feed, url: "` + feeds + `/social.rss", every: 5m, allow_private: true}
  - {id: blogs, kind: feed, url: "` + feeds + `/blogs.rss", every: 5m, allow_private: true}
slack: {channel: "#solvo-listening", digest: "Mon 08:00"}
people:
  - {name: Ana Ruiz, slack: ` + ana + `, can: [crisis, customer-service]}
  - {name: Ben Cole, slack: ` + ben + `, can: [crisis, marketing], timezone: Europe/London}
`
}

// The people of the demo. Mallory is in the channel, and nobody gave her authority.
const (
	ana     = "U01ANA"
	ben     = "U02BEN"
	mallory = "U0MALLORY"
	channel = "#solvo-listening"
)

func nameOfUser(user string) string {
	switch user {
	case ana:
		return "Ana Ruiz"
	case ben:
		return "Ben Cole"
	case mallory:
		return "Mallory"
	}
	return user
}
