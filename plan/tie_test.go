package plan

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/query"
)

func tied(t *testing.T) *Tagger {
	t.Helper()
	strategies := []Strategy{
		{ID: "crisis", Terms: []string{"recall*"}, Links: []string{"müller.example"}},
		{ID: "service", Terms: []string{"refund"}, Links: []string{"https://www.Help.Example/"}, Voices: []string{"customers"}},
		{ID: "marketing", Links: []string{"solvo.example/sling", "#SlingAd", "video.example/watch?v=Ab7", "solvo.example/für-mütter"}, Terms: []string{"ad"}},
		{ID: "product", Terms: []string{"app"}},
	}
	tagger, err := NewTagger(strategies,
		Tie{Brand: "solvo", Kind: Property, To: "@SolvoCare", Strategy: "service"},
		Tie{Brand: "solvo", Kind: Property, To: "@lab@social.example", Strategy: "product", Name: "lab"},
		Tie{Brand: "solvo", Kind: Property, To: "#sling*", Strategy: "product", Name: "sling test"},
		Tie{Brand: "solvo", Kind: Query, To: `solvo NEAR/3 sling`, Strategy: "marketing"},
		Tie{Brand: "solvo", Kind: Query, To: `"solvo inside" AND source:forum`, Strategy: "product"},
		Tie{Brand: "motrin", Kind: Property, To: "solvo.example/motrin", Strategy: "product", Name: "ad"},
	)
	if err != nil {
		t.Fatalf("NewTagger: %v", err)
	}
	return tagger
}

func TestWhatBelongsToAStrategyTouchesIt(t *testing.T) {
	tagger := tied(t)
	for _, tt := range []struct {
		claim string
		m     brand.Mention
		want  string
	}{
		{"a link to a campaign's page", post(brand.Post{Links: []string{"https://solvo.example/sling"}}), "marketing: link solvo.example/sling"},
		{"a page below it", post(brand.Post{Links: []string{"http://www.solvo.example/Sling/faq?x=1#top"}}), "marketing: link solvo.example/sling"},
		{"a host below it", post(brand.Post{Links: []string{"https://en.help.example/a"}}), "service: link Help.Example"},
		{"a page that only begins alike", post(brand.Post{Links: []string{"https://solvo.example/slingshot"}}), ""},
		{"a host that only ends alike", post(brand.Post{Links: []string{"https://nothelp.example/"}}), ""},
		{"a page above it", post(brand.Post{Links: []string{"https://solvo.example/"}}), ""},
		{"the address as part of another", post(brand.Post{Links: []string{"https://evil.example/solvo.example/sling"}}), ""},
		{"a host put before an @", post(brand.Post{Links: []string{"https://help.example@evil.example/"}}), ""},
		{"a post on the page itself", post(brand.Post{URL: "https://solvo.example/sling#comment-7"}), "marketing: on solvo.example/sling"},
		{"a video by its parameter", post(brand.Post{Links: []string{"https://m.video.example/watch?t=3&v=Ab7"}}), "marketing: link video.example/watch?v=Ab7"},
		{"another video", post(brand.Post{Links: []string{"https://video.example/watch?v=Ab8"}}), ""},
		{"a path with escapes", post(brand.Post{Links: []string{"https://solvo.example/f%C3%BCr-m%C3%BCtter"}}), "marketing: link solvo.example/für-mütter"},
		{"an address in its letters, tied in ours", post(brand.Post{Links: []string{"https://xn--mller-kva.example/a"}}), "crisis: link müller.example"},
		{"a link through a click counter", post(brand.Post{Links: []string{"https://www.google.com/url?q=https://solvo.example/sling&sa=D"}}), "marketing: link solvo.example/sling"},
		{"a link with a tracker", post(brand.Post{Links: []string{"https://video.example/watch?utm_source=x&v=Ab7"}}), "marketing: link video.example/watch?v=Ab7"},
		{"an address typed bare", post(brand.Post{Text: "look at solvo.example/sling."}), "marketing: link solvo.example/sling"},
		{"an address in parentheses", post(brand.Post{Text: "mad (https://solvo.example/sling)!"}), "marketing: link solvo.example/sling"},
		{"an address in a title", post(brand.Post{Title: "Read “solvo.example/sling”"}), "marketing: link solvo.example/sling"},
		{"an address onto which Chinese is written", post(brand.Post{Text: "详见solvo.example/sling。谢谢"}), "marketing: link solvo.example/sling"},
		{"an e-mail address is no page", post(brand.Post{Text: "write to ana@help.example"}), ""},
		{"a tag, in any capitals", post(brand.Post{Text: "never again #slingAD"}), "marketing: tag #SlingAd; product: sling test tag #sling*"},
		{"a longer tag", post(brand.Post{Text: "#slingadvert"}), "product: sling test tag #sling*"},
		{"an account that is named", post(brand.Post{Text: "hey @solvocare, hello?"}), "service: handle @SolvoCare"},
		{"an account on another server", post(brand.Post{Text: "hey @solvocare@social.example"}), "service: handle @SolvoCare"},
		{"an account that only begins alike", post(brand.Post{Text: "hey @solvocareer"}), ""},
		{"the account's own post", post(brand.Post{Author: "@SolvoCare", Text: "hello"}), "service: by @SolvoCare"},
		{"the account's own post, by its address", post(brand.Post{URL: "https://x.com/solvocare/status/7"}), "service: by @SolvoCare"},
		{"a link to the account", post(brand.Post{Links: []string{"https://bsky.app/profile/solvocare"}}), "service: handle @SolvoCare"},
		{"an account with its server", post(brand.Post{Links: []string{"https://social.example/@lab/77"}}), "product: lab handle @lab@social.example"},
		{"its namesake on another server", post(brand.Post{Links: []string{"https://other.example/@lab/77"}}), ""},
		{"a path that is no account", post(brand.Post{Links: []string{"https://news.example/solvocare"}}), ""},
		{"a query of its own", post(brand.Post{Text: "the sling by solvo"}), "marketing: query \"solvo NEAR/3 sling\""},
		{"a query asks for the source", from("forum", brand.Post{Text: "solvo inside"}), `product: query "solvo inside" AND source:forum`},
		{"the source of a query is another", from("news", brand.Post{Text: "solvo inside"}), ""},
		{"another brand's mention", brand.Mention{Brand: "motrin", Post: brand.Post{Text: "@solvocare, the sling by solvo #slingful"}}, ""},
		{"a strategy's own link holds for every brand", brand.Mention{Brand: "motrin", Post: brand.Post{Text: "#slingad"}}, "marketing: tag #SlingAd"},
		{"an ad is called one", brand.Mention{Brand: "motrin", Post: brand.Post{Text: "solvo.example/motrin"}}, "product: ad link solvo.example/motrin"},
		{"the stronger reason is given", post(brand.Post{Text: "this ad solvo.example/sling"}), "marketing: link solvo.example/sling"},
		{"ties before terms, terms before voices", brand.Mention{
			Brand: "solvo", Group: "customers", Post: brand.Post{Text: "recall this ad, says the sling by solvo"},
		}, "marketing: query \"solvo NEAR/3 sling\"; crisis: \"recall*\"; service: voice customers"},
		{"three at most: the weakest gives way", brand.Mention{
			Brand: "solvo", Group: "customers", Post: brand.Post{Text: "recall the app #slingad"},
		}, "marketing: tag #SlingAd; product: sling test tag #sling*; crisis: \"recall*\""},
	} {
		var got []string
		for _, touch := range tagger.Touches(tt.m) {
			got = append(got, touch.Strategy+": "+touch.Why)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s: Touches(%+v) (-want +got):\n%s", tt.claim, tt.m.Post, diff)
		}
	}
}

func post(p brand.Post) brand.Mention { return brand.Mention{Brand: "solvo", Post: p} }

func from(source string, p brand.Post) brand.Mention {
	return brand.Mention{Brand: "solvo", Source: source, Post: p}
}

func TestFaultsOfTiesSayWhatToDo(t *testing.T) {
	_, err := NewTagger([]Strategy{{ID: "crisis"}, {ID: "marketing", Links: []string{"the sling", "solvo.example/?utm_campaign=sling"}}},
		Tie{Brand: "solvo", Kind: Property, To: "@solvo", Strategy: "markting"},
		Tie{Brand: "solvo", Kind: Property, To: "#", Strategy: "crisis"},
		Tie{Brand: "solvo", Kind: Query, To: "(solvo", Strategy: "crisis"},
		Tie{Brand: "solvo", Kind: "poster", To: "solvo", Strategy: "crisis"},
	)
	var fault *query.Error
	if !errors.As(err, &fault) || fault.Query != "(solvo" {
		t.Fatalf("NewTagger = %v, want a *query.Error of \"(solvo\"", err)
	}
	for _, want := range []string{
		`strategy marketing: link "the sling" is no address, handle or tag: write it like solvo.example/sling, @solvocare or #slingad`,
		`is told apart by utm_campaign=sling, which`,
		`brand solvo: property "@solvo" belongs to the strategy "markting", which is not in the plan: name one of crisis, marketing`,
		`brand solvo: property "#" is no address`,
		`brand solvo: query "(solvo": query "(solvo", column 1`,
		`its kind is unknown: use "property" or "query"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("NewTagger = %v,\nwant it to say %s", err, want)
		}
	}
}

func TestWhatALinkMayBe(t *testing.T) {
	for entry, fine := range map[string]bool{
		"solvo.example": true, "https://solvo.example/a?b=c": true, "@solvo": true, "solvo@social.example": true, "#solvo": true, "#solvo*": true,
		"@solvo.bsky.social": true, "solvo.example/?utm_source=a": false, "solvo.example:8080/a": true, "solvo.example/?q=a b": false, "solvo.example/?q=a%20b": true, "solvo.example/a#?b": true, "müller.example/ä": true,
		"": false, "@": false, "#": false, "#1": false, "solvo": false, "two words": false, "@solvo care": false, "#a OR #b": false, "solvo.": false, ".example": false,
		"a@b@c": false, strings.Repeat("a", 9000) + ".example": false,
	} {
		if err := CheckLink(entry); (err == nil) != fine {
			t.Errorf("CheckLink(%.40q) = %v, want fine = %v", entry, err, fine)
		}
	}
}
