package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/query/form"
	"tocsin/collectors"
	"tocsin/collectors/appstore"
	"tocsin/collectors/bluesky"
	"tocsin/collectors/discourse"
	"tocsin/collectors/feed"
	"tocsin/collectors/file"
	"tocsin/collectors/gdelt"
	"tocsin/collectors/google"
	"tocsin/collectors/guard"
	"tocsin/collectors/hackernews"
	"tocsin/collectors/inbox"
	"tocsin/collectors/lemmy"
	"tocsin/collectors/mastodon"
	"tocsin/collectors/polite"
	"tocsin/collectors/reddit"
	"tocsin/collectors/stackexchange"
	"tocsin/collectors/telegram"
	"tocsin/collectors/websub"
	"tocsin/collectors/x"
	"tocsin/collectors/youtube"
	"tocsin/config"
)

// kinds is every kind of source there is. A folder of its own and a line here add one.
func kinds() []collectors.Type {
	return []collectors.Type{
		feed.Type(),
		x.Type(),
		bluesky.Type(),
		mastodon.Type(),
		lemmy.Type(),
		hackernews.Type(),
		gdelt.Type(),
		reddit.Type(),
		youtube.Type(),
		appstore.Type(),
		stackexchange.Type(),
		discourse.Type(),
		google.NewsType(),
		google.AlertsType(),
		telegram.Type(),
		inbox.Type(),
		file.Type(),
		websub.Type(),
	}
}

// kindOf is a kind by its name.
func kindOf(name string) (collectors.Type, error) { return kindAmong(kinds(), name) }

func kindAmong(all []collectors.Type, name string) (collectors.Type, error) {
	if i := slices.IndexFunc(all, func(k collectors.Type) bool { return k.Kind == name }); i >= 0 {
		return all[i], nil
	}
	names := make([]string, len(all))
	for i, k := range all {
		names[i] = k.Kind
	}
	return collectors.Type{}, fmt.Errorf("%q is no kind of source this version reads: %s", name, config.MeantKind(name, names))
}

// userAgent tells who reads, as polite readers do, and where to complain.
func userAgent(env func(string) string) string {
	return "tocsin/" + version() + " (self-hosted social listening; " + cmp.Or(env("TOCSIN_CONTACT"), "no contact given") + ")"
}

// hostGap is the least time between the beginnings of two requests to one host. Those
// of the house have none: they are their owner's.
const hostGap = 200 * time.Millisecond

// newMeans are what collectors share: the environment, and the ways out, so that a host
// is spared however many sources are read from it.
func newMeans(env func(string) string) collectors.Means {
	public := polite.Space(guard.Transport(guard.Options{}), hostGap)
	private := polite.Space(guard.Transport(guard.Options{AllowPrivate: true}), 0)
	with := collectors.Means{
		Env: env, Agent: userAgent(env),
		Web: func(house bool) http.RoundTripper {
			if house {
				return private
			}
			return public
		},
		Base: func(kind string) string {
			return env("TOCSIN_" + strings.ToUpper(strings.ReplaceAll(kind, "-", "_")) + "_API")
		},
	}
	feeds := feed.Type()
	with.Feed = func(s collectors.Spec, address string) (collectors.Collector, error) {
		s.URL, s.Settings = address, nil
		// What reads a feed for its own ends says of which source it is.
		read, err := feeds.Open(s, with)
		if err != nil {
			return nil, untitled(err, s.ID)
		}
		return read, nil
	}
	return with
}

// specOf is a source as its collector needs to know it.
func specOf(s config.SourceSpec, kind collectors.Type) collectors.Spec {
	spec := collectors.Spec{
		ID: s.ID, URL: s.URL, Searches: s.Searches, Settings: map[string][]string{}, AllowPrivate: s.AllowPrivate, Every: s.Every, BudgetPerDay: s.BudgetPerDay,
	}
	for _, setting := range kind.Settings {
		values := s.Settings[setting.Name]
		if setting.Name == "url_env" && s.URLEnv != "" {
			values = []string{s.URLEnv}
		}
		if len(values) == 0 && setting.Default != "" {
			values = []string{setting.Default}
		}
		spec.Settings[setting.Name] = values
	}
	return spec
}

// openSource makes the collector of a source. Those of one kind may share something, so
// they are opened from one list of kinds.
func openSource(all []collectors.Type, s config.SourceSpec, with collectors.Means) (collectors.Collector, error) {
	kind, err := kindAmong(all, s.Kind)
	if err != nil {
		return nil, err
	}
	return kind.Open(specOf(s, kind), with)
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
	specs := make([]config.KindSpec, len(all))
	for i, k := range all {
		specs[i] = config.KindSpec{
			Name: k.Kind, Address: config.Use(k.Address), Searches: k.Searches, Asks: k.Asks, Budget: k.Paid, Whole: k.Whole, Keyless: k.Needs == "", Every: k.Every, Pace: k.Pace,
		}
		for _, s := range k.Settings {
			specs[i].Settings = append(specs[i].Settings, config.Setting{
				Name: s.Name, About: s.About, Example: s.Example, Required: s.Required, Many: s.Many, Env: s.Env,
			})
		}
	}
	return config.Known{
		Kinds: specs, Searches: searches,
		Source: func(s config.SourceSpec) error {
			kind, err := kindOf(s.Kind)
			if err != nil {
				return err
			}
			if kind.Judge == nil {
				return slips(s)
			}
			return errors.Join(kind.Judge(specOf(s, kind)), slips(s))
		},
	}
}

// openSources makes a collector of each source. One that cannot be opened is
// still a source: reading it fails, and says why, without holding up the others.
func openSources(specs []config.SourceSpec, env func(string) string) []collectors.Source {
	with, all := newMeans(env), kinds()
	sources := make([]collectors.Source, len(specs))
	for i, s := range specs {
		collector, err := openSource(all, s, with)
		if err != nil {
			collector = shut{err}
		}
		sources[i] = sourceOf(s, collector)
	}
	return sources
}

func sourceOf(s config.SourceSpec, read collectors.Collector) collectors.Source {
	kind, _ := kindOf(s.Kind) // of one that is unknown nothing is lazy
	return collectors.Source{Lazy: kind.Lazy, Adapts: kind.Lazy && s.Every == kind.Every, ID: s.ID, Kind: s.Kind, Voice: s.Voice, Brands: s.Brands, Every: s.Every, Whole: s.Whole, Anonymous: s.Anonymous, Collector: read}
}

// tellUnopened tells of each source that could not be opened, in a line of its own.
func tellUnopened(log *slog.Logger, sources []collectors.Source) {
	for _, s := range sources {
		if closed, is := s.Collector.(shut); is {
			log.Warn("source not opened", "source", s.ID, "error", inALine(reason(s.ID, closed.why.Error())))
		}
	}
}

// reason is why a source is not read, without what is said around it.
func reason(source, fault string) string {
	fault = strings.TrimPrefix(fault, "collect "+source+": ")
	for title := "source " + source + ": "; strings.HasPrefix(fault, title); {
		fault = strings.TrimPrefix(fault, title)
	}
	return fault
}

// inALine joins what is said in several.
func inALine(said string) string { return strings.ReplaceAll(said, "\n", "; ") }

// closeSources closes what collectors keep open, such as streams.
func closeSources(sources []collectors.Source) error {
	var faults []error
	for _, s := range sources {
		if c, is := s.Collector.(io.Closer); is {
			if err := c.Close(); err != nil {
				faults = append(faults, fmt.Errorf("close source %s: %w", s.ID, err))
			}
		}
	}
	return errors.Join(faults...)
}
