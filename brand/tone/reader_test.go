package tone

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/brand"
)

// everybody is the reader of all tests: to read the word lists takes long, and no
// reader changes another, as TestReadersShareNothing holds.
var everybody = sync.OnceValues(New)

func reader(tb testing.TB) *Reader {
	tb.Helper()
	r, err := everybody()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func TestReadTellsHowATextSounds(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct {
		claim, text string
		want        brand.Mood
	}{
		{"plain praise", "I love the new Solvo app", brand.Positive},
		{"plain blame", "Solvo is a terrible app", brand.Negative},
		{"a plain fact", "Solvo opens a shop in Cork on Friday", brand.Neutral},
		{"a not turns praise", "the Solvo is not good", brand.Negative},
		{"a not turns blame", "the Solvo is not bad at all", brand.Positive},
		{"a contraction is a not, with a curly apostrophe too", "it isn’t good", brand.Negative},
		{"a not ends at a comma", "No, I love it", brand.Positive},
		{"what follows but outweighs", "The food was good, but the service was terrible", brand.Negative},
		{"and the other way round", "The service was slow, but the food was amazing", brand.Positive},
		{"a but may open a sentence", "Nice phone. But the battery is awful.", brand.Negative},
		{"a mended fault is no fault", "Solvo fixed the horrible bug", brand.Positive},
		{"stretched words", "sooo baaaad", brand.Negative},
		{"a curse may praise", "damn good coffee", brand.Positive},
		{"a horrible word may strengthen", "ridiculously good coffee", brand.Positive},
		{"a hashtag in camel case", "#ThisSucks", brand.Negative},
		{"a hashtag in one word, by its end", "#solvofail", brand.Negative},
		{"a hashtag in one word, by its beginning", "#boycottsolvo", brand.Negative},
		{"an angry row", "😡😡😡", brand.Negative},
		{"a happy row", "😍😍", brand.Positive},
		{"nothing could be more so", "I could not be more disappointed", brand.Negative},
		{"who suffered a harm and tells of it", "my kid choked on a piece of a Solvo toy", brand.Negative},
		{"who reports it", "Solvo toy: a child choked on a piece", brand.Neutral},
		{"an emoji written onto a word", "Solvo👎👎", brand.Negative},
		{"a skin colour changes nothing", "👎🏿", brand.Negative},
		{"a heart is a heart with and without its selector", "Solvo ❤️", brand.Positive},
		{"an old face", "no Solvo today :(", brand.Negative},
		{"an address is no word", "see it at https://solvo.example/great-love-best", brand.Neutral},
		{"a handle is no word", "@lovely_best_great says hello to Solvo", brand.Neutral},
		{"pain relief", "Solvo pain reliever, 20 tablets, from the pharmacy", brand.Neutral},
		{"a killer deal", "what a killer deal", brand.Positive},
		{"an insane discount", "insane discount at Solvo", brand.Positive},
		{"a game called so", "playing Death Stranding on my Solvo", brand.Neutral},
		{"to die for", "their tiramisu is to die for", brand.Positive},
		{"looks like is no liking", "it looks like a Solvo", brand.Neutral},
		{"liking is", "I like the Solvo", brand.Positive},
		{"and not liking", "I don't like the Solvo", brand.Negative},
		{"masked curses", "this Solvo is sh*t", brand.Negative},
		{"waiting gladly", "can't wait for the Solvo", brand.Positive},
		{"never better", "never had better coffee", brand.Positive},
		{"had better", "I've had better coffee", brand.Negative},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, "en"); got.Mood != tt.want {
			t.Errorf("%s: %q sounds %q (%+.2f), want %q", tt.claim, tt.text, got.Mood, got.Score, tt.want)
		}
	}
}

func TestReadAbstainsWhereItCannotKnow(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct{ claim, lang, text string }{
		{"irony that is announced", "en", "Solvo is the best /s"},
		{"also of blame", "en", "worst app ever /s"},
		{"also by a tag", "en", "love Solvo so much #sarcasm"},
		{"praise with rolled eyes", "en", "wow, great update 🙄"},
		{"praise in scare quotes", "en", `very "friendly" people at Solvo`},
		{"a doubtful yes", "en", "yeah right, Solvo"},
		{"praise with a broken heart", "en", "great 💔"},
		{"praise and blame in one breath", "en", "beautiful shop, terrible people"},
		{"nearly nothing", "en", "hm"},
		{"nothing", "en", ""},
		{"another language", "nl", "wat een slechte winkel"},
		{"another script", "ja", "ソルボは最高"},
		{"laughter in another language", "ja", "ソルボ 😂"},
		{"no strong word of a short list", "de", "Ich habe gestern einen Solvo gekauft"},
		{"no language, and no English", "", "Gisteren een Solvo gekocht bij de winkel"},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, tt.lang); got.Mood != brand.Unknown || got.Score != 0 {
			t.Errorf("%s: %q sounds %q (%+.2f), want unknown", tt.claim, tt.text, got.Mood, got.Score)
		}
	}
}

func TestReadDoesNotBelieveMockery(t *testing.T) {
	r := reader(t)
	for _, text := range []string{
		"Great, another Solvo outage",
		"Thanks a lot Solvo, my flight is delayed again",
		"Oh wonderful, the oven caught fire",
		"way to go Solvo, you ruined my birthday",
		"I just love it when the app crashes in the middle of a payment",
		"Great job. My order is lost.",
		"Brilliant idea to raise prices during an outage 🙄",
		"thanks for nothing",
	} {
		if got := r.Read(brand.Post{Text: text}, "en"); got.Mood != brand.Negative {
			t.Errorf("%q sounds %q (%+.2f), want negative", text, got.Mood, got.Score)
		}
	}
}

func TestReadKnowsStrongWordsOfFourMoreLanguages(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct {
		lang, text string
		want       brand.Mood
	}{
		{"es", "El servicio de Solvo es pésimo, nunca más", brand.Negative},
		{"es", "el servicio es pesimo", brand.Negative},
		{"es-MX", "Me encanta Solvo, gracias!", brand.Positive},
		{"es", "no es malo", brand.Positive},
		{"de", "Ich bin sehr zufrieden mit Solvo", brand.Positive},
		{"de", "Solvo ist eine Unverschämtheit", brand.Negative},
		{"de", "Solvo ist eine Unverschaemtheit", brand.Negative},
		{"fr", "Le service est nul, à fuir", brand.Negative},
		{"fr", "J’adore Solvo", brand.Positive},
		{"pt", "Que atendimento pessimo, nao recomendo", brand.Negative},
		{"pt-BR", "Adorei o Solvo novo", brand.Positive},
		{"ja", "ソルボ だめ 😡😡", brand.Negative},
	} {
		if got := r.Read(brand.Post{Text: tt.text}, tt.lang); got.Mood != tt.want {
			t.Errorf("%s: %q sounds %q (%+.2f), want %q", tt.lang, tt.text, got.Mood, got.Score, tt.want)
		}
	}
}

func TestReadListsWordsOfDangerWhateverTheMood(t *testing.T) {
	r := reader(t)
	for _, tt := range []struct {
		claim, lang, text string
		want              []string
	}{
		{"a form for the word", "en", "Solvo recalled 300 strollers", []string{"recall"}},
		{"several, in the order of the text", "en", "Lawsuit says Solvo knew of the data breach and two deaths", []string{"lawsuit", "breach", "death"}},
		{"each once", "en", "recall! recalls! RECALLED!", []string{"recall"}},
		{"in a hashtag's humps", "en", "#BoycottSolvo", []string{"boycott"}},
		{"in a tag that is one word", "en", "#boycottsolvo", []string{"boycott"}},
		{"even where somebody is glad", "en", "So happy about the recall, thank you Solvo, love you", []string{"recall"}},
		{"even of others", "en", "They call for a boycott of Norvane", []string{"boycott"}},
		{"in a question", "en", "is the Solvo app down? is it true there is an outage", []string{"outage"}},
		{"through a full stop that ends nothing", "en", "E. coli in Solvo lettuce", []string{"e. coli"}},
		{"in a phrase that has a tone of its own", "en", "another outage", []string{"outage"}},
		{"in a title", "en", "Solvo pulled the ad", []string{"withdrawal"}},
		{"where nothing is meant", "en", "oh no, an outage, how sad /s", []string{"outage"}},
		{"remembering", "en", "I recall that time we met at Solvo", nil},
		{"not remembering", "en", "I can't recall the name", nil},
		{"liking", "en", "a burger to die for", nil},
		{"laughing", "en", "I'm dead, this ad died laughing", nil},
		{"an app that kills", "en", "their killer app", nil},
		{"learning", "en", "a crash course at Solvo", nil},
		{"selling", "en", "fire sale at Solvo", nil},
		{"praising", "en", "this app is the bomb", nil},
		{"tinkering", "en", "seven life hacks with a Solvo", nil},
		{"looking up", "en", "a shooting star over the Solvo tower", nil},
		{"the toaster's end is no one's death", "en", "dead simple to use", nil},
		{"Spanish", "es", "Retiran del mercado un lote; hay dos heridos", []string{"recall", "injury"}},
		{"German", "de", "Rückruf: Solvo-Kinderwagen, drei Verletzte", []string{"recall", "injury"}},
		{"French", "fr", "Solvo : rappel de produits après une intoxication", []string{"recall", "poisoning"}},
		{"a French reminder", "fr", "rappel : la réunion est à 10 h", nil},
		{"Portuguese", "pt", "Recall da Solvo após explosão", []string{"recall", "explosion"}},
		{"a German article is no death", "de", "die neue Solvo ist da", nil},
	} {
		got := r.Read(brand.Post{Text: tt.text}, tt.lang).Danger
		if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: danger in %q (-want +got):\n%s", tt.claim, tt.text, diff)
		}
	}
}
