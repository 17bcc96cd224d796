package plan

import (
	"strings"

	"tocsin/brand/text"
)

// ChannelNamed reports whether a strategy's name is that of a channel, alone or
// with others ("twitter", "our-tiktok-plan"). Channels come and go, and a plan
// for one has no reason of its own: the warning asks what it is for.
func ChannelNamed(id string) bool {
	for part := range strings.FieldsFuncSeq(text.Fold(id), func(r rune) bool { return !text.InTag(r) || r == '_' }) {
		switch part {
		case "twitter", "x", "tweets", "facebook", "fb", "meta", "instagram", "insta", "ig", "threads", "tiktok", "youtube", "yt",
			"linkedin", "pinterest", "snapchat", "reddit", "mastodon", "fediverse", "bluesky", "bsky", "lemmy", "tumblr",
			"whatsapp", "telegram", "discord", "slack", "wechat", "weixin", "weibo", "line", "vk", "twitch", "quora",
			"email", "newsletter", "blog", "blogs", "website", "web", "rss", "sms", "podcast", "phone", "tv", "radio",
			"social", "socialmedia", "channel":
			return true
		}
	}
	return false
}

// Known finds a strategy by its name, in any capitals and with spaces or
// underscores for dashes; ok is false if there is none.
func Known(strategies []Strategy, name string) (Strategy, bool) {
	want := strategyID(name)
	for _, s := range strategies {
		if strategyID(s.ID) == want {
			return s, true
		}
	}
	return Strategy{}, false
}

func strategyID(name string) string {
	return strings.NewReplacer(" ", "-", "_", "-").Replace(text.Fold(strings.TrimSpace(name)))
}
