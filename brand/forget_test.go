package brand

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// burned is a mention whose reasons quote it.
func burned() Mention {
	return Mention{
		ID: "m", Brand: "solvo", Voice: "v", Why: `word "solvo"`, Tags: []string{"burnmarks"},
		Post: Post{Text: "solvo burned my pram #burnmarks", Author: "Nina", URL: "https://a.example/1", Links: []string{"https://b.example/"}},
		Touches: []Touch{
			{"crisis", `"burned my"`}, {"marketing", "#burnmarks"}, {"research", "danger: burn"}, {"sales", "voice customers"},
		},
		Tone: Tone{Mood: Negative, Danger: []string{"burn"}},
	}
}

func TestNoReasonQuotesADeletedPostAndItTouchesWhatItDid(t *testing.T) {
	m := burned()
	if !m.Quotes() {
		t.Fatal("a whole post has nothing to quote")
	}
	gone := m.Forgotten(time.Unix(1, 0))
	kept, err := json.Marshal(gone)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"burned", "burnmarks", "Nina", "example"} {
		if strings.Contains(string(kept), word) {
			t.Errorf("%q is left of a deleted post: %s", word, kept)
		}
	}
	want := []Touch{{"crisis", ""}, {"marketing", ""}, {"research", "danger: burn"}, {"sales", "voice customers"}}
	for i, touch := range gone.Touches {
		if touch != want[i] {
			t.Errorf("it touches %v; want %v", touch, want[i])
		}
	}
	if gone.Quotes() || len(gone.Touches) != len(want) || gone.Voice != "v" || gone.Danger[0] != "burn" {
		t.Errorf("what is left is %s", kept)
	}
	if m.Touches[0].Why == "" {
		t.Error("the mention that was is changed with it")
	}
}

func TestNoReasonQuotesWhatAPostSaidBeforeItWasEdited(t *testing.T) {
	m := burned()
	now := Mention{Post: Post{Text: "solvo has a new pram, recall or not"}, Why: `word "solvo"`, Touches: []Touch{{"crisis", `"recall"`}}}
	edited := m.Rewritten(now, time.Unix(1, 0))
	if edited.Touches[0] != (Touch{"crisis", `"recall"`}) || edited.Touches[1] != (Touch{"marketing", ""}) {
		t.Errorf("it touches %v", edited.Touches)
	}
}
