package plan

import (
	"strings"
	"testing"
	"time"

	"tocsin/brand"
)

// A post that is nothing but hashtags took four minutes, because each of them had the
// whole post looked through. A hundredth of a second is usual.
func TestAPostOfAHundredThousandTagsHoldsNobodyUp(t *testing.T) {
	tagger, err := NewTagger(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan []brand.Touch, 1)
	go func() {
		done <- tagger.Touches(brand.Mention{Brand: "solvo", Post: brand.Post{Text: "solvo recall " + strings.Repeat("#aBcDeFgH", 100_000)}})
	}()
	select {
	case touches := <-done:
		if len(touches) != 1 || touches[0].Strategy != "crisis" {
			t.Errorf("it touches %v, want crisis by its recall", touches)
		}
	case <-time.After(time.Minute):
		t.Fatal("one post takes more than a minute")
	}
}
