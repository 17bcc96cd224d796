package query

import (
	"encoding/binary"
	"testing"
	"unicode"
)

func TestWordRun(t *testing.T) {
	for c := range 256 {
		for at := range 8 {
			b := []byte("abz09xyk")
			b[at] = byte(c)
			want := 8
			if class[c] != classWord || 'A' <= c && c <= 'Z' { // a folded text has no capitals
				want = at
			}
			if got := wordRun(binary.LittleEndian.Uint64(b)); got != want {
				t.Fatalf("wordRun(%q) = %d, want %d", b, got, want)
			}
		}
	}
}

// What scriptOf knows by heart must be what Unicode's tables say.
func TestScriptsKnownByHeartAreTrue(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if got, want := scriptOf(r), rareScript(r); got != want {
			t.Errorf("scriptOf(%U %c) = %d, want %d", r, r, got, want)
		}
	}
}
