package tone

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

// Who fears "erstick*" reads of one danger in a post, not of that and of choking.
func TestABrandsOwnWordAndTheListsWordForItAreOneDanger(t *testing.T) {
	for _, tt := range []struct {
		danger     []string
		text, lang string
		want       []string
	}{
		{[]string{"Erstick*"}, "Mein Kind ist fast erstickt", "de", []string{"erstick"}},
		{[]string{"erstick* OR verschluck*"}, "Er hat sich verschluckt", "de", []string{"erstick or verschluck"}},
		{[]string{`"choked"`}, "my kid choked", "en", []string{"choked"}},
		{[]string{"erstick*"}, "my kid choked", "en", []string{"choking"}},
		{[]string{"erstick*"}, "Mein Kind ist fast erstickt, es gab Verletzte", "de", []string{"erstick", "injury"}},
		{[]string{"solvo AND recall"}, "Solvo recall, a lawsuit", "en", []string{"solvo and recall", "recall", "lawsuit"}},
		{[]string{"gurt*", "Gurt"}, "der Gurt riss", "de", []string{"gurt"}},
	} {
		mine := forBrand(t, brand.Brand{Key: "solvo", Danger: tt.danger})
		if diff := cmp.Diff(tt.want, mine.Read(brand.Post{Text: tt.text}, tt.lang).Danger); diff != "" {
			t.Errorf("%q with own %q (-want +got):\n%s", tt.text, tt.danger, diff)
		}
	}
}

func TestOfVeryManyDangersThoseThatStrikePeopleStay(t *testing.T) {
	var own, words []string
	for i := range 20 {
		own = append(own, fmt.Sprintf("word%d", i))
	}
	crowd := "recall outage boycott breach leak hacked ransomware malware phishing lawsuit suicide fraud arrested bankruptcy layoffs protests backlash scandal racism sexism"
	for word := range strings.FieldsSeq(crowd) {
		words = append(words, word+".")
	}
	post := brand.Post{Text: strings.Join(words, " ") + " People were injured and hospitalised."}
	bare := reader(t).Read(post, "en").Danger
	mine := forBrand(t, brand.Brand{Key: "solvo", Danger: own})
	post.Text = strings.Join(own, " ") + ". " + post.Text
	for claim, got := range map[string][]string{"without own dangers": bare, "with many": mine.Read(post, "en").Danger} {
		if len(got) != brand.MostDangers || !slices.Contains(got, "injury") || !slices.Contains(got, "hospital") {
			t.Errorf("%s: dangers %q, want %d with injury and hospital among them", claim, got, brand.MostDangers)
		}
		if claim == "with many" && !slices.Contains(got, "word13") {
			t.Errorf("%s: dangers %q, want the brand's own where there is room", claim, got)
		}
	}
}
