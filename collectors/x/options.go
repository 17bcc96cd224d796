package x

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Options say what a Collector searches for, and how it asks.
type Options struct {
	// Query is a search in X's own language.
	Query string
	// Queries are more of them, as where one would be too long. They are searched
	// one after the other, and share the budget.
	Queries []string
	// MaxQuery is how many characters X lets a query have; 0 means 512, what
	// accounts without a contract have.
	MaxQuery int
	// Bearer is the app-only token of a developer account.
	Bearer string
	// BaseURL is where the API stands; "" means https://api.x.com.
	BaseURL string
	// UserAgent says who asks; "" leaves it to net/http.
	UserAgent string
	// Transport carries the requests; nil means net/http's own.
	Transport http.RoundTripper
	// Stream opens the filtered stream, and leaves to search what that missed. Streams
	// carries it; nil means Transport.
	Stream  bool
	Streams http.RoundTripper
	// Wait is how long a reading waits for the stream to say something; 0 means 2 s.
	Wait time.Duration
	// Timeout bounds one call; 0 means 30 s.
	Timeout time.Duration
	// BudgetPerDay is how many posts may be bought in one UTC day, at least 10;
	// 0 sets no bound. Authors are bought besides, at most one for each post.
	BudgetPerDay int
	// Backfill is how far back the first reading goes; 0 means as far as X
	// does, seven days.
	Backfill time.Duration
	// WithoutAuthors leaves out names and followers, which X charges for: posts
	// then have an author's id alone.
	WithoutAuthors bool
}

const (
	home = "https://api.x.com"
	// largestPage and smallestPage bound max_results of recent search.
	largestPage, smallestPage = 100, 10
)

func (o Options) withDefaults() Options {
	o.Bearer = strings.TrimSpace(o.Bearer)
	if o.MaxQuery == 0 {
		o.MaxQuery = 512
	}
	if o.BaseURL == "" {
		o.BaseURL = home
	}
	if o.Transport == nil {
		o.Transport = http.DefaultTransport
	}
	if o.Streams == nil {
		o.Streams = o.Transport
	}
	if o.Wait == 0 {
		o.Wait = 2 * time.Second
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	return o
}

// searches are all queries, each once.
func (o Options) searches() []string {
	var all []string
	for _, q := range append([]string{o.Query}, o.Queries...) {
		if q = strings.TrimSpace(q); q != "" && !slices.Contains(all, q) {
			all = append(all, q)
		}
	}
	return all
}

// Validate says all that is wrong with the options, and how to mend it.
func (o Options) Validate() error {
	o = o.withDefaults()
	var faults []error
	searches := o.searches()
	if len(searches) == 0 {
		faults = append(faults, errors.New("x has no query: say what to search for"))
	}
	for _, q := range searches {
		if n := utf8.RuneCountInString(q); n > o.MaxQuery {
			faults = append(faults, fmt.Errorf("x query has %d characters, X takes %d: shorten it by %d, or split it into two sources",
				n, o.MaxQuery, n-o.MaxQuery))
		}
	}
	if o.Bearer == "" {
		faults = append(faults, errors.New("x has no token: set X_BEARER_TOKEN to the bearer token of your app at developer.x.com"))
	}
	if strings.ContainsFunc(o.Bearer, func(r rune) bool { return r <= ' ' || r > '~' }) {
		faults = append(faults, errors.New("x token holds characters no token has: set X_BEARER_TOKEN to the token alone, without quotes or line breaks"))
	}
	if u, err := url.Parse(o.BaseURL); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		faults = append(faults, errors.New("x base URL is no http or https address: leave it out to use "+home))
	}
	if o.BudgetPerDay < 0 || (o.BudgetPerDay > 0 && o.BudgetPerDay < smallestPage) {
		faults = append(faults, fmt.Errorf("x budget of %d posts a day buys nothing: X sells at least %d at a time; use more, or 0 for no bound",
			o.BudgetPerDay, smallestPage))
	}
	if o.Backfill < 0 {
		faults = append(faults, fmt.Errorf("x backfill %s is negative: say how far back the first reading goes, such as 24h", o.Backfill))
	}
	return errors.Join(faults...)
}
