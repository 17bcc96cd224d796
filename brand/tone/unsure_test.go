package tone

import (
	"testing"

	"tocsin/brand"
)

// Fire under a post is praise where its words praise, and else may be a fire.
func TestAnEmojiThatMeansThisOrThatWeighsOnlyWhereTheRestAgrees(t *testing.T) {
	for _, tt := range []struct {
		claim, text, lang string
		want              brand.Mood
	}{
		{"praise beside praise", "this shirt is cool 🔥", "en", brand.Positive},
		{"and beside another sign of it", "new shirt 👍🔥", "en", brand.Positive},
		{"unknown in a text that says nothing else", "the Solvo charger 🔥", "en", brand.Unknown},
		{"and where it stands in a row", "Solvo 🔥🔥🔥", "", brand.Unknown},
		{"nothing in a text of a fire", "The Solvo charger is on fire 🔥", "en", brand.Neutral},
		{"not even beside praise", "Great, the Solvo charger caught fire 🔥🔥🔥", "en", brand.Negative},
		{"nothing beside blame", "the worst charger 🔥", "en", brand.Negative},
	} {
		if got := reader(t).Read(brand.Post{Text: tt.text}, tt.lang); got.Mood != tt.want {
			t.Errorf("%s: %q sounds %q (%+.2f), want %q", tt.claim, tt.text, got.Mood, got.Score, tt.want)
		}
	}
	own := forBrand(t, brand.Brand{Key: "solvo", Moods: map[string]float64{"🔥": 3}})
	if got := own.Read(brand.Post{Text: "the Solvo charger 🔥"}, "en"); got.Mood != brand.Positive {
		t.Errorf("a brand's own mood of a sign sounds %q, want positive: the brand is sure", got.Mood)
	}
}

func TestAngerOfSeveralLanguagesIsHeard(t *testing.T) {
	for lang, texts := range map[string][]string{
		"de": {"Solvo, schämt euch!", "Schaemt euch", "Ich bin fassungslos über Solvo", "Der Vorstand lügt seit Wochen", "Boykott jetzt", "Was für eine Schande"},
		"fr": {"Quelle horreur ce produit", "Solvo nous ment depuis des semaines", "Boycottez Solvo"},
		"en": {"Solvo should be sued into the ground", "they deserve to be sued"},
	} {
		for _, text := range texts {
			if got := reader(t).Read(brand.Post{Text: text}, lang); got.Mood != brand.Negative {
				t.Errorf("%s: %q sounds %q (%+.2f), want negative", lang, text, got.Mood, got.Score)
			}
		}
	}
}
