package mastodon

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// lookWithin bounds one question to the server of an author: many are gone, and none is
// waited for.
const lookWithin = 8 * time.Second

// Origins are the servers that posts come from. Each knows best what became of its own:
// others forget posts in time, also such as are still there.
type origins struct {
	home *server
	// own asks the source's server, far those of others: a stranger's address must not
	// lead into the house.
	own, far *polite.Client
}

func newOrigins(home *server, own, far polite.Options) *origins {
	for _, o := range []*polite.Options{&own, &far} {
		o.Service, o.Timeout, o.MaxBytes, o.Secrets = "the author's server", lookWithin, 1<<20, []string{home.token}
	}
	return &origins{home, polite.New(own), polite.New(far)}
}

// Recheck asks for each post where it was written. Of posts whose server does not answer,
// or tells strangers nothing, nothing is said.
func (c *Collector) Recheck(ctx context.Context, posts []brand.Post, now time.Time) ([]collectors.Change, error) {
	var changes []collectors.Change
	dumb := map[string]bool{}
	for _, p := range posts[:min(len(posts), collectors.MostRechecked)] {
		host := hostOf(p.NativeID)
		if host == "" || dumb[host] {
			continue
		}
		change, changed, err := c.origins.look(ctx, p, now)
		switch {
		case ctx.Err() != nil:
			return changes, ctx.Err()
		case err != nil:
			dumb[host] = true
		case changed:
			changes = append(changes, change)
		}
	}
	return changes, nil
}

// hostOf is the server that gave a post its name, "" if it is none of the web.
func hostOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return ""
	}
	return u.Host
}

// look says what became of one post. An error says that its server tells nothing.
func (o *origins) look(ctx context.Context, was brand.Post, now time.Time) (collectors.Change, bool, error) {
	gone := collectors.Change{Post: was, Gone: true}
	address, ok := single(was.NativeID)
	if !ok {
		// Other software: what it holds under a post's name is not ours to read, but that
		// it says "gone" is plain.
		_, err := o.far.Get(ctx, was.NativeID, http.Header{"Accept": {"application/activity+json"}}, now)
		if r := polite.Refused(err); r != nil && r.Status == http.StatusGone {
			return gone, true, nil
		}
		return collectors.Change{}, false, err
	}
	web, header := o.far, http.Header(nil)
	if strings.HasPrefix(address, o.home.home+"/") {
		web, header = o.own, o.home.header()
	}
	var s status
	_, err := web.JSON(ctx, address, header, now, &s)
	if r := polite.Refused(err); r != nil && (r.Status == http.StatusGone || r.Status == http.StatusNotFound && missing(r)) {
		return gone, true, nil
	}
	if err != nil {
		return collectors.Change{}, false, err
	}
	is, ok := s.post()
	if !ok || is.NativeID != was.NativeID || collectors.Unedited(was.Title, is.Title) && collectors.Unedited(was.Text, is.Text) {
		return collectors.Change{}, false, nil
	}
	return collectors.Change{Post: is}, true, nil
}

// missing reports whether it is Mastodon that says that there is no such status, and not
// whatever stands in its place.
func missing(r *polite.Refusal) bool {
	var said struct {
		Error string `json:"error"`
	}
	return json.Unmarshal(r.Said, &said) == nil && said.Error != ""
}

// single is where Mastodon tells of one of its own statuses, by the status's uri:
// https://social.example/users/ana/statuses/7, or …/ap/users/9/statuses/7.
func single(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || hostOf(uri) == "" {
		return "", false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	n := len(parts)
	if n < 4 || parts[n-2] != "statuses" || parts[n-4] != "users" || strings.Trim(parts[n-1], "0123456789") != "" {
		return "", false
	}
	return u.Scheme + "://" + u.Host + "/api/v1/statuses/" + parts[n-1], true
}
