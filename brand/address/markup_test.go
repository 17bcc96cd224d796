package address_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand/address"
)

func TestLinksOfMarkup(t *testing.T) {
	tests := []struct {
		claim, markup, base string
		want                []string
	}{
		{"plain text has none", "see https://paper.example/7", "", nil},
		{"where a link leads, not what it shows", `<p><a rel="nofollow" href="https:&#x2F;&#x2F;paper.example&#x2F;long?utm_source=x">https://paper.example/lo...</a>`, "", []string{"https://paper.example/long"}},
		{"each once", `<a href="https://a.example/1">1</a> <A HREF='https://a.example/1'>again</A> <a href="http://b.example/2"/>`, "", []string{"https://a.example/1", "http://b.example/2"}},
		{"from where the page stands", `<a href="/u/ana">@ana</a> <a href="../8">8</a>`, "https://forum.example/t/solvo/7/1", []string{"https://forum.example/u/ana", "https://forum.example/t/solvo/8"}},
		{"but not where that is unknown", `<a href="/u/ana">@ana</a>`, "", nil},
		{"a place in the page, a mail, a script", `<a href="#top">top</a><a href="mailto:a@b.example">m</a><a href="javascript:x()">x</a><a name="y">y</a><a href="https://%zz">z</a>`, "https://forum.example/", nil},
		{"pictures and styles lead nowhere", `<img src="https://a.example/i.png"><link href="https://a.example/s.css">`, "", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, address.InMarkup(tt.markup, tt.base, 16)); diff != "" {
			t.Errorf("%s: InMarkup(%q) (-want +got)\n%s", tt.claim, tt.markup, diff)
		}
	}
	many := strings.Repeat(`<a href="https://a.example/1"></a><a href="https://a.example/2"></a><a href="https://a.example/3"></a>`, 100)
	if got := address.InMarkup(many, "", 2); len(got) != 2 {
		t.Errorf("of many links %d are listed, want 2", len(got))
	}
}
