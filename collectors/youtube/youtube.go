// Package youtube listens to YouTube: the videos of channels, by their feeds, which
// need no key; and with a key of the Data API the videos a search finds, and the
// comments below all videos of a channel, such as a brand's own.
package youtube

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/polite"
)

// Kind is the name of this kind of source in configuration. API is the name under which
// the Data API is found, which stands elsewhere than the feeds.
const (
	Kind = "youtube"
	API  = Kind + "-data"
)

const (
	home    = "https://www.youtube.com"
	apiHome = "https://www.googleapis.com"

	channels   = "channels"
	comments   = "comments_of"
	keyEnv     = "key_env"
	keyDefault = "YOUTUBE_KEY"
	// searchesADay is how many searches a key has by default; a tenth is left to people.
	searchesADay = 90
)

var channelForm = regexp.MustCompile(`^UC[A-Za-z0-9_-]{22}$`)

// Type is the kind of source that YouTube is.
func Type() collectors.Type {
	return collectors.Type{
		Kind: Kind, Reads: "videos of channels; with a key also what a search finds, and comments",
		Needs:  "channels to follow, or a key of the YouTube Data API v3 in " + keyDefault,
		Limits: "15 newest videos of a channel; with a key 100 searches a day for all of its queries together, so that each comes round seldom",
		Blind:  "what is said in a video; comments elsewhere than below the channels of comments_of; replies to comments; live chats",
		Settings: []collectors.Setting{
			{Name: channels, About: "lists the channels whose videos are read", Example: "UCxxxxxxxxxxxxxxxxxxxxxx", Many: true},
			{Name: comments, About: "lists the channels below whose videos comments are read; takes a key", Example: "UCxxxxxxxxxxxxxxxxxxxxxx", Many: true},
			{Name: keyEnv, About: "names the environment variable that holds the key", Example: keyDefault, Env: true, Default: keyDefault},
		},
		Searches: true, Every: 5 * time.Minute,
		Judge: judge, Open: open,
	}
}

// judge says what is wrong with the channels.
func judge(s collectors.Spec) error {
	for _, name := range []string{channels, comments} {
		for _, id := range s.Settings[name] {
			if !channelForm.MatchString(id) {
				return fmt.Errorf("youtube %s: %q is no channel's id: write the UC… of its address, which its page's source has", name, id)
			}
		}
	}
	return nil
}

func open(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
	if err := judge(s); err != nil {
		return nil, err
	}
	var parts []collectors.Part
	base := strings.TrimRight(with.Home(s, Kind, home), "/")
	for _, id := range s.Settings[channels] {
		feed, err := with.Feed(s, base+"/feeds/videos.xml?channel_id="+id)
		if err != nil {
			return nil, fmt.Errorf("source %s: %w", s.ID, err)
		}
		parts = append(parts, collectors.Part{Name: "channel " + id, Collector: feed})
	}
	key := with.Secret(s, keyEnv)
	if key == "" {
		if len(s.Settings[comments]) > 0 || len(parts) == 0 {
			return nil, fmt.Errorf("source %s: without a key YouTube gives the videos of channels alone: list channels, or set %s to a key of the Data API", s.ID, s.Setting(keyEnv))
		}
		return collectors.Several(parts...), nil
	}
	own := strings.TrimRight(with.Home(collectors.Spec{}, API, apiHome), "/")
	api := &api{home: own, key: key, web: polite.New(polite.Options{
		Transport: with.Web(s.AllowPrivate || own != apiHome), Agent: with.Agent, Service: "YouTube", Secrets: []string{key}, Explain: explain,
	})}
	for _, id := range s.Settings[comments] {
		parts = append(parts, collectors.Part{Name: "comments " + id, Collector: &Collector{list: api.comments(id)}})
	}
	// Searches share a day's calls, so each waits its share.
	pace := time.Duration(len(s.Searches)) * 24 * time.Hour / searchesADay
	for _, q := range s.Searches {
		parts = append(parts, collectors.Part{Name: "search " + q, Collector: &Collector{list: api.search(q), pace: pace}})
	}
	return collectors.Several(parts...), nil
}

// explain knows YouTube's own words for a quota that is used up.
func explain(r *polite.Refusal, now time.Time) (string, time.Time) {
	var said struct {
		Error struct {
			Errors []struct {
				Reason string `json:"reason"`
			} `json:"errors"`
		} `json:"error"`
	}
	_ = json.Unmarshal(r.Said, &said) // what cannot be read explains nothing
	for _, e := range said.Error.Errors {
		switch e.Reason {
		case "quotaExceeded", "dailyLimitExceeded":
			return "the key's quota of today is used up, and begins anew at midnight in California: ask for less, or for more quota", midnight(now)
		case "rateLimitExceeded", "userRateLimitExceeded":
			return "the key is asked too often", now.Add(time.Minute)
		case "keyInvalid", "badRequest":
			return "check the key, and that the YouTube Data API v3 is enabled for it", time.Time{}
		case "commentsDisabled", "channelNotFound", "forbidden":
			return "comments there cannot be read: take the channel out", time.Time{}
		}
	}
	return "", time.Time{}
}

// midnight is when quotas begin anew: midnight in California, whose winter is eight
// hours behind UTC. In summer it is an hour too late, which costs nothing.
func midnight(now time.Time) time.Time {
	pacific := time.FixedZone("Pacific", -8*60*60)
	y, m, d := now.In(pacific).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, pacific).UTC()
}

// An api is the Data API, with a key.
type api struct {
	home, key string
	web       *polite.Client
}

// A list asks for a page of posts, newest first, that are not older than a moment, and
// answers the token of the next page, "" if there is none.
type list func(ctx context.Context, after time.Time, token string, now time.Time) (page, error)

type page struct {
	posts []brand.Post
	// odd tells of those that could not be read.
	odd  []string
	next string
	// oldest is the oldest moment of the page, zero if it tells none.
	oldest time.Time
	wait   time.Time
}

// get asks one method; the key goes in a header, which no log shows.
func (a *api) get(ctx context.Context, method string, v url.Values, now time.Time, into any) (time.Time, error) {
	answer, err := a.web.JSON(ctx, a.home+"/youtube/v3/"+method+"?"+v.Encode(), http.Header{"X-Goog-Api-Key": {a.key}}, now, into)
	return answer.Wait, err
}

func (a *api) search(query string) list {
	return func(ctx context.Context, after time.Time, token string, now time.Time) (page, error) {
		v := url.Values{
			"part": {"snippet"}, "type": {"video"}, "order": {"date"}, "maxResults": {"50"}, "q": {query}, "publishedAfter": {after.UTC().Format(time.RFC3339)},
		}
		if token != "" {
			v.Set("pageToken", token)
		}
		var said struct {
			Items []json.RawMessage `json:"items"`
			Next  string            `json:"nextPageToken"`
		}
		wait, err := a.get(ctx, "search", v, now, &said)
		if err != nil {
			return page{}, err
		}
		return pageOf("video", said.Items, readVideo, said.Next, wait)
	}
}

// pageOf reads the items of an answer.
func pageOf(name string, items []json.RawMessage, read func(json.RawMessage) (brand.Post, bool), next string, wait time.Time) (page, error) {
	if items == nil {
		return page{}, errNoItems
	}
	posts, odd, err := collectors.Sift("YouTube", name, items, read)
	p := page{posts: posts, odd: odd, next: next, wait: wait}
	for _, post := range posts {
		if at := post.Published; !at.IsZero() && (p.oldest.IsZero() || at.Before(p.oldest)) {
			p.oldest = at
		}
	}
	return p, err
}

var errNoItems = errors.New("YouTube: the answer has no items, not even none; it is asked again later")

// A snippet is what is told of a video.
type snippet struct {
	PublishedAt  time.Time `json:"publishedAt"`
	ChannelID    string    `json:"channelId"`
	ChannelTitle string    `json:"channelTitle"`
	Title        string    `json:"title"`
	Description  string    `json:"description"`
}

// readVideo reads a video that a search found, false if it is none.
func readVideo(raw json.RawMessage) (brand.Post, bool) {
	var item struct {
		ID struct {
			VideoID string `json:"videoId"`
		} `json:"id"`
		Snippet snippet `json:"snippet"`
	}
	err := json.Unmarshal(raw, &item)
	return item.Snippet.video(item.ID.VideoID), err == nil && item.ID.VideoID != ""
}

// video is the video as a post: the one its channel's feed gives too. YouTube escapes
// what it tells, as if it went into a page.
func (s snippet) video(id string) brand.Post {
	return brand.Post{
		NativeID: "yt:video:" + id, URL: "https://www.youtube.com/watch?v=" + id, Author: html.UnescapeString(s.ChannelTitle), AuthorID: s.ChannelID,
		Title: html.UnescapeString(s.Title), Text: html.UnescapeString(s.Description), Published: s.PublishedAt,
	}
}

func (a *api) comments(channel string) list {
	return func(ctx context.Context, _ time.Time, token string, now time.Time) (page, error) {
		v := url.Values{
			"part": {"snippet"}, "order": {"time"}, "maxResults": {"100"}, "textFormat": {"plainText"}, "allThreadsRelatedToChannelId": {channel},
		}
		if token != "" {
			v.Set("pageToken", token)
		}
		var said struct {
			Items []json.RawMessage `json:"items"`
			Next  string            `json:"nextPageToken"`
		}
		wait, err := a.get(ctx, "commentThreads", v, now, &said)
		if err != nil {
			return page{}, err
		}
		return pageOf("comment", said.Items, readComment, said.Next, wait)
	}
}

// A comment is what is told of one.
type comment struct {
	Text     string `json:"textDisplay"`
	Author   string `json:"authorDisplayName"`
	AuthorID struct {
		Value string `json:"value"`
	} `json:"authorChannelId"`
	VideoID     string    `json:"videoId"`
	PublishedAt time.Time `json:"publishedAt"`
}

// readComment reads a comment, with those that answer it left aside, false if it is none.
func readComment(raw json.RawMessage) (brand.Post, bool) {
	var item struct {
		Snippet struct {
			Top struct {
				ID      string  `json:"id"`
				Snippet comment `json:"snippet"`
			} `json:"topLevelComment"`
		} `json:"snippet"`
	}
	err := json.Unmarshal(raw, &item)
	top := item.Snippet.Top
	return top.Snippet.post(top.ID), err == nil && top.ID != ""
}

func (c comment) post(id string) brand.Post {
	return brand.Post{
		NativeID: "yt:comment:" + id, URL: "https://www.youtube.com/watch?v=" + c.VideoID + "&lc=" + id,
		Author: strings.TrimPrefix(c.Author, "@"), AuthorID: c.AuthorID.Value, Text: strings.TrimSpace(c.Text), Published: c.PublishedAt,
	}
}
