package address

import (
	"net/url"
	"slices"
	"strings"
)

// OnNetwork is the key of an address of a post on a network that shows it under
// several, "" if the address is none of these.
func OnNetwork(address string) string {
	p, ok := canonical(address)
	if !ok {
		return ""
	}
	return networked(site(p.host), p)
}

// networked is the one name of a post on a network that shows it under several
// addresses, "" if an address is none of these. It has the form of one of them,
// so that nothing else has it.
func networked(site string, p parts) string {
	s := segments(p.path)
	switch site {
	case "x.com", "twitter.com":
		return tweet(s)
	case "youtube.com", "youtube-nocookie.com", "youtu.be":
		return video(site, s, p)
	case "reddit.com", "old.reddit.com", "new.reddit.com", "np.reddit.com", "redd.it":
		return submission(site, s)
	case "bsky.app":
		// A handle may change hands; only an address with the account's id is a name.
		if len(s) == 4 && s[0] == "profile" && s[2] == "post" && strings.HasPrefix(s[1], "did:") {
			return "at://" + s[1] + "/app.bsky.feed.post/" + s[3]
		}
	}
	// Mastodon and its kin show a post to people under another address than to programs.
	if len(s) == 4 && s[0] == "users" && s[2] == "statuses" && number(s[3]) {
		return site + "/@" + s[1] + "/" + s[3]
	}
	return ""
}

// segments are the parts of a path that are not empty.
func segments(path string) []string {
	return slices.DeleteFunc(strings.Split(path, "/"), func(s string) bool { return s == "" })
}

// tweet is a post of X, which takes any name before its number for the author's.
func tweet(s []string) string {
	for i := 1; i+1 < len(s) && i <= 2; i++ {
		if (s[i] == "status" || s[i] == "statuses") && number(s[i+1]) {
			return "x.com/i/status/" + s[i+1]
		}
	}
	return ""
}

// video is one of YouTube.
func video(site string, s []string, p parts) string {
	id := ""
	values, _ := url.ParseQuery(p.query)
	switch {
	// A comment below a video is no video.
	case values.Has("lc"):
	case site == "youtu.be" && len(s) == 1:
		id = s[0]
	case len(s) == 1 && s[0] == "watch":
		id = values.Get("v")
	case len(s) == 2 && (s[0] == "shorts" || s[0] == "live" || s[0] == "embed" || s[0] == "v"):
		id = s[1]
	}
	if len(id) != 11 || strings.ContainsFunc(id, func(r rune) bool {
		return (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z') && r != '-' && r != '_'
	}) {
		return ""
	}
	return "youtube.com/watch?v=" + id
}

// submission is a post of Reddit, or a comment below one.
func submission(site string, s []string) string {
	if site == "redd.it" && len(s) == 1 {
		return "reddit.com/comments/" + s[0]
	}
	if at := slices.Index(s, "comments"); (at == 0 || at == 2) && len(s) > at+1 {
		post := "reddit.com/comments/" + s[at+1]
		if len(s) > at+3 {
			post += "/_/" + s[at+3]
		}
		return post
	}
	return ""
}

func number(s string) bool { return s != "" && digits(s) == len(s) }
