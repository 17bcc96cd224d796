package lang

import "testing"

func TestNormalizeIsOneSpelling(t *testing.T) {
	for _, tt := range []struct{ claim, in, want string }{
		{"a language", "en", "en"},
		{"with a region", "en-US", "en"},
		{"as a locale", "en_us", "en"},
		{"as a locale of a machine", "de_DE.UTF-8", "de"},
		{"in capitals", "EN", "en"},
		{"with a script", "zh-Hant-TW", "zh"},
		{"spaces around it", " pt-BR\n", "pt"},
		{"three letters", "jpn", "ja"},
		{"three letters of libraries", "ger", "de"},
		{"three letters that have no two", "ceb", "ceb"},
		{"an old code of Hebrew", "iw", "he"},
		{"an old code of Indonesian", "in", "id"},
		{"the two kinds of Norwegian", "nb", "no"},
		{"the other kind", "nn-NO", "no"},
		{"Filipino is Tagalog", "fil", "tl"},
		{"Mandarin", "cmn-Hans-CN", "zh"},
		{"Cantonese as a kind of Chinese", "zh-yue", "yue"},
		{"a name", "English", "en"},
		{"a name with more", "Chinese (Simplified)", "zh"},
		{"a name in its own language", "Português", "pt"},
		{"a short name", "Thai", "th"},
		{"nothing", "", ""},
		{"undetermined", "und", ""},
		{"undetermined, with a script", "und-Latn", ""},
		{"no language", "zxx", ""},
		{"several", "mul", ""},
		{"media only, as X says", "qme", ""},
		{"hashtags only, as X says", "qht", ""},
		{"every reader's", "x-default", ""},
		{"private", "x-klingon", ""},
		{"no code", "xx", ""},
		{"no code of three letters", "foo", ""},
		{"any", "*", ""},
		{"garbage", "garbage", ""},
		{"markup", "<b>en</b>", ""},
		{"an equals sign", "eng=en", ""},
		{"a list", "en,de", "en"},
		{"a header", "de-CH, de;q=0.9", "de"},
		{"a space within", "e n", ""},
		{"digits", "12", ""},
		{"an essay", "en" + string(make([]byte, 200)), ""},
	} {
		got := Normalize(tt.in)
		if got != tt.want {
			t.Errorf("%s: Normalize(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
		if again := Normalize(got); again != got {
			t.Errorf("%s: Normalize(%q) = %q, and again %q", tt.claim, tt.in, got, again)
		}
	}
}

// Every language the detector answers is one that sources may name.
func TestEveryLanguageOfTheDetectorIsNormal(t *testing.T) {
	var tags []string
	for _, f := range New().families {
		tags = append(tags, f.tags...)
	}
	for s := range scripts {
		if s.own() != "" {
			tags = append(tags, s.own())
		}
	}
	for _, tag := range tags {
		if got := Normalize(tag); got != tag {
			t.Errorf("Normalize(%q) = %q", tag, got)
		}
	}
}
