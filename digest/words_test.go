package digest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
)

func TestHostileWordsStayWords(t *testing.T) {
	tests := []struct{ words, never string }{
		{"@here @channel wake up", "@here"},
		{"[click](https://evil.example)", "[click]"},
		{"a | b | c", " | "},
		{"<script>alert(1)</script>", "<script>"},
		{"<!channel>", "<!channel>"},
		{"**bold** _x_ `code`", "**bold"},
		{"line\n# heading", "\n# heading"},
		{"![pic](https://evil.example/p.png)", "!["},
		{"&#64;here", "&#64;"},
		{"see https://evil.example/x now", "https://evil.example/x"},
		{"\x1b]0;pwned\x07\x1b[2J", "\x1b"},
		{"\u202egnp.exe", "\u202e"},
		{"null\x00byte", "\x00"},
	}
	for _, tt := range tests {
		tally := NewTally(theWeek(), at(7, 0, 0))
		m := said("a", at(1, 1, 1), tt.words)
		m.Author = tt.words
		tally.Add(m)
		for i := range quietBelow {
			tally.Add(said(fmt.Sprint(i), at(1, 1, 2), "else"))
		}
		in := Input{Brand: brand.Brand{Key: "solvo", Name: tt.words}, Heard: tally, At: at(7, 0, 0), Bookmarks: []Bookmark{{ID: "x", Failures: 1, Read: at(1, 1, 1), Fault: tt.words}}}
		r := Build(in)
		if got := Markdown(r); strings.Contains(got, tt.never) {
			t.Errorf("Markdown of %q holds %q:\n%s", tt.words, tt.never, got)
		}
		for _, c := range Text(r) {
			if c != '\n' && (c < ' ' || c == 0x7f || c == '\u202e') {
				t.Errorf("text of %q holds the control character %U", tt.words, c)
			}
		}
		if n := strings.Count(Text(r), "\n"); n != strings.Count(Text(Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0), Bookmarks: in.Bookmarks})), "\n") {
			t.Errorf("%q adds lines to the text: %d", tt.words, n)
		}
	}
}

func TestMarkdownEscapesNoMoreThanItMust(t *testing.T) {
	for _, tt := range []struct{ claim, words, want string }{
		{"a number", "#241 rose!", "#241 rose!"},
		{"an address of mail calls nobody", "write to ana@solvo.example", "write to ana@solvo.example"},
		{"nor does a lone sign", "5 @ 3 @", "5 @ 3 @"},
		{"a handle calls somebody, its server nobody", "@ana@social.example (@ben)", "@\u200bana@social.example (@\u200bben)"},
		{"two signs", "@@here", "@@\u200bhere"},
		{"a picture", "![x](y)", `!\[x\](y)`},
	} {
		if got := escape(tt.words); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, got, tt.want)
		}
	}
}

func TestATitleIsPartedFromItsText(t *testing.T) {
	for _, tt := range []struct{ claim, title, text, want string }{
		{"both", "Solvo ruft zurück, Blatt 10", "BERLIN (dpa): Solvo", "Solvo ruft zurück, Blatt 10 – BERLIN (dpa): Solvo"},
		{"a title that ends in a mark", "Solvo recalls: ", "all slings", "Solvo recalls – all slings"},
		{"a text that begins with the title", "Solvo recalls", "SOLVO  recalls all slings", "SOLVO recalls all slings"},
		{"a title that is a cut text", "Solvo recalls…", "Solvo recalls all slings", "Solvo recalls all slings"},
		{"no text", "Solvo recalls", " ", "Solvo recalls"},
		{"no title", "", "all slings", "all slings"},
		{"a title of dots", "...", "all slings", "all slings"},
		{"neither", "", "", ""},
	} {
		if got := wordsOf(brand.Mention{Post: brand.Post{Title: tt.title, Text: tt.text}}); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, got, tt.want)
		}
	}
}

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://news.example/a?b=c", "https://news.example/a?b=c"},
		{"javascript:alert(1)", ""},
		{"https://social.example/@ana/7", "https://social.example/@ana/7"},
		{"https://user:word@news.example/", ""},
		{"/relative", ""},
		{"", ""},
		{"https://news.example/a> [x](y)", "https://news.example/a%3E%20%5Bx%5D%28y%29"},
		{"https://news.example/\n# heading", ""},
	}
	for _, tt := range tests {
		if got := address(tt.url); got != tt.want {
			t.Errorf("address(%q) = %q, want %q", tt.url, got, tt.want)
		}
	}
}

func TestWords(t *testing.T) {
	for s, want := range map[int]string{0: "0 s", 59: "59 s", 60: "1 min", 1320: "22 min", 8100: "2 h 15 min", 7200: "2 h", 3599: "1 h", 86400: "24 h", 172800: "2 d", 273600: "3 d 4 h"} {
		if got := span(s); got != want {
			t.Errorf("span(%d) = %q, want %q", s, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
	for week, want := range map[string]string{"2026-W47": "16–22 Nov 2026", "2026-W49": "30 Nov – 6 Dec 2026", "2026-W53": "28 Dec 2026 – 3 Jan 2027"} {
		w, err := ParseWeek(week, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		if got := dates(w.From(), w.To()); got != want {
			t.Errorf("dates of %s are %q, want %q", week, got, want)
		}
	}
}
