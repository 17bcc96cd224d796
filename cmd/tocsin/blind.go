package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/collectors"
)

const (
	// watchEvery is how often sources are looked after.
	watchEvery = "@every 30s"
	// tellBlindAtMost is the least time between two cards about sources, so that those a
	// failing network takes down one by one are told together.
	tellBlindAtMost = 10 * time.Minute
	// tellHealedAtMost is the same where all is good news, or where as many are lost as were
	// told to be: then it is another fault, or the whole of it.
	tellHealedAtMost = time.Minute
	// remindBlind is how long a source may be blind before it is told anew.
	remindBlind = 24 * time.Hour
)

// blindMark is the mark of a source that was told to be blind, healedMark that of one
// that was told to be heard again.
func blindMark(source string) string  { return "blind " + source }
func healedMark(source string) string { return "heard again " + source }

// toldBlind is the mark of the last card about sources of a channel.
func toldBlind(channel string) string { return "told of sources in " + channel }

// watchSources tells those who can mend them which sources are not heard, and which are
// heard again.
func (a *app) watchSources(ctx context.Context, now time.Time) (string, error) {
	if err := a.listener.Flush(ctx); err != nil { // of readings that are not written down yet
		return "", err
	}
	marks, err := a.store.Bookmarks(ctx)
	if err != nil {
		return "", err
	}
	byPlace := map[string]*change{}
	for i, s := range a.sources {
		news, err := a.sight(ctx, s, marks[s.ID], a.config.Sources[i].Every, now)
		if err != nil {
			return "", err
		}
		for _, place := range a.menders(s) {
			c := byPlace[place]
			if c == nil {
				c = &change{}
				byPlace[place] = c
			}
			c.add(news)
		}
	}
	var did []string
	for place, c := range byPlace {
		if len(c.lost)+len(c.healed) == 0 {
			continue
		}
		told, err := a.tellBlind(ctx, place, *c, now)
		if err != nil {
			return "", err
		}
		if told {
			did = append(did, c.String())
		}
	}
	slices.Sort(did)
	return strings.Join(did, "; "), nil
}

// A change is what of a place's sources is news: which are lost, and which are heard again.
// Doubtful are sources whose last reading failed and that are not blind yet, told how many
// are blind and were told so.
type change struct {
	lost, healed []alerting.Blindness
	doubtful     []string
	told         int
}

func (c *change) add(o change) {
	c.lost, c.healed = append(c.lost, o.lost...), append(c.healed, o.healed...)
	c.doubtful, c.told = append(c.doubtful, o.doubtful...), c.told+o.told
}

func (c change) String() string {
	return fmt.Sprintf("%d lost, %d heard again", len(c.lost), len(c.healed))
}

// sight tells whether it is news that a source is blind, or is not any more.
func (a *app) sight(ctx context.Context, s collectors.Source, b collectors.Bookmark, every time.Duration, now time.Time) (change, error) {
	told, err := a.store.Ran(ctx, blindMark(s.ID))
	if err != nil {
		return change{}, err
	}
	again, err := a.store.Ran(ctx, healedMark(s.ID))
	if err != nil {
		return change{}, err
	}
	is, blind := b.Silence(every, now)
	known := told.After(again)
	switch {
	case blind && (!known || now.Sub(told) >= remindBlind):
		return change{lost: []alerting.Blindness{{Source: s.ID, Kind: s.Kind, Since: is.Since, Why: reason(s.ID, is.Why), Failing: is.Failing, Lost: is.Lost}}}, nil
	case !blind && known:
		return change{healed: []alerting.Blindness{{Source: s.ID, Kind: s.Kind, Since: told, Failing: true}}}, nil
	case blind:
		return change{told: 1}, nil
	case b.Failures > 0:
		return change{doubtful: []string{s.ID}}, nil
	}
	return change{}, nil
}

// menders are the channels of those who can mend a source: the operators', or else
// those of its brands. "" is the daemon's own output.
func (a *app) menders(s collectors.Source) []string {
	if a.ways.slack == nil {
		return []string{""}
	}
	if a.config.Slack.Operators != "" {
		return []string{a.config.Slack.Operators}
	}
	var places []string
	for _, b := range a.config.Brands {
		if channel := a.config.Slack.Channel[b.Key]; channel != "" && serves(s.Brands, b.Key) && !slices.Contains(places, channel) {
			places = append(places, channel)
		}
	}
	return places
}

// tellBlind posts what is news of a place's sources, and remembers that it did.
func (a *app) tellBlind(ctx context.Context, place string, c change, now time.Time) (bool, error) {
	last, err := a.store.Ran(ctx, toldBlind(place))
	wait := tellBlindAtMost
	if len(c.lost) == 0 || c.told > 0 && len(c.lost) >= c.told {
		wait = tellHealedAtMost
	}
	if err != nil || now.Sub(last) < wait {
		return false, err
	}
	clock, err := a.store.Now(ctx)
	if err != nil {
		return false, err
	}
	// Of several daemons one tells it; if that one fails, the next try is anybody's.
	if first, err := a.store.Once(ctx, toldBlind(place)+" after "+last.Format(time.RFC3339), clock.Add(time.Minute)); err != nil || !first {
		return false, err
	}
	a.count(ctx, c.healed, now)
	if err := a.postBlind(ctx, place, c, now); err != nil {
		return false, err
	}
	for _, b := range c.lost {
		if err := a.store.SetRan(ctx, blindMark(b.Source), now); err != nil {
			return true, err
		}
	}
	for _, b := range c.healed {
		if err := a.store.SetRan(ctx, healedMark(b.Source), now); err != nil {
			return true, err
		}
	}
	return true, a.store.SetRan(ctx, toldBlind(place), now)
}

// gap is how far before a source was told blind posts may lie that it is asked for when
// it is heard again.
const gap = 7 * 24 * time.Hour

// count counts the posts that came since sources were told blind and were not there when
// they were first read. Where the store does not say, nothing is told of them.
func (a *app) count(ctx context.Context, healed []alerting.Blindness, now time.Time) {
	if len(healed) == 0 {
		return
	}
	since := map[string]time.Time{}
	from := now
	for _, b := range healed {
		since[b.Source] = b.Since
		if b.Since.Before(from) {
			from = b.Since
		}
	}
	came := map[string]map[brand.MentionID]struct{}{}
	for _, b := range a.config.Brands {
		err := a.store.Between(ctx, b.Key, from.Add(-gap), now.Add(time.Second), func(m brand.Mention) error {
			if told, is := since[m.Source]; is && m.Fetched.After(told) && !m.Backfill {
				if came[m.Source] == nil {
					came[m.Source] = map[brand.MentionID]struct{}{}
				}
				came[m.Source][m.ID] = struct{}{}
			}
			return nil
		})
		if err != nil {
			a.log.Warn("posts caught up not counted", "brand", b.Name, "error", err)
			return
		}
	}
	for i := range healed {
		healed[i].Counted, healed[i].Came = true, len(came[healed[i].Source])
	}
}

// postBlind says it in the channel, or by the second way out where the first is shut.
func (a *app) postBlind(ctx context.Context, place string, c change, now time.Time) error {
	card := alerting.BlindCard(a.brandNames(), c.lost, c.healed, now, a.config.Brands[0].Location)
	if len(c.lost) > 0 {
		card.Lines = append(card.Lines, alerting.AlsoFailing(c.doubtful)...)
	}
	card.ID = alerting.ID{Brand: a.config.Brands[0].Key}
	key := "sources " + now.UTC().Format(time.RFC3339)
	to := alerting.Place{Kind: alerting.Channel, Address: cmp.Or(place, "operators")}
	_, err := a.ways.notifiers[alerting.Channel].Post(ctx, to, card, key)
	second := a.ways.notifiers[alerting.Fallback]
	if err == nil || second == nil || len(c.lost) == 0 {
		return err
	}
	_, err = second.Post(ctx, alerting.Place{Kind: alerting.Fallback, Address: a.ways.fallback}, card, key)
	return err
}

// blindTo names the sources of a brand that are not heard, with since when.
func (a *app) blindTo(marks map[string]collectors.Bookmark, key brand.Key, now time.Time) []string {
	var blind []string
	for i, s := range a.sources {
		if !serves(s.Brands, key) {
			continue
		}
		if is, yes := marks[s.ID].Silence(a.config.Sources[i].Every, now); yes {
			since := "never heard"
			if !is.Since.IsZero() {
				since = "since " + roughly(now.Sub(is.Since))
			}
			blind = append(blind, s.ID+" "+since)
		}
	}
	return blind
}
