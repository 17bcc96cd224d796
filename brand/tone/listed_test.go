package tone_test

import (
	"testing"

	"tocsin/brand"
	"tocsin/brand/tone"
)

// Of the dangers a post speaks of it is known which the brand itself named: those are
// forgotten with it.
func TestItIsToldHowManyDangersAreOfTheLists(t *testing.T) {
	anyone, err := tone.New()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := anyone.For(brand.Brand{Key: "solvo", Name: "Solvo", Match: []string{"solvo"}, Danger: []string{"strap", "recall*"}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"the solvo strap caused an injury": 1, "a solvo strap": 0, "a recall of solvo": 0, "solvo: an injury and an explosion": 2, "solvo is fine": 0,
	} {
		got := reader.Read(brand.Post{Text: text}, "en")
		if got.Listed != want {
			t.Errorf("of %q %d dangers of %q are of the lists, want %d", text, got.Listed, got.Danger, want)
		}
	}
}
