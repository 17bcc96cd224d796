package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tocsin/alerting/slack/slackfake"
	"tocsin/brand"
	"tocsin/demo"
)

const (
	signingSecret = "a signing secret of tests"
	botToken      = "xoxb-a-token-of-tests"
	appToken      = "xapp-a-token-of-tests"
)

// A rig is an installation to be ill-treated: a daemon of its own process, a feed
// that grows, and a Slack whose ledger is the truth.
type rig struct {
	t    *testing.T
	dir  string
	rung string
	// file is the configuration, but for its people.
	file string
	// env is added to the daemon's environment.
	env  []string
	fake *slackfake.Fake
	feed *growing
	// address is where the daemon serves, "" while none runs.
	address string
	daemon  *exec.Cmd
	log     *lines
	// screen is what the daemon printed.
	screen *sheet
}

func newRig(t *testing.T, rung string) *rig {
	t.Helper()
	needRedis(t, rung)
	r := &rig{t: t, dir: t.TempDir(), rung: rung, feed: &growing{}}
	r.fake = slackfake.New(slackfake.Options{Now: time.Now, SigningSecret: signingSecret})
	if _, err := r.fake.Listen(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.fake.Close() })
	feeds := httptest.NewServer(r.feed)
	t.Cleanup(feeds.Close)
	r.file = `brand: Solvo
timezone: America/New_York
match: [solvo, "#solvo*"]
listen: 127.0.0.1:0
data_dir: ` + filepath.Join(r.dir, "data") + `
sources: [{id: feed, kind: feed, url: "` + feeds.URL + `", every: 1s, allow_private: true}]
slack: {channel: "#solvo-listening"}
`
	r.people(2)
	return r
}

// people writes the configuration with so many people who may decide.
func (r *rig) people(n int) {
	r.t.Helper()
	file := r.file + "people:\n"
	for i := range n {
		file += fmt.Sprintf("  - {id: p%d, name: Person %d, slack: %s, can: [crisis]}\n", i, i, userOf(i))
	}
	if err := os.WriteFile(r.path(), []byte(file), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

func userOf(i int) string { return fmt.Sprintf("U%03dX", i) }

func (r *rig) path() string { return filepath.Join(r.dir, "tocsin.yaml") }

func (r *rig) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "tocsin", args...)
	c.Dir = r.dir
	c.Env = append(os.Environ(), "TOCSIN_STORE="+r.rung, "REDIS_URL=", "SLACK_BOT_TOKEN="+botToken, "SLACK_APP_TOKEN=",
		"SLACK_SIGNING_SECRET="+signingSecret, "TOCSIN_SLACK_API="+r.fake.URL())
	c.Env = append(c.Env, r.env...)
	return c
}

// start starts the daemon; ready waits until it serves.
func (r *rig) start() {
	r.t.Helper()
	r.begin("run", "--log-format", "json")
}

// begin starts a daemon with arguments of its own.
func (r *rig) begin(args ...string) {
	r.t.Helper()
	r.daemon = r.command(context.Background(), args...)
	r.screen = &sheet{}
	r.daemon.Stdout = r.screen
	out, err := r.daemon.StderrPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	if err := r.daemon.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.log = newLines(out)
	daemon := r.daemon
	r.t.Cleanup(func() { _ = daemon.Process.Kill() })
}

func (r *rig) ready() {
	r.t.Helper()
	line := r.await(`"msg":"listening"`)
	var said struct{ Address string }
	if err := json.Unmarshal([]byte(line), &said); err != nil {
		r.t.Fatal(err)
	}
	r.address = said.Address
}

// await waits for a line of the daemon's log that holds some words.
func (r *rig) await(words ...string) string {
	r.t.Helper()
	line, err := r.log.await(30*time.Second, words...)
	if err != nil {
		r.t.Fatalf("the daemon never said %q: %v; it said\n%s", words, err, r.log.all())
	}
	return line
}

// kill ends the daemon as kill -9 does.
func (r *rig) kill() {
	_ = r.daemon.Process.Kill()
	_ = r.daemon.Wait()
}

// stop ends the daemon as an operator does, and answers how long it took.
func (r *rig) stop() time.Duration {
	r.t.Helper()
	began := time.Now()
	if err := r.daemon.Process.Signal(syscall.SIGTERM); err != nil {
		r.t.Fatal(err)
	}
	if err := r.daemon.Wait(); err != nil {
		r.t.Errorf("the daemon ended with %v:\n%s", err, r.log.all())
	}
	return time.Since(began)
}

// run runs a command beside or after the daemon, and answers what it printed.
func (r *rig) run(args ...string) string {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), 30*time.Second)
	defer cancel()
	c := r.command(ctx, args...)
	var stderr strings.Builder
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		r.t.Fatalf("tocsin %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}

// mentions are the mentions that are kept, by their feed's own id, with how often each is.
func (r *rig) mentions() map[string]int {
	r.t.Helper()
	kept := map[string]int{}
	for line := range strings.Lines(r.run("mentions", "--brand", "solvo", "--since", "240h")) {
		var m brand.Mention
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			r.t.Fatal(err)
		}
		kept[m.NativeID]++
	}
	return kept
}

// eventually asks until something holds, and fails when it does not in time.
func (r *rig) eventually(what string, holds func() bool) {
	r.t.Helper()
	patience := time.NewTimer(30 * time.Second)
	defer patience.Stop()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-patience.C:
			r.t.Fatalf("not in time: %s; the daemon said\n%s", what, r.log.all())
		}
	}
}

// cards are the first posts of cards in a place, in order.
func (r *rig) cards(place string) []slackfake.Message {
	var all []slackfake.Message
	for _, m := range r.fake.Ledger() {
		if m.Kind == slackfake.Post && m.Name == place && m.Metadata.EventType == "tocsin_card" {
			all = append(all, m)
		}
	}
	return all
}

// A growing feed shows all its posts.
type growing struct {
	mu    sync.Mutex
	posts []brand.Post
}

// publish adds posts, each by somebody new.
func (g *growing) publish(n int, at time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for range n {
		i := len(g.posts)
		g.posts = append(g.posts, brand.Post{
			NativeID: fmt.Sprintf("post-%d", i), URL: fmt.Sprintf("https://social.example/%d", i),
			Author: fmt.Sprintf("@voice%d", i), Text: "Shame on #solvomoms, whoever made that ad", Published: at,
		})
	}
}

func (g *growing) published() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.posts)
}

func (g *growing) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	w.Header().Set("Content-Type", "application/rss+xml")
	_ = demo.WriteRSS(w, g.posts, time.Now())
}

// lines are what a process has said so far.
type lines struct {
	mu    sync.Mutex
	said  []string
	ended bool
	more  chan struct{}
}

func newLines(r io.Reader) *lines {
	l := &lines{more: make(chan struct{}, 1)}
	go func() {
		scanner := bufio.NewScanner(r)
		scanner.Buffer(nil, 1<<20)
		for scanner.Scan() {
			l.add(scanner.Text(), false)
		}
		l.add("", true)
	}()
	return l
}

func (l *lines) add(line string, ended bool) {
	l.mu.Lock()
	if ended {
		l.ended = true
	} else {
		l.said = append(l.said, line)
	}
	l.mu.Unlock()
	select {
	case l.more <- struct{}{}:
	default:
	}
}

func (l *lines) all() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.said[max(0, len(l.said)-60):], "\n")
}

// await answers the first line that holds all words; lines before it stay to be found.
func (l *lines) await(patience time.Duration, words ...string) (string, error) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		l.mu.Lock()
		for _, line := range l.said {
			if holdsAll(line, words) {
				l.mu.Unlock()
				return line, nil
			}
		}
		ended := l.ended
		l.mu.Unlock()
		if ended {
			return "", errors.New("it ended")
		}
		select {
		case <-l.more:
		case <-timer.C:
			return "", errors.New("time is up")
		}
	}
}

func holdsAll(line string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(line, w) {
			return false
		}
	}
	return true
}

// needRedis skips where a rung wants a redis-server and there is none, and fails
// where skipping is not allowed.
func needRedis(t *testing.T, rung string) {
	t.Helper()
	if rung != "child" {
		return
	}
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("TOCSIN_TEST_REQUIRE_ALL") != "" {
			t.Fatal("redis-server is not on the PATH, and nothing may be skipped: install it")
		}
		t.Skip("redis-server is not on the PATH: the child rung is not tested")
	}
}

// A sheet is what a process has printed so far.
type sheet struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *sheet) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *sheet) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// keepsSecrets fails where a secret stands in the log, or in any file of the installation.
func (r *rig) keepsSecrets() {
	r.t.Helper()
	secrets := []string{signingSecret, botToken, appToken}
	look := func(where, text string) {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				r.t.Errorf("%s holds %q", where, secret)
			}
		}
	}
	r.log.mu.Lock()
	look("the log", strings.Join(r.log.said, "\n"))
	r.log.mu.Unlock()
	look("what was printed", r.screen.String())
	err := filepath.WalkDir(r.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		look(path, string(text))
		return err
	})
	if err != nil {
		r.t.Error(err)
	}
}
