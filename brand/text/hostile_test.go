package text

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Whatever a stranger sends costs time in proportion to its length.
func TestHostileTextCostsItsLength(t *testing.T) {
	const mega = 1 << 16
	for claim, in := range map[string]string{
		"5 MB of less-than":               strings.Repeat("<", 80*mega),
		"tags that never end":             strings.Repeat("<a ", mega),
		"attributes that never end":       "<a " + strings.Repeat("x=", mega),
		"quotes that never end":           strings.Repeat(`<a x="`, mega/2),
		"comments that never end":         strings.Repeat("<!--", mega),
		"character data that never ends":  strings.Repeat("<![CDATA[", mega/2),
		"200,000 nested elements":         strings.Repeat("<div>", 200_000) + "deep" + strings.Repeat("</div>", 200_000),
		"nested unread elements":          strings.Repeat("<svg>", 200_000) + "deep",
		"scripts that never end":          strings.Repeat("<script>", 200_000),
		"a title that never ends":         strings.Repeat("<textarea>", 200_000),
		"entities":                        strings.Repeat("&amp;", mega) + strings.Repeat("&", mega) + strings.Repeat("&#", mega/2),
		"an entity without end":           "&" + strings.Repeat("a", mega),
		"a number without end":            "&#" + strings.Repeat("9", mega),
		"entities of entities":            strings.Repeat("&amp;amp;amp;", mega/13),
		"zalgo":                           strings.Repeat("S"+strings.Repeat("\u0337\u0301\u0323", 20), mega/120),
		"one letter with a million marks": "a" + strings.Repeat("\u0301", mega),
		"marks of all classes":            "a" + strings.Repeat("\u0301\u0323\u0327\u0337", mega/8),
		"broken text":                     strings.Repeat("Ã©", mega/2),
		"twice broken text":               strings.Repeat("Ãƒ\u0082Â©", mega/8),
		"broken text without a space":     strings.Repeat("â€™", mega/4),
		"nothing but bytes":               strings.Repeat("\xff", 5*mega),
		"a word":                          strings.Repeat("x", 5*mega),
		"signs of tags":                   strings.Repeat("#", 5*mega),
		"numbers that are no tags":        strings.Repeat("#1", mega),
		"handles":                         strings.Repeat("a@", mega),
		"addresses":                       strings.Repeat("http://", mega/2),
		"full stops":                      strings.Repeat("a.", mega),
		"apostrophes":                     strings.Repeat("a'", mega),
		"humps":                           "#" + strings.Repeat("aB", mega),
		"joiners":                         strings.Repeat("👩\u200d", mega/7),
		"flags":                           strings.Repeat("🇩", mega/4),
		"Hangul in pieces":                strings.Repeat("\u1100\u1161\u11a8", mega/9),
		"spaces":                          strings.Repeat(" ", 5*mega),
		"lines":                           strings.Repeat("\n", 5*mega),
		"brackets":                        strings.Repeat("[", mega) + strings.Repeat("](", mega),
	} {
		began := time.Now()
		plain := Plain(in)
		repaired := Repair(plain)
		Fold(in)
		Tags(in)
		SplitTag(in)
		Visible(in)
		Clip(in, 100)
		words := 0
		for range Words(in) {
			words++
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("%s: %d bytes took %v", claim, len(in), took)
		}
		if !utf8.ValidString(plain) || !utf8.ValidString(repaired) {
			t.Errorf("%s: what comes out is no text", claim)
		}
		if len(plain) > 3*len(in) {
			t.Errorf("%s: %d bytes became %d", claim, len(in), len(plain))
		}
	}
}
