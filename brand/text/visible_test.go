package text

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestWhatIsShownCommandsNobody(t *testing.T) {
	for _, tt := range []struct{ claim, in, want string }{
		{"plain text", "503: naïve façade, ソルボ\n\tnext", "503: naïve façade, ソルボ\n\tnext"},
		{"a title for the terminal", "500 \x1b]0;owned\x07 \x1b[2J", "500 ]0;owned [2J"},
		{"the same in one character", "\u009b31m \u0085", "31m "},
		{"text that turns round", "a\u202eb\u2066c\u200fd", "abc\u200fd"},
		{"a line that begins anew", "fault\rall is well\x00\x7f", "faultall is well"},
		{"a broken byte", "\x9b31m", "\ufffd31m"},
		{"an emoji of several", "👩\u200d🚒", "👩\u200d🚒"},
		{"Persian between its letters", "می\u200cشود", "می\u200cشود"},
		{"a skin tone, a keycap and a flag", "👍🏽 1️⃣ 🇩🇪", "👍🏽 1️⃣ 🇩🇪"},
		{"Scotland's flag", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"},
		{"words nobody sees", "ok\U000e0068\U000e0069!", "ok!"},
		{"soft hyphens and byte order marks", "\ufeffpro\u00adduct", "product"},
		{"a pile of marks", "S\u0337\u0301\u0323\u0337\u0301\u0323\u0337\u0301\u0323o", "S\u0337\u0301\u0323\u0337\u0301\u0323o"},
		{"Thai, Hebrew and Hindi as they are", "ที่นี่ שָׁלוֹם हिन्दी", "ที่นี่ שָׁלוֹם हिन्दी"},
	} {
		if got := Visible(tt.in); got != tt.want {
			t.Errorf("%s: Visible(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"a\x1b[2J", "🏴\U000e0067\U000e007f", "S\u0337\u0301\u0323", "\u202e\ufeff", "a\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Visible(s)
		if again := Visible(got); again != got || !utf8.ValidString(got) {
			t.Errorf("Visible(%+q) = %+q, and again %+q", s, got, again)
		}
		for _, r := range got {
			if unicode.IsControl(r) && r != '\n' && r != '\t' || turns(r) {
				t.Errorf("Visible(%+q) = %+q, which holds %U", s, got, r)
			}
		}
	})
}
