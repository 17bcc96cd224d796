package query

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

func mustCompile(t testing.TB, brands ...brand.Brand) *Set {
	t.Helper()
	s, err := Compile(brands)
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	return s
}

func TestWhyAPostMatches(t *testing.T) {
	for _, tt := range []struct{ query, title, text, want string }{
		{"solvo", "", "Solvo!", `word "solvo"`},
		{"Solvo", "", "solvo!", `word "Solvo"`},
		{"pain away", "The pain away ad", "", `phrase "pain away" in the title`},
		{"solvo", "Solvo", "Solvo", `word "solvo" in the title`},
		{"solvo", "", "#SolvoMoms", "inside #solvomoms"},
		{"#solvo2026", "", "#Solvo2026", "tag #solvo2026"},
		{"#solvo*", "", "#solvo2026", "tag #solvo2026"},
		{"@solvo*", "", "@Solvo_Help hi", "handle @solvo_help"},
		{"boycott*", "", "Boycotting!", `word "boycotting"`},
		{"=Apple", "", "Apple", `exact word "Apple"`},
		{`="Pain Away"`, "Pain Away", "", `exact phrase "Pain Away" in the title`},
		{"🦉", "", "oh 🦉", "sign 🦉"},
		{"solvo AND recall NOT law", "", "recall solvo", `word "solvo" and word "recall"`},
		{"motrin OR solvo", "", "solvo", `word "solvo"`},
		{"solvo NEAR/3 recall", "", "recall by solvo", `word "solvo" near word "recall"`},
		{"solvo AND lang:en", "", "solvo", `word "solvo" and lang:"en"`},
		{"McDonald's", "", "at McDonalds", `word "McDonald's"`}, // as the query has it
		{"Marks & Spencer", "marks and spencer", "", `phrase "Marks & Spencer" in the title`},
		{"levis*", "", "my Levi's", `word "levi's"`},
		{"Marks & Spencer", "", "#MarksAndSpencer", "inside #marksandspencer"},
		{"a1 AND b1 AND c1 AND d1", "", "a1 b1 c1 d1", `word "a1" and word "b1" and word "c1"`},
	} {
		s := mustCompile(t, brand.Brand{Key: "b", Match: []string{tt.query}})
		got := s.Match(brand.Post{Title: tt.title, Text: tt.text, Lang: "en"})
		if len(got) != 1 || got[0].Why != tt.want {
			t.Errorf("query %s on %q, %q = %v, want why %s", tt.query, tt.title, tt.text, got, tt.want)
		}
	}
}

func TestBrandsMatchInOrderAndByTheirFirstQuery(t *testing.T) {
	s := mustCompile(t,
		brand.Brand{Key: "motrin", Match: []string{"lang:en AND ache", "motrin"}},
		brand.Brand{Key: "solvo", Match: []string{"solvo", "#solvo*"}, Not: []string{"solvo consulting", "law"}},
		brand.Brand{Key: "silent"},
	)
	for _, tt := range []struct {
		text string
		want []brand.Match
	}{
		{"solvo and motrin", []brand.Match{{Brand: "motrin", Why: `word "motrin"`}, {Brand: "solvo", Why: `word "solvo"`}}},
		{"motrin for an ache", []brand.Match{{Brand: "motrin", Why: `lang:"en" and word "ache"`}}},
		{"solvo consulting", nil},
		{"solvo consulting and motrin", []brand.Match{{Brand: "motrin", Why: `word "motrin"`}}},
		{"solvo law", nil},
		{"advil", nil},
	} {
		if diff := cmp.Diff(tt.want, s.Match(brand.Post{Text: tt.text, Lang: "en"})); diff != "" {
			t.Errorf("Match(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestOwnPosts(t *testing.T) {
	s := mustCompile(t, brand.Brand{Key: "solvo", Match: []string{"solvo"}, Own: []string{
		"@Solvo", "helpdesk", "@care@social.example", "solvo.example", "https://shop.example/solvo", "video.example/watch?v=Sling", "",
	}})
	for _, tt := range []struct {
		claim string
		post  brand.Post
		own   bool
	}{
		{"a handle", brand.Post{Author: "solvo"}, true},
		{"a handle with its mark, in other capitals", brand.Post{Author: "@SOLVO"}, true},
		{"a handle given without its mark", brand.Post{Author: "@HelpDesk"}, true},
		{"a handle as the author's id", brand.Post{Author: "Solvo Team", AuthorID: "Solvo"}, true},
		{"a handle on a named server", brand.Post{Author: "@care@social.example"}, true},
		{"the same name on another server", brand.Post{Author: "@care@other.example"}, false},
		{"a handle that only begins so", brand.Post{Author: "@solvomoms"}, false},
		{"its site", brand.Post{URL: "https://solvo.example/news/1"}, true},
		{"its site with www", brand.Post{URL: "https://www.Solvo.example/"}, true},
		{"a subdomain", brand.Post{URL: "https://blog.solvo.example/x"}, true},
		{"a site that ends so", brand.Post{URL: "https://notsolvo.example/x"}, false},
		{"a site that goes on", brand.Post{URL: "https://solvo.example.org/x"}, false},
		{"its part of a site", brand.Post{URL: "https://shop.example/solvo/bags"}, true},
		{"another part of that site", brand.Post{URL: "https://shop.example/solvomoms"}, false},
		{"its one video", brand.Post{URL: "https://video.example/watch?t=9&v=Sling"}, true},
		{"a stranger's video on the same site", brand.Post{URL: "https://video.example/watch?v=Other"}, false},
		{"an author who is a site", brand.Post{Author: "news.solvo.example"}, true},
		{"an author at a site", brand.Post{AuthorID: "ana@solvo.example"}, true},
		{"an author with an address", brand.Post{AuthorID: "https://solvo.example/users/1"}, true},
		{"somebody else", brand.Post{Author: "ana", URL: "https://news.example/solvo"}, false},
		{"nobody", brand.Post{}, false},
	} {
		tt.post.Text = "solvo"
		got := s.Match(tt.post)
		if len(got) != 1 || got[0].Own != tt.own {
			t.Errorf("%s: Match(%+v) = %v, want own %v", tt.claim, tt.post, got, tt.own)
		}
	}
}

func TestASetServesSeveralGoroutines(t *testing.T) {
	brands, hits := benchBrands(100)
	s := mustCompile(t, brands...)
	posts := benchPosts(hits, 300)[:500]
	var want []int
	for _, p := range posts {
		want = append(want, len(s.Match(p)))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, p := range posts {
				if got := len(s.Match(p)); got != want[i] {
					t.Errorf("Match(%q) = %d brands, alone %d", p.Text, got, want[i])
				}
			}
		})
	}
	wg.Wait()
}

func TestAnUnmatchedPostCostsNoAllocation(t *testing.T) {
	brands, _ := benchBrands(200)
	brands = append(brands, brand.Brand{Key: "more", Match: []string{"小米 OR سولفو OR 삼성 OR ソニー OR solvo NEAR/2 bag OR #solvo* OR (=Apple AND lang:de)"}})
	s := mustCompile(t, brands...)
	for _, text := range []string{
		"Nothing of interest here, as ever. #nothing @nobody",
		"Qué pasó… «nada» 😡 señor #Vergüenza",
		"昨日注文した商品がまだ届きません",
		"Apple solvo",
	} {
		p := brand.Post{Title: "A title", Text: text}
		// Not through the pool, which forgets on purpose under the race detector.
		r := newReading(s)
		match := func() {
			r.read("", &p)
			if got := r.matches(); got != nil {
				t.Errorf("post %q matches %v, want none", text, got)
			}
			r.forget()
		}
		if n := testing.AllocsPerRun(100, match); n != 0 {
			t.Errorf("post %q allocates %v times, want none", text, n)
		}
	}
}

func TestOddPostsDoNotUpset(t *testing.T) {
	s := mustCompile(t, brand.Brand{Key: "solvo", Match: []string{"solvo OR c++ OR #solvo* OR @solvo OR =X OR =Apple OR near NEAR/1 by OR 手机 OR hp"}})
	for _, text := range []string{
		"", "#", "@", "##", "@@", "#@", "solv", "\xff\xfe", "solvo\xff", "\x00", "#\xff", "手", "c", "c+", "#_", "@_", "#hp\xffX", "#́",
		strings.Repeat("x ", 100_000), strings.Repeat("apple ", 70_000), strings.Repeat("near ", 70_000) + strings.Repeat("by x ", 70_000),
		strings.Repeat("#xhpé ", 50_000), "#" + strings.Repeat("xhpx", 100_000), strings.Repeat("@a.@", 70_000),
		strings.Repeat("#", 5000), strings.Repeat("@", 5000), strings.Repeat("solvo", 5000), strings.Repeat("́", 500), "#" + strings.Repeat("hp_", 2000),
	} {
		s.Match(brand.Post{Title: text, Text: text}) // must not panic, nor take for ever
	}
	if got := s.Match(brand.Post{Text: "bad \xff bytes, solvo"}); len(got) != 1 {
		t.Errorf("a word beside bytes that are no text is not found: %v", got)
	}
}
