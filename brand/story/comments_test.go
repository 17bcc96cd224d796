package story_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tocsin/brand"
	"tocsin/brand/story"
)

// comments reads the numbered comments below an article.
func comments(t *testing.T, file string) []brand.Post {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, thread, found := strings.Cut(string(page), "Replies to")
	if !found {
		t.Fatalf("%s has no comments", file)
	}
	number := regexp.MustCompile(`(?m)^  \d+\. `)
	var posts []brand.Post
	for i, comment := range number.Split(thread, -1)[1:] {
		posts = append(posts, brand.Post{NativeID: fmt.Sprint("comment ", i+1), Text: strings.TrimSpace(comment)})
	}
	return posts
}

func checkThread(t *testing.T, file string) {
	t.Helper()
	var pingbacks, said int
	x := story.NewIndex()
	distinct := map[brand.MentionID]int{}
	for i, p := range comments(t, file) {
		m := x.Place(mention(i, p))
		if story.Pingback(p) {
			pingbacks++
			if m.Story != "" {
				t.Errorf("%s is taken for a copy of %s", m.ID, m.Story)
			}
			continue
		}
		said++
		if m.Story == "" {
			distinct[m.ID]++
		} else {
			distinct[m.Story]++
		}
	}
	if pingbacks+said != 33 || pingbacks != 5 || said != 28 || len(distinct) != 19 {
		t.Errorf("%d items are %d pingbacks and %d comments, %d of them distinct; want 33, 5, 28 and 19: %v", pingbacks+said, pingbacks, said, len(distinct), distinct)
	}
}

func TestAThreadOf33ItemsHas5PingbacksAnd19DistinctComments(t *testing.T) {
	checkThread(t, filepath.Join("testdata", "comments.txt"))
}

// The thread is somebody else's and not part of this project: TOCSIN_SEEDS names
// the folder that holds it.
func TestARealThreadOf33ItemsHas19DistinctComments(t *testing.T) {
	folder := os.Getenv("TOCSIN_SEEDS")
	if folder == "" {
		t.Skip("TOCSIN_SEEDS names no folder: no real thread was read")
	}
	files, err := filepath.Glob(filepath.Join(folder, "002_*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%s holds %d threads named 002_…: %v", folder, len(files), err)
	}
	checkThread(t, files[0])
}

func TestPingbacksAreToldFromComments(t *testing.T) {
	for _, tt := range []struct {
		claim string
		post  brand.Post
		want  bool
	}{
		{"an excerpt of the linking site", brand.Post{Author: "Gull's Notes", Text: "[…] as Ines wrote, a signature is a promise […]"}, true},
		{"an excerpt with dots", brand.Post{Text: " [...] a signature is a promise [...]\n"}, true},
		{"a note that says so", brand.Post{Text: "Pingback: Gull's Notes"}, true},
		{"a title that says so", brand.Post{Title: "Trackback: Gull's Notes", Text: "a signature is a promise"}, true},
		{"a comment", brand.Post{Text: "a signature is a promise"}, false},
		{"a comment that leaves something out", brand.Post{Text: "I like “[…] is a promise […]” best"}, false},
		{"a teaser", brand.Post{Text: "a signature is a promise […]"}, false},
		{"one mark alone", brand.Post{Text: "[…]"}, false},
		{"a comment about pingbacks", brand.Post{Text: "your pingbacks are broken"}, false},
		{"nothing", brand.Post{}, false},
	} {
		if got := story.Pingback(tt.post); got != tt.want {
			t.Errorf("%s: Pingback(%q) = %v, want %v", tt.claim, tt.post.Text, got, tt.want)
		}
	}
}
