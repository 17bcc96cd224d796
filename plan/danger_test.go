package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/tone"
)

// crisisOf is why a post in a language, read as the daemon reads it, touches the crisis;
// "" if it does not.
func crisisOf(t *testing.T, tagger *Tagger, reader *tone.Reader, lang, text string) string {
	t.Helper()
	m := brand.Mention{Post: brand.Post{Text: text, Lang: lang}}
	m.Tone = reader.Read(m.Post, lang)
	for _, touch := range tagger.Touches(m) {
		if touch.Strategy == Crisis {
			return touch.Why
		}
	}
	return ""
}

func TestEveryDangerTouchesTheCrisis(t *testing.T) {
	reader, err := tone.New()
	if err != nil {
		t.Fatal(err)
	}
	tagger := builtinTagger(t)
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "My baby was burned by the bottle", "danger: burn"},
		{"en", "Bomb threat at Solvo HQ", "danger: threat"},
		{"en", "Solvo plant evacuated after gas leak", "danger: evacuation"},
		{"en", "He is allergic to the Solvo bar, he stopped breathing", "danger: allergy"},
		{"en", "Solvo leaked my address", "danger: breach"},
		{"de", "Brand bei Solvo: zwei Tote", "danger: fire"},
		{"es", "Mi hijo está en el hospital por un yogur", "danger: hospital"},
		{"en", "Solvo recall", `"recall"`},
		{"en", "No injuries, but Solvo is a scam", `"scam*"`},
		{"en", "Not a scam, but they poisoned us", `"poison*"`},
	} {
		if got := crisisOf(t, tagger, reader, tt.lang, tt.text); got != tt.want {
			t.Errorf("%q touches the crisis for %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestWhatSaysThereIsNoDangerTouchesNoCrisis(t *testing.T) {
	reader, err := tone.New()
	if err != nil {
		t.Fatal(err)
	}
	tagger := builtinTagger(t)
	for _, tt := range []struct{ lang, text string }{
		{"en", "Crème brûlée torch"},
		{"en", "a creme brulee by Solvo"},
		{"fr", "Torréfaction brûlée, café délicieux"},
		{"en", "Not a scam, Solvo paid out"},
		{"en", "no recall needed"},
		{"en", "No injuries, no outage, no recall at Solvo"},
		{"en", "Norvania recalled its ambassador"},
		{"de", "Kein Rückruf bei Solvo"},
		{"de", "Die Kreuzung am Werk ist eine Todesfalle"},
		{"fr", "pas d'incendie chez Solvo"},
		{"fr", "pas d’arnaque chez Solvo"},
		{"es", "me explotó la cabeza con Solvo, buenísimo"},
		{"pt", "Solvo explodiu nas vendas"},
	} {
		if got := crisisOf(t, tagger, reader, tt.lang, tt.text); got != "" {
			t.Errorf("%q touches the crisis for %q, want not at all", tt.text, got)
		}
	}
}

func TestOnlyTheCrisisPassesOverWhatWarnsOfNothing(t *testing.T) {
	tagger := builtinTagger(t)
	m := brand.Mention{Post: brand.Post{Text: "No refund, No Recall; a recall is due"}}
	m.Spared = []string{"no recall", "no refund"}
	got := tagger.Touches(m)
	if len(got) != 2 || got[0].Strategy != Crisis || got[1].Strategy != "customer-service" {
		t.Errorf("Touches = %v, want the crisis by the second recall, and customer service", got)
	}
	bare, err := NewTagger([]Strategy{{ID: "service", Terms: []string{"refund"}}})
	if err != nil {
		t.Fatal(err)
	}
	m.Danger = []string{"recall"}
	if diff := cmp.Diff([]brand.Touch{{Strategy: "service", Why: `"refund"`}}, bare.Touches(m)); diff != "" {
		t.Errorf("a plan without a crisis (-want +got):\n%s", diff)
	}
}

func TestWithoutLeavesOutWholePhrases(t *testing.T) {
	for _, tt := range []struct {
		text    string
		phrases []string
		want    string
	}{
		{"No recall, recall!", []string{"no recall"}, " · , recall!"},
		{"no recaller", []string{"no recall"}, "no recaller"},
		{"KEIN RÜCKRUF", []string{"kein rückruf"}, " · "},
		{"pas d’incendie", []string{"pas d incendie"}, " · "},
		{"no recall no recall", []string{"no recall"}, " ·   · "},
		{"a b c d", []string{"a b", "a b c"}, " ·  d"},
		{"", []string{"a"}, ""},
	} {
		if got := without(tt.text, tt.phrases); got != tt.want {
			t.Errorf("without(%q, %q) = %q, want %q", tt.text, tt.phrases, got, tt.want)
		}
	}
}

// Three campaigns that a post belongs to leave room for the harm it tells of.
func TestTheCrisisIsNeverCrowdedOut(t *testing.T) {
	tagger, err := NewTagger([]Strategy{
		{ID: "marketing", Links: []string{"#solvosummer"}},
		{ID: "shop", Links: []string{"shop.example"}},
		{ID: "service", Links: []string{"@solvocare"}},
		{ID: Crisis, Terms: []string{"recall"}, Voices: []string{"press"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	const all = "#solvosummer shop.example/sling @solvocare "
	best := []brand.Touch{{Strategy: "marketing", Why: "tag #solvosummer"}, {Strategy: "shop", Why: "link shop.example"}}
	for _, tt := range []struct {
		claim string
		post  brand.Mention
		third brand.Touch
	}{
		{"a danger", brand.Mention{Post: brand.Post{Text: all}, Tone: brand.Tone{Danger: []string{"burn"}}}, brand.Touch{Strategy: Crisis, Why: "danger: burn"}},
		{"a term of the crisis", brand.Mention{Post: brand.Post{Text: all + "recall"}}, brand.Touch{Strategy: Crisis, Why: `"recall"`}},
		{"a voice alone", brand.Mention{Post: brand.Post{Text: all}, Group: "press"}, brand.Touch{Strategy: "service", Why: "handle @solvocare"}},
	} {
		if diff := cmp.Diff(append(best[:2:2], tt.third), tagger.Touches(tt.post)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.claim, diff)
		}
	}
}
