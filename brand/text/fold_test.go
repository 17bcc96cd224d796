package text

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFoldMakesOneSpelling(t *testing.T) {
	for _, tt := range []struct{ claim, in, want string }{
		{"capitals", "SOLVO", "solvo"},
		{"full-width letters", "Ｓｏｌｖｏ！", "solvo!"},
		{"sharp s, small", "Straße", "strasse"},
		{"sharp s, capital", "STRAẞE", "strasse"},
		{"Turkish capital İ", "İSTANBUL", "istanbul"},
		{"Turkish ı stays its own letter", "ırmak", "ırmak"},
		{"accent written apart", "cafe\u0301", "café"},
		{"accent on a capital", "ÉTÉ", "été"},
		{"Greek final sigma", "ΟΔΟΣ οδος οδός", "οδοσ οδοσ οδόσ"},
		{"ligature", "ﬁne oﬀer", "fine offer"},
		{"zero-width space inside a name", "sol\u200bvo", "solvo"},
		{"soft hyphen inside a name", "sol\u00advo", "solvo"},
		{"joiners and variation selectors of emoji", "\u2764\ufe0f\u200d\U0001f525", "\u2764\U0001f525"},
		{"curly apostrophe", "Domino’s", "domino's"},
		{"non-breaking hyphen", "e\u2011mail", "e-mail"},
		{"no-break space", "pain\u00a0away", "pain away"},
		{"trade mark is no letter", "Solvo™", "solvo "},
		{"registered stays a sign", "Solvo®", "solvo®"},
		{"half-width Katakana", "ｿﾙﾎﾞ", "ソルボ"},
		{"stretched Arabic", "ســـولفو", "سولفو"},
		{"Russian ё", "Алёнка ЁЖ", "аленка еж"},
		{"Cyrillic capitals", "СБЕРБАНК Ї", "сбербанк ї"},
		{"Czech and Polish capitals", "ŽLUŤOUČKÝ ŁÓDŹ", "žluťoučký łódź"},
		{"ellipsis", "wait…", "wait..."},
		{"the stress of Russian", "за\u0301мок и\u0306", "замок й"},
		{"a pile of marks", "S\u0337\u0301\u0323o\u0335l\u0334v\u0338o\u0337", "ṣolvo"},
		{"a keycap", "\u0032\ufe0f\u20e3 Solvo", "2 solvo"},
		{"a flag of letters nobody sees", "🏴\U000e0067\U000e0062", "🏴"},
		{"marks that a script needs", "हिन्दी ที่", "हिन्दी ที่"},
		{"the points of Hebrew", "שָׁלוֹם", "שלום"},
		{"the vowels of Arabic", "سُولفُوّ", "سولفو"},
		{"hamza and madda, which make letters of their own", "أآؤئ ا\u0653", "أآؤئ آ"},
		{"an accent for an apostrophe", "McDonald´s Levi`s L´Oréal", "mcdonald's levi's l'oréal"},
		{"an accent within ASCII", "McDonald`s", "mcdonald's"},
		{"accents around a word", "´solvo´ `solvo`", " solvo  `solvo`"},
		{"a dash for a hyphen", "T–Mobile 7–Eleven", "t-mobile 7-eleven"},
		{"a dash between words and figures", "Solvo – 2020–2024, –x", "solvo – 2020–2024, –x"},
		{"superscript", "x² m³ n¹", "x2 m3 n1"},
	} {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
		if got := string(AppendFold(nil, tt.in)); got != tt.want {
			t.Errorf("%s: AppendFold(%q) = %q, want %q", tt.claim, tt.in, got, tt.want)
		}
	}
}

// The short cuts must say what the long way says, for every rune there is, alone
// and after a letter that could take it as a mark.
func TestShortCutsAreTrueForEveryRune(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		forms := []string{string(r), "x" + string(r) + "Y", "ا" + string(r) + "A", "กิ" + string(r), "สู" + string(r), "ก" + string(r) + "่", string(r) + "–`" + string(r)}
		if r > 0x3000 {
			forms = forms[:2]
		}
		for _, in := range forms {
			want := Fold(in)
			if got := string(AppendFold(nil, in)); got != want {
				t.Fatalf("AppendFold(%+q) = %+q, want %+q as Fold", in, got, want)
			}
			if twice := Fold(want); twice != want {
				t.Fatalf("Fold(%+q) = %+q, and folded again %+q", in, want, twice)
			}
		}
		if r > 0x20000 && r < 0xe0000 {
			r = 0xe0000 - 1 // unassigned, private or Han
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Solvo", "ßİς", "ｿﾙﾎﾞ", "e\u0301\u0323", "ก็ี่", "\xff", "مُّ", "i\u0307\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%+q) = %+q, and folded again %+q", s, once, twice)
		}
		if got := string(AppendFold([]byte("x"), s)); got != "x"+once {
			t.Errorf("AppendFold(%+q) = %+q, want %+q", s, got[1:], once)
		}
	})
}

func BenchmarkAppendFold(b *testing.B) {
	buf := make([]byte, 0, 4096)
	for name, s := range map[string]string{
		"ascii":  "The quick brown Fox jumps over the lazy Dog again and again, and then it rests at SOLVO for a while; ok? The quick brown Fox jumps over the lazy Dog again and again, and then it rests.",
		"mixed":  "It’s down again 😡😡 — la Straße no, el café sí. Señor, ¿qué pasa? The quick brown Fox jumps over the lazy Dog again and again, and then it rests at SOLVO for a while",
		"hangul": "삼성전자는 오늘 새로운 갤럭시 스마트폰을 공개했습니다. 많은 사람들이 기대하고 있습니다.",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				buf = AppendFold(buf[:0], s)
			}
		})
	}
}
