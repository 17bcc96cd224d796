package x

import (
	"html"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"tocsin/brand"
)

// hear turns a v1.1 status into a post.
func hear(t *twitter.Tweet, now time.Time) heard {
	p := brand.Post{
		NativeID:  t.IDStr,
		URL:       "https://x.com/i/status/" + t.IDStr,
		Text:      wording(t),
		Lang:      language(t.Lang),
		Published: published(t),
	}
	if u := t.User; u != nil {
		p.Author, p.AuthorID, p.Reach = u.ScreenName, u.IDStr, u.FollowersCount
	}
	if p.Author != "" {
		p.URL = "https://x.com/" + url.PathEscape(p.Author) + "/status/" + t.IDStr
	}
	at := p.Published
	if at.IsZero() {
		at = now
	}
	return heard{id: t.ID, at: at.UTC(), post: p}
}

// wording is the whole text as people read it: entities decoded, short links
// replaced by what they stand for, a repost with all the words of the original.
func wording(t *twitter.Tweet) string {
	if r := t.RetweetedStatus; r != nil && r.User != nil {
		return "RT @" + r.User.ScreenName + ": " + wording(r)
	}
	s := t.FullText
	if s == "" {
		s = t.Text
	}
	s = html.UnescapeString(s)
	if t.Entities == nil {
		return s
	}
	for _, link := range t.Entities.Urls {
		if link.URL != "" && link.ExpandedURL != "" {
			s = strings.ReplaceAll(s, link.URL, link.ExpandedURL)
		}
	}
	return s
}

// language drops the codes X made up for posts without one, such as "qme" for
// a post of media alone: BCP 47 keeps qaa to qtz for such private use.
func language(code string) string {
	private := len(code) == 3 && code[0] == 'q' && code[1] <= 't'
	if private || code == "und" || code == "zxx" {
		return ""
	}
	return code
}

// published is what the post claims or, where X left that out, what its id
// says: ids since November 2010 hold the milliseconds since X's own epoch above
// their 22 lowest bits.
func published(t *twitter.Tweet) time.Time {
	if at, err := t.CreatedAtTime(); err == nil {
		return at.UTC()
	}
	if t.ID < firstTimedID {
		return time.Time{}
	}
	return time.UnixMilli(t.ID>>22 + idEpochMilli).UTC()
}

const (
	idEpochMilli = 1288834974657
	// firstTimedID is below the first id of that form and above the last of the
	// counted ones before it.
	firstTimedID = 1 << 54
)

func parseID(s string) (int64, bool) {
	id, err := strconv.ParseInt(s, 10, 64)
	return id, err == nil && id > 0
}
