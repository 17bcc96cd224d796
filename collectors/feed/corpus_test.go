package feed

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// The corpus is somebody else's and not part of this project: TOCSIN_FEEDS names
// its folder.
func TestCorpus(t *testing.T) {
	folder := os.Getenv("TOCSIN_FEEDS")
	if folder == "" {
		t.Skip("TOCSIN_FEEDS names no folder of feeds: nothing was measured")
	}
	// plain is what gofeed reads of them by itself.
	type tally struct{ files, parsed, posts, noted, yield, plain int }
	whole, broken := 0, 0
	tallies := map[string]tally{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		kind := filepath.Base(filepath.Dir(path))
		n := tallies[kind]
		n.files++
		posts, notes, err := Parse(body, "", "https://feed.example/")
		if err != nil {
			t.Logf("%s/%s: %v", kind, d.Name(), err)
		} else {
			n.parsed++
			n.posts += len(posts)
			if len(posts) > 0 {
				n.yield++
			}
		}
		if well := strings.Contains(filepath.ToSlash(path), "/wellformed/"); well {
			whole++
			if err != nil {
				broken++
				t.Errorf("%s is well-formed, and not read: %v", path, err)
			}
		}
		if plain, fault := gofeed.NewParser().Parse(bytes.NewReader(body)); fault == nil {
			if len(plain.Items) > 0 {
				n.plain++
			}
			if err != nil || len(posts) == 0 && len(plain.Items) > 0 && worded(plain.Items) {
				t.Errorf("%s is read by gofeed itself (%d items), and here it gives %d posts, %v", path, len(plain.Items), len(posts), err)
			}
		}
		if len(notes) > 0 {
			n.noted++
		}
		tallies[kind] = n
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(tallies) == 0 {
		t.Fatalf("%s holds no feeds", folder)
	}
	var all tally
	for kind, n := range tallies {
		t.Logf("%-12s %4d files, %4d parsed, %3d failed, %4d posts, %d with notes", kind, n.files, n.parsed, n.files-n.parsed, n.posts, n.noted)
		all.files += n.files
		all.parsed += n.parsed
		all.yield += n.yield
		all.plain += n.plain
	}
	t.Logf("all: %d of %d files parsed; %d yield posts, %d by gofeed alone; of %d well-formed ones %d are not read", all.parsed, all.files, all.yield, all.plain, whole, broken)
	if all.parsed*100 < all.files*98 {
		t.Error("less than 98 of 100 were read")
	}
}

// worded reports whether any item has something that could be kept of it.
func worded(items []*gofeed.Item) bool {
	return slices.ContainsFunc(items, func(i *gofeed.Item) bool { return i.Title+i.Description+i.Content+i.Link != "" })
}

// Each file of the corpus, as it is and with ids and links for its items; then with an item
// put in front, and with that one gone again.
func TestCorpusReadOn(t *testing.T) {
	folder := os.Getenv("TOCSIN_FEEDS")
	if folder == "" {
		t.Skip("TOCSIN_FEEDS names no folder of feeds: nothing was read")
	}
	readings, glanced, left := 0, 0, 0
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, whole := range []string{string(body), named(string(body))} {
			more := whole
			if at := itemTag.FindStringIndex(more); at != nil {
				more = more[:at[0]] + newItem(strings.Contains(more[at[0]:at[1]], "entry")) + more[at[0]:]
			}
			w := newTwins(t)
			for _, body := range []string{whole, more, more + " ", whole, whole + "\n"} {
				w.turn(t, showing{body: body, status: http.StatusOK, later: time.Minute, keeps: true})
			}
			if readings++; w.glanced > 0 {
				glanced, left = glanced+1, left+w.glanced
			}
		}
		return nil
	})
	if t.Logf("%d documents, of %d of them items were left out: %d", readings, glanced, left); err != nil || glanced < readings/10 {
		t.Error("hardly any item was ever left out", err)
	}
}

// newItem is one item, or entry, as a feed writes it.
func newItem(atom bool) string {
	doc := edition{atom: atom, items: plain(1)}.String()
	tags := itemTag.FindAllStringIndex(doc, 2)
	return doc[tags[0][0]:tags[1][1]]
}

// named is a document with an id and a link more for each item.
func named(doc string) string {
	n := 0
	return itemTag.ReplaceAllStringFunc(doc, func(tag string) string {
		if n++; strings.HasPrefix(tag, "</") || strings.HasSuffix(tag, "/>") {
			return tag
		}
		if strings.Contains(tag, "entry") {
			return tag + fmt.Sprintf(`<id>tag:%d</id><link href="https://site.example/posts/named-%d"/>`, n, n)
		}
		return tag + fmt.Sprintf("<guid>tag:%d</guid><link>https://site.example/posts/named-%d</link>", n, n)
	})
}
