package main

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"tocsin/brand"
	"tocsin/brand/query/form"
	"tocsin/collectors"
	"tocsin/collectors/feed"
	"tocsin/collectors/guard"
	"tocsin/collectors/x"
	"tocsin/config"
)

// kinds is every kind of source there is. A folder of its own and a line here
// add one.
func kinds() map[string]kind {
	return map[string]kind{
		feed.Kind: {open: openFeed, judge: nil},
		x.Kind:    {open: openX, judge: judgeX},
	}
}

// A kind is how the collector of one kind of source is made, and what it has
// against a source before anything is read.
type kind struct {
	open  func(s config.SourceSpec, with means) (collectors.Collector, error)
	judge func(s config.SourceSpec) error
}

// userAgent tells who reads, as polite readers do.
func userAgent() string { return "tocsin/" + version() + " (self-hosted social listening)" }

// means are what collectors share: the environment; the transports, so that a
// host is spared however many sources are read from it; and the turn to read a
// document, so that the memory is.
type means struct {
	env             func(string) string
	public, private http.RoundTripper
	turn            feed.Turn
}

func newMeans(env func(string) string) means {
	return means{
		env: env, public: guard.Transport(guard.Options{}), private: guard.Transport(guard.Options{AllowPrivate: true}), turn: feed.NewTurn(),
	}
}

func openFeed(s config.SourceSpec, with means) (collectors.Collector, error) {
	address := s.Address(with.env)
	if address == "" {
		return nil, fmt.Errorf("source %s: its address is empty; set the environment variable %s", s.ID, s.URLEnv)
	}
	o := feed.Options{URL: address, Every: s.Every, UserAgent: userAgent(), Transport: with.public, Turn: with.turn}
	if s.AllowPrivate {
		o.Transport = with.private
	}
	return feed.New(o)
}

func openX(s config.SourceSpec, with means) (collectors.Collector, error) {
	bearer := with.env("X_BEARER_TOKEN")
	if bearer == "" {
		return nil, fmt.Errorf("source %s: X lets nobody search without a token; set X_BEARER_TOKEN", s.ID)
	}
	o := x.Options{Queries: s.Searches, Bearer: bearer, BaseURL: with.env("TOCSIN_X_API"), BudgetPerDay: s.BudgetPerDay}
	return x.New(o), o.Validate()
}

// judgeX validates all of a search but its token, which no file holds.
func judgeX(s config.SourceSpec) error {
	return x.Options{Queries: s.Searches, Bearer: "no-token-judges-a-query", BudgetPerDay: s.BudgetPerDay}.Validate()
}

// searches are what a kind of source is asked so that it gives all that the brands'
// queries may find there.
func searches(kind string, brands []brand.Brand) ([]string, error) {
	f, err := form.For(kind, brands...)
	return f.Queries, err
}

// known is what a configuration file is held against.
func known() config.Known {
	all := kinds()
	return config.Known{
		Kinds:    slices.Sorted(maps.Keys(all)),
		Searches: searches,
		Source: func(s config.SourceSpec) error {
			if judge := all[s.Kind].judge; judge != nil {
				return judge(s)
			}
			return nil
		},
	}
}

// openSources makes a collector of each source. One that cannot be opened is
// still a source: reading it fails, and says why, without holding up the others.
func openSources(specs []config.SourceSpec, env func(string) string) []collectors.Source {
	all, with := kinds(), newMeans(env)
	sources := make([]collectors.Source, len(specs))
	for i, s := range specs {
		collector, err := all[s.Kind].open(s, with)
		if err != nil {
			collector = shut{err}
		}
		sources[i] = sourceOf(s, collector)
	}
	return sources
}

func sourceOf(s config.SourceSpec, read collectors.Collector) collectors.Source {
	return collectors.Source{ID: s.ID, Kind: s.Kind, Voice: s.Voice, Brands: s.Brands, Every: s.Every, Collector: read}
}

// unopened are the faults of the sources that could not be opened.
func unopened(sources []collectors.Source) error {
	var faults []error
	for _, s := range sources {
		if closed, is := s.Collector.(shut); is {
			faults = append(faults, closed.why)
		}
	}
	return errors.Join(faults...)
}
