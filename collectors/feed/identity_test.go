package feed

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

func TestNewPostsAtOldAddressesAreNew(t *testing.T) {
	incident := func(n int) string {
		var items strings.Builder
		for _, service := range []string{"api", "web", "pay", "mail", "chat"} {
			fmt.Fprintf(&items, "<item><guid isPermaLink=\"false\">%s-%d</guid><link>/%s</link><title>%s incident %d</title></item>", service, n, service, service, n)
		}
		return "<rss><channel>" + items.String() + "</channel></rss>"
	}
	s := newSite(t, says(incident(1)))
	v := s.visit(t, Options{})
	v.read(t)
	s.then(says(incident(2)))
	if page := v.read(t); len(page.Posts) != 5 || page.Posts[0].NativeID != "api-2" {
		t.Errorf("five new incidents under the services' addresses: %+v", page.Posts)
	}
}

func TestDifferentPostsHaveDifferentIdentities(t *testing.T) {
	for _, tt := range []struct{ claim, items string }{
		{"one id for all", `<item><guid isPermaLink="false">0</guid><link>/1</link></item><item><guid isPermaLink="false">0</guid><link>/2</link></item>`},
		{"one address for all", `<item><title>a</title><link>/</link></item><item><title>b</title><link>/</link></item>`},
		{"one id and one address for all", `<item><title>a</title><guid>https://a.example/</guid></item><item><title>b</title><guid>https://a.example/</guid></item>`},
		{"neither id nor address", `<item><title>a</title></item><item><title>b</title></item>`},
		{"one address, ids of their own", `<item><guid>1</guid><link>/</link></item><item><guid>2</guid><link>/</link></item>`},
	} {
		posts, _, err := Parse([]byte("<rss><channel>"+tt.items+"</channel></rss>"), "", "https://a.example/")
		if err != nil || len(posts) != 2 || brand.Identify(Kind, "s", posts[0]) == brand.Identify(Kind, "s", posts[1]) {
			t.Errorf("%s: %+v, %v; want two identities", tt.claim, posts, err)
		}
	}
	twice := `<item><guid>1</guid><link>/1</link><title>a</title></item>`
	once, _, _ := Parse([]byte("<rss><channel>"+twice+"</channel></rss>"), "", "https://a.example/")
	both, _, _ := Parse([]byte("<rss><channel>"+twice+twice+"</channel></rss>"), "", "https://a.example/")
	if !cmp.Equal(once[0], both[0]) || !cmp.Equal(once[0], both[1]) {
		t.Errorf("a post listed twice is another than listed once: %+v, %+v", once, both)
	}
}
