package file

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tocsin/brand/text"
	"tocsin/collectors"
)

// maxBeside is how many files of a folder are looked at for one that was rotated.
const maxBeside = 1_000

// remainder reads what was written to a file after it was last read and before another
// took its place: rotated, it stands beside it under another name. found is false where it
// is gone.
func (c *Collector) remainder(ctx context.Context, at place) (collectors.Page, bool, error) {
	beside := besides(c.path)
	i := slices.IndexFunc(beside, func(s sibling) bool { return at.same(s.FileInfo) })
	if i < 0 {
		return collectors.Page{}, false, nil
	}
	f, is, err := regular(beside[i].path)
	if err != nil {
		return collectors.Page{}, false, nil // it went while it was looked for
	}
	defer func() { _ = f.Close() }()
	if !at.same(is) || !at.holds(f) {
		return collectors.Page{}, false, nil
	}
	page, err := c.page(ctx, f, at, is, done)
	if err != nil || page.More {
		return page, true, err
	}
	// The file that took its place comes next.
	next := at.start()
	now, err := os.Stat(c.path)
	if page.More = err == nil; page.More {
		next = next.on(now)
	}
	page.Next = next.cursor()
	if between := later(beside, is, now); len(between) > 0 {
		page.Notes = append(page.Notes, fmt.Sprintf("%s was rotated more than once since it was read; what stands in %s is not read: tocsin import reads it",
			c.path, strings.Join(between, ", ")))
	}
	return page, true, nil
}

// A sibling is a file that stands beside another.
type sibling struct {
	path string
	os.FileInfo
}

// besides are the files beside a path whose names begin like its own, such as posts.log.1.
func besides(path string) []sibling {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil
	}
	names, _ := folder.Readdirnames(maxBeside)
	_ = folder.Close()
	base := filepath.Base(path)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	var all []sibling
	for _, name := range names {
		if name == base || !strings.HasPrefix(name, stem) {
			continue
		}
		other := filepath.Join(filepath.Dir(path), name)
		if is, err := os.Lstat(other); err == nil && is.Mode().IsRegular() {
			all = append(all, sibling{other, is})
		}
	}
	return all
}

// later are the names of those that were written after one, and are not the one that is
// there now.
func later(all []sibling, than, now os.FileInfo) []string {
	var names []string
	for _, s := range all {
		if s.ModTime().After(than.ModTime()) && !os.SameFile(s, than) && (now == nil || !os.SameFile(s, now)) {
			names = append(names, text.Visible(filepath.Base(s.path)))
		}
	}
	slices.Sort(names)
	return names
}
