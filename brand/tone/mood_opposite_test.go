package tone

import (
	"testing"

	"tocsin/brand"
)

func TestNoToneIsTheOppositeOfWhatIsMeant(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct {
		lang, text string
		want       brand.Mood
	}{
		{"en", "I haven't been this happy with a purchase in years", brand.Positive},
		{"en", "Haven't been this impressed in a while", brand.Positive},
		{"en", "I haven't been so happy with a shop in ages", brand.Positive},
		{"en", "I haven't been this angry in years", brand.Negative},
		{"en", "Zero complaints about Solvo", brand.Positive},
		{"en", "Can't recommend Solvo enough", brand.Positive},
		{"en", "I cannot recommend Solvo highly enough", brand.Positive},
		{"en", "Can't recommend Solvo, it isn't good enough", brand.Negative},
		{"en", "The service couldn't have been worse", brand.Negative},
		{"en", "The service couldn't have been better", brand.Positive},
		{"en", "10/10 would not buy again", brand.Negative},
		{"en", "10/10 would buy again", brand.Positive},
		{"en", "The Solvo offer is too good to be true", brand.Neutral},
		{"en", "Solvo breaks records again", brand.Positive},
		{"en", "Solvo breaks ground on a new plant", brand.Positive},
		{"en", "Solvo photo shoot in Milan", brand.Neutral},
		{"de", "Solvo, die Bombe! Geiles Teil", brand.Positive},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, tt.lang); got.Mood != tt.want {
			t.Errorf("%q sounds %q (%+.2f), want %q", tt.text, got.Mood, got.Score, tt.want)
		}
	}
}

func TestWhatIsNotClearlyEnglishHasNoMood(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct{ claim, lang, text string }{
		{"Danish, and nobody says so", "", "Solvo den virker ikke"},
		{"Danish words that are English ones too", "", "Jeg købte en Solvo i går for at teste, i dag virker den ikke"},
		{"with have and mine", "", "Min Solvo virker ikke, jeg vil have mine penge igen"},
		{"Dutch", "und", "wat is dit voor een winkel, was in de stad"},
		{"Danish known as such", "da", "Solvo den virker ikke"},
		{"Swedish known as such", "sv", "Solvo är bra men det var bad"},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, tt.lang); got.Mood != brand.Unknown || got.Score != 0 {
			t.Errorf("%s: %q sounds %q (%+.2f), want unknown", tt.claim, tt.text, got.Mood, got.Score)
		}
	}
	for text, want := range map[string]brand.Mood{
		"Solvo sucks":                           brand.Negative,
		"the worst app ever":                    brand.Negative,
		"I think that this is the best Solvo":   brand.Positive,
		"they opened a shop and it has the app": brand.Neutral,
	} {
		if got := r.Read(brand.Post{Text: text}, ""); got.Mood != want {
			t.Errorf("%q sounds %q (%+.2f), want %q", text, got.Mood, got.Score, want)
		}
	}
}

func TestPhrasesThatWarnOfNothingAreTold(t *testing.T) {
	r := reader(t)
	for text, want := range map[string]string{
		"Not a scam, Solvo paid out": "not a scam",
		"no recall needed":           "no recall",
		"a crash course at Solvo":    "crash course",
	} {
		if got := r.Read(brand.Post{Text: text}, "en").Spared; len(got) != 1 || got[0] != want {
			t.Errorf("spared %q in %q, want %q", got, text, want)
		}
	}
	if got := r.Read(brand.Post{Text: "Solvo recall"}, "en").Spared; len(got) > 0 {
		t.Errorf("spared %q in a warning", got)
	}
}
