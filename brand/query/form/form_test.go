package form

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

func mustForm(t *testing.T, source string, b brand.Brand) Form {
	t.Helper()
	form, err := For(source, b)
	if err != nil {
		t.Fatalf("For(%q, %+v): %v", source, b, err)
	}
	return form
}

func TestWhatEachSourceIsAsked(t *testing.T) {
	for _, tt := range []struct {
		query, source string
		want          []string
	}{
		{"solvo", "x", []string{`solvo OR #solvo OR @solvo OR url:solvo`}},
		{"solvo", "gdelt", []string{`solvo`}},
		{"solvo", "hackernews", []string{`solvo`}},
		{"solvo", "mastodon", []string{`#solvo`}},
		{"solvo", "lemmy", []string{`solvo`}},
		{"pain away", "x", []string{`"pain away" OR #painaway OR url:"pain away"`}},
		{"pain away", "gdelt", []string{`("pain away" OR painaway)`}},
		{"pain away", "youtube", []string{`"pain away"|painaway`}},
		{"pain away", "hackernews", []string{`"pain away"`, `painaway`}},
		{"pain away", "discourse", []string{`pain away`, `painaway`}},
		{"pain away", "lemmy", []string{`pain away`}},
		{"pain away", "mastodon", []string{`#painaway`}},
		{`"pain away"`, "x", []string{`"pain away" OR url:"pain away"`}},
		{`"pain away"`, "hackernews", []string{`"pain away"`}},
		{"solvo AND recall", "gdelt", []string{`solvo recall`}},
		{"solvo AND recall", "reddit", []string{`solvo recall`}},
		{"solvo AND recall", "lemmy", []string{`recall`}},
		{"solvo AND (recall OR boycott)", "gdelt", []string{`solvo (recall OR boycott)`}},
		{"solvo AND (recall OR boycott)", "hackernews", []string{`solvo recall`, `solvo boycott`}},
		{"motrin OR solvo AND recall", "gdelt", []string{`motrin`, `solvo recall`}},
		{"motrin OR solvo AND recall", "reddit", []string{`motrin OR (solvo recall)`}},
		{"motrin OR solvo AND recall", "googlenews", []string{`motrin`, `solvo recall`}},
		{"motrin OR solvo", "hackernews", []string{`motrin`, `solvo`}},
		{"solvo NEAR/3 recall", "googlenews", []string{`solvo recall`}},
		// A star narrows an AND no more where stars are unknown, and is sought where they are not.
		{"solvo AND boycott*", "gdelt", []string{`solvo`}},
		{"solvo AND boycott*", "hackernews", []string{`solvo boycott`}},
		{"boycott*", "gdelt", []string{`boycott`}},
		{"customer serv*", "gdelt", []string{`(customer OR customerserv)`}},
		// Names with signs.
		{"C++", "x", []string{`"c++" OR url:"c++"`}},
		{"AT&T", "x", []string{`"at&t" OR #att OR url:"at&t"`}},
		{".NET", "gdelt", []string{`".net"`}},
		{"e-mail", "gdelt", []string{`("e-mail" OR email)`}},
		{"Yahoo!", "x", []string{`"yahoo!" OR #yahoo OR @yahoo OR url:"yahoo!"`}},
		{"domino's", "lemmy", []string{`domino s`, `dominos`}},
		{"Toys R Us", "googlenews", []string{`"toys r us" OR toysrus OR "toy's r us"`}},
		// Names as people write them, each once.
		{"McDonald's", "gdelt", []string{`("mcdonald's" OR mcdonalds)`}},
		{"mcdonalds", "x", []string{`mcdonalds OR #mcdonalds OR @mcdonalds OR url:mcdonalds OR "mcdonald's" OR url:"mcdonald's"`}},
		{`"McDonald's"`, "gdelt", []string{`"mcdonald's"`}},
		{"Coca-Cola", "hackernews", []string{`"coca-cola"`, `cocacola`}},
		{"Coca-Cola", "lemmy", []string{`coca cola`, `cocacola`}},
		{"H&M", "reddit", []string{`"h&m" OR hm`}},
		{"H&M", "lemmy", []string{`h&m`, `#hm`, `h & m`}},
		{"Marks & Spencer", "gdelt", []string{`("marks spencer" OR marksspencer OR "marks and spencer" OR marksandspencer OR "mark's spencer" OR "mark's and spencer")`}},
		{"Marks & Spencer", "mastodon", []string{`#marksspencer`, `#marksandspencer`}},
		{"J.P. Morgan", "gdelt", []string{`("j.p morgan" OR jpmorgan OR "jp morgan")`}},
		{"🦉", "x", []string{`🦉`}},
		// Two spellings that are one word here.
		{"Straße", "gdelt", []string{`(strasse OR straße)`}},
		{"Алёнка", "hackernews", []string{`аленка`, `алёнка`}},
		// Tags, handles, capitals.
		{"#solvo2026", "x", []string{`#solvo2026`}},
		{"#solvo2026", "gdelt", []string{`solvo2026`}},
		{"@solvo", "x", []string{`@solvo OR url:solvo`}},
		{"@solvo.example", "x", []string{`@solvo OR url:solvo`}},
		{"=Apple", "x", []string{`apple OR #apple OR @apple OR url:apple`}},
		// Fields.
		{"solvo AND lang:pt", "x", []string{`solvo OR #solvo OR @solvo OR url:solvo`}},
		{"solvo NOT lang:pt", "x", []string{`(solvo OR #solvo OR @solvo OR url:solvo) -lang:pt`}},
		{"solvo NOT lang:in", "x", []string{`solvo OR #solvo OR @solvo OR url:solvo`}},
		{"#solvo NOT author:@ana", "x", []string{`#solvo -from:ana`}},
		{"author:@ana OR domain:news.example", "x", []string{`from:ana OR url:"news.example"`}},
		{"#a1 AND domain:x.com", "x", []string{`#a1`}},
		{"domain:news.example", "googlenews", []string{`site:news.example`}},
		{"solvo NOT domain:spam.example", "gdelt", []string{`solvo -domainis:spam.example`}},
		{"title:recall OR #solvo", "x", []string{`#solvo`}}, // posts there have no title
		{"title:recall", "gdelt", []string{`recall`}},
		{"solvo NOT consulting", "x", []string{`solvo OR #solvo OR @solvo OR url:solvo`}},
		{"solvo NOT NOT recall", "gdelt", []string{`solvo recall`}},
		// Scripts without blanks narrow nothing that is found for sure.
		{"solvo* AND boycott*", "hackernews", []string{`solvo`}},
		{"手机 AND solvo", "gdelt", []string{`solvo`}},
		{"\\AND", "gdelt", []string{`"and"`}},
	} {
		form, err := For(tt.source, brand.Brand{Match: []string{tt.query}})
		if err != nil {
			t.Errorf("query %s at %s: %v", tt.query, tt.source, err)
			continue
		}
		if diff := cmp.Diff(tt.want, form.Queries); diff != "" {
			t.Errorf("query %s is asked of %s (-want +got):\n%s", tt.query, tt.source, diff)
		}
	}
}

func TestWhatAFormHearsBesidesAndWhatNot(t *testing.T) {
	for _, tt := range []struct{ query, source, wider, deaf string }{
		{"motrin", "x", "", "X finds no word inside a hashtag or a handle: one that holds motrin"},
		{"solvo*", "x", "", "X knows no stars: of solvo* it hears what is written out"},
		{"solvo AND boycott*", "x", "X is not asked for boycott*, which only narrows the rest", "inside a hashtag"},
		{"solvo AND recall", "lemmy", "Lemmy is not asked for solvo", ""},
		{"solvo NEAR/3 recall", "x", "how near words stand: (solvo NEAR/3 recall) is asked as AND", ""},
		{"=Apple", "x", `knows no capitals: ="Apple"`, ""},
		{"C++", "x", "without their signs: C++", ""},
		{"solvo NOT consulting", "x", "not told to leave out consulting", ""},
		{"title:recall", "gdelt", "not asked where words stand: title:recall", ""},
		{"hp OR solvo", "gdelt", "", "GDELT refuses short words: hp is not heard"},
		{"solvo OR lang:pt", "x", "", `X cannot be asked for lang:"pt" alone`},
		{"solvo", "mastodon", "", "posts that say solvo without the tag are not heard"},
		{"삼성", "x", "", "may miss 삼성 with an ending"},
		{"سولفو", "hackernews", "", "may miss سولفو with a particle"},
		{"手机", "googlenews", "", "手机 is missed where it does so inside the name"},
		{"сбербанк", "gdelt", "", "сбербанк is heard only where it is left in its own letters"},
		{"solvo* AND boycott*", "hackernews", "Hacker News is not asked for boycott*", ""},
		{"🦉 OR solvo", "gdelt", "", "cannot be asked for signs: 🦉"},
		{"solvo", "reddit", "", "comments are not heard"},
	} {
		form := mustForm(t, tt.source, brand.Brand{Match: []string{tt.query}})
		if wider := strings.Join(form.Wider, "; "); !strings.Contains(wider, tt.wider) {
			t.Errorf("query %s at %s lets through %q, want it to say %q", tt.query, tt.source, wider, tt.wider)
		}
		if deaf := strings.Join(form.Deaf, "; "); !strings.Contains(deaf, tt.deaf) {
			t.Errorf("query %s at %s is deaf to %q, want it to say %q", tt.query, tt.source, deaf, tt.deaf)
		}
	}
}

func TestASourceThatCannotBeAskedSaysSo(t *testing.T) {
	for _, tt := range []struct{ query, source string }{
		{"lang:pt", "x"},
		{"title:recall", "x"},
		{"hp", "gdelt"},
		{"author:ana", "hackernews"},
		{"source:press", "googlenews"},
		{"#solvo", "carrier pigeon"},
		{"(solvo", "x"},
	} {
		form, err := For(tt.source, brand.Brand{Key: "b", Match: []string{tt.query}})
		if err == nil || len(form.Queries) > 0 {
			t.Errorf("query %s at %s = %q, want an error", tt.query, tt.source, form.Queries)
		}
	}
	if _, err := All(brand.Brand{Key: "b", Match: []string{"("}}); err == nil || !strings.Contains(err.Error(), "brand b") {
		t.Errorf("All of a query with a fault = %v, want the fault and whose it is", err)
	}
}

func TestEverySourceHasAForm(t *testing.T) {
	forms, err := All(brand.Brand{Match: []string{"solvo OR #solvo*"}, Not: []string{"law"}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range forms {
		names = append(names, f.Source)
		if f.Whole != (len(f.Queries) == 0) || f.Fault != "" {
			t.Errorf("%s: whole %v with queries %q, fault %q", f.Source, f.Whole, f.Queries, f.Fault)
		}
	}
	if diff := cmp.Diff(Sources(), names); diff != "" {
		t.Errorf("sources (-listed +shown):\n%s", diff)
	}
}

func TestSeveralBrandsAreAskedForAtOnce(t *testing.T) {
	form, err := For("reddit",
		brand.Brand{Match: []string{"solvo", "#solvo2026"}, Not: []string{"law"}},
		brand.Brand{Match: []string{"motrin AND ad", "solvo"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"solvo OR solvo2026 OR (motrin ad)"}, form.Queries); diff != "" {
		t.Errorf("queries (-want +got):\n%s", diff)
	}
}

func TestLongQueriesAreSplitWithoutLoss(t *testing.T) {
	var names []string
	for i := range 60 {
		names = append(names, fmt.Sprintf(`#brand%d`, i))
	}
	for _, source := range Sources() {
		wanted := "(" + strings.Join(names, " OR ") + ") AND (recall OR boycott)"
		if source == "mastodon" || source == "lemmy" { // which are asked one thing at a time
			wanted = strings.Join(names, " OR ")
		}
		form := mustForm(t, source, brand.Brand{Match: []string{wanted}})
		if form.Whole {
			continue
		}
		asked := strings.Join(form.Queries, " ")
		for _, n := range names {
			if !strings.Contains(asked+" ", n[1:]+" ") && !strings.Contains(asked, n[1:]+")") && !strings.Contains(asked, n[1:]+"|") {
				t.Errorf("%s is not asked for %s: %.300q", source, n, form.Queries)
				break
			}
		}
	}
	for _, q := range mustForm(t, "x", brand.Brand{Match: names}).Queries {
		if len(q) > 512 {
			t.Errorf("a query to X has %d characters, more than 512", len(q))
		}
	}
	for _, q := range mustForm(t, "googlenews", brand.Brand{Match: names}).Queries {
		if words := len(strings.Fields(q)); words > 32 {
			t.Errorf("a query to Google News has %d words, more than 32", words)
		}
	}
}

func TestANameTooLongForASourceIsNamed(t *testing.T) {
	name := strings.Repeat("verylongname", 50)
	form := mustForm(t, "gdelt", brand.Brand{Match: []string{"solvo", name}})
	if deaf := strings.Join(form.Deaf, "; "); !strings.Contains(deaf, "no query as long as "+name) {
		t.Errorf("deaf to %q, want the long name", deaf)
	}
	form = mustForm(t, "gdelt", brand.Brand{Match: []string{"solvo AND " + name}})
	if diff := cmp.Diff([]string{"solvo"}, form.Queries); diff != "" {
		t.Errorf("queries (-want +got):\n%s", diff)
	}
}
