package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/brand/lang"
	"tocsin/brand/query"
	"tocsin/brand/tone"
	"tocsin/collectors"
	"tocsin/config"
	"tocsin/plan"
	"tocsin/store"
)

// hear makes what turns posts into mentions.
func (a *app) hear(ctx context.Context) error {
	key, err := a.store.Secret(ctx, "voices")
	if err != nil {
		return err
	}
	hearing, err := hearingOf(a.config)
	if err != nil {
		return err
	}
	hearing.Sink, hearing.History, hearing.VoiceKey, hearing.Held = a.store, history{a.store}, key, true
	a.listener = collectors.NewListener(hearing)
	return nil
}

// A history is what the store kept, as far as it can be read: what is damaged there
// stays so, and reading it again would not help.
type history struct{ store *store.Store }

// Between visits mentions, as the store does.
func (h history) Between(ctx context.Context, key brand.Key, from, to time.Time, visit func(brand.Mention) error) error {
	err := h.store.Between(ctx, key, from, to, visit)
	if errors.Is(err, alerting.ErrLeftOut) {
		return nil
	}
	return err
}

// hearingOf is all that a configuration says of how posts become mentions: what is
// tried by hand is heard as the daemon hears it. Where they are kept is not in it.
func hearingOf(cfg *config.Config) (collectors.ListenerOptions, error) {
	o := collectors.ListenerOptions{}
	queries, err := query.Compile(cfg.Brands)
	if err != nil {
		return o, fmt.Errorf("compile the brands' queries: %w", err)
	}
	tagger, err := plan.NewTagger(cfg.Strategies, cfg.Ties...)
	if err != nil {
		return o, err
	}
	if o.Tone, err = tones(cfg.Brands); err != nil {
		return o, err
	}
	if o.Queries, err = collectors.Fingerprints(cfg.Brands); err != nil {
		return o, err
	}
	languages := lang.New()
	o.Matcher, o.Touches = queries, tagger.Touches
	o.Language = func(p brand.Post) string { return languages.Of(p.Title, p.Text) }
	return o, nil
}

// tones makes what says how a post sounds towards each brand.
func tones(brands []brand.Brand) (func(brand.Key, brand.Post) brand.Tone, error) {
	anyone, err := tone.New()
	if err != nil {
		return nil, fmt.Errorf("read the word lists of tone: %w", err)
	}
	readers := map[brand.Key]*tone.Reader{}
	for _, b := range brands {
		if readers[b.Key], err = anyone.For(b); err != nil {
			return nil, err
		}
	}
	return func(key brand.Key, p brand.Post) brand.Tone {
		reader := readers[key]
		if reader == nil {
			return brand.Tone{}
		}
		return reader.Read(p, lang.Normalize(p.Lang)).Rated(p.Rating)
	}, nil
}
