package feed

import "testing"

// A handle is who spoke: without it, everybody in a feed would be one voice.
func TestAHandleIsAnAuthor(t *testing.T) {
	for _, tt := range []struct{ element, want string }{
		{"<dc:creator>@ada_bakes</dc:creator>", "@ada_bakes"},
		{"<dc:creator>@ada@social.example</dc:creator>", "@ada@social.example"},
		{"<author>@ada_bakes</author>", "@ada_bakes"},
		{"<author>ada@social.example (Ada)</author>", "Ada"},
		{"<dc:creator>Ada Alba</dc:creator>", "Ada Alba"},
	} {
		body := `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>t</title>` + tt.element + `</item></channel></rss>`
		posts, _, err := Parse([]byte(body), "", "")
		if err != nil || len(posts) != 1 || posts[0].Author != tt.want {
			t.Errorf("%s: %+v, %v; want the author %q", tt.element, posts, err, tt.want)
		}
	}
	for _, authors := range []string{`"authors":[{"name":"@ada"}]`, `"author":{"name":"@ada"}`} {
		item := `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1",` + authors + `}]}`
		whole := `{"version":"https://jsonfeed.org/version/1.1",` + authors + `,"items":[{"id":"1"}]}`
		for _, body := range []string{item, whole} {
			if posts, _, err := Parse([]byte(body), "", ""); err != nil || len(posts) != 1 || posts[0].Author != "@ada" {
				t.Errorf("%s: %+v, %v; want the author @ada", body, posts, err)
			}
		}
	}
}
