package rules

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

// outcry is an hour in which outlets carry one wire story, people say the same few
// words, and later others speak in words of their own, nobody with any reach.
func outcry(outlets, same, own int) history {
	var h history
	h.say("somebody", noon.AddDate(0, 0, -7))
	wire := *h.say("wire", noon.Add(-50*time.Minute))
	h[len(h)-1].Text = "BERLIN (dpa) - Solvo ruft die Trage zurück"
	for i := range outlets - 1 {
		m := h.say(fmt.Sprint("outlet", i), noon.Add(-49*time.Minute+time.Duration(i)*time.Second))
		copyOf(m, &wire)
		m.Text = fmt.Sprint("BERLIN (dpa) - Solvo ruft die Trage zurück, Blatt ", i)
	}
	for i := range same {
		h.say(fmt.Sprint("same", i), noon.Add(-40*time.Minute+time.Duration(i)*time.Second)).Text = "nie wieder, ehrlich"
	}
	for i := range own {
		h.say(fmt.Sprint("own", i), noon.Add(-39*time.Minute+time.Duration(i)*time.Second)).Text = fmt.Sprint("my sling broke, day ", i)
	}
	return h
}

func quotesOf(t *testing.T, h history) []Quote {
	t.Helper()
	found := Evaluate(h.series(nil), []Rule{Burst{}}, noon)
	if len(found) != 1 {
		t.Fatalf("%d signals, want 1", len(found))
	}
	return found[0].Loudest
}

// said is what is quoted, with how many say it and carry it.
func said(quotes []Quote) []string {
	var all []string
	for _, q := range quotes {
		all = append(all, fmt.Sprintf("%s (%d voices, %d carriers)", q.Text, q.Voices, q.Carriers))
	}
	return all
}

func TestWithoutReachTheCrowdsWordsAreShownOnceAndThenWhatIsNew(t *testing.T) {
	words, story := "nie wieder, ehrlich (60 voices, 0 carriers)", "BERLIN (dpa) - Solvo ruft die Trage zurück, Blatt 38 (0 voices, 40 carriers)"
	for _, tt := range []struct {
		claim string
		own   int
		want  []string
	}{
		{"nobody else speaks", 0, []string{words, story}},
		{"ten others", 10, []string{words, story, "my sling broke, day 9 (0 voices, 0 carriers)"}},
		{"thirty others, of whom the latest stands for all", 30, []string{words, story, "my sling broke, day 29 (0 voices, 0 carriers)"}},
	} {
		if diff := cmp.Diff(tt.want, said(quotesOf(t, outcry(40, 60, tt.own)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.claim, diff)
		}
	}
	h := outcry(40, 60, 30)
	h[len(h)-30].Reach = 9
	if got := said(quotesOf(t, h))[0]; got != "my sling broke, day 0 (0 voices, 0 carriers)" {
		t.Errorf("the loudest is %s, want the one post that claims readers", got)
	}
}

// Neither a chatterbox nor a chorus in the same minute hides what others say then.
func TestTheLoudInAMinuteLeaveRoomForOthers(t *testing.T) {
	minute := noon.Add(-30 * time.Minute)
	for _, tt := range []struct {
		claim string
		loud  func(i int, m *brand.Mention)
	}{
		{"one voice writes fifty posts", func(i int, m *brand.Mention) { m.Voice, m.Text = "bot", fmt.Sprint("buy now, offer ", i) }},
		{"fifty say the same", func(_ int, m *brand.Mention) { m.Text = "me too" }},
	} {
		var h history
		h.say("somebody", noon.AddDate(0, 0, -7))
		for i := range 50 {
			tt.loud(i, h.say(fmt.Sprint("loud", i), minute.Add(30*time.Second+time.Duration(i)*time.Millisecond)))
		}
		for i := range 2 {
			h.say(fmt.Sprint("quiet", i), minute.Add(time.Duration(i+1)*time.Second)).Text = fmt.Sprint("my sling broke, day ", i)
		}
		for i := range 40 { // who said nothing that can be quoted
			h.say(fmt.Sprint("mute", i), noon.Add(-5*time.Minute+time.Duration(i)*time.Second)).Text = " "
		}
		quoted := map[string]bool{}
		for _, q := range quotesOf(t, h) {
			quoted[q.Text] = true
		}
		if !quoted["my sling broke, day 0"] || !quoted["my sling broke, day 1"] {
			t.Errorf("%s: quoted are %v, want what the two others say, too", tt.claim, quoted)
		}
	}
}

func TestAWordOfDangerInACopiedTextTellsHowManyCarryIt(t *testing.T) {
	h := outcry(40, 60, 30)
	for i := range h {
		switch {
		case i >= 1 && i <= 40:
			h[i].Danger = []string{"recall"}
		case i > 40 && i <= 44:
			h[i].Danger = []string{"injury", "recall"}
		}
	}
	found := Evaluate(h.series(nil), []Rule{Burst{}}, noon)
	want := []Share{{Name: "recall", Voices: 5, Carriers: 40}, {Name: "injury", Voices: 4}}
	if diff := cmp.Diff(want, found[0].Danger); diff != "" {
		t.Errorf("danger (-want +got):\n%s", diff)
	}
}

func TestNoWordOfDangerIsLeftOut(t *testing.T) {
	sig := evidence(t, noon, 40, func(i int, m *brand.Mention) { m.Danger = []string{fmt.Sprint("danger", i%20)} })
	if len(sig.Danger) != 20 {
		t.Errorf("of 20 words of danger %d are told", len(sig.Danger))
	}
}
