package address

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func pieces() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{
		"https://", "http://", "HTTPS://", "a.Example", "m.", "www.", "amp.", "google.com/url?url=", "l.facebook.com/l.php?u=", ":80", ":443", "/", "?", "&",
		"utm_source=1", "q=%2f", "q=https://b.example/?utm_x=1", "%", "%25", "%41", "%2e", "ü", "#", "!", ".", "..", "//", "@", "[::1]", " ", ";", ";jsessionid=1", "+", "\\",
		"xn--", "amp;", "/amp", "x.com/ana/status/7", "comment-1", "google.com/amp/s/", "cdn.ampproject.org/c/", "news.google.com/articles/CBMi", "sid=0123456789abcdef01234567", "=",
	})
}

func TestOneSpellingStaysTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		same(t, strings.Join(rapid.SliceOfN(pieces(), 1, 12).Draw(t, "pieces"), ""))
	})
}

type failer interface{ Errorf(string, ...any) }

// same holds an address against the laws of the package.
func same(t failer, address string) {
	once := Canonical(address)
	if twice := Canonical(once); twice != once {
		t.Errorf("Canonical(%q) = %q, and of that %q", address, once, twice)
	}
	if Key(once) != Key(address) || (Key(address) == "") != (once == "") {
		t.Errorf("Key(%q) = %q, Key(%q) = %q", address, Key(address), once, Key(once))
	}
	if both, key := Both(address); both != once || key != Key(address) {
		t.Errorf("Both(%q) = %q and %q", address, both, key)
	}
	if Particular(once) != Particular(address) {
		t.Errorf("%q is one post's: %v, %q: %v", address, Particular(address), once, Particular(once))
	}
	if once == "" {
		return
	}
	if u, err := url.Parse(once); err != nil || u.Host == "" || u.User != nil || strings.ContainsFunc(once, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		t.Errorf("Canonical(%q) = %q, which is no address: %v", address, once, err)
	}
}

func FuzzCanonical(f *testing.F) {
	for _, address := range []string{
		"https://a.example/a%2Fb?b=1&a=2#comment-7", "https://www.google.com/url?q=https%3A%2F%2Fb.example", "https://www.google.com/amp/s/b.example/x",
		"https://news.google.com/rss/articles/CBMiF2h0dHBzOi8vYi5leGFtcGxlL3N0b3J5", "https://m.bücher.example/%", "http://[::1]:80/", "https://disq.us/url?url=https://b.example/x:1",
	} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		same(t, address)
		for _, found := range InText(address, 4) {
			if Canonical(found) != found {
				t.Errorf("InText(%q) has %q", address, found)
			}
		}
		if id := Global(address); len(id) > 4*maxID {
			t.Errorf("Global(%q) is %d bytes", address, len(id))
		}
	})
}

// Whoever writes a post chooses its addresses.
func TestHostileAddressesCostNothing(t *testing.T) {
	nested := "https://b.example/"
	for range 8 {
		nested = "https://www.google.com/url?q=" + url.QueryEscape(nested)
	}
	for claim, address := range map[string]string{
		"a megabyte":                    "https://a.example/" + strings.Repeat("x", 1<<20),
		"a megabyte of escapes to come": "https://a.example/" + strings.Repeat("ü", 1<<19),
		"just too long once escaped":    "https://a.example/" + strings.Repeat("ü", Longest/2-20),
		"a thousand wrappers":           strings.Repeat("https://www.google.com/url?url=", 1000) + "https://b.example/",
		"a hundred wrappers":            strings.Repeat("https://www.google.com/url?url=", 100) + "https://b.example/",
		"nine wrappers, escaped":        "https://google.com/url?q=" + url.QueryEscape(nested),
		"control characters":            "https://a.example/\x1b[2J",
	} {
		began := time.Now()
		if got := Canonical(address); got != "" || Key(address) != "" {
			t.Errorf("%s: %.80q…", claim, got)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s takes %v", claim, took)
		}
	}
	for claim, address := range map[string]string{
		"four thousand pairs":    "https://a.example/?" + strings.Repeat("a&", 4000),
		"four thousand segments": "https://a.example/" + strings.Repeat("a/", 4000),
		"dots":                   "https://a.example/" + strings.Repeat("../", 2600) + "x",
		"seven wrappers":         strings.Repeat("https://www.google.com/url?url=", 7) + "https://b.example/",
	} {
		began := time.Now()
		if got := Canonical(address); got == "" || Key(address) == "" {
			t.Errorf("%s is no address", claim)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s takes %v", claim, took)
		}
	}
	began := time.Now()
	InText(strings.Repeat("https://a.example/))))))", 40_000)+strings.Repeat(")", 1<<20), 16)
	InText("https://a.example/"+strings.Repeat(")", 1<<20), 16)
	InText(strings.Repeat("h", 1<<20)+strings.Repeat("http://", 1<<17), 16)
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("three texts of a megabyte take %v", took)
	}
}

func BenchmarkCanonical(b *testing.B) {
	for b.Loop() {
		Canonical("https://www.example.com/2026/11/21/solvo-recalls-its-sling?utm_source=rss&id=7#top")
	}
}
