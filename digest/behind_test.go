package digest

import (
	"strings"
	"testing"
)

// A source of which a part cannot be read is none to be trusted.
func TestASourceThatIsReadInPartIsTold(t *testing.T) {
	now := at(7, 0, 0)
	in := Input{Brand: solvo(), Heard: NewTally(theWeek(), now), At: now, Bookmarks: []Bookmark{
		{ID: "hn", Kind: "hackernews", Read: now, Behind: "1 of its 3 parts is not read to its end: calmio: too long"},
	}}
	r := Build(in)
	if s := r.Sources[0]; s.Health != Partly || !strings.HasPrefix(s.sentence(), "hn read in part, last read ") || !strings.HasSuffix(s.sentence(), ": 1 of its 3 parts is not read to its end: calmio: too long") {
		t.Errorf("the source is %+v: %s", s, s.sentence())
	}
}
