package text

import "testing"

func TestWordsAreTypedWithoutTheirAccents(t *testing.T) {
	for word, want := range map[string]string{
		"café": "cafe", "Škoda": "Skoda", "rückruf": "ruckruf", "øl": "ol", "œuvre": "oeuvre", "Łódź": "Lodz", "niño": "nino",
		"кафе": "кафе", "ガス": "ガス", "plain": "plain",
	} {
		if got := Unaccented(word); got != want {
			t.Errorf("Unaccented(%q) = %q, want %q", word, got, want)
		}
	}
	for word, want := range map[string]string{
		"rückrüf für öl": "rueckruef fuer oel", "todesfälle": "todesfaelle", "vergüenza": "verguenza", "argüí": "argui",
		"gültig": "gueltig", "café": "cafe", "plain": "plain", "Öl": "Oel",
	} {
		if got := Typed(word); got != want {
			t.Errorf("Typed(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestHeadCutsNoRuneInTwo(t *testing.T) {
	for bytes, want := range []string{"", "a", "a", "aü", "aü", "aü", "aü", "aü😡", "aü😡"} {
		if got := Head("aü😡", bytes); got != want {
			t.Errorf("Head(%d bytes) = %q, want %q", bytes, got, want)
		}
	}
}
