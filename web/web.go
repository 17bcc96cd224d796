// Package web is the daemon's HTTP side: whether it lives, whether it is ready,
// what it has counted, and one page that tells a person all of it at a glance.
// Slack's door is handed in and mounted; the package decides nothing and writes
// no state of its own.
package web

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Options are what the handler shows and mounts. The zero value serves every
// page, with nothing known.
type Options struct {
	// Checks are asked, in order, for /readyz; the daemon is ready while none fails.
	Checks []Check
	// Status answers what / and /status show; nil shows the checks alone.
	Status func(ctx context.Context) (Status, error)
	// Metrics are served at /metrics; nil serves none.
	Metrics *Metrics
	// SlackActions and SlackCommands are Slack's door; nil where it is shut.
	SlackActions, SlackCommands http.Handler
	// Doors are what else is let in from outside, by the beginnings of their paths, such as
	// "/ingest/". They verify their callers themselves.
	Doors map[string]http.Handler
	// Names are those by which the pages beside Slack's door may be asked, in lower
	// case; addresses always may. nil allows any; NamesOf tells what a listener needs.
	Names []string
	// Patience bounds all checks of one request together; 0 means 2 s.
	Patience time.Duration
}

// A Check is a condition of being ready.
type Check struct {
	// Name is one word, such as "store".
	Name string
	// Probe answers nil if all is well, else why not and what to do. It must
	// return when its context ends, and hold no secret in its error.
	Probe func(ctx context.Context) error
}

// New makes the daemon's handler. Handlers that are mounted verify their
// callers themselves; all other pages are for whoever can reach the listener, by
// one of its names.
func New(o Options) http.Handler {
	if o.Patience == 0 {
		o.Patience = 2 * time.Second
	}
	s := &site{options: o, template: indexTemplate(), policy: contentPolicy()}
	read := []string{http.MethodGet, http.MethodHead}
	post := []string{http.MethodPost}
	s.pages = map[string]page{
		"/":               {read, http.HandlerFunc(s.index)},
		"/healthz":        {read, http.HandlerFunc(health)},
		"/readyz":         {read, http.HandlerFunc(s.ready)},
		"/status":         {read, http.HandlerFunc(s.status)},
		"/metrics":        {read, o.Metrics.handler()},
		"/slack/actions":  {post, orShut(o.SlackActions)},
		"/slack/commands": {post, orShut(o.SlackCommands)},
	}
	return s
}

// A site is the table of what is served where.
type site struct {
	options  Options
	pages    map[string]page
	template *template.Template
	policy   string
}

type page struct {
	methods []string
	handler http.Handler
}

// ServeHTTP finds the page. Paths are compared as they are: nothing here needs
// a redirect, and a redirect would drop what Slack posts.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", s.policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	for path, door := range s.options.Doors {
		if strings.HasPrefix(r.URL.Path, path) {
			door.ServeHTTP(w, r)
			return
		}
	}
	if !strings.HasPrefix(r.URL.Path, "/slack/") && !knows(s.options.Names, r) {
		plain(w, http.StatusMisdirectedRequest, "nothing is shown under this name: ask for localhost or the address; a proxy must send one of them as Host")
		return
	}
	p, known := s.pages[r.URL.Path]
	if !known {
		plain(w, http.StatusNotFound, "no page stands here; / lists those that are")
		return
	}
	if !slices.Contains(p.methods, r.Method) {
		allowed := strings.Join(p.methods, ", ")
		h.Set("Allow", allowed)
		plain(w, http.StatusMethodNotAllowed, "this page takes "+allowed)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, largestBody)
	p.handler.ServeHTTP(w, r)
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n")
}

// health says that the process lives, and nothing else: a store that is down is
// no reason to kill the daemon.
func health(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") }

// ready says whether the daemon can do its work, a line for each condition.
func (s *site) ready(w http.ResponseWriter, r *http.Request) {
	results := s.check(r.Context())
	status := http.StatusOK
	var lines []string
	for _, c := range results {
		if !c.OK {
			status = http.StatusServiceUnavailable
		}
		lines = append(lines, c.String())
	}
	if len(lines) == 0 {
		lines = []string{"ok"}
	}
	plain(w, status, strings.Join(lines, "\n"))
}

// check asks all conditions.
func (s *site) check(ctx context.Context) []CheckResult {
	ctx, cancel := context.WithTimeout(ctx, s.options.Patience)
	defer cancel()
	results := make([]CheckResult, 0, len(s.options.Checks))
	for _, c := range s.options.Checks {
		result := CheckResult{Name: c.Name, OK: true}
		if err := c.Probe(ctx); err != nil {
			result.OK, result.Fault = false, oneLine(err)
		}
		results = append(results, result)
	}
	return results
}

// oneLine keeps an error of many lines on the line of its check.
func oneLine(err error) string {
	return strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r < ' ' || r == 0x7f }), "; ")
}

// orShut answers for a door that is not there.
func orShut(h http.Handler) http.Handler {
	if h != nil {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		plain(w, http.StatusNotFound, "Slack is not answered here: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or use Socket Mode with SLACK_APP_TOKEN")
	})
}

// read gathers what / and /status show.
func (s *site) read(ctx context.Context) (Status, error) {
	var status Status
	var err error
	if s.options.Status != nil {
		if status, err = s.options.Status(ctx); err != nil {
			err = fmt.Errorf("the status could not be read: %w", err)
		}
	}
	status.Checks = s.check(ctx)
	status.Ready = !slices.ContainsFunc(status.Checks, func(c CheckResult) bool { return !c.OK })
	return status, err
}
