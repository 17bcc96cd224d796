package tone

import (
	"testing"

	"tocsin/brand"
)

func TestThanksForAFaultAreNoPraise(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct{ lang, text string }{
		{"en", "Wow Solvo, three weeks without internet, what a wonderful company you are"},
		{"en", "Great, thanks Solvo, my account has been emptied overnight"},
		{"en", "Love how Solvo charges me twice"},
		{"de", "Na super, Solvo, schon wieder drei Stunden Warteschleife"},
		{"pt", "Parabéns Solvo, mais um mês sem entregar"},
		{"es", "Gracias Solvo por dejarme sin luz tres días"},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, tt.lang); got.Mood != brand.Negative && got.Mood != brand.Unknown {
			t.Errorf("%q sounds %q (%+.2f), want negative or unknown", tt.text, got.Mood, got.Score)
		}
	}
}

func TestWhatAProductHelpsAgainstIsNoBlame(t *testing.T) {
	r := reader(t)
	for _, text := range []string{
		"Nothing beats Solvo when you have a terrible headache",
		"Solvo helped my depression so much",
		"the Solvo vacuum sucks like nothing else, carpets spotless",
	} {
		if got := r.Read(brand.Post{Text: text}, "en"); got.Mood == brand.Negative {
			t.Errorf("%q sounds negative (%+.2f)", text, got.Score)
		}
	}
}
