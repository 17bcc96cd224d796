package tone

import (
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/brand"
	"tocsin/brand/text"
)

// anyPost draws a post of words that mean something to the reader, and of anything.
func anyPost(t *rapid.T) brand.Post {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{
			"good", "BAD", "not", "but", "recall", "isn't", "?", "!", "\"", "“", "”", "...", "/s", "🙄", "😡", ":)", "</3",
			"#Fail", "#boycottx", "@ana", "http://x.example", "great", "another", "is it true", "thanks", "no", "Solvo", ",",
		}),
		rapid.String(),
	)
	text := strings.Join(rapid.SliceOfN(word, 0, 30).Draw(t, "words"), " ")
	return brand.Post{Title: rapid.OneOf(rapid.Just(""), word).Draw(t, "title"), Text: text}
}

func TestAnyPostHasASoundTone(t *testing.T) {
	general := reader(t)
	own := forBrand(t, brand.Brand{
		Key: "solvo", Name: "Solvo Good", Moods: map[string]float64{"good": -4, "recall": 4, ":)": -1}, Danger: []string{"solvo"},
	})
	rapid.Check(t, func(t *rapid.T) {
		p, lang := anyPost(t), rapid.SampledFrom([]string{"", "en", "en-GB", "es", "de", "fr", "pt_BR", "ja", "und", "-", "x"}).Draw(t, "lang")
		for _, r := range []*Reader{general, own} {
			got := r.Read(p, lang)
			switch got.Mood {
			case brand.Negative, brand.Neutral, brand.Positive, brand.Unknown:
			default:
				t.Fatalf("mood %q", got.Mood)
			}
			if math.IsNaN(got.Score) || got.Score < -1 || got.Score > 1 {
				t.Fatalf("score %v", got.Score)
			}
			if got.Mood == brand.Unknown && got.Score != 0 {
				t.Fatalf("an unknown tone has the score %v", got.Score)
			}
			if got.Mood == brand.Positive && got.Score <= 0 || got.Mood == brand.Negative && got.Score >= 0 {
				t.Fatalf("%s at %v", got.Mood, got.Score)
			}
			if again := r.Read(p, lang); !cmp.Equal(got, again) {
				t.Fatalf("read twice: %v, then %v", got, again)
			}
		}
	})
}

// TestReadersShareNothing runs under the race detector.
func TestReadersShareNothing(t *testing.T) {
	general := reader(t)
	own := forBrand(t, brand.Brand{Key: "solvo", Moods: map[string]float64{"good": -4}})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 200 {
				if got := general.Read(brand.Post{Text: "good, no recall"}, "en"); got.Mood == brand.Negative {
					t.Errorf("everybody's reader says %v", got)
				}
				if got := own.Read(brand.Post{Text: "good shop"}, "en"); got.Mood != brand.Negative {
					t.Errorf("the brand's reader says %v", got)
				}
			}
		})
	}
	all.Wait()
}

// TestALongTextIsReadInGoodTime stands far off what the machine does, so that it fails
// where the time grows with the square of the length, not where a machine is busy.
func TestALongTextIsReadInGoodTime(t *testing.T) {
	r := reader(t)
	for name, unit := range map[string]string{
		"buts": "good but ", "quotes": `"good" `, "questions": "good? ", "mockery": "thanks, bad. great, recall. ",
		"verbs apart": "ruft ", "burns": "burned my ", "affixes": "#xverletzxx ",
		"tags": "#aB", "letters": "a", "stretched": "goooood ", "signs": ":(", "stars": "*", "eyes": "great 🙄 ",
	} {
		for _, lang := range []string{"en", "de", ""} {
			start := time.Now()
			got := r.Read(brand.Post{Title: strings.Repeat(unit, 20000), Text: "x " + strings.Repeat(unit, 200000)}, lang)
			if math.IsNaN(got.Score) || math.Abs(got.Score) > 1 {
				t.Errorf("%s in %q: score %v", name, lang, got.Score)
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("%s in %q: took %v", name, lang, took)
			}
		}
	}
}

func TestATextIsReadUpToItsBound(t *testing.T) {
	r := reader(t)
	filler := strings.Repeat("Solvo opens a shop. ", MostRead/20+1)
	if got := r.Read(brand.Post{Text: filler + " Recall!"}, "en").Danger; len(got) > 0 {
		t.Errorf("danger %q beyond the bound", got)
	}
	if got := r.Read(brand.Post{Text: filler[:MostRead-20] + " Recall!"}, "en").Danger; len(got) != 1 {
		t.Errorf("danger %q before the bound, want recall", got)
	}
	cut := strings.Repeat("é", MostRead)
	if got := text.Head(cut, MostRead-1); len(got) != MostRead-2 {
		t.Errorf("a text is cut at %d bytes, inside a letter", len(got))
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"not good, but great?! \"ok\" 🙄 :( #FailBoat", "\"", "#", "'", "*a*", "\xff\xfe", "İ'x", "a\u200d"} {
		f.Add("", seed, "en")
		f.Add(seed, seed, "")
	}
	r, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, text, lang string) {
		if got := r.Read(brand.Post{Title: title, Text: text}, lang); math.Abs(got.Score) > 1 || math.IsNaN(got.Score) {
			t.Errorf("score %v", got.Score)
		}
	})
}
