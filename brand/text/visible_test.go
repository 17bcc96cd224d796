package text

import "testing"

func TestWhatIsShownCommandsNobody(t *testing.T) {
	for _, tt := range []struct{ claim, in, want string }{
		{"plain text", "503: naïve façade, ソルボ\n\tnext", "503: naïve façade, ソルボ\n\tnext"},
		{"a title for the terminal", "500 \x1b]0;owned\x07 \x1b[2J", "500 ]0;owned [2J"},
		{"the same in one character", "\u009b31m \u0085", "31m "},
		{"text that turns round", "a\u202eb\u2066c\u200fd", "abc\u200fd"},
		{"a line that begins anew", "fault\rall is well\x00\x7f", "faultall is well"},
		{"a broken byte", "\x9b31m", "\ufffd31m"},
		{"an emoji of several", "👩\u200d🚒", "👩\u200d🚒"},
	} {
		if got := Visible(tt.in); got != tt.want {
			t.Errorf("%s: Visible(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
	}
}
