package digest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/brand"
	"tocsin/rules"
)

func TestCopiesAreOneVoiceAndOneStory(t *testing.T) {
	ignored := cmpopts.IgnoreUnexported(Story{})
	first := wire()[0]
	pulled := Story{URL: "https://news.example/wire", Author: "wire", Source: "news", Text: first.Text, Reach: 5000, Copies: 62, Authors: 62, Sources: 9, At: first.At}
	orphan := said("paper", at(2, 0, 0), "old news")
	orphan.Story, orphan.Speaker = "last week's", "wire"
	me := func(i int) brand.Mention {
		return said(fmt.Sprint("me", i), at(2, 1, i), "me too https://x.example/"+fmt.Sprint(i))
	}
	nameless := wire()
	for i := range nameless {
		nameless[i].Voice, nameless[i].Speaker, nameless[i].Source = "site", "", "news"
		if i > 0 {
			nameless[i].Speaker = "site"
		}
	}
	bySite := pulled
	bySite.Authors, bySite.Sources = 1, 1
	tests := []struct {
		claim    string
		mentions []brand.Mention
		voices   int
		want     []Story
		said     string
	}{
		{"a wire story in 62 copies", wire(), 1, []Story{pulled}, "1 story, 62 carriers, 62 authors, 9 sources"},
		{"read from its end", reversed(wire()), 1, []Story{pulled}, "1 story, 62 carriers, 62 authors, 9 sources"},
		{"a site that names no authors", nameless, 1, []Story{bySite}, "1 story, 62 carriers, 1 author or site, 1 source"},
		{"the first of it is of another week", []brand.Mention{orphan}, 1, []Story{{URL: "https://news.example/paper", Author: "paper", Source: "news", Text: "old news", Copies: 1, Authors: 1, Sources: 1, At: orphan.At}}, ""},
		{"a crowd that says the same", []brand.Mention{me(2), me(0), me(1)}, 3, []Story{{URL: "https://news.example/me0", Author: "me0", Source: "news", Text: "me too https://x.example/0", Copies: 3, Authors: 3, At: at(2, 1, 0)}}, "3 mentions in the same words by 3 authors"},
	}
	for _, tt := range tests {
		tally := NewTally(theWeek(), at(7, 0, 0))
		for _, m := range tt.mentions {
			tally.Add(m)
		}
		r := Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0)})
		if diff := cmp.Diff(tt.want, r.Loudest, ignored); diff != "" || r.Heard.Voices != tt.voices || r.Heard.Mentions != len(tt.mentions) {
			t.Errorf("%s: %d voices in %d mentions, want %d in %d; stories (-want +got):\n%s", tt.claim, r.Heard.Voices, r.Heard.Mentions, tt.voices, len(tt.mentions), diff)
		}
		if got := r.Loudest[0].carried(); got != tt.said {
			t.Errorf("%s: said as %q, want %q", tt.claim, got, tt.said)
		}
	}
}

func reversed(mentions []brand.Mention) []brand.Mention {
	back := make([]brand.Mention, len(mentions))
	for i, m := range mentions {
		back[len(back)-1-i] = m
	}
	return back
}

func TestToneIsSplitByVoicesAllAndEveryStrategy(t *testing.T) {
	tally := NewTally(theWeek(), at(7, 0, 0))
	for i := range 40 {
		m := said(fmt.Sprint("v", i), at(1, 0, i), "words", "crisis")
		if m.Group, m.Mood = "customers", brand.Negative; i >= 30 {
			m.Group, m.Mood, m.Touches = "press", brand.Positive, nil
		}
		if i < 2 {
			m.Mood = brand.Unknown
		}
		if i < 3 {
			m.Danger = []string{"recall", "recall", "injury"}
		}
		tally.Add(m)
		if i < 5 { // the same voices, days later: what they said last counts
			m.At, m.Mood, m.ID = at(4, 0, i), brand.Neutral, brand.MentionID(fmt.Sprint("later", i))
			tally.Add(m)
		}
	}
	r := Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0), Strategies: strategies()})
	if diff := cmp.Diff(rules.Moods{Negative: 25, Neutral: 5, Positive: 10}, r.Tone); diff != "" {
		t.Errorf("tone (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(rules.Moods{Negative: 25, Neutral: 5}, r.Strategies[0].Tone); diff != "" {
		t.Errorf("tone of crisis (-want +got):\n%s", diff)
	}
	groups := []Group{
		{Part{"customers", Count{30, 35}}, rules.Moods{Negative: 25, Neutral: 5}},
		{Part{"press", Count{10, 10}}, rules.Moods{Positive: 10}},
	}
	if diff := cmp.Diff(groups, r.Groups); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Part{{"injury", Count{3, 6}}, {"recall", Count{3, 6}}}, r.Danger); diff != "" {
		t.Errorf("danger (-want +got):\n%s", diff)
	}
	for _, want := range []string{
		"63% negative (word list, unchecked) · of 40 voices: 25 negative, 5 neutral, 10 positive, 0 unknown\n",
		"customers: 83% negative · press: 100% positive, 0% negative\n", "danger words, by voices: injury 3 · recall 3\n",
		"crisis · 30 voices in 35 mentions (none last week) · 83% negative · Notice harm",
	} {
		if text := Text(r); !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// A part is told with what it is a part of, and no two bases stand in one sum.
func TestHowItSoundsIsSaidOfThoseItCanBeToldOf(t *testing.T) {
	for _, tt := range []struct {
		claim string
		moods rules.Moods
		want  string
	}{
		{"nobody spoke", rules.Moods{}, ""},
		{"hardly anything is unknown", rules.Moods{Negative: 18, Positive: 2, Unknown: 2}, "90% negative"},
		{"a tenth is unknown", rules.Moods{Negative: 97, Neutral: 3, Unknown: 12}, "97% negative of the 100 that can be told, 12 unknown"},
		{"more is", rules.Moods{Negative: 10, Neutral: 2, Unknown: 7}, "83% negative of the 12 that can be told, 7 unknown"},
		{"too few for a percentage", rules.Moods{Negative: 5, Unknown: 7}, "5 negative, 7 unknown"},
		{"nothing is known", rules.Moods{Unknown: 7}, "tone unknown"},
	} {
		if got := sounds(tt.moods); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.claim, got, tt.want)
		}
	}
}

func TestTheBrandsOwnWordsOfDangerComeFirstAndTheRestIsCounted(t *testing.T) {
	tally := NewTally(theWeek(), at(7, 0, 0))
	for i := range 55 {
		m := said(fmt.Sprint("v", i), at(1, 0, i), fmt.Sprint("words ", i))
		for n := range 11 {
			if i < 30-n {
				m.Danger = []string{fmt.Sprint("danger", n)}
				m.ID = brand.MentionID(fmt.Sprint(i, " ", n))
				tally.Add(m)
			}
		}
	}
	rare := said("one", at(1, 1, 0), "it überhitzt")
	rare.Danger = []string{"überhitz"}
	tally.Add(rare)
	b := solvo()
	b.Danger = []string{"Überhitz*"}
	r := Build(Input{Brand: b, Heard: tally, At: at(7, 0, 0)})
	want := "danger words, by voices: überhitz 1 · danger0 30 · danger1 29 · danger2 28 · danger3 27 · danger4 26 · danger5 25 · danger6 24 · and 4 more\n"
	if text := Text(r); !strings.Contains(text, want) || len(r.Danger) != 12 {
		t.Errorf("%d words of danger, want 12, and %q in\n%s", len(r.Danger), want, text)
	}
}

// What a source itself counts is set against what we have of it.
func TestWhatWeMissOfASourceIsSaid(t *testing.T) {
	for _, tt := range []struct {
		claimed, seen int
		want          bool
	}{{0, 0, false}, {0, 5, false}, {94, 33, true}, {100, 79, true}, {100, 80, false}, {100, 130, false}, {3, 0, true}} {
		r := Build(Input{Brand: solvo(), Heard: NewTally(theWeek(), at(7, 0, 0)), At: at(7, 0, 0), Bookmarks: []Bookmark{{ID: "forum", Read: at(6, 23, 59), Claimed: tt.claimed, Seen: tt.seen}}})
		want := fmt.Sprintf("1 of 1 source fine now, Mon 23 Nov 00:00 · of forum we see %d of %d\n", tt.seen, tt.claimed)
		if said := strings.Contains(Text(r), want); said != tt.want {
			t.Errorf("of %d that a source counts %d were seen: said %v, want %v\n%s", tt.claimed, tt.seen, said, tt.want, Text(r))
		}
	}
}

func TestPingbacksAreTold(t *testing.T) {
	tally := NewTally(theWeek(), at(7, 0, 0))
	tally.Add(said("blog", at(1, 0, 0), "[...] what Solvo said about slings [...]"))
	tally.Add(said("ana", at(1, 0, 1), "what Solvo said about slings..."))
	if r := Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0)}); r.Pingbacks != 1 || !strings.Contains(Text(r), "1 mention is a pingback") {
		t.Errorf("%d pingbacks, want 1:\n%s", r.Pingbacks, Text(r))
	}
}

func TestEveryDangerOfAMentionIsCountedInTheDigest(t *testing.T) {
	tally := NewTally(theWeek(), at(7, 0, 0))
	m := said("one", at(1, 0, 0), "all at once")
	for n := range brand.MostDangers {
		m.Danger = append(m.Danger, fmt.Sprint("danger", n))
	}
	tally.Add(m)
	if r := Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0)}); len(r.Danger) != brand.MostDangers {
		t.Errorf("of %d dangers %d are told", brand.MostDangers, len(r.Danger))
	}
}

// Outlets give one text many titles: the earliest that names the brand says what it is about.
func TestAStoryIsShownByTheEarliestCarrierThatNamesTheBrand(t *testing.T) {
	tally := NewTally(theWeek(), at(7, 0, 0))
	for i, m := range wire() {
		m.Why, m.Title = `word "solvo"`, fmt.Sprint("A recall ", i)
		if i == 20 || i == 30 {
			m.Title = fmt.Sprint("SOLVO pulls an ad ", i)
		}
		tally.Add(m)
	}
	r := Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0)})
	if got := r.Loudest[0]; !strings.HasPrefix(got.Text, "SOLVO pulls an ad 20 – ") || got.Copies != 62 {
		t.Errorf("shown is %q in %d copies, want the headline of the 20th, of 62", got.Text, got.Copies)
	}
}
