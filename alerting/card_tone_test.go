package alerting

import (
	"strings"
	"testing"

	"tocsin/rules"
)

func TestToneIsToldOnlyWhereItCanBe(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		moods  rules.Moods
		danger []rules.Share
		line   string
		push   string
	}{
		{"nothing is known", rules.Moods{Unknown: 212}, nil, "", ""},
		{"nine voices are chance", rules.Moods{Negative: 9, Unknown: 3}, nil, "", ""},
		{"ten are told", rules.Moods{Negative: 8, Neutral: 2, Unknown: 1}, nil, "80% negative (word list, unchecked)", ", 80% negative"},
		{"where a tenth is unknown, a part says of how many", rules.Moods{Negative: 97, Neutral: 3, Unknown: 12}, nil, "97% negative of the 100 that can be told (word list, unchecked) · 12 unknown", ", 97 negative"},
		{"much that is unknown is said", rules.Moods{Negative: 60, Positive: 20, Unknown: 40}, nil, "75% negative of the 80 that can be told (word list, unchecked) · 40 unknown", ", 60 negative"},
		{"if most is, a phone is told nothing", rules.Moods{Negative: 60, Positive: 20, Unknown: 81}, nil, "75% negative of the 80 that can be told (word list, unchecked) · 81 unknown", ""},
		{"nor that it sounds mild", rules.Moods{Negative: 49, Neutral: 51}, nil, "51% neutral, 49% negative (word list, unchecked)", ""},
		{"praise is named first", rules.Moods{Negative: 20, Positive: 80}, nil, "80% positive, 20% negative (word list, unchecked)", ""},
		{"words of danger need no tone", rules.Moods{Unknown: 212}, []rules.Share{{Name: "recall", Voices: 31}, {Name: "injury", Voices: 4}, {Name: "fire", Voices: 1}}, "danger words: recall 31, injury 4", ""},
	} {
		s := stormSignal()
		s.Moods, s.Danger = tt.moods, tt.danger
		c := Compose(told(heardAt(night, s)), anaReader(t), night)
		if got := lineOf(c, "TONE"); got != tt.line {
			t.Errorf("%s: TONE %q, want %q", tt.claim, got, tt.line)
		}
		if want := "CRISIS Solvo · 212 voices/h, 14x normal" + tt.push + " · nobody has it yet · you may decide"; c.Push != want {
			t.Errorf("%s: push %q, want %q", tt.claim, c.Push, want)
		}
	}
}

// Who has it and who may act is worth more on a lock screen than how it sounds.
func TestTonePushesNothingOffTheLockScreen(t *testing.T) {
	reader := channelReader(t)
	for n := range 30 {
		reader.Brand.Name = "Solvo" + strings.Repeat("o", n)
		mute, loud := stormSignal(), stormSignal()
		loud.Moods = rules.Moods{Negative: 150, Neutral: 62}
		want := Compose(told(heardAt(night, mute)), reader, night).Push
		got := Compose(told(heardAt(night, loud)), reader, night).Push
		if without := strings.Replace(got, ", 71% negative", "", 1); without != want || len([]rune(got)) > 120 {
			t.Errorf("of a brand of %d letters: %q, want %q and the tone at most", 5+n, got, want)
		}
	}
}

func TestStoriesAreOnTheCardWhenTheyMatter(t *testing.T) {
	for _, tt := range []struct {
		claim           string
		posts           int
		stories, copies []int // carriers of the stories shown; posts, texts and carriers of all copies
		want            string
	}{
		{"no copies", 240, nil, []int{0, 0, 0}, ""},
		{"a single copy of another day's text", 5, nil, []int{1, 1, 1}, ""},
		{"two of 240 posts", 240, []int{2}, []int{1, 1, 2}, ""},
		{"two of 20 posts", 20, []int{2}, []int{1, 1, 2}, "2 of the posts carry 1 story (1 voice): 2 authors, 2 sources"},
		{"five of 240 posts", 240, []int{5}, []int{4, 1, 5}, "5 of the posts carry 1 story (1 voice): 5 authors, 2 sources"},
		{"several", 240, []int{62, 8, 4}, []int{70, 5, 76}, "76 of the posts carry 5 stories (1 voice each), the largest 62"},
	} {
		s := stormSignal()
		s.Mentions, s.Copied = tt.posts, rules.Copied{Posts: tt.copies[0], Texts: tt.copies[1], Carriers: tt.copies[2]}
		for _, n := range tt.stories {
			s.Stories = append(s.Stories, rules.Story{Carriers: n, Authors: n, Sources: 2})
		}
		size := lineOf(Compose(told(heardAt(night, s)), anaReader(t), night), "SIZE")
		if found := strings.Contains(size, "story") || strings.Contains(size, "stories"); !strings.Contains(size, tt.want) || found != (tt.want != "") {
			t.Errorf("%s: SIZE %q, want %q in it", tt.claim, size, tt.want)
		}
	}
}

// Forty outlets in one feed are forty, and what names no author may be a site.
func TestAStoryIsCarriedByAuthorsNotBySources(t *testing.T) {
	for authors, want := range map[int]string{40: "(1 voice): 40 authors, 1 source.", 1: "(1 voice): 1 author or site, 1 source."} {
		s := stormSignal()
		s.Copied, s.Stories = rules.Copied{Posts: 39, Texts: 1, Carriers: 40}, []rules.Story{{Carriers: 40, Authors: authors, Sources: 1}}
		if size := lineOf(Compose(told(heardAt(night, s)), anaReader(t), night), "SIZE"); !strings.Contains(size, want) {
			t.Errorf("SIZE %q, want %q in it", size, want)
		}
	}
}

func TestWhoWroteMostMayBeASiteThatNamesNobody(t *testing.T) {
	s := stormSignal()
	for nameless, want := range map[bool]string{false: "1 author wrote 40 of 50 posts (1 voice)", true: "1 author or site wrote 40 of 50 posts (1 voice)"} {
		s.Mentions, s.Floods = 50, []rules.Flood{{Kind: rules.OneAuthor, Count: rules.Count{Voices: 1, Mentions: 40}, Nameless: nameless}}
		if flood := lineOf(Compose(told(heardAt(night, s)), anaReader(t), night), "FLOOD"); flood != want+" · counted all the same" {
			t.Errorf("FLOOD %q, want %q", flood, want)
		}
	}
}

func TestWhichWordsOfDangerAreOnTheCard(t *testing.T) {
	word := func(name string, voices, carriers int) rules.Share {
		return rules.Share{Name: name, Voices: voices, Carriers: carriers}
	}
	for _, tt := range []struct {
		claim     string
		danger    []rules.Share
		card, why string
	}{
		{"not what a single voice says", []rules.Share{word("fire", 1, 0)}, "", "fire 1"},
		{"but what the brand itself calls dangerous", []rules.Share{word("fire", 1, 0), word("überhitz", 1, 0)}, "danger words: überhitz 1", "überhitz 1 · fire 1"},
		{"and what many copy", []rules.Share{word("recall", 1, 40)}, "danger words: recall 1 (40 posts)", "recall 1 (40 posts)"},
		{"beside those who say it", []rules.Share{word("recall", 5, 40)}, "danger words: recall 5 (copied in 40 posts)", "recall 5 (copied in 40 posts)"},
		{"the brand's own come first, and those that have no room are counted", []rules.Share{
			word("a", 9, 0), word("b", 8, 0), word("c", 7, 0), word("d", 6, 0), word("e", 5, 0), word("f", 4, 0), word("überhitz", 3, 0), word("g", 2, 0), word("h", 1, 0), word("i", 1, 0),
		}, "danger words: überhitz 3, a 9, b 8, c 7, and 4 more", "überhitz 3 · a 9 · b 8 · c 7 · d 6 · e 5 · f 4 · g 2 · and 2 more"},
	} {
		s, reader := stormSignal(), anaReader(t)
		s.Danger, reader.Brand.Danger = tt.danger, []string{"Überhitz*"}
		i := told(heardAt(night, s))
		if got := lineOf(Compose(i, reader, night), "TONE"); got != tt.card {
			t.Errorf("%s: TONE %q, want %q", tt.claim, got, tt.card)
		}
		if want := "\nDanger words, by voices: " + tt.why + "\n"; !strings.Contains(Why(i, reader), want) {
			t.Errorf("%s: Why does not say %q:\n%s", tt.claim, want, Why(i, reader))
		}
	}
}

// A storm of before tone was told looks as it did.
func TestASignalWithoutEvidenceSaysNothingOfIt(t *testing.T) {
	why := Why(storm(), anaReader(t))
	for _, word := range []string{"Tone", "Danger", "Story", "Pattern", "copies", "Languages"} {
		if strings.Contains(why, word) {
			t.Errorf("Why tells of %s, of which nothing is known:\n%s", word, why)
		}
	}
}
