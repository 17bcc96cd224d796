package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/brand"
)

// A feed whose ids hold still is taken at its word: as many mentions as ids,
// whatever its addresses and titles are, and in whatever order it shows them.
func TestAFeedWithGoodIdsHasAsManyPostsAsIds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		links := rapid.SampledFrom([]string{"", "https://a.example/", "https://a.example/api", "https://a.example/story-51234", "https://a.example/p/7", "https://a.example/?p=9"})
		all := make([]brand.Post, rapid.IntRange(1, 30).Draw(t, "posts"))
		for n := range all {
			all[n] = brand.Post{
				NativeID: fmt.Sprint("id ", n), URL: links.Draw(t, "link"), Text: fmt.Sprint("text ", n), Published: noon.Add(time.Duration(n) * time.Minute),
				Title: rapid.SampledFrom([]string{"", "New comment", "Incident", "x"}).Draw(t, "title"),
			}
		}
		var m memory
		byAddress := false
		named, names := map[brand.Identity]string{}, map[string]brand.Identity{}
		for range rapid.IntRange(1, 12).Draw(t, "readings") {
			shown := rapid.SliceOfN(rapid.IntRange(0, len(all)-1), 0, 12).Draw(t, "shown")
			var posts []brand.Post
			for _, n := range shown {
				p := all[n]
				if rapid.IntRange(0, 9).Draw(t, "edited") == 0 {
					p.Text += " (edited)"
				}
				posts = append(posts, p)
			}
			items := readItems(posts)
			byAddress = byAddress || m.unstable(items)
			m = reopened(t, m.identify("feed", items, byAddress))
			for _, p := range posts {
				if id, met := named[p.Identity]; met && id != p.NativeID {
					t.Fatalf("%s and %s are one mention", id, p.NativeID)
				}
				if name, met := names[p.NativeID]; met && name != p.Identity {
					t.Fatalf("%s is a mention twice", p.NativeID)
				}
				named[p.Identity], names[p.NativeID] = p.NativeID, p.Identity
			}
		}
		if byAddress {
			t.Fatal("its ids are taken for unstable")
		}
	})
}

// reopened is a memory as the next reading finds it.
func reopened(t interface{ Fatal(...any) }, m memory) memory {
	packed, err := m.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	var again memory
	if err := again.UnmarshalText(packed); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, again, cmp.AllowUnexported(memory{}, trace{}), cmp.Comparer(func(a, b trace) bool { return a == b })); diff != "" {
		t.Fatal("a memory that is kept is another:\n" + diff)
	}
	return again
}

func TestAMemoryIsBounded(t *testing.T) {
	var m memory
	for reading := range 3 {
		posts := make([]brand.Post, maxItems)
		for n := range posts {
			posts[n] = brand.Post{NativeID: fmt.Sprint(reading, " ", n), Text: strings.Repeat("x", 100)}
		}
		m = m.identify("feed", readItems(posts), false)
		packed, err := m.MarshalText()
		if err != nil || len(packed) > 50_000 || m.last != maxTraces || len(m.traces) != maxTraces {
			t.Errorf("after %d posts the memory has %d bytes and %d traces: %v", maxItems, len(packed), len(m.traces), err)
		}
	}
	for range 50 {
		m = m.identify("feed", readItems([]brand.Post{{NativeID: "1"}}), false)
	}
	if len(m.traces) != fewTraces {
		t.Errorf("a feed of one post remembers %d", len(m.traces))
	}
}

func TestAMemoryThatIsBrokenIsNone(t *testing.T) {
	for _, packed := range []string{"%", "", "AAAA", "AAAAAAAA"} {
		var m memory
		if err := m.UnmarshalText([]byte(packed)); err == nil {
			t.Errorf("%q is remembered: %+v", packed, m)
		}
	}
	var m memory
	if err := m.UnmarshalText([]byte("/////w")); err != nil || m.last != 0 {
		t.Errorf("more posts than there are: %+v, %v", m, err)
	}
}

// A feed may be made to be slow to read.
func TestADocumentOfEqualItemsIsReadQuickly(t *testing.T) {
	began := time.Now()
	for _, same := range []brand.Post{{Text: "x"}, {NativeID: "1", URL: "https://a.example/1"}, {URL: "https://a.example/"}} {
		var m memory
		for reading := range 3 {
			posts := make([]brand.Post, maxItems)
			for n := range posts {
				posts[n] = same
				if n%2 == 0 {
					posts[n].Text, posts[n].NativeID = fmt.Sprint(n%400), fmt.Sprint(reading, n)
				}
			}
			items := readItems(posts)
			m.unstable(items)
			m = m.identify("feed", items, false)
		}
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("nine documents of %d items take %v", maxItems, took)
	}
}
