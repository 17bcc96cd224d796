package brand

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTheSamePostIsOneMentionWhereverItIsRead(t *testing.T) {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	type reading struct {
		kind, source string
		Post
	}
	for _, tt := range []struct {
		claim string
		a, b  reading
		same  bool
	}{
		{"a Mastodon post on two servers", reading{"mastodon", "one.example", Post{NativeID: "https://social.example/users/ana/statuses/7"}}, reading{"mastodon", "two.example", Post{NativeID: "https://social.example/users/ana/statuses/7"}}, true},
		{"a Mastodon post, and its author's feed", reading{"mastodon", "one.example", Post{NativeID: "https://social.example/users/ana/statuses/7"}}, reading{"feed", "ana", Post{URL: "https://social.example/@ana/7"}}, true},
		{"a Lemmy post, and the page it stands on", reading{"lemmy", "a", Post{NativeID: "https://lemmy.example/post/7"}}, reading{"inlet", "b", Post{URL: "https://lemmy.example/post/7"}}, true},
		{"a Bluesky post, and its page", reading{"bluesky", "a", Post{NativeID: "at://did:plc:ana/app.bsky.feed.post/7"}}, reading{"feed", "b", Post{URL: "https://bsky.app/profile/did:plc:ana/post/7"}}, true},
		{"a post of X under two queries", reading{"x", "solvo", Post{NativeID: "7", URL: "https://x.com/ana/status/7"}}, reading{"x", "sling", Post{NativeID: "7", URL: "https://x.com/i/status/7"}}, true},
		{"an article in two feeds, once from a phone", reading{"feed", "a", Post{URL: "https://a.example/2026/11/solvo-recalls"}}, reading{"gdelt", "b", Post{URL: "http://m.a.example/2026/11/solvo-recalls?utm_source=x"}}, true},
		{"what a collector knows, whatever else it says", reading{"feed", "a", Post{Identity: 7, URL: "https://a.example/1"}}, reading{"inlet", "b", Post{Identity: 7, NativeID: "x"}}, true},
		{"two numbers of two sources", reading{"feed", "a", Post{NativeID: "7"}}, reading{"feed", "b", Post{NativeID: "7"}}, false},
		{"two numbers of two kinds", reading{"x", "a", Post{NativeID: "7"}}, reading{"hn", "a", Post{NativeID: "7"}}, false},
		{"two posts under one front page", reading{"inlet", "a", Post{URL: "https://a.example/", Text: "one"}}, reading{"inlet", "a", Post{URL: "https://a.example/", Text: "two"}}, false},
		{"one post under a front page, read twice", reading{"inlet", "a", Post{URL: "https://a.example/", Text: "one", Published: noon}}, reading{"inlet", "a", Post{URL: "https://a.example/", Text: "one", Published: noon.Local()}}, true},
		{"the same words on two days", reading{"inlet", "a", Post{Text: "me too", Published: noon}}, reading{"inlet", "a", Post{Text: "me too", Published: noon.Add(24 * time.Hour)}}, false},
		{"an id and an edit", reading{"x", "a", Post{NativeID: "7", Text: "one"}}, reading{"x", "a", Post{NativeID: "7", Text: "two"}}, true},
		{"an article, and a comment below it", reading{"feed", "a", Post{URL: "https://a.example/solvo-is-down-again"}}, reading{"feed", "a", Post{URL: "https://a.example/solvo-is-down-again#comment-7"}}, false},
	} {
		a, b := Identify(tt.a.kind, tt.a.source, tt.a.Post), Identify(tt.b.kind, tt.b.source, tt.b.Post)
		if (a == b) != tt.same {
			t.Errorf("%s: %s and %s, one mention: %v, want %v", tt.claim, a, b, a == b, tt.same)
		}
	}
}

// A mention that is kept and read again must not be given another identity.
func TestAnIdentityIsNotKept(t *testing.T) {
	text, err := json.Marshal(Post{Identity: 7, NativeID: "x"})
	if err != nil || string(text) != `{"native_id":"x"}` {
		t.Errorf("%s, %v", text, err)
	}
}

func TestNoNameIsNoIdentity(t *testing.T) {
	if NewIdentity() != 0 || NewIdentity("", "") != 0 {
		t.Error("nothing has a name")
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		if NewIdentity(a, "x") == 0 || (NewIdentity(a) == NewIdentity(b)) != (a == b) {
			t.Errorf("%q and %q: %d and %d", a, b, NewIdentity(a), NewIdentity(b))
		}
	})
}
