package query

import (
	"testing"

	"tocsin/brand"
)

func TestLabelledTexts(t *testing.T) {
	cases := 0
	missing := map[string]bool{
		"C++": true, "at&t": true, ".NET": true, "e-mail": true, "Yahoo!": true, "=Apple": true, "motrin": true, `"motrin"`: true,
		"手机": true, "トヨタ": true, "กาแฟ": true, "سولفو": true, "сбербанк": true, "삼성": true,
		"solvo*": true, "#solvo": true, "@solvo": true, "pain away": true, `"pain away"`: true, "solvo NEAR/2 recall": true,
		"solvo AND recall": true, "solvo OR motrin": true, "solvo NOT consulting": true, "(a1 OR b1) AND c1": true,
	}
	for _, row := range labelled() {
		delete(missing, row.query)
		s, err := Compile([]brand.Brand{{Key: "b", Match: []string{row.query}}})
		if err != nil {
			t.Errorf("Compile(%q): %v", row.query, err)
			continue
		}
		for _, want := range []bool{true, false} {
			texts := row.no
			if want {
				texts = row.yes
			}
			for _, text := range texts {
				cases++
				if got := s.Match(brand.Post{Text: text}); (len(got) == 1) != want {
					t.Errorf("query %s on %q = %v, want a match: %v", row.query, text, got, want)
				}
				if got := s.Match(brand.Post{Title: text}); (len(got) == 1) != want {
					t.Errorf("query %s on the title %q = %v, want a match: %v", row.query, text, got, want)
				}
			}
		}
	}
	if cases < 300 {
		t.Errorf("%d labelled texts, want at least 300", cases)
	}
	for name := range missing {
		t.Errorf("no text is labelled for %s", name)
	}
	t.Logf("%d labelled texts", cases)
}

func TestFields(t *testing.T) {
	post := brand.Post{
		Title: "Recall at Solvo", Text: "The bags burn. #SolvoMoms", Author: "Ana Ruiz", AuthorID: "@AnaR",
		URL: "https://www.news.example/2026/Solvo-recall?id=7", Lang: "pt-BR",
	}
	for _, tt := range []struct {
		query string
		want  bool
	}{
		{"title:recall", true},
		{"title:burn", false},
		{"text:burn", true},
		{"text:recall", false},
		{"title:(recall OR burn)", true},
		{"title:(burn OR bags)", false},
		{`title:"at solvo"`, true},
		{`title:="Recall at"`, true},
		{`title:=recall`, false},
		{"title:#solvomoms", false},
		{"text:#solvo*", true},
		{"text:solvo", true}, // inside the tag
		{"recall NEAR/1 solvo", true},
		{"recall NEAR/9 burn", false}, // not across title and text
		{"author:ana", true},
		{`author:"ana ruiz"`, true},
		{"author:an", false},
		{"author:@anar", true},
		{"author:anar", true},
		{"author:@ana", false},
		{"author:(ben OR ruiz)", true},
		{"lang:pt", true},
		{"lang:PT", true},
		{"lang:pt-br", true},
		{"lang:pt_BR", true},
		{"lang:pt-pt", false},
		{"lang:en", false},
		{"lang:unknown", false},
		{"lang:(en OR pt) AND solvo", true},
		{"solvo NOT lang:pt", false},
		{"domain:news.example", true},
		{"domain:www.news.example", true},
		{"domain:ews.example", false},
		{"url:https://www.news.example/2026", true},
		{"domain:https://news.example/", true},
		{"url:solvo-recall", true},
		{"url:/2026/", true},
		{`url:"id=7"`, true},
		{"url:motrin", false},
		{"source:press", true},
		{"source:Press", true},
		{"source:x", false},
		{"solvo NOT source:press", false},
	} {
		s, err := Compile([]brand.Brand{{Key: "b", Match: []string{tt.query}}})
		if err != nil {
			t.Errorf("Compile(%q): %v", tt.query, err)
			continue
		}
		if got := s.MatchFrom("press", post); (len(got) == 1) != tt.want {
			t.Errorf("query %s = %v, want a match: %v", tt.query, got, tt.want)
		}
	}
}

func TestALanguageThatNobodyGaveIsToldFromTheText(t *testing.T) {
	const portuguese = "A empresa não disse nada até agora, e os leitores estão à espera de uma resposta"
	for _, tt := range []struct {
		query string
		post  brand.Post
		want  bool
	}{
		{"lang:pt", brand.Post{Text: portuguese}, true},
		{"lang:pt", brand.Post{Title: portuguese, Text: "Solvo"}, true},
		{"lang:pt", brand.Post{Text: portuguese, Lang: "es"}, false}, // the source knows better
		{"lang:es", brand.Post{Text: portuguese}, false},
		{"lang:pt-br", brand.Post{Text: portuguese}, false}, // a text tells no country
		{"lang:unknown", brand.Post{Text: portuguese}, false},
		{"lang:unknown", brand.Post{Text: "Solvo"}, true},
		{"lang:unknown", brand.Post{}, true},
		{"empresa NOT lang:pt", brand.Post{Text: portuguese}, false},
		{"empresa NOT lang:en", brand.Post{Text: portuguese}, true},
		{"lang:ja", brand.Post{Text: "昨日注文した商品がまだ届きません。どうなっているのでしょうか。"}, true},
	} {
		s := mustCompile(t, brand.Brand{Key: "b", Match: []string{tt.query}})
		for range 2 { // what was told of the post before is forgotten
			if got := s.Match(tt.post); (len(got) == 1) != tt.want {
				t.Errorf("query %s on %+v = %v, want a match: %v", tt.query, tt.post, got, tt.want)
			}
			s.Match(brand.Post{Text: "This is nothing but a sentence of the English language.", Lang: "en"})
		}
	}
}

func TestAddressesAPostPointsTo(t *testing.T) {
	post := brand.Post{
		Text: "look", URL: "https://social.example/@ana/7",
		Links: []string{"https://www.news.example/2026/Solvo-recall?id=7", "https://solvo.example:8443", "https://xn--bcher-kva.example/#top"},
	}
	for _, tt := range []struct {
		query string
		want  bool
	}{
		{"domain:news.example", true},
		{"domain:solvo.example", true},
		{"domain:social.example", true},
		{"domain:xn--bcher-kva.example", true},
		{"domain:ews.example", false},
		{"domain:example.org", false},
		{"domain:recall.example", false},
		{"url:solvo-recall", true},
		{"url:/2026/", true},
		{"url:@ana", true},
		{"url:motrin", false},
		{"look NOT domain:news.example", false},
		{"look AND NOT domain:other.example", true},
		{"source:press OR url:#top", true},
	} {
		s := mustCompile(t, brand.Brand{Key: "b", Match: []string{tt.query}})
		if got := s.Match(post); (len(got) == 1) != tt.want {
			t.Errorf("query %s on %+v = %v, want a match: %v", tt.query, post, got, tt.want)
		}
	}
}
