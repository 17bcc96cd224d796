package text

import (
	"testing"
	"unicode/utf8"
)

func TestRepairWhereCertain(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Itâ€™s down", "It’s down"},
		{"â€œnoâ€\u009d, they said", "“no”, they said"},
		{"wait â€¦ â€” now", "wait … — now"},
		{"cafÃ© crÃ¨me", "café crème"},
		{"Ã©tÃ©", "été"},
		{"SeÃ±or, Â¿quÃ© pasa?", "Señor, ¿qué pasa?"},
		{"MÃ¼nchen und StraÃŸe", "München und Straße"},
		{"aqu\u00c3\u00ad est\u00c3\u00a1", "aquí está"},
		{"ðŸ˜¡ðŸ˜¡", "😡😡"},
		{"Â© 2026 Solvo Â®", "© 2026 Solvo ®"},
		{"ï»¿Solvo", "\ufeffSolvo"},
		{"cafÃƒÂ©", "café"},
		{"Â¡No!", "¡No!"},
		{"Ã‰tÃ© Â« ici Â»", "Été « ici »"},
		{"25 â‚¬ for Solvoâ„¢ â†’ no", "25 € for Solvo™ → no"},
		{"âœ… done âš\u00a0ï¸\u008f", "✅ done ⚠️"},
		{"I â\u009d¤ it", "I ❤ it"},
		{"ÐŸÑ€Ð¸Ð²ÐµÑ‚ Ð½Ðµ", "Привет не"},
		{"ã‚½ãƒ«ãƒœ", "ソルボ"},
		{"æ‰‹æœº", "手机"},
		{"Î•Î»Î»Î¬Î´Î±", "Ελλάδα"},
		// What may have been meant stays.
		{"“CAFÉ”", "“CAFÉ”"},
		{"“AMANHÃ”", "“AMANHÃ”"},
		{"«IRMû", "«IRMû"},
		{"NÃO, é AÇÃO", "NÃO, é AÇÃO"},
		{"VOCÊ–EU", "VOCÊ–EU"},
		{"Â", "Â"},
		{"château à l’âme", "château à l’âme"},
		{"Â€", "Â€"},
		{"Ñandú, ãçåé, êëìí", "Ñandú, ãçåé, êëìí"},
		{"×××", "×××"},
		{"âœ", "âœ"},
		{"plain", "plain"},
		{"été 😡 手机", "été 😡 手机"},
		{"Привет", "Привет"},
	} {
		if got := Repair(tt.in); got != tt.want {
			t.Errorf("Repair(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzRepair(f *testing.F) {
	for _, s := range []string{"Itâ€™s", "cafÃ©", "“CAFÉ”", "ðŸ˜¡"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Repair(s); utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("Repair(%q) = %q, which is no text", s, got)
		} else if isASCII(s) && got != s {
			t.Errorf("Repair(%q) = %q", s, got)
		}
	})
}

// Text without the byte that suspects begin with is not looked at.
func TestSuspectsBeginAlike(t *testing.T) {
	for _, r := range suspects {
		if string(r)[0] != leading {
			t.Errorf("%q begins with another byte than %#x", r, leading)
		}
	}
}
