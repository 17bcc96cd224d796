package address

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestOneSpellingOfAnAddress(t *testing.T) {
	old := func(inner string) string {
		message := append([]byte("\x08\x13\x22"), byte(len(inner)))
		if len(inner) > 127 {
			message = append([]byte("\x08\x13\x22"), byte(len(inner)&0x7f|0x80), byte(len(inner)>>7))
		}
		return base64.RawURLEncoding.EncodeToString(append(message, inner+"\xd2\x01\x00"...))
	}
	long := "https://b.example/" + strings.Repeat("long-", 40)
	for address, want := range map[string]string{
		"HTTP://A.Example:80":                                     "http://a.example/",
		"https://a.example:443/x":                                 "https://a.example/x",
		"https://a.example:8443/x":                                "https://a.example:8443/x",
		"https://a.example:0443/x":                                "https://a.example/x",
		"https://a.example:/x":                                    "https://a.example/x",
		"https://a.example:99999/x":                               "",
		"https://a.example./x/":                                   "https://a.example/x/",
		"https://bücher.example/ü?q=ü":                            "https://xn--bcher-kva.example/%C3%BC?q=%C3%BC",
		"https://ＷＷＷ.Ａ.example/":                                  "https://www.a.example/",
		"https://a。example/":                                      "https://a.example/",
		"https://[2606:4700:0::0001]:443/":                        "https://[2606:4700::1]/",
		"https://[fe80::1%25eth0]/":                               "",
		"https://my_blog.example/":                                "https://my_blog.example/",
		"https://a.example/x#part":                                "https://a.example/x",
		"https://a.example/x#:~:text=Solvo":                       "https://a.example/x",
		"https://a.example/x#:~:text=24/7,Solvo":                  "https://a.example/x",
		"https://a.example/x#comment-7:~:text=Solvo":              "https://a.example/x#comment-7",
		"https://a.example/#!/x":                                  "https://a.example/#!/x",
		"https://a.example/#/story/7":                             "https://a.example/#/story/7",
		"https://a.example/x#comment-12":                          "https://a.example/x#comment-12",
		"https://a.example/x#c2":                                  "https://a.example/x#c2",
		"https://a.example/x#comment_9":                           "https://a.example/x#comment_9",
		"https://a.example/x#comment-5f3ab2c4":                    "https://a.example/x#comment-5f3ab2c4",
		"https://a.example/x#comment12_34":                        "https://a.example/x#comment12_34",
		"https://a.example/x#discussion_r12":                      "https://a.example/x#discussion_r12",
		"https://a.example/x#li-comment-7":                        "https://a.example/x#li-comment-7",
		"https://a.example/viewtopic.php?t=7#p12":                 "https://a.example/viewtopic.php?t=7#p12",
		"https://a.example/x#review-71":                           "https://a.example/x#review-71",
		"https://a.example/x#bewertung-71":                        "https://a.example/x#bewertung-71",
		"https://a.example/#incident-7-abc":                       "https://a.example/#incident-7-abc",
		"https://a.example/changelog#release-7":                   "https://a.example/changelog#release-7",
		"https://a.example/x#section-71":                          "https://a.example/x",
		"https://a.example/x?sid=5f3a0b1c2d3e4f5a6b7c0001":        "https://a.example/x?sid=5f3a0b1c2d3e4f5a6b7c0001",
		"https://a.example/x?session=5f3a0b1c2d3e4f5a6b7c0001":    "https://a.example/x",
		"https://a.example/x#respond":                             "https://a.example/x",
		"https://a.example/x#comments":                            "https://a.example/x",
		"https://a.example/x#comment-form":                        "https://a.example/x",
		"https://a.example/x#chapter2":                            "https://a.example/x",
		"https://a.example/x#7":                                   "https://a.example/x",
		"https://a.example/a/./b/../c/.":                          "https://a.example/a/c/",
		"https://a.example/../../x":                               "https://a.example/x",
		"https://a.example/a/%2e%2E/b":                            "https://a.example/b",
		"https://a.example//a//b":                                 "https://a.example//a//b",
		"https://a.example/%7euser/%c3%bc%41":                     "https://a.example/~user/%C3%BCA",
		"https://a.example/Solvo_%28company%29":                   "https://a.example/Solvo_(company)",
		"https://a.example/a%2fb c":                               "https://a.example/a%2Fb%20c",
		"https://a.example/100%":                                  "https://a.example/100%25",
		"https://a.example/x;jsessionid=1F2?b=1":                  "https://a.example/x?b=1",
		" https://a.example/a\n\tb ":                              "https://a.example/ab",
		"https://a.example/?a=%2f&&b=1+2&gclid=3":                 "https://a.example/?a=%2F&b=1+2",
		"https://a.example/?b=2&a=1":                              "https://a.example/?a=1&b=2",
		"https://a.example/?b=2&a=2&b=1":                          "https://a.example/?a=2&b=2&b=1",
		"https://a.example/?a=1&amp;b=2":                          "https://a.example/?a=1&b=2",
		"https://a.example/?a[]=1":                                "https://a.example/?a%5B%5D=1",
		"https://a.example/?":                                     "https://a.example/",
		"https://a.example/?7":                                    "https://a.example/?7",
		"https://a.example/?utm%5Fsource=x":                       "https://a.example/",
		"https://a.example/?source=utm_source":                    "https://a.example/?source=utm_source",
		"https://a.example/?fbclid=1":                             "https://a.example/",
		"https://a.example/?UTM_Medium=y&id=7":                    "https://a.example/?id=7",
		"https://a.example/?sid=0123456789abcdef0123456789abcdef": "https://a.example/",
		"https://a.example/?sid=7":                                "https://a.example/?sid=7",
		"https://x.com/ana/status/7?s=20&t=Ab":                    "https://x.com/ana/status/7",
		"https://a.example/?s=20&t=Ab":                            "https://a.example/?s=20&t=Ab",
		"https://ana:secret@a.example/":                           "https://a.example/",

		"https://www.google.com/url?url=https://b.example/&ct=1":                                                      "https://b.example/",
		"https://www.google.com/url?rct=j&sa=t&url=https://b.example/x%3Fa%3D1%26utm_medium%3Dr":                      "https://b.example/x?a=1",
		"https://google.co.uk/url?q=https%3A%2F%2Fb.example%2Fx":                                                      "https://b.example/x",
		"https://google.com/url?q=javascript:alert(1)":                                                                "https://google.com/url?q=javascript:alert(1)",
		"https://google.com/url?q=/search%3Fq%3Dsolvo":                                                                "https://google.com/url?q=/search%3Fq%3Dsolvo",
		"https://notgoogle.com/url?q=https://b.example/":                                                              "https://notgoogle.com/url?q=https://b.example/",
		"https://google.evil.example/url?q=https://b.example/":                                                        "https://google.evil.example/url?q=https://b.example/",
		"https://l.facebook.com/l.php?u=https%3A%2F%2Fb.example%2F%3Ffbclid%3D1&h=2":                                  "https://b.example/",
		"https://l.instagram.com/?u=https%3A%2F%2Fb.example%2F&e=2":                                                   "https://b.example/",
		"https://out.reddit.com/t3_abc?url=https%3A%2F%2Fb.example%2F&token=x":                                        "https://b.example/",
		"https://t.umblr.com/redirect?z=https%3A%2F%2Fb.example%2F&t=x":                                               "https://b.example/",
		"https://slack-redir.net/link?url=https%3A%2F%2Fb.example%2F":                                                 "https://b.example/",
		"https://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=1&url=https%3a%2f%2fb.example%2fx&c=1&mkt=en-us": "https://b.example/x",
		"https://www.bing.com/ck/a?!&&p=x&u=a1" + base64.RawURLEncoding.EncodeToString([]byte("https://b.example/x")): "https://b.example/x",
		"https://www.youtube.com/redirect?event=video_description&q=https%3A%2F%2Fb.example%2F":                       "https://b.example/",
		"https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fb.example%2F&data=x":                       "https://b.example/",
		"https://disq.us/url?url=https%3A%2F%2Fb.example%2Fx%3AJ0a1-2&cuid=7":                                         "https://b.example/x",
		"https://r.search.yahoo.com/_ylt=A;_ylu=B/RV=2/RE=1/RO=10/RU=https%3a%2f%2fb.example%2fx/RK=2/RS=y-":          "https://b.example/x",
		"https://www.google.com/amp/s/b.example/2026/story/amp/":                                                      "https://b.example/2026/story/amp/",
		"https://b-example.cdn.ampproject.org/c/s/b.example/story?amp_js_v=0.1":                                       "https://b.example/story",
		"https://b-example.cdn.ampproject.org/i/s/b.example/x.png":                                                    "https://b-example.cdn.ampproject.org/i/s/b.example/x.png",
		"https://news.google.com/rss/articles/" + old("https://b.example/story") + "?oc=5":                            "https://b.example/story",
		"https://news.google.com/articles/" + old(long) + "?hl=en-US&gl=US&ceid=US%3Aen":                              long,
		"https://news.google.com/rss/articles/" + old("AU_yqLOopaque") + "?oc=5":                                      "https://news.google.com/rss/articles/" + old("AU_yqLOopaque"),
		"https://news.google.com/rss/articles/CBMi?oc=5":                                                              "https://news.google.com/rss/articles/CBMi",
		"https://www.google.com/url?url=https://l.facebook.com/l.php%3Fu%3Dhttps%253A%252F%252Fb.example%252F":        "https://b.example/",
		"https://t.co/abc123": "https://t.co/abc123",

		"mailto:ana@a.example": "", "javascript:alert(1)": "", "/x": "", "https://": "", "https:a.example": "", "//a.example/": "",
		"https://a.example\x00/": "", "https://a.example/\x00": "", "https://a b.example/": "", "https://a..example/": "", "https://.example/": "",
		"https://a\"b.example/": "", "https://%61.example/": "", "ftp://a.example/": "", "": "",
	} {
		if got := Canonical(address); got != want {
			t.Errorf("Canonical(%q) = %q, want %q", address, got, want)
		}
	}
}

// Whoever takes two articles for one has lost one of them.
func TestDifferentArticlesStayApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"https://a.example/Story", "https://a.example/story"},
		{"https://a.example/story", "https://a.example/story/"},
		{"https://a.example/a//b", "https://a.example/a/b"},
		{"https://a.example/?id=1", "https://a.example/?id=2"},
		{"https://a.example/?id=1", "https://a.example/?ID=1"},
		{"https://a.example/?id", "https://a.example/?id="},
		{"https://a.example/?id=1&id=2", "https://a.example/?id=2&id=1"},
		{"https://a.example/?q=a%26b=c", "https://a.example/?q=a&b=c"},
		{"https://a.example/?q=a%2Bb", "https://a.example/?q=a+b"},
		{"https://a.example/?q=a%23b", "https://a.example/?q=a#b"},
		{"https://a.example/a%2Fb", "https://a.example/a/b"},
		{"https://a.example/a%3Fb", "https://a.example/a?b"},
		{"https://a.example/a%252Fb", "https://a.example/a%2Fb"},
		{"https://a.example/a;v=1", "https://a.example/a;v=2"},
		{"https://a.example/#!/1", "https://a.example/#!/2"},
		{"https://a.example/#/1", "https://a.example/#/2"},
		{"https://a.example/x#comment-1", "https://a.example/x#comment-2"},
		{"https://a.example/x#comment-1", "https://a.example/x"},
		{"https://a.example/x#c3", "https://a.example/x#c4"},
		{"https://a.example/x#comment-5f3a", "https://a.example/x#comment-5f3b"},
		{"https://a.example/viewtopic.php?t=7#p12", "https://a.example/viewtopic.php?t=7#p13"},
		{"https://a.example/en/7/story", "https://a.example/de/7/story"},
		{"https://en.a.example/7/story", "https://de.a.example/7/story"},
		{"https://a.example/7/story?lang=en", "https://a.example/7/story?lang=de"},
		{"https://a.example/index.php?v=1", "https://a.example/index.php?v=2"},
		{"https://a.example/7/story?page=1", "https://a.example/7/story?page=2"},
		{"https://a.example/#!/story/1", "https://a.example/#!/story/2"},
		{"https://a.example/#story/1", "https://a.example/#story/2"},
		{"https://a.example/show;id=1", "https://a.example/show;id=2"},
		{"https://a.example/show;jsessionid=1;id=1", "https://a.example/show;jsessionid=1;id=2"},
		{"https://a.example/", "https://b.example/"},
		{"https://a.example/", "https://a.example:8443/"},
		{"https://ana.blog.example/1", "https://ben.blog.example/1"},
		{"https://m.co.uk/1", "https://amp.co.uk/1"},
		{"https://m.github.io/1", "https://www.github.io/1"},
		{"https://music.example/amp", "https://music.example/"},
		{"https://music.example/gear/amp/", "https://music.example/gear/"},
		{"https://music.example/?amp=fender", "https://music.example/?amp=marshall"},
		{"https://www.youtube.com/watch?v=aaaaaaaaaaa", "https://www.youtube.com/watch?v=aaaaaaaaaab"},
		{"https://www.youtube.com/watch?v=aaaaaaaaaaa", "https://www.youtube.com/watch?v=aaaaaaaaaaa&lc=Ugx1"},
		{"https://youtu.be/aaaaaaaaaaa", "https://youtu.be/AAAAAAAAAAA"},
		{"https://x.com/ana/status/1", "https://x.com/ana/status/11"},
		{"https://x.com/ana/status/1", "https://a.example/ana/status/1"},
		{"https://reddit.com/r/solvo/comments/abc/title/", "https://reddit.com/r/solvo/comments/abc/title/def/"},
		{"https://a.example/users/ana/statuses/1", "https://a.example/users/ben/statuses/1"},
		{"https://bsky.app/profile/ana.example/post/1", "https://bsky.app/profile/ben.example/post/1"},
		{"https://t.co/a", "https://t.co/A"},
		{"https://www.google.com/url?q=https://a.example/1", "https://www.google.com/url?q=https://a.example/2"},
		{"https://a.example/?s=solvo", "https://a.example/?s=calmio"},
		{"https://a.example/?source=ana", "https://a.example/?source=ben"},
		{"https://a.example/?ref=1", "https://a.example/?ref=2"},
		{"https://news.google.com/rss/articles/CBMiAA", "https://news.google.com/rss/articles/CBMiAB"},
	} {
		if a, b := Key(pair[0]), Key(pair[1]); a == b || a == "" {
			t.Errorf("%s and %s are one: %q", pair[0], pair[1], a)
		}
		if a, b := Canonical(pair[0]), Canonical(pair[1]); a == b {
			t.Errorf("%s and %s are one address: %q", pair[0], pair[1], a)
		}
	}
}

func TestOneArticleHasOneKey(t *testing.T) {
	for key, addresses := range map[string][]string{
		"a.example/2026/solvo-recalls-its-sling": {
			"https://a.example/2026/solvo-recalls-its-sling", "http://www.a.example/2026/solvo-recalls-its-sling?utm_source=x#top",
			"https://m.a.example/2026/solvo-recalls-its-sling", "https://www.mobile.a.example/2026/solvo-recalls-its-sling",
			"https://amp.a.example/2026/solvo-recalls-its-sling", "https://a.example/2026/solvo-recalls-its-sling?amp=1",
			"https://a.example/2026/solvo-recalls-its-sling/amp", "https://a.example/amp/2026/solvo-recalls-its-sling",
			"https://a.example/2026/solvo-recalls-its-sling.amp", "https://a.example/2026/solvo-recalls-its-sling?outputType=amp",
			"https://www.google.com/amp/s/www.a.example/2026/solvo-recalls-its-sling/amp",
			"https://www-a-example.cdn.ampproject.org/v/s/www.a.example/2026/solvo-recalls-its-sling?amp_js_v=a6&usqp=mq",
		},
		"a.example/2026/solvo-recalls-its-sling/": {"https://a.example/2026/solvo-recalls-its-sling/amp/", "https://a.example/amp/2026/solvo-recalls-its-sling/"},
		"en.wikipedia.org/wiki/Solvo_(company)":   {"https://en.m.wikipedia.org/wiki/Solvo_%28company%29", "https://en.wikipedia.org/wiki/Solvo_(company)?wprov=sfla1"},
		"x.com/i/status/71": {
			"https://x.com/ana/status/71", "https://twitter.com/Ana/status/71/photo/1", "https://mobile.twitter.com/i/web/status/71?s=20", "http://x.com/i/status/71",
		},
		"youtube.com/watch?v=aB3-_aB3-_x": {
			"https://youtu.be/aB3-_aB3-_x?si=q", "https://m.youtube.com/watch?v=aB3-_aB3-_x&t=42s", "https://www.youtube.com/shorts/aB3-_aB3-_x", "https://www.youtube-nocookie.com/embed/aB3-_aB3-_x",
		},
		"reddit.com/comments/abc":               {"https://www.reddit.com/r/solvo/comments/abc/a_title/?utm_name=x", "https://old.reddit.com/comments/abc", "https://redd.it/abc"},
		"reddit.com/comments/abc/_/def":         {"https://www.reddit.com/r/solvo/comments/abc/a_title/def/?context=3", "https://np.reddit.com/r/solvo/comments/abc/_/def"},
		"social.example/@ana/7":                 {"https://social.example/@ana/7", "https://social.example/users/ana/statuses/7"},
		"at://did:plc:ana/app.bsky.feed.post/7": {"https://bsky.app/profile/did:plc:ana/post/7"},
	} {
		for _, address := range addresses {
			if got := Key(address); got != key {
				t.Errorf("Key(%q) = %q, want %q", address, got, key)
			}
			if !Particular(address) && !strings.Contains(address, "/wiki/") {
				t.Errorf("%s looks like a page on which the posts change", address)
			}
		}
	}
}

func TestAPageOnWhichPostsChangeIsNobodysAddress(t *testing.T) {
	for _, address := range []string{
		"https://a.example/", "https://a.example/#top", "https://a.example/news/", "https://a.example/status", "https://status.example/eu-west-1", "https://a.example/?lang=en",
		"https://a.example/?page=2", "https://a.example/2026/", "https://a.example/2026/11", "https://a.example/blog/index.html", "https://a.example/tag/solvo", "https://a.example/v2/api",
		"https://a.example/?id=", "",
	} {
		if Particular(address) && address != "https://a.example/2026/11" {
			t.Errorf("%s looks like one post's", address)
		}
	}
	for _, address := range []string{
		"https://a.example/7", "https://a.example/news/712.html", "https://a.example/2026/11/21/big-story", "https://a.example/?p=712", "https://a.example/solvo-is-down-again",
		"https://a.example/x#comment-7", "https://a.example/article-71234567", "https://a.example/s/x1y2z3w4v5", "https://a.example/ソルボが", "https://a.example/viewtopic.php?f=2&t=7",
		"https://a.example/article.php?id=solvo-is-down-again",
	} {
		if !Particular(address) {
			t.Errorf("%s looks like a page on which the posts change", address)
		}
	}
}

func TestIdsOfTheWholeWorld(t *testing.T) {
	for id, want := range map[string]string{
		"https://social.example/users/ana/statuses/7":   "social.example/@ana/7",
		"HTTP://A.example/?p=7":                         "a.example/?p=7",
		"https://a.example/post/7":                      "a.example/post/7",
		"at://did:plc:ana/app.bsky.feed.post/7":         "at://did:plc:ana/app.bsky.feed.post/7",
		"tag:A.example,2026:solvo/7":                    "tag:a.example,2026:solvo/7",
		"urn:uuid:1225C695-CFB8-4EBB-AAAA-80DA344EFA6A": "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
		"1225c695-cfb8-4ebb-aaaa-80da344efa6a":          "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
		"URN:nbn:de:101:1-2026":                         "urn:nbn:de:101:1-2026",
		"00000000-0000-0000-0000-000000000000":          "",
		"https://a.example/":                            "",
		"7":                                             "",
		"t3_abc":                                        "",
		"tag:7":                                         "",
		"tag:,:7":                                       "",
		"at://ana.example/app.bsky.feed.post/7":         "",
		"yt:video:7":                                    "",
		"urn:x":                                         "",
		"urn:post:5":                                    "",
		"urn:isbn:9780306406157":                        "urn:isbn:9780306406157",
		"http://localhost/?p=5":                         "",
		"http://localhost:8080/?p=5":                    "",
		"http://wordpress/?p=5":                         "",
		"http://127.0.0.1/?p=5":                         "",
		"http://192.168.1.7:81/?p=5":                    "",
		"http://10.0.0.3/post/5":                        "",
		"http://[::1]/post/5":                           "",
		"http://blog.local/?p=5":                        "",
		"http://blog.test/?p=5":                         "",
		"https://example.com/post/5":                    "",
		"https://www.example.org/post/5":                "",
		"tag:example.com,2005:5":                        "",
		"tag:ana@example.org,2005:5":                    "",
		"tag:localhost,2005:5":                          "",
		"00000000-0000-0000-0000-000000000001":          "",
		"urn:uuid:00000000-0000-4000-8000-000000000001": "",
		"urn:uuid:1225c695-cfb8-0ebb-aaaa-80da344efa6a": "",
		"": "",
		"tag:a.example,2026:" + strings.Repeat("x", maxID): "",
		"tag:a.example,2026:a b":                           "",
	} {
		if got := Global(id); got != want {
			t.Errorf("Global(%q) = %q, want %q", id, got, want)
		}
	}
}

// What stands in an id was written by somebody who tells posts apart by it.
func TestAnIdIsKnownByAllThatTellsItApart(t *testing.T) {
	for id, want := range map[string]string{
		"https://a.example/pump#r-abc":                                                 "a.example/pump#r-abc",
		"https://a.example/pump#verdict-71":                                            "a.example/pump#verdict-71",
		"https://a.example/pump#review-71":                                             "a.example/pump#review-71",
		"https://a.example/#12":                                                        "a.example/#12",
		"https://a.example/#v1.2":                                                      "a.example/#v1.2",
		"https://a.example/item.php?sid=0123456789abcdef0123456789abcdef":              "a.example/item.php?sid=0123456789abcdef0123456789abcdef",
		"https://a.example/viewtopic.php?t=7&amp;sid=0123456789abcdef0123456789abcdef": "a.example/viewtopic.php?t=7",
		// The same article, edited, and as its visitors come.
		"https://a.example/news/articles/c5y7vw8k1e1o#2":          "a.example/news/articles/c5y7vw8k1e1o",
		"https://a.example/news/articles/c5y7vw8k1e1o#xtor=RSS-7": "a.example/news/articles/c5y7vw8k1e1o",
		"https://a.example/7#?utm_source=rss&utm_term=x":          "a.example/7",
		"https://a.example/7#:~:text=solvo":                       "a.example/7",
		"https://x.com/ana/status/7#m":                            "x.com/i/status/7",
		"http://www.a.example/7":                                  "a.example/7",
		"https://a.example/7":                                     "a.example/7",
		"7":                                                       "",
	} {
		if got := KeyOfID(id); got != want {
			t.Errorf("KeyOfID(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestAddressesInAText(t *testing.T) {
	for text, want := range map[string]string{
		"see https://a.example/x, and (http://b.example/y).":             "https://a.example/x http://b.example/y",
		"https://en.wikipedia.org/wiki/Solvo_(company)":                  "https://en.wikipedia.org/wiki/Solvo_(company)",
		"[link](https://a.example/x?a=1&utm_source=y) **www.B.example**": "https://a.example/x?a=1 https://www.b.example/",
		"見て：https://a.example/x。次":                                       "https://a.example/x",
		"“https://a.example/x” — again https://a.example/x#top":          "https://a.example/x",
		"xhttps://a.example/ http:// https://, www. ahttp://b":           "",
		"solvo.example is no address here, nor is ana@www.example":       "",
		"HTTPS://A.example/Ü!":                                           "https://a.example/%C3%9C",
	} {
		if got := strings.Join(InText(text, 16), " "); got != want {
			t.Errorf("InText(%q) = %q, want %q", text, got, want)
		}
	}
	if got := InText("https://a.example/1 https://a.example/2 https://a.example/3", 2); len(got) != 2 {
		t.Errorf("asked for two addresses: %q", got)
	}
}
