package feed

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

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
