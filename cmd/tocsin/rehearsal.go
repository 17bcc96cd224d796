package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"time"

	"tocsin/alerting"
	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
)

const (
	// paceOfReplay is how often it is looked what the rules say.
	paceOfReplay = 5 * time.Minute
	// lingers is for how long after a brand's last mention it is looked on, and as long as the
	// rules find something.
	lingers = time.Hour
	// quietLong is after how long without a signal what only a person ends is ended.
	quietLong = 24 * time.Hour
	// stagehand ends it. No person of a configuration has a space in their id.
	stagehand = "the replay"
)

// A rehearsal is the daemon's own parts, from the listener to the desk, on a store that is
// thrown away and a clock that it moves itself. Nobody is told anything.
type rehearsal struct {
	config   *config.Config
	store    *store.Store
	listener *collectors.Listener
	desk     *alerting.Desk
	brands   []*rehearsed
	sources  map[string]collectors.Source
	result   outcome
}

// A rehearsed is how a brand stands.
type rehearsed struct {
	key     brand.Key
	lookout *alerting.Lookout
	// awake is until when it is looked on, signal when something was last found.
	awake, signal time.Time
	live          []alerting.ID
}

// An outcome is what came of a rehearsal.
type outcome struct {
	posts, mentions int
	from, to        time.Time
	fired           []firing
}

func (o outcome) String() string {
	var count [rules.Crisis + 1]int
	for _, f := range o.fired {
		count[f.Severity]++
	}
	return fmt.Sprintf("%d posts from %s to %s, %d mentions; incidents: %d watch, %d issue, %d crisis", o.posts,
		o.from.UTC().Format(time.DateOnly), o.to.UTC().Format(time.DateOnly), o.mentions, count[rules.Watch], count[rules.Issue], count[rules.Crisis])
}

// rehearse has a past happen again with a configuration.
func rehearse(ctx context.Context, cfg *config.Config, p past) (outcome, error) {
	folder, err := os.MkdirTemp("", "tocsin-replay-")
	if err != nil {
		return outcome{}, fmt.Errorf("%w; make the folder for temporary files writable", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	s, err := store.Open(ctx, store.Options{Dir: folder, Rung: store.RungEmbedded, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return outcome{}, err
	}
	r, err := newRehearsal(cfg, s)
	if err == nil {
		err = r.play(ctx, p)
	}
	if err == nil {
		r.result.fired, err = fired(ctx, s, cfg, p.since)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return outcome{}, err
	}
	return r.result, nil
}

func newRehearsal(cfg *config.Config, s *store.Store) (*rehearsal, error) {
	hearing, err := hearingOf(cfg)
	if err != nil {
		return nil, err
	}
	// Voices are hashed under a key that is no secret, so that two replays are the same.
	hearing.Sink, hearing.History, hearing.VoiceKey, hearing.Held = s, history{s}, []byte("replay"), true
	staffed := *cfg
	staffed.People = append(slices.Clip(cfg.People), oncall.Responder{ID: stagehand, Name: stagehand, Can: map[string]rules.Severity{"*": rules.Crisis}})
	r := &rehearsal{
		config: cfg, store: s, listener: collectors.NewListener(hearing), sources: map[string]collectors.Source{},
		desk: deskOf(&staffed, s, func(string) string { return "" }, ""),
	}
	for _, b := range cfg.Brands {
		r.brands = append(r.brands, &rehearsed{key: b.Key, lookout: alerting.NewLookout(s, r.desk, b, ruleSet(b))})
	}
	return r, nil
}

// play goes through the past. Where nothing is heard and nothing goes on, it goes to
// the next post at once.
func (r *rehearsal) play(ctx context.Context, p past) error {
	left := p.posts
	now := tick(left[0].at)
	r.result.posts, r.result.from, r.result.to = len(left), left[0].at, left[len(left)-1].at
	for ; len(left) > 0 || r.astir(now); now = now.Add(paceOfReplay) {
		if len(left) > 0 && !r.astir(now) {
			now = tick(left[0].at)
		}
		due := 0
		for due < len(left) && !left[due].at.After(now) {
			due++
		}
		if err := r.hear(ctx, left[:due], now); err != nil {
			return err
		}
		left = left[due:]
		for _, b := range r.brands {
			if err := r.look(ctx, b, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// tick is the first moment at which a post that became known then is looked at.
func tick(at time.Time) time.Time {
	if whole := at.Truncate(paceOfReplay); whole.Before(at) {
		return whole.Add(paceOfReplay)
	}
	return at
}

// astir reports whether there is anything to look at.
func (r *rehearsal) astir(now time.Time) bool {
	return slices.ContainsFunc(r.brands, func(b *rehearsed) bool { return b.stirs(now) || len(b.live) > 0 })
}

func (b *rehearsed) stirs(now time.Time) bool { return !now.After(b.awake) }

// hear gives posts to the listener, source by source.
func (r *rehearsal) hear(ctx context.Context, posts []once, now time.Time) error {
	for len(posts) > 0 {
		first, n := posts[0], 1
		page := collectors.Page{Anew: first.anew}
		for n < len(posts) && posts[n].source == first.source && posts[n].kind == first.kind && posts[n].anew == first.anew {
			n++
		}
		for _, o := range posts[:n] {
			page.Posts = append(page.Posts, o.post)
		}
		heard, err := r.listener.Take(ctx, r.source(first), page, now)
		if err != nil {
			return err
		}
		r.result.mentions += heard.Fresh
		for _, b := range r.brands {
			if heard.Kept[b.key] > 0 {
				b.awake = now.Add(lingers)
			}
		}
		posts = posts[n:]
	}
	return nil
}

func (r *rehearsal) source(o once) collectors.Source {
	name := o.kind + " " + o.source
	s, known := r.sources[name]
	if !known {
		s = o.from(r.config)
		r.sources[name] = s
	}
	return s
}

// look does what the daemon's jobs do for a brand: what the rules find goes to the desk, and
// the desk keeps its time.
func (r *rehearsal) look(ctx context.Context, b *rehearsed, now time.Time) error {
	if b.stirs(now) {
		seen, err := b.lookout.Look(ctx, now)
		if err != nil {
			return err
		}
		if len(seen.Found) > 0 {
			b.signal, b.awake = now, later(b.awake, now.Add(paceOfReplay))
		}
		b.follow(seen.Report)
	}
	if len(b.live) == 0 {
		return nil
	}
	tended, err := r.desk.Tend(ctx, b.key, now)
	if err != nil {
		return err
	}
	b.follow(tended)
	if now.Sub(b.signal) < quietLong {
		return nil
	}
	for _, id := range b.live {
		press := alerting.Press{Key: "replay:" + id.String(), ID: id, Verb: alerting.Close, Who: stagehand, Name: stagehand, Via: "cli"}
		answer, err := r.desk.Press(ctx, press, now)
		if err != nil {
			return err
		}
		if !answer.Accepted {
			return fmt.Errorf("end %s, which nobody else does: %s", id, answer.Text)
		}
	}
	b.live = nil
	return nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// follow notes which incidents are live.
func (b *rehearsed) follow(report alerting.Report) {
	for _, id := range slices.Concat(report.Opened, report.Returned) {
		if !slices.Contains(b.live, id) {
			b.live = append(b.live, id)
		}
	}
	b.live = slices.DeleteFunc(b.live, func(id alerting.ID) bool { return slices.Contains(report.Ended, id) })
}
