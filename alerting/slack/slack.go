package slack

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"

	"tocsin/alerting"
)

// patience bounds one call to Slack where the caller sets no earlier deadline.
const patience = 20 * time.Second

// Options is what a Slack needs.
type Options struct {
	// Token is the bot's token (xoxb-…); AppToken (xapp-…) is needed for Socket Mode only.
	Token, AppToken string
	// APIURL is the base of all methods; "" means https://slack.com/api/. Tests and proxies set it.
	APIURL string
	// HTTPClient makes the calls; nil means one with a sane timeout. Its
	// redirects are not followed: a redirected post is not a post.
	HTTPClient *http.Client
	// Now tells the time, for the moment after which Slack may be asked again. Required.
	Now func() time.Time
	// Log hears of connections lost and found; nil means silence.
	Log *slog.Logger
}

// A Slack is one app's connection to one workspace. It is a Notifier and a
// Finder for Channel and Person places.
type Slack struct {
	client *slackgo.Client
	http   *http.Client
	// host is the API's; standIn is set where that is not Slack itself.
	host    string
	standIn bool
	app     bool
	now     func() time.Time
	log     *slog.Logger

	mu sync.Mutex
	// rooms remembers the ids behind channel names and people.
	rooms map[alerting.Place]string
}

var (
	_ alerting.Notifier = (*Slack)(nil)
	_ alerting.Finder   = (*Slack)(nil)
	_ alerting.Teller   = (*Slack)(nil)
)

// New prepares a Slack; it calls nobody yet.
func New(o Options) *Slack {
	base := o.APIURL
	if base == "" {
		base = slackgo.APIURL
	}
	if !strings.HasSuffix(base, "/") {
		base += "/"
	}
	client := watchful(o.HTTPClient)
	// slack-go's own retries stay off: they repeat a post after a lost answer.
	api := slackgo.New(o.Token,
		slackgo.OptionAPIURL(base),
		slackgo.OptionHTTPClient(client),
		slackgo.OptionAppLevelToken(o.AppToken),
	)
	log := o.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Slack{client: api, http: client, app: o.AppToken != "", now: o.Now, log: log, rooms: map[alerting.Place]string{}}
	if u, err := url.Parse(base); err == nil {
		s.host, s.standIn = u.Host, o.APIURL != ""
	}
	return s
}

// Team answers the id of the workspace the app is installed in, such as T012AB3C4.
func (s *Slack) Team(ctx context.Context) (string, error) {
	ctx, call, cancel := s.call(ctx)
	defer cancel()
	who, err := s.client.AuthTestContext(ctx)
	if err != nil {
		return "", fmt.Errorf("slack tells who the app is: %w", certain(call.outcome(err)))
	}
	if who.TeamID == "" {
		return "", fmt.Errorf("slack tells who the app is: the answer names no workspace; check the API's address")
	}
	return who.TeamID, nil
}

// call prepares one request whose way is watched.
func (s *Slack) call(ctx context.Context) (context.Context, *call, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	ctx, c := watch(ctx, s.now)
	return ctx, c, cancel
}

// remember keeps the id behind a place; forget drops it again.
func (s *Slack) remember(place alerting.Place, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rooms[room(place)] = id
}

func (s *Slack) forget(place alerting.Place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.rooms, room(place))
}

func (s *Slack) recall(place alerting.Place) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rooms[room(place)]
}

// room is a place without what does not matter for finding it.
func room(place alerting.Place) alerting.Place {
	return alerting.Place{Kind: place.Kind, Address: place.Address}
}
