package feed

import (
	"testing"

	"pgregory.net/rapid"
)

func TestOneSpellingOfAnAddress(t *testing.T) {
	for address, want := range map[string]string{
		"HTTP://A.Example:80":                                                        "http://a.example/",
		"https://a.example:443/x":                                                    "https://a.example/x",
		"https://a.example:8443/x":                                                   "https://a.example:8443/x",
		"https://a.example/x#part":                                                   "https://a.example/x",
		"https://a.example/#!/x":                                                     "https://a.example/#!/x",
		"https://a.example./x/":                                                      "https://a.example/x/",
		"https://bücher.example/ü?q=ü":                                               "https://xn--bcher-kva.example/%C3%BC?q=ü",
		"https://[2606:4700::1]:443/":                                                "https://[2606:4700::1]/",
		"https://a.example/?utm_source=x&id=7&UTM_Medium=y":                          "https://a.example/?id=7",
		"https://a.example/?fbclid=1":                                                "https://a.example/",
		"https://a.example/?a=%2F&&b=1+2&gclid=3":                                    "https://a.example/?a=%2F&b=1+2",
		"https://a.example/?b=2&a=1":                                                 "https://a.example/?b=2&a=1",
		"https://a.example/?utm%5Fsource=x":                                          "https://a.example/",
		"https://a.example/?source=utm_source":                                       "https://a.example/?source=utm_source",
		"https://www.google.com/url?url=https://b.example/&ct=1":                     "https://b.example/",
		"https://google.co.uk/url?q=https%3A%2F%2Fb.example%2Fx":                     "https://b.example/x",
		"https://google.com/url?q=javascript:alert(1)":                               "https://google.com/url?q=javascript:alert(1)",
		"https://notgoogle.com/url?q=https://b.example/":                             "https://notgoogle.com/url?q=https://b.example/",
		"https://l.facebook.com/l.php?u=https%3A%2F%2Fb.example%2F%3Ffbclid%3D1&h=2": "https://b.example/",
		"https://ana:secret@a.example/":                                              "https://a.example/",
		"mailto:ana@a.example":                                                       "",
		"javascript:alert(1)":                                                        "",
		"/x":                                                                         "",
		"https://":                                                                   "",
		"https://a.example/\x00":                                                     "",
	} {
		if got := canonical(address); got != want {
			t.Errorf("canonical(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestOneSpellingStaysTheSame(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"https://", "http://", "a.Example", "www.google.com/url?url=", "l.facebook.com/l.php?u=", ":80", ":443", "/", "?", "&",
		"utm_source=1", "q=%2f", "q=https://b.example/?utm_x=1", "%", "ü", "#", "!", ".", "//", "@", "[::1]", " ", ";", "+", "..", "\\", "xn--",
	})
	rapid.Check(t, func(t *rapid.T) {
		address := ""
		for _, p := range rapid.SliceOfN(pieces, 1, 12).Draw(t, "pieces") {
			address += p
		}
		once := canonical(address)
		if twice := canonical(once); twice != once {
			t.Errorf("canonical(%q) = %q, and of that %q", address, once, twice)
		}
	})
}
