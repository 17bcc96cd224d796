package tone

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

func forBrand(t *testing.T, b brand.Brand) *Reader {
	t.Helper()
	r, err := reader(t).For(b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestABrandsNameHasNoTone(t *testing.T) {
	for _, tt := range []struct {
		claim string
		brand brand.Brand
		text  string
		want  brand.Mood
	}{
		{"a name of bad words", brand.Brand{Key: "pain-away", Name: "Pain Away"}, "Pain Away opens a shop", brand.Neutral},
		{"a name of good words", brand.Brand{Key: "best-love", Name: "Best Love"}, "Best Love opens a shop", brand.Neutral},
		{"but not its words apart", brand.Brand{Key: "pain-away", Name: "Pain Away"}, "so much pain since I use it", brand.Negative},
		{"a name only the query tells", brand.Brand{Key: "pa", Match: []string{`"Happy Hate" OR #hateful`}}, "Happy Hate opens a shop #hateful", brand.Neutral},
		{"in a hashtag's humps", brand.Brand{Key: "pain-away", Name: "Pain Away"}, "a shop #PainAway", brand.Neutral},
		{"in the possessive", brand.Brand{Key: "awful", Name: "Awful"}, "Awful's new shop opens", brand.Neutral},
		{"what narrows a query is no name", brand.Brand{Key: "solvo", Match: []string{"solvo AND (awful OR recall)"}}, "solvo is awful", brand.Negative},
		{"praise beside the name counts", brand.Brand{Key: "pain-away", Name: "Pain Away"}, "I love Pain Away", brand.Positive},
	} {
		if got := forBrand(t, tt.brand).Read(brand.Post{Text: tt.text}, "en"); got.Mood != tt.want {
			t.Errorf("%s: %q sounds %q (%+.2f), want %q", tt.claim, tt.text, got.Mood, got.Score, tt.want)
		}
	}
}

func TestABrandsNameIsNoDanger(t *testing.T) {
	poison := forBrand(t, brand.Brand{Key: "poison", Name: "Poison"})
	if got := poison.Read(brand.Post{Text: "Poison, the new perfume"}, "en").Danger; len(got) > 0 {
		t.Errorf("danger %q in the brand's own name", got)
	}
	if got := poison.Read(brand.Post{Text: "Poison recall"}, "en").Danger; !cmp.Equal(got, []string{"recall"}) {
		t.Errorf("danger %q beside the brand's own name, want recall", got)
	}
	asked := forBrand(t, brand.Brand{Key: "solvo", Match: []string{"solvo", "boycott"}})
	if got := asked.Read(brand.Post{Text: "a boycott"}, "en").Danger; !cmp.Equal(got, []string{"boycott"}) {
		t.Errorf("danger %q where the query asks for a word of danger, want boycott", got)
	}
}

func TestMoodsAreABrandsOwn(t *testing.T) {
	b := brand.Brand{Key: "solvo", Moods: map[string]float64{
		"sick": 3, "killer whale": 0, "slow": 0, "slow cooker": 2, "beeps at night": -3, "🚀": 3, "love": 0,
	}}
	r := forBrand(t, b)
	for text, want := range map[string]brand.Mood{
		"that was sick":               brand.Positive,
		"a slow day at the shop":      brand.Neutral,
		"my slow cooker":              brand.Positive,
		"it beeps at night":           brand.Negative,
		"Solvo today 🚀":               brand.Positive,
		"love from the shop in Leeds": brand.Neutral,
		"what a terrible shop":        brand.Negative,
	} {
		if got := r.Read(brand.Post{Text: text}, "en"); got.Mood != want {
			t.Errorf("%q sounds %q (%+.2f), want %q", text, got.Mood, got.Score, want)
		}
	}
	if got := reader(t).Read(brand.Post{Text: "that was sick"}, "en"); got.Mood == brand.Positive {
		t.Error("one brand's mood changed everybody's")
	}
}

func TestDangerQueriesAreAddedToTheList(t *testing.T) {
	r := forBrand(t, brand.Brand{Key: "solvo", Danger: []string{"Overheat*", "sling NEAR/3 baby", "#solvofire"}})
	got := r.Read(brand.Post{Title: "Recall", Text: "The sling and my baby; it was overheating #solvofire"}, "en").Danger
	want := []string{"overheat", "sling ... baby", "#solvofire", "recall"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("danger (-want +got):\n%s", diff)
	}
	if got := r.Read(brand.Post{Text: "a quiet day"}, "ja").Danger; len(got) > 0 {
		t.Errorf("danger %q where there is none", got)
	}
	if got := r.Read(brand.Post{Text: "今日 overheats"}, "ja").Danger; !cmp.Equal(got, []string{"overheat"}) {
		t.Errorf("danger %q in a language without a list, want the brand's own", got)
	}
}

func TestFaultsOfABrandAreNamedTogether(t *testing.T) {
	_, err := reader(t).For(brand.Brand{
		Key: "solvo", Danger: []string{"(open"},
		Moods: map[string]float64{"sick": 9, "mad": math.NaN()},
	})
	if err == nil {
		t.Fatal("a brand with faults was taken")
	}
	for _, part := range []string{`brand solvo: mood of "sick": 9`, `mood of "mad"`, "from -4 (worst) to 4 (best)", "danger", "(open", "column"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q:\n%v", part, err)
		}
	}
}

// Whoever shows but a few dangers shows the first, and the brand knows best what it fears.
func TestABrandsOwnDangersComeFirstAndOnce(t *testing.T) {
	mine, err := reader(t).For(brand.Brand{Key: "solvo", Danger: []string{"sling", "recall"}})
	if err != nil {
		t.Fatal(err)
	}
	got := mine.Read(brand.Post{Text: "A boycott, a lawsuit, an outage and a recall of the sling"}, "en").Danger
	if diff := cmp.Diff([]string{"sling", "recall", "boycott", "lawsuit", "outage"}, got); diff != "" {
		t.Errorf("dangers (-want +got):\n%s", diff)
	}
}
