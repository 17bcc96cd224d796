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
		Tone: Tone{Mood: Negative, Danger: []string{"burn"}, Listed: 1},
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

// What a brand itself calls dangerous may be all that a post said: that it said so is
// counted, and no more.
func TestADangerOfTheBrandsOwnIsForgottenWithThePost(t *testing.T) {
	m := burned()
	m.Danger, m.Listed = []string{"pram caught fire at ana's", "strap rips", "burn"}, 1
	m.Touches = []Touch{{"crisis", "danger: pram caught fire at ana's"}, {"research", "danger: burn"}}
	gone := m.Forgotten(time.Unix(1, 0))
	kept, err := json.Marshal(gone)
	if err != nil || strings.Contains(string(kept), "pram") || strings.Contains(string(kept), "strap") {
		t.Errorf("of a deleted post is left %s, %v", kept, err)
	}
	if len(gone.Danger) != 2 || gone.Danger[0] != OwnDanger || gone.Danger[1] != "burn" || gone.Touches[0].Why != "danger: "+OwnDanger || gone.Touches[1].Why != "danger: burn" {
		t.Errorf("its dangers are counted as %q, %v", gone.Danger, gone.Touches)
	}
	if m.Danger[0] != "pram caught fire at ana's" || m.Touches[0].Why == gone.Touches[0].Why {
		t.Error("the mention that was is changed with it")
	}
	if again := gone.Forgotten(time.Unix(2, 0)); len(again.Danger) != 2 || again.Danger[0] != OwnDanger {
		t.Errorf("forgotten twice, its dangers are %q", again.Danger)
	}
	// What was kept when nobody noted whose a danger is may be the brand's own.
	m.Listed = 0
	if gone = m.Forgotten(time.Unix(1, 0)); len(gone.Danger) != 1 || gone.Danger[0] != OwnDanger {
		t.Errorf("of dangers that may all be its own is left %q", gone.Danger)
	}
	m.Danger, m.Touches = nil, nil
	if gone = m.Forgotten(time.Unix(1, 0)); len(gone.Danger) != 0 {
		t.Errorf("no danger becomes %q", gone.Danger)
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
