package rules

import (
	"strings"
	"testing"

	"tocsin/brand"
)

func TestTheReasonOfOneDeletedPostIsTakenOutAndThatOfManyStays(t *testing.T) {
	sig := Signal{Count: Count{Voices: 8}, Touches: []Share{
		{Name: "crisis", Voices: 1, Why: `"burned my" in 1 of 8`},
		{Name: "marketing", Voices: 5, Why: `"burned" in 5 of 8`},
		{Name: "research", Voices: 1, Why: `"too heavy" in 1 of 8`},
	}}
	was := sig.Touches
	taken := sig.Unquote(Reworded{"m": {Was: "It BURNED my pram"}})
	if taken != 1 || sig.Touches[0].Why != "words in 1 of 8" || sig.Touches[1].Why == "words in 5 of 8" || !strings.Contains(sig.Touches[2].Why, "heavy") {
		t.Errorf("%d reasons are taken out, which leaves %v", taken, sig.Touches)
	}
	if !strings.Contains(was[0].Why, "burned my") {
		t.Error("the record that was is changed with it")
	}
}

func TestWhatDeletedPostsTouchIsCountedWithoutTheirWords(t *testing.T) {
	gone, told := brand.Touch{Strategy: "crisis"}, brand.Touch{Strategy: "crisis", Why: `"burned my"`}
	if got := reason("crisis", crowds[brand.Touch]{gone: {1, 2, 3}}, 8); got != "words in 3 of 8" {
		t.Errorf("a strategy whose reasons are all gone is touched for %q", got)
	}
	if got := reason("crisis", crowds[brand.Touch]{gone: {1, 2, 3}, told: {4}}, 8); got != `"burned my" in 1 of 8` {
		t.Errorf("where another says it still, it is touched for %q", got)
	}
}
