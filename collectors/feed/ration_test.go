package feed

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A few packed kilobytes become five megabytes, and those must not become the
// gigabytes that a parser would make of them.
func TestNoDocumentFillsTheMemory(t *testing.T) {
	const size = 5 << 20
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)-50) }
	pairs := func(open, end string) string {
		n := size/(len(open)+len(end)) - 50
		return strings.Repeat(open, n) + strings.Repeat(end, n)
	}
	for claim, doc := range map[string]string{
		"empty objects":                  `{"version":"https://jsonfeed.org/version/1","items":[` + fill("{},") + `{}]}`,
		"empty objects in one item":      `{"version":"https://jsonfeed.org/version/1","items":[{"authors":[` + fill("{},") + `{}]}]}`,
		"empty objects beside the items": `{"version":"https://jsonfeed.org/version/1","items":[{}],"author":{"x":[` + fill("{},") + `{}]}}`,
		"lists in one another":           `{"version":"https://jsonfeed.org/version/1","items":[` + fill("["),
		"empty items":                    "<rss><channel>" + fill("<item/>") + "</channel></rss>",
		"items in one another":           "<rss><channel>" + fill("<item>"),
		"elements in one another":        "<rss><channel><item><title>solvo</title><a xmlns='http://search.yahoo.com/mrss/'>" + fill("<a>"),
		"elements in one another, ended": "<rss xmlns:x='u'><channel><item>" + pairs("<x:a>", "</x:a>") + "</item></channel></rss>",
		"elements beside the items":      "<rss><channel>" + fill("<image/>") + "<item/></channel></rss>",
		"elements of an entry":           "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + fill("<x:a/>") + "</entry></feed>",
		"attributes":                     "<rss><channel><item " + fill("a ") + "/></channel></rss>",
		"attributes with values":         "<rss><channel><item><x:a " + fill(`a=""`) + "/></item></channel></rss>",
		"attributes after a sham end":    `<rss><channel><item><x:a b=">" ` + fill("a ") + "/></item></channel></rss>",
		"elements behind a stray quote":  `<rss><channel><a b=x'>` + fill("<item></item>"),
		"attributes behind one":          `<rss><channel><a b=x'><item>` + fill("a ") + "'</item><item><a " + fill("b ") + "</item></channel></rss>",
		"elements in a declaration":      "<rss><channel><item><!x ' > " + fill("<x:a/>") + "</item></channel></rss>",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		posts, notes, err := Parse([]byte(doc), "", "https://feed.example/")
		runtime.ReadMemStats(&after)
		if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 80 || len(posts) > maxItems {
			t.Errorf("%s: %d MB of memory for %d posts", claim, got, len(posts))
		}
		if err == nil && len(notes) == 0 {
			t.Errorf("%s: %d posts, and nobody is told that this is not all", claim, len(posts))
		}
	}
}

// Text that is broken up again and again is put together again and again.
func TestNoDocumentTakesMinutes(t *testing.T) {
	const size = 2 << 20
	crumbs := strings.Repeat("t<!---->", size/8)
	whole := strings.Repeat("t", size/maxItemParts) + "<!---->"
	for claim, doc := range map[string]string{
		"crumbs":             "<rss><channel><item><x:a>" + crumbs + "</x:a></item></channel></rss>",
		"as many as allowed": "<rss><channel><item><x:a>" + strings.Repeat(whole, maxItemParts-100) + "</x:a></item></channel></rss>",
	} {
		began := time.Now()
		_, _, _ = Parse([]byte(doc), "", "")
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s: the reading takes %v", claim, took)
		}
	}
}

func TestTheFirstItemsOfALongDocumentAreRead(t *testing.T) {
	var xml, json strings.Builder
	for i := range maxItems + 5 {
		fmt.Fprintf(&xml, "<item><guid>%d</guid><title>a &gt; b</title><enclosure url='x'/></item>\n", i)
		fmt.Fprintf(&json, `, {"id":"%d","title":"a \"b\" [","tags":["x","y"]}`, i)
	}
	for _, doc := range []string{
		"<rss><channel>" + xml.String() + "<language>en</language></channel></rss>",
		`{"version":"https://jsonfeed.org/version/1.1","items":[` + json.String()[1:] + `],"language":"en"}`,
	} {
		posts, notes, err := Parse([]byte(doc), "", "")
		want := "document holds more than one reading takes; its first 2000 items were read and 5 were left out"
		if err != nil || len(posts) != maxItems || strings.Join(notes, "; ") != want {
			t.Fatalf("%.30s…: %d posts, notes %q, %v", doc, len(posts), notes, err)
		}
		if last := posts[maxItems-1]; posts[0].NativeID != "0" || last.NativeID != "1999" || last.Lang != "en" {
			t.Errorf("%.30s…: from %q to %q in %q; want the first, and what stands behind the items", doc, posts[0].NativeID, last.NativeID, last.Lang)
		}
	}
}

// One who posts a monster in a forum must not make everybody else's posts unheard.
func TestAMonstrousItemCostsNoOther(t *testing.T) {
	deep := strings.Repeat("<b>", 150) + "x" + strings.Repeat("</b>", 150)
	wide := strings.Repeat("<b/>", maxItemParts)
	for claim, monster := range map[string]string{"deep": deep, "wide": wide} {
		atom := "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id></entry><entry><id>2</id><content type='xhtml'>" + monster +
			"</content></entry><entry><id>3</id></entry></feed>"
		posts, notes, err := Parse([]byte(atom), "", "")
		if err != nil || ids(posts) != "1 3" || len(notes) != 1 || !strings.HasPrefix(notes[0], "1 items are nested more than 100 deep") {
			t.Errorf("%s: items %q, notes %q, %v", claim, ids(posts), notes, err)
		}
	}
	list := strings.Repeat("[", 150) + strings.Repeat("]", 150)
	for _, items := range []string{`{"id":"1"},{"id":"2","_x":` + list + `},{"id":"3"}`, `{"id":"2","_x":` + list + `},{"id":"1"},{"id":"3"}`} {
		posts, notes, err := Parse([]byte(`{"version":"https://jsonfeed.org/version/1","items":[`+items+`]}`), "", "")
		if err != nil || ids(posts) != "1 3" || len(notes) != 1 {
			t.Errorf("%s: items %q, notes %q, %v", items, ids(posts), notes, err)
		}
	}
}

func TestASmallDocumentIsLeftAsItIs(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"<item>", "</item>", "<item a='>'/>", "<entry b=\"/\">", "</entry>", "<!-- <item> -->", "<![CDATA[<item>]]>", "<?x <item> ?>",
		"text", "<", ">", "'", "\"", "</", "<a", "/>", "{", "}", "[", "]", ",", ":", `"a\"b"`, `\`, "null", " ",
	})
	rapid.Check(t, func(t *rapid.T) {
		doc := strings.Join(rapid.SliceOfN(pieces, 0, 40).Draw(t, "pieces"), "")
		for _, r := range []*ration{rationXML("<rss><channel>" + doc), rationJSON(`{"items":[` + doc)} {
			if got, notes, err := r.cut(); got != r.doc || len(notes) > 0 || err != nil {
				t.Fatalf("%q became %q, notes %q, %v", r.doc, got, notes, err)
			}
		}
	})
}

// Collectors that share a turn hold one document between them.
func TestDocumentsAreReadOneAtATime(t *testing.T) {
	turn := NewTurn()
	s := newSite(t, func(w http.ResponseWriter, _ *http.Request) {
		gzipped(w, func(z *gzip.Writer) { _, _ = z.Write([]byte(channel("1"))) })
	})
	v := s.visit(t, Options{Turn: turn, Timeout: 50 * time.Millisecond})
	done, err := turn.take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_ = v.fails(t, "wait for other documents to be read")
	done()
	if page := v.read(t); ids(page.Posts) != "1" {
		t.Errorf("once the turn is free the reading gives %q", ids(page.Posts))
	}
}
