package text

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestMarkdownIsWhatAReaderSees(t *testing.T) {
	for _, tt := range []struct{ claim, in, want string }{
		{"plain text", "Solvo is down\nagain", "Solvo is down\nagain"},
		{"emphasis", "Solvo is **down** *again* and __never__ _up_ ~~maybe~~", "Solvo is down again and never up maybe"},
		{"both at once", "***down*** **_again_**", "down again"},
		{"half a word", "**Sol**vo", "Solvo"},
		{"underscores within words", "snake_case_name and __init__.py_", "snake_case_name and init.py_"},
		{"stars that multiply", "2 * 3 * 4, 5*x", "2 * 3 * 4, 5*x"},
		{"a star for a footnote", "free* shipping", "free* shipping"},
		{"a link", "see [the **ad**](https://solvo.example/ad \"title\").", "see the ad."},
		{"a link with parentheses", "[w](https://a/b_(c)) and ([x](https://a/(b)/(c_(d))) too)", "w and (x too)"},
		{"a link with half of them", "[w](https://a/b_(c) and (more)", "w and (more)"},
		{"a link by name", "see [the ad][1]", "see the ad"},
		{"brackets alone", "[sic] and [1]", "[sic] and [1]"},
		{"a picture", "![our ad](https://x.example/a.png) look", "our ad look"},
		{"an address in angles", "<https://solvo.example/a_b_c>", "https://solvo.example/a_b_c"},
		{"headings", "# Solvo\n## is down ##\n#solvo stays", "Solvo\nis down\n#solvo stays"},
		{"quotes", "> they said\n>> it works\nno", "they said\nit works\nno"},
		{"lists", "- one\n* two\n+ three\n1. four", "one\ntwo\nthree\n1. four"},
		{"rules and underlines", "Solvo\n=====\n---\n* * *\ndown", "Solvo\ndown"},
		{"a table", "| a | b |\n|---|:-:|\n| c | d |", "a b\nc d"},
		{"code", "run `rm **x**` or ``a`b``", "run rm **x** or a`b"},
		{"a fence", "```go\nx := *p * *q\n```\ndone", "x := *p * *q\ndone"},
		{"escapes", `\*not\* emphasis, C:\\x, AT\&T`, `*not* emphasis, C:\x, AT&T`},
		{"entities", "AT&amp;T &lt;3", "AT&T <3"},
		{"spoilers", ">!it fails!< and ||again||", "it fails and again"},
		{"BBCode", "[b]Solvo[/b] is [url=https://x.example]down[/url] [size=3]again[/size]", "Solvo is down again"},
		{"quotes of BBCode part words", "[quote=\"ana, post:1\"]it works[/quote]no", "it works\nno"},
		{"pictures of BBCode", "look[img]https://x.example/a.png[/img]here", "look here"},
		{"unknown tags", "[solvo] [b0]", "[solvo] [b0]"},
		{"signs that never close", "**down *again [see](", "**down *again [see]("},
		{"bytes that are no text", "a\xff**b**", "a\uFFFDb"},
		{"nothing", "", ""},
	} {
		if got := Markdown(tt.in); got != tt.want {
			t.Errorf("%s: Markdown(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
	}
}

func TestHostileMarkdownCostsItsLength(t *testing.T) {
	const many = 1 << 16
	for _, piece := range []string{"*", "_a", "**a ", "*a_b~~c", "[", "[](", "![", "`", "`a", "``a`", "<http", ">", "> ", "#", "\\", "[b]", "[img]", "|", "||a", ">!", "a*b_c[d](", "- ", "~~~\n", "\n", "[a][", "*a* "} {
		began := time.Now()
		if got := Markdown(strings.Repeat(piece, many/len(piece))); !utf8.ValidString(got) {
			t.Errorf("%q many times becomes what is no text", piece)
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("%q many times took %v", piece, took)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"**a** [b](c) `d`", "> # x\n|a|\n|-|", "[b]x[/b]", "*a_b*c_", "\\*\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Markdown(s)
		if !utf8.ValidString(got) || got != strings.TrimSpace(got) {
			t.Errorf("Markdown(%q) = %q: not tidy text", s, got)
		}
	})
}
