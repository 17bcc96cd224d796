package mastodon

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"tocsin/brand/text"
)

// page is how many statuses are asked for at once: the most Mastodon gives. Some may be
// left out on their way, and other software gives fewer, so that half of it may be full.
const (
	page = 40
	full = page / 2
)

// A timeline is one that a server shows to everybody.
type timeline struct {
	// tag is the hashtag it is of, without "#"; "" means all that is public there.
	tag string
	// of is "local" or "remote" where it is that of the server's own people, or of all others.
	of string
}

// name tells it from others, and is what people read.
func (t timeline) name() string {
	switch {
	case t.tag != "":
		return "#" + t.tag
	case t.of != "":
		return "timeline " + t.of
	}
	return "timeline public"
}

func (t timeline) path() string {
	if t.tag != "" {
		return "/api/v1/timelines/tag/" + url.PathEscape(t.tag)
	}
	return "/api/v1/timelines/public"
}

// query asks for the statuses that follow one, or for the newest.
func (t timeline) query(after id) url.Values {
	v := url.Values{"limit": {strconv.Itoa(page)}}
	if after != "" {
		v.Set("min_id", string(after))
	}
	if t.of != "" {
		v.Set(t.of, "true")
	}
	return v
}

// stream is where the same is sent as it happens.
func (t timeline) stream() string {
	switch {
	case t.tag != "":
		return "/api/v1/streaming/hashtag?" + url.Values{"tag": {t.tag}}.Encode()
	case t.of != "":
		return "/api/v1/streaming/public/" + t.of
	}
	return "/api/v1/streaming/public"
}

// readTag reads a hashtag, written with "#" or without.
func readTag(s string) (timeline, error) {
	name := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(s), "#"))
	if tags := text.Tags("#" + name); len(tags) != 1 || strings.ContainsFunc(name, func(r rune) bool { return !text.InTag(r) }) {
		return timeline{}, fmt.Errorf("mastodon is read by hashtag, and %q is none: write one such as #solvo, letters and digits without blanks", shown(s))
	}
	return timeline{tag: name}, nil
}

// readTimeline reads the name of a timeline.
func readTimeline(s string) (timeline, error) {
	switch s {
	case "public":
		return timeline{}, nil
	case "local", "remote":
		return timeline{of: s}, nil
	}
	return timeline{}, fmt.Errorf("mastodon has no timeline %q: write public, local or remote", shown(s))
}

func shown(s string) string { return text.Clip(text.Visible(s), 60) }
