package config

import (
	"time"

	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

// A Config is a file that has no faults, with every default filled in.
type Config struct {
	// Brands stand in the order of the file, and so do People and Sources.
	Brands []brand.Brand
	// Properties are all that the file says brands run; each is among its brand's Own
	// too, but for tags, which anybody may use.
	Properties []Property
	// Examples are posts that brands and their queries must and must not find.
	Examples []Examples
	// Pilots stand in the order of the file, and so does the Calendar, whose events are each
	// among the Events of its brands too.
	Pilots   []plan.Pilot
	Calendar []PlannedEvent
	// Ties are queries, properties and what is under pilots' names, each with its strategy.
	Ties []plan.Tie
	// Strategies are the built-in ones, as the file changes them, then the file's own.
	Strategies []plan.Strategy
	People     []oncall.Responder
	Sources    []SourceSpec
	Slack      Slack
	Fallback   Fallback
	Redis      Redis
	// ClaimWithin is how long an incident may stay unclaimed before the next ring
	// is asked: for rules.Issue and rules.Crisis, always both.
	ClaimWithin map[rules.Severity]time.Duration
	// MinAuthorities is how many people must be able to decide a crisis of each brand.
	MinAuthorities int
	// DataDir is the folder of what the daemon keeps itself, Listen the address of its web door.
	DataDir string
	Listen  string
	// Named is set where no file says all this, but a brand was only named.
	Named bool
	// Warnings are faults that do not keep the file from being used.
	Warnings Faults
}

// A SourceSpec is a source as the file describes it.
type SourceSpec struct {
	// ID is unique in the file. One that the file leaves out is made of what the source is,
	// so that it stays the same when it is asked for more.
	ID string
	// Former is the id that earlier versions made for a source without one, "" if it is the same.
	Former string
	// Kind is its collector's kind, such as "feed".
	Kind string
	// URL is what a feed is read from. A source that keeps its address in the
	// environment has URLEnv, the variable's name, instead.
	URL, URLEnv string
	// Query is what the file has an API asked; "" leaves it to what its brands' queries need.
	Query string
	// Searches are what an API is asked, one by one: Query, or what its brands' queries need.
	Searches []string
	// Every is the time between two readings.
	Every time.Duration
	// Brands are those its posts are held against; none means all.
	Brands []brand.Key
	// Voice says whose voices it carries: customers, employees, suppliers, press or market; "" if unsaid.
	Voice string
	// AllowPrivate lets its address lie in a private network.
	AllowPrivate bool
	// BudgetPerDay is how many posts may be bought in a day; 0 sets no bound.
	BudgetPerDay int
	// Whole is set where every post of it is a mention of its Brands.
	Whole bool
	// Anonymous is set where its authors' names are never kept.
	Anonymous bool
	// Settings are what the file says under the keys that only its kind has.
	Settings map[string][]string
	// Line is where the file describes it, 0 where no file does.
	Line int
}

// Address is where the source is read, looked up in the environment if the
// file names a variable; "" if that is not set.
func (s SourceSpec) Address(env func(string) string) string {
	if s.URLEnv != "" {
		return env(s.URLEnv)
	}
	return s.URL
}

// heard are the brands that a source's posts are held against.
func (c *Config) heard(s SourceSpec) []brand.Brand {
	var heard []brand.Brand
	for _, b := range c.Brands {
		if s.hears(b.Key) {
			heard = append(heard, b)
		}
	}
	return heard
}

// Slack says where each brand's cards and digests go.
type Slack struct {
	// Channel is each brand's own channel ("#solvo-listening" or an id). A brand
	// without one is missing.
	Channel map[brand.Key]string
	// Operators is the channel of those who mend sources, "" if that is the brands' own.
	Operators string
	// Digest is when each brand's week is told. No brand is missing.
	Digest map[brand.Key]Moment
}

// Fallback is the second way out for cards, used when the first stays shut.
type Fallback struct {
	// WebhookEnv names the environment variable that holds the webhook's address, "" if there is none.
	WebhookEnv string
}

// URL is the webhook's address, "" if there is none.
func (f Fallback) URL(env func(string) string) string {
	if f.WebhookEnv == "" {
		return ""
	}
	return env(f.WebhookEnv)
}

// Redis says where the store is.
type Redis struct {
	// URL is what the file says, never with a password; "" leaves the choice to the daemon.
	URL string
}

// Address is the store's address: REDIS_URL, which may hold a password, else what the file says.
func (r Redis) Address(env func(string) string) string {
	if url := env("REDIS_URL"); url != "" {
		return url
	}
	return r.URL
}

// What the file leaves out.
const (
	defaultFeedEvery   = 2 * time.Minute
	defaultAPIEvery    = 5 * time.Minute
	defaultIssueClaim  = 30 * time.Minute
	defaultCrisisClaim = 5 * time.Minute
	defaultAuthorities = 2
	mostAuthorities    = 100
	// DefaultDataDir is the data folder of an installation that names none.
	DefaultDataDir = "tocsin-data"
	defaultListen  = "127.0.0.1:8080"
	defaultHour    = 8
)

// defaults is what an empty file would mean.
func defaults() Config {
	return Config{
		Strategies:     plan.Builtin(),
		Slack:          Slack{Channel: map[brand.Key]string{}, Digest: map[brand.Key]Moment{}},
		ClaimWithin:    map[rules.Severity]time.Duration{rules.Issue: defaultIssueClaim, rules.Crisis: defaultCrisisClaim},
		MinAuthorities: defaultAuthorities,
		DataDir:        DefaultDataDir,
		Listen:         defaultListen,
	}
}
