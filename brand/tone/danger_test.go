package tone

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"tocsin/brand"
)

// spoken is a text with the dangers people found in it.
type spoken struct {
	lang, text string
	dangers    []string
}

func spokenOf(tb testing.TB) []spoken {
	tb.Helper()
	f, err := os.Open("testdata/danger.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var all []spoken
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "# ") {
			continue
		}
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 3 {
			tb.Fatalf("%q has not three parts", lines.Text())
		}
		s := spoken{lang: strings.Trim(parts[0], "-"), text: parts[2]}
		if parts[1] != "-" {
			s.dangers = strings.Split(parts[1], ",")
			slices.Sort(s.dangers)
		}
		all = append(all, s)
	}
	return all
}

// TestDangersOfOurOwnPostsAreHeard holds the lists to posts labelled before they read
// the first, by who wrote the lists. Of the first 179, 166 were read right at first, of
// 81 written later 78; the last 30 are mostly ones known to be misread. What was misread
// taught the lists words, so all are right now, and that says nothing of other people's
// posts.
func TestDangersOfOurOwnPostsAreHeard(t *testing.T) {
	r := reader(t)
	posts := spokenOf(t)
	right := 0
	for _, p := range posts {
		got := slices.Sorted(slices.Values(r.Read(brand.Post{Text: p.text}, p.lang).Danger))
		if slices.Equal(got, p.dangers) {
			right++
			continue
		}
		t.Errorf("%q (%s): danger %q, want %q", p.text, p.lang, got, p.dangers)
	}
	t.Logf("%d of %d", right, len(posts))
}

func TestADangerHasOneNameInEveryLanguage(t *testing.T) {
	r := reader(t)
	for want, texts := range map[string]map[string]string{
		"recall":   {"en": "Solvo recall", "de": "Solvo-Rückruf", "fr": "rappel de produits Solvo", "es": "retirada de productos Solvo", "pt": "recall da Solvo"},
		"fire":     {"en": "it caught fire", "de": "es hat Feuer gefangen", "fr": "un incendie", "es": "un incendio", "pt": "um incêndio"},
		"boycott":  {"en": "boycott Solvo", "de": "Boykott", "fr": "boycottez Solvo", "es": "boicot", "pt": "boicote"},
		"injury":   {"en": "three injured", "de": "drei Verletzte", "fr": "trois blessés", "es": "tres heridos", "pt": "três feridos"},
		"allergy":  {"en": "allergic reaction", "de": "allergische Reaktion", "fr": "réaction allergique", "es": "reacción alérgica", "pt": "reação alérgica"},
		"lawsuit":  {"en": "class action", "de": "Sammelklage", "fr": "action collective", "es": "demanda colectiva", "pt": "ação coletiva"},
		"hospital": {"en": "in hospital", "de": "im Krankenhaus", "fr": "à l’hôpital", "es": "en el hospital", "pt": "no hospital"},
	} {
		for lang, text := range texts {
			if got := r.Read(brand.Post{Text: text}, lang).Danger; !slices.Equal(got, []string{want}) {
				t.Errorf("%s: danger %q in %q, want %s", lang, got, text, want)
			}
		}
	}
}

func TestDangersAreHeardHoweverTheyAreTyped(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct {
		claim, lang, text string
		want              []string
	}{
		{"with an umlaut", "de", "Rückrufaktion", []string{"recall"}},
		{"with two letters for it", "de", "Rueckrufaktion", []string{"recall"}},
		{"not with a plain vowel, which is another word", "de", "Die Kreuzung ist eine Todesfalle", nil},
		{"as its umlaut is", "de", "zwei Todesfälle", []string{"death"}},
		{"or its two letters", "de", "zwei Todesfaelle", []string{"death"}},
		{"in capitals", "de", "RÜCKRUF!!!", []string{"recall"}},
		{"with an accent", "fr", "décès", []string{"death"}},
		{"without it", "fr", "deces", []string{"death"}},
		{"with a curly apostrophe", "fr", "j’ai porté plainte", []string{"lawsuit"}},
		{"in a compound", "de", "Küchenbrand", []string{"fire"}},
		{"in a compound nobody listed", "de", "Dachstuhlbrand", []string{"fire"}},
		{"in a hashtag's humps", "de", "#SolvoRückruf", []string{"recall"}},
		{"at the end of a tag that is one word", "de", "#solvorückruf", []string{"recall"}},
		{"at its beginning", "es", "#boicotsolvo", []string{"boycott"}},
		{"in English too", "en", "#solvorecall", []string{"recall"}},
		{"but no phrase that warns of nothing", "en", "#totalrecall #hackernews", nil},
		{"with words between", "de", "Solvo ruft nach drei Unfällen alle Wagen der Serie B zurück", []string{"recall", "accident"}},
		{"not with a pronoun between", "de", "Solvo ruft mich heute noch zurück", nil},
		{"not over the end of a sentence", "de", "Solvo ruft an. Bitte gebt mir das Rad zurück", nil},
		{"not with more words between than anybody writes", "de", "Sie ruft eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zurück", nil},
		{"with any number", "fr", "Solvo rappelle 1 300 casques", []string{"recall"}},
		{"a reminder has none", "fr", "Solvo rappelle que le magasin est fermé", nil},
		{"a data leak is no leak", "fr", "fuite de données", []string{"breach"}},
		{"a gas leak is", "fr", "fuite de gaz", []string{"leak"}},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, tt.lang).Danger; !slices.Equal(got, tt.want) {
			t.Errorf("%s: danger %q in %q, want %q", tt.claim, got, tt.text, tt.want)
		}
	}
}

func TestWhereNobodyKnowsTheLanguageItsOwnDangersAreHeard(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct {
		claim, text string
		known       string // the language it would be a danger in
	}{
		{"a brand is English", "the Solvo brand", "de"},
		{"tot is Dutch for until", "tot", "de"},
		{"toll is German praise", "tolle", ""},
		{"mort may be a man", "morts", "fr"},
		{"queda is Spanish for stays", "queda", "pt"},
		{"propina is a Spanish tip", "propina", "pt"},
		{"golpe is a Spanish blow", "golpe", "pt"},
		{"made is an English word", "Made", "de"},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, "").Danger; len(got) > 0 {
			t.Errorf("%s: danger %q in %q", tt.claim, got, tt.text)
		}
		if tt.known == "" {
			continue
		}
		if got := r.Read(brand.Post{Text: tt.text}, tt.known).Danger; len(got) != 1 {
			t.Errorf("%s, but %q has danger %q in %s, want one", tt.claim, tt.text, got, tt.known)
		}
	}
	for _, lang := range []string{"", "und"} {
		if got := r.Read(brand.Post{Text: "Rückruf: brûlures, explosión, incêndio"}, lang).Danger; !slices.Equal(got, []string{"recall", "burn", "explosion", "fire"}) {
			t.Errorf("danger %q in four languages at once", got)
		}
	}
	if got := r.Read(brand.Post{Text: "Rückruf"}, "en").Danger; len(got) > 0 {
		t.Errorf("danger %q of German in a text known to be English", got)
	}
}

func TestABrandsNameHidesNoDangerBesideIt(t *testing.T) {
	r := forBrand(t, brand.Brand{Key: "poison", Name: "Poison", Match: []string{"poison", "boykott"}})
	if got := r.Read(brand.Post{Text: "a poisoning by Poison"}, "en").Danger; !slices.Equal(got, []string{"poisoning"}) {
		t.Errorf("danger %q, want that of the word beside the name", got)
	}
	if got := r.Read(brand.Post{Text: "Boykott"}, "de").Danger; !slices.Equal(got, []string{"boycott"}) {
		t.Errorf("danger %q where the query asks for a word of danger in German", got)
	}
}

func TestAFaultyListIsRefused(t *testing.T) {
	for line, part := range map[string]string{
		"recall recall":         "name the danger, a colon and its forms",
		"rückruf: rückruf":      "the English list has none of that name",
		"fire: brand, rückruf*": "is a form of \"recall\" already",
	} {
		l := newLexicon()
		l.partial, l.names = true, map[string]bool{"recall": true, "fire": true}
		if err := l.add("danger", "recall: rückruf*"); err != nil {
			t.Fatal(err)
		}
		if err := l.add("danger", line); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%q: error %v, want one that says %q", line, err, part)
		}
	}
}
