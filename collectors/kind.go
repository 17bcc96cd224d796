package collectors

import (
	"net/http"
	"time"
)

// A Type is a kind of source: what it is called, what it takes to read it, and how a
// collector of it is opened. Each collector's package has one; the wiring lists them.
type Type struct {
	// Kind is its name in configuration.
	Kind string
	// Reads says in a few words what is heard there: "stories and comments of Hacker News".
	Reads string
	// Needs is what an operator has to bring, "" if nothing: a brand that is given by
	// nothing but its name is listened for in every kind that needs nothing.
	Needs string
	// Limits are the bounds the service sets, Blind is what cannot be heard there.
	Limits, Blind string
	// Settings are the keys a source of the kind has beside those of all.
	Settings []Setting
	// Address says whether a source has an address of its own.
	Address Use
	// Usual is the instance that is read where a source names none.
	Usual string
	// Whole is set where all that such a source shows is about its brands.
	Whole bool
	// Lazy is set where to read such a source again costs next to nothing.
	Lazy bool
	// Paid is set where reading costs something that Spec.BudgetPerDay bounds.
	Paid bool
	// Searches is set where the source is asked for what brands want: Spec.Searches.
	Searches bool
	// Asks narrows Searches to those sources of which it is true; nil means all.
	Asks func(settings map[string][]string) bool
	// Every is the pace at which it is read where nothing is said; Pace is that of sources
	// with some settings, 0 for Every; nil means that all have the same.
	Every time.Duration
	Pace  func(settings map[string][]string) time.Duration
	// Open makes a collector, and asks nobody yet. Its errors say what to set.
	Open func(Spec, Means) (Collector, error)
	// Judge says what is wrong with a source before any secret is known; nil finds no fault.
	Judge func(Spec) error
}

// A Use says how a source of a kind uses its address.
type Use uint8

// How an address is used: not at all, or instead of the kind's own, or of need.
const (
	Unused Use = iota
	Optional
	Required
)

// A Setting is a key that sources of one kind have in configuration.
type Setting struct {
	Name string
	// About says what it is, in a phrase that follows the name; Example is a value of it.
	About, Example string
	// Required settings have no default. Many is set where it is a list.
	Required, Many bool
	// Env is set where the value is the name of an environment variable, which holds a
	// secret; the variable that is read where none is named is Default.
	Env     bool
	Default string
}

// A Spec is a source as its collector needs to know it.
type Spec struct {
	// ID is the source's name in configuration.
	ID string
	// URL is where it is read: a feed's address, or the home of an instance; "" means the kind's own.
	URL string
	// Searches are what the source is asked, in its own search language.
	Searches []string
	// Settings are what configuration says, by the name of the Setting; those that are Env
	// hold the variable's name, and those that are not given their default.
	Settings map[string][]string
	// AllowPrivate lets it be in a private network.
	AllowPrivate bool
	// Every is the pace at which it is read, BudgetPerDay how many posts or calls it may cost in a day, 0 for no bound.
	Every        time.Duration
	BudgetPerDay int
}

// Setting is the value of a setting, "" if it has none; of a list, its first.
func (s Spec) Setting(name string) string {
	if all := s.Settings[name]; len(all) > 0 {
		return all[0]
	}
	return ""
}

// Means are what collectors of all kinds share.
type Means struct {
	// Env looks up a variable of the environment.
	Env func(string) string
	// Web is the way out to the web, guarded and shared, so that a host is spared however
	// many sources are read from it. A private one leads to private networks too.
	Web func(private bool) http.RoundTripper
	// Agent is who asks: the User-Agent, with a contact.
	Agent string
	// Feed makes a collector of a feed, for kinds whose service is read as one. The address
	// may hold a secret.
	Feed func(s Spec, address string) (Collector, error)
	// Base is where a kind's service is to be found instead of at its own address, "" for
	// the service's own: a stand-in, or a proxy of the house.
	Base func(kind string) string
}

// Secret looks up a setting that names an environment variable.
func (m Means) Secret(s Spec, name string) string {
	if variable := s.Setting(name); variable != "" {
		return m.Env(variable)
	}
	return ""
}

// Home is where a source's service stands: what the source says, else what the means
// say of its kind, else the kind's own address.
func (m Means) Home(s Spec, kind, own string) string {
	if s.URL != "" {
		return s.URL
	}
	if m.Base != nil {
		if base := m.Base(kind); base != "" {
			return base
		}
	}
	return own
}
