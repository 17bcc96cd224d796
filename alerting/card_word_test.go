package alerting

import (
	"strings"
	"testing"
	"time"

	"tocsin/rules"
)

// wordSignal is a tag that thirty of forty voices use, as the rule of new words finds it.
func wordSignal() rules.Signal {
	return rules.Signal{
		Rule: "new-word", Version: "1", Brand: "solvo", Severity: rules.Issue, At: night, Window: time.Hour, Onset: night.Add(-40 * time.Minute),
		Count: rules.Count{Voices: 40, Mentions: 45}, Expected: 2, Floor: 25,
		Word:  &rules.Word{Name: "#slingshame", Voices: 30, First: night.Add(-40 * time.Minute), Suggest: "add #slingshame to the query"},
		Needs: "at least 25 voices that use it, and a third of all, 14: 30 do",
	}
}

func TestTheCardOfANewWordSaysWhichAndWhatToDo(t *testing.T) {
	s := wordSignal()
	c := Compose(told(heardAt(night, s)), channelReader(t), night)
	const what = "New: #slingshame, used by 30 of 40 voices, first 02:27"
	if got, want := lineOf(c, "WHAT"), what+". Posts that say nothing else are not heard: add #slingshame to the query"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if want := "new #slingshame: 30 of 40 voices/h"; !strings.Contains(c.Push, want) {
		t.Errorf("the push %q does not say %q", c.Push, want)
	}
	s.Word.Suggest = ""
	if got := lineOf(Compose(told(heardAt(night, s)), channelReader(t), night), "WHAT"); got != what {
		t.Errorf("where the query hears it: got %s\nwant %s", got, what)
	}
	explained := Why(told(heardAt(night, s)), channelReader(t))
	if want := "level issue: at least 25 voices that use it, and a third of all, 14: 30 do."; !strings.Contains(explained, want) {
		t.Errorf("Why? does not say %q:\n%s", want, explained)
	}
}
