package alerting

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tocsin/rules"
)

// lineOf is a card's line of a label, "" if it has none.
func lineOf(c Card, label string) string {
	for _, l := range c.Lines {
		if l.Label == label {
			return l.Text
		}
	}
	return ""
}

func TestWhatItIsAboutIsATagOnlyIfManyCarryIt(t *testing.T) {
	const loudest = `Most read: "It's not a fashion statement, it is how we carry our children."`
	tag := func(name string, n int) rules.Share { return rules.Share{Name: name, Voices: n} }
	fresh := func(name string, n int) rules.Share { return rules.Share{Name: name, Voices: n, New: true} }
	for _, tt := range []struct {
		claim string
		tags  []rules.Share
		want  string
	}{
		{"a new tag of a quarter", []rules.Share{fresh("slingads", 10)}, "New tag #slingads: 10 of 40 voices"},
		{"a new tag of less is an aside", []rules.Share{fresh("slingads", 9)}, loudest + " (new tag #slingads: 9 of 40 voices)"},
		{"also beside an old tag of many", []rules.Share{tag("slings", 30), fresh("slingads", 9)}, "Tag #slings: 30 of 40 voices (new tag #slingads: 9 of 40 voices)"},
		{"a new tag of very few is none", []rules.Share{fresh("slingads", 3)}, loudest},
		{"an old tag of less than a quarter says nothing", []rules.Share{tag("slings", 9)}, loudest},
		{"nor does the brand's own name", []rules.Share{tag("solvo", 40)}, loudest},
		{"no tags", nil, loudest},
	} {
		heard := stormSignal()
		heard.Voices, heard.Tags = 40, tt.tags
		if got := lineOf(Compose(told(heardAt(night, heard)), channelReader(t), night), "WHAT"); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, tt.want)
		}
	}
}

func TestWhatManySayInTheSameWordsIsWhatItIsAbout(t *testing.T) {
	tag := func(n int) []rules.Share { return []rules.Share{{Name: "slingads", Voices: n, New: true}} }
	chorus := func(n int) []rules.Flood {
		return []rules.Flood{{Kind: rules.SameWords, Count: rules.Count{Voices: n, Mentions: n}, Text: "nie wieder, ehrlich"}}
	}
	const said, flood = `60 of 61 voices say "nie wieder, ehrlich"`, "60 of 61 voices use the same words"
	for _, tt := range []struct {
		claim       string
		floods      []rules.Flood
		tags        []rules.Share
		what, flood string
	}{
		{"nearly all say it", chorus(60), nil, said, flood},
		{"a new tag of fewer is an aside", chorus(60), tag(20), said + " (new tag #slingads: 20 of 61 voices)", flood},
		{"a new tag of as many says more", chorus(60), tag(60), "New tag #slingads: 60 of 61 voices", flood + `: "nie wieder, ehrlich"`},
		{"an old tag says less", chorus(60), []rules.Share{{Name: "slings", Voices: 61}}, said, flood},
		{"less than a quarter say it", chorus(15), nil, `Most read: "It's not a fashion statement, it is how we carry our children."`, `15 of 61 voices use the same words: "nie wieder, ehrlich"`},
	} {
		s := stormSignal()
		s.Voices, s.Tags, s.Floods = 61, tt.tags, tt.floods
		c := Compose(told(heardAt(night, s)), channelReader(t), night)
		if got := lineOf(c, "WHAT"); got != tt.what {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, tt.what)
		}
		if got, want := lineOf(c, "FLOOD"), tt.flood+" · counted all the same"; got != want {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, want)
		}
	}
}

func TestAQuoteTellsHowManySayIt(t *testing.T) {
	s := stormSignal()
	s.Loudest = []rules.Quote{{Text: "nie wieder, ehrlich", Author: "@lea", Voices: 60}, {Text: "my sling broke"}}
	c := Compose(told(heardAt(night, s)), channelReader(t), night)
	if got := lineOf(c, "LOUDEST"); got != `"nie wieder, ehrlich" @lea, said by 60 voices` {
		t.Errorf("LOUDEST %s", got)
	}
	if got := lineOf(c, "SECOND"); got != `"my sling broke"` {
		t.Errorf("SECOND %s", got)
	}
}

// A clock with two hands beside one of 24 hours makes people do sums at night.
func TestNoCardTellsHoursInTwoForms(t *testing.T) {
	late := storm()
	late.Signal.At = night.Add(-3 * time.Hour)
	for _, i := range []Incident{storm(), late, claimedStorm(), decidedStorm(), closedStorm()} {
		text := written(Compose(i, anaReader(t), night.Add(time.Hour))) + Why(i, channelReader(t))
		if halves := regexp.MustCompile(`(?i)\d ?[ap]m\b`).FindAllString(text, -1); len(halves) > 0 {
			t.Errorf("%q in\n%s", halves, text)
		}
	}
}

func TestStrategiesTouchedEarlierShowNoFiguresOfAnotherHour(t *testing.T) {
	earlier, latest, none := stormSignal(), stormSignal(), stormSignal()
	earlier.Touches = []rules.Share{{Name: "customer-service", Voices: 2, Why: `"late" in 2 of 20`}, {Name: "marketing", Voices: 4, Why: `"ad" in 4 of 20`}}
	latest.Touches = []rules.Share{{Name: "marketing", Voices: 16, Why: `"ad" in 9 of 16`}}
	none.Touches = []rules.Share{{Name: "unassigned", Voices: 16}}
	for _, tt := range []struct {
		latest rules.Signal
		want   string
	}{
		{latest, `marketing ("ad" in 9 of 16) · customer-service (earlier)`},
		{none, "customer-service (earlier) · marketing (earlier)"},
	} {
		i := told(heardAt(night.Add(-time.Hour), earlier), heardAt(night, tt.latest))
		if got := lineOf(Compose(i, channelReader(t), night), "TOUCHES"); got != tt.want {
			t.Errorf("TOUCHES %s, want %s", got, tt.want)
		}
	}
}

func TestTheLastNoteIsOnTheCard(t *testing.T) {
	i := claimedStorm(did(Note, benActor, 11*time.Minute, "the ad is still on air"), did(Note, anaActor, 13*time.Minute, "called the agency\u202e "+strings.Repeat("and called ", 50)))
	got := lineOf(Compose(i, channelReader(t), night.Add(time.Hour)), "NOTE")
	if !strings.HasPrefix(got, "Ana Ruiz 03:20: called the agency and called") || !strings.HasSuffix(got, "…") || utf8.RuneCountInString(got) > 180 {
		t.Errorf("NOTE %s, want the last note, clipped", got)
	}
	if got := lineOf(Compose(claimedStorm(), channelReader(t), night), "NOTE"); got != "" {
		t.Errorf("NOTE %s, where nobody wrote any", got)
	}
}
