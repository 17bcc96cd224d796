package discourse

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration.
const Kind = "discourse"

// Type is the kind of source that a forum of Discourse is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "posts of a forum that runs Discourse, all of them",
		Needs:  "the forum's address",
		Limits: "50 posts a request, and as many requests as the forum grants to strangers; where it refuses to list its posts it is searched, which shows one post a topic",
		Blind:  "what is shown to members alone, private messages; replies that do not name the brand, also in topics that do",
		// Searches are for forums that list no posts.
		Address: collectors.Required, Searches: true, Every: 2 * time.Minute,
		Judge: func(s collectors.Spec) error {
			_, err := homeOf(s.URL)
			return err
		},
		Open: func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
			home, err := homeOf(s.URL)
			if err != nil {
				return nil, fmt.Errorf("source %s: %w", s.ID, err)
			}
			f := &forum{home: home, web: polite.New(polite.Options{
				Transport: with.Web(s.AllowPrivate), Agent: with.Agent, Service: "the forum", Explain: explain, Gap: time.Second,
			})}
			var parts []collectors.Part
			for _, q := range s.Searches {
				parts = append(parts, collectors.Part{Name: q, Collector: &search{forum: f, query: q}})
			}
			c := &Collector{forum: f}
			if len(parts) > 0 {
				c.search = collectors.Several(parts...)
			}
			return c, nil
		},
	}
}

// homeOf is the address under which a forum's pages are, without a slash at its end.
func homeOf(address string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case address == "":
		return "", errors.New("a forum has an address of its own: set url to its front page, such as https://forum.example")
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return "", errors.New("the forum's url is no address of the web: set it to its front page, such as https://forum.example")
	}
	// People copy the address of the list they look at.
	path := strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/latest"), "/posts.json")
	return u.Scheme + "://" + u.Host + path, nil
}
