package feed

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// The corpus is somebody else's and not part of this project: TOCSIN_FEEDS names
// its folder.
func TestCorpus(t *testing.T) {
	folder := os.Getenv("TOCSIN_FEEDS")
	if folder == "" {
		t.Skip("TOCSIN_FEEDS names no folder of feeds: nothing was measured")
	}
	type tally struct{ files, parsed, posts, noted int }
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
	}
	t.Logf("all: %d of %d files parsed", all.parsed, all.files)
	if all.parsed*100 < all.files*98 {
		t.Error("less than 98 of 100 were read")
	}
}
