package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWordsAreWhatIsSaid(t *testing.T) {
	for _, tt := range []struct{ claim, in, want string }{
		{"a sentence", "It’s DOWN again!", "it's|down|again"},
		{"quotation marks are no apostrophes", "'no' they said, ‘never’", "no|they|said|never"},
		{"French", "L’eau n'est pas d'ici", "l'eau|n'est|pas|d'ici"},
		{"a hyphen parts", "e-mail well-known", "e|mail|well|known"},
		{"numbers", "50% off v2.0", "50|off|v2|0"},
		{"an address", "see https://t.co/Ab1?x=y, ok", "see|ok"},
		{"an address without a scheme", "see solvo.com/ad and www.solvo.example now", "see|and|now"},
		{"an address beside Chinese", "看https://t.co/x很好", "看|很好"},
		{"a mail address", "write ana.b@solvo.example please", "write|ana|please"},
		{"a full stop without a space", "it broke.Again", "it|broke|again"},
		{"handles", "@solvo @ana@social.example why", "why"},
		{"hashtags", "why #SolvoFail #手机", "why"},
		{"a lone sign", "C# @ home # 1", "c|home|1"},
		{"emoji part", "down😡again", "down|again"},
		{"marks stay with their letter", "e\u0301te\u0301 हिन्दी", "été|हिन्दी"},
		{"soft hyphens are nothing", "pro\u00adduct", "product"},
		{"full width", "ＳＯＬＶＯ　ｆａｉｌ", "solvo|fail"},
		{"nothing", " \n", ""},
	} {
		if got := strings.Join(slices.Collect(Words(tt.in)), "|"); got != tt.want {
			t.Errorf("%s: Words(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"It’s DOWN", "a@b.c/d", "看https://t.co/x很", "#a@b'c''d", "www.", "\xff'a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		for word := range Words(s) {
			if word == "" || !utf8.ValidString(word) || !strings.Contains(folded, word) {
				t.Errorf("Words(%+q) has %+q, which is no part of %+q", s, word, folded)
			}
			if strings.ContainsAny(word, " \n@#/.,") || strings.HasPrefix(word, "'") || strings.HasSuffix(word, "'") {
				t.Errorf("Words(%+q) has %+q, which is no word", s, word)
			}
		}
	})
}

func FuzzSplitTag(f *testing.F) {
	for _, s := range []string{"iPhone15ProMax", "ATTFail", "手机Fail", "e\u0301T", "a_\xffB"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		parts := SplitTag(tag)
		if got, want := strings.Join(parts, ""), strings.ReplaceAll(tag, "_", ""); got != want {
			t.Errorf("the parts of %+q are %+q: letters are lost", tag, parts)
		}
		if slices.Contains(parts, "") {
			t.Errorf("the parts of %+q are %+q", tag, parts)
		}
	})
}
