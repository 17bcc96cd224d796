package brand

import "testing"

// Many feeds name no author. If the site spoke for all, a storm on it would be one voice.
func TestWhereNobodySignsTheHandleInTheAddressSpeaks(t *testing.T) {
	voice := func(p Post) Voice { return NewVoice([]byte("installation"), "feed", "news", p) }
	ana := voice(Post{URL: "https://social.example/@ana/1"})
	for _, tt := range []struct {
		claim, url string
		same       bool
	}{
		{"another post of hers", "https://social.example/@ana/2", true},
		{"her posts, spelt otherwise", "https://www.Social.example/@Ana/3?x=1#y", true},
		{"her posts under another path", "https://social.example/users/ana/statuses/4", true},
		{"somebody else's", "https://social.example/@ben/1", false},
		{"her namesake's", "https://other.example/@ana/1", false},
		{"nobody's", "https://social.example/2026/ana", false},
		{"a bare @", "https://social.example/@/ana", false},
	} {
		if got := voice(Post{URL: tt.url}) == ana; got != tt.same {
			t.Errorf("%s (%s) is the voice of https://social.example/@ana: %v", tt.claim, tt.url, got)
		}
	}
	site := voice(Post{URL: "https://social.example/2026/11/21/news"})
	for _, path := range []string{"users/ana", "u/ana/c/1", "user/ana/7", "profile/ana/post/1", "author/ana/", "people/ana", "en/Author/ana"} {
		if got := voice(Post{URL: "https://social.example/" + path}); got != ana {
			t.Errorf("/%s is not ana's", path)
		}
	}
	for _, path := range []string{"", "users", "users/", "author", "news/@", "authors-guide/ana", "tag/ana"} {
		if got := voice(Post{URL: "https://social.example/" + path}); got != site {
			t.Errorf("/%s is somebody's, want the site's", path)
		}
	}
	if voice(Post{URL: "https://social.example/@ana/1", Author: "Ben"}) != voice(Post{URL: "https://social.example/7", Author: "ben"}) {
		t.Error("who signs a post does not speak in it")
	}
}
