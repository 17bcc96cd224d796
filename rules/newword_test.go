package rules

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
)

// A scene is a brand's weeks of chatter, with all they say.
type scene struct {
	history
	rng *rand.Rand
}

// said adds a mention with words, its tags read from them.
func (s *scene) said(voice, words string, at time.Time) *brand.Mention {
	m := s.say(voice, at)
	m.Text, m.Tags = words, text.Tags(words)
	return m
}

// chatted is a brand with so many posts a day of everyday talk.
func chatted(seed uint64, from, to time.Time, perDay float64) *scene {
	s := &scene{rng: rand.New(rand.NewPCG(seed, 11))}
	pick := func(of ...string) string { return of[s.rng.IntN(len(of))] }
	for at := from; at.Before(to); at = at.Add(time.Duration(s.rng.ExpFloat64() * float64(24*time.Hour) / perDay)) {
		s.said(fmt.Sprint("regular", s.rng.IntN(400)), strings.Join([]string{
			pick("took a", "out of", "does anybody like", "half a", "my sister gave me", "the pharmacy had no"), "motrin",
			pick("again", "before the meeting", "after the run", "and waiting", "tonight", "for my back", "for the kids", "and a nap"),
			pick("", "#headache", "#migraine", "#mondays", "", ""),
		}, " "), at)
	}
	return s
}

var weekend = time.Date(2026, 11, 21, 19, 0, 0, 0, time.UTC)

// weeks is how long the chatter of a test is.
const weeks = 28 * 24 * time.Hour

func motrin() NewWord { return NewWord{Known: []string{"motrin"}} }

// rise lets voices use some words, one every so often, until an hour after the weekend's moment.
func (s *scene) rise(n int, every time.Duration, words func(i int) string) {
	for i := range n {
		s.said(fmt.Sprint("new", i), words(i), weekend.Add(-time.Duration(n-1-i)*every))
	}
}

// varied says one thing in ever other words.
func varied(tag string) func(i int) string {
	return func(i int) string {
		return fmt.Sprintf("%s %s %s", []string{"carried twins", "is it a joke", "reading", "my back is fine", "who signed that off"}[i%5], tag,
			[]string{"", "!", "motrin what", "and motrin", "sigh"}[i/5%5])
	}
}

func TestAWordThatNobodyUsedBefore(t *testing.T) {
	for _, tt := range []struct {
		claim string
		add   func(s *scene)
		want  Severity
		name  string
	}{
		{"a tag that ten use", func(s *scene) { s.rise(10, 5*time.Minute, varied("#motrinmoms")) }, Watch, "#motrinmoms"},
		{"that seven use", func(s *scene) { s.rise(7, 5*time.Minute, varied("#motrinmoms")) }, None, ""},
		{"that thirty use, from nothing", func(s *scene) { s.rise(30, time.Minute, varied("#MotrinMoms")) }, Issue, "#motrinmoms"},
		{"that thirty use, who were at it for hours", func(s *scene) {
			s.rise(30, time.Minute, varied("#motrinmoms"))
			s.said("early", "#motrinmoms is born", weekend.Add(-3*time.Hour))
		}, Watch, "#motrinmoms"},
		{"a plain word", func(s *scene) {
			s.rise(10, 5*time.Minute, func(i int) string { return fmt.Sprint("motrin and glassbits, no ", i) })
		}, Watch, "glassbits"},
		{"a phrase of known words", func(s *scene) {
			s.said("x", "the sling was fine, an ad on tv", weekend.Add(-9*24*time.Hour))
			s.rise(10, 5*time.Minute, func(i int) string { return fmt.Sprint("motrin and its sling ad, ", i) })
		}, Watch, "sling ad"},
		{"a tag and its words in one", func(s *scene) {
			s.rise(10, 5*time.Minute, func(i int) string { return []string{"#motrin_moms ", "motrinmoms "}[i%2] + fmt.Sprint("x", i) })
		}, Watch, "#motrin_moms"},
		{"one author who floods it", func(s *scene) {
			s.rise(60, time.Minute, varied("#motrinmoms"))
			for i := range s.history {
				if strings.HasPrefix(string(s.history[i].Voice), "new") {
					s.history[i].Voice = "new0"
				}
			}
		}, None, ""},
		{"copies of one text", func(s *scene) {
			s.rise(30, time.Minute, func(int) string { return "look at #motrinmoms, it says all" })
			for i := range s.history {
				if m := &s.history[i]; strings.HasPrefix(string(m.Voice), "new") && m.Voice != "new0" {
					m.Story, m.Speaker = "m0", "new0"
				}
			}
		}, None, ""},
		{"a launch that the brand announced", func(s *scene) {
			s.said("us", "soon: #motrinlaunch", weekend.Add(-2*time.Hour)).Own = true
			s.rise(30, time.Minute, varied("#motrinlaunch"))
		}, None, ""},
		{"a tag that the brand answers under", func(s *scene) {
			s.rise(10, 5*time.Minute, varied("#motrinmoms"))
			s.said("us", "we hear you, #motrinmoms", weekend.Add(-time.Minute)).Own = true
		}, Watch, "#motrinmoms"},
		{"the brand's own name", func(s *scene) { s.rise(30, time.Minute, varied("#motrin")) }, None, ""},
		{"a usual tag", func(s *scene) { s.rise(30, time.Minute, varied("#headache")) }, None, ""},
		{"a tag that was there when a source was first read", func(s *scene) {
			s.said("old", "#oldtag since ever", weekend.Add(-20*24*time.Hour)).Backfill = true
			s.rise(30, time.Minute, varied("#oldtag"))
		}, None, ""},
		{"what a first reading finds", func(s *scene) {
			s.rise(30, time.Minute, varied("#motrinmoms"))
			for i := range s.history {
				if strings.HasPrefix(string(s.history[i].Voice), "new") {
					s.history[i].Backfill = true
				}
			}
		}, None, ""},
		{"a tag of one in four", func(s *scene) {
			s.rise(10, 5*time.Minute, varied("#motrinmoms"))
			s.rise(35, time.Minute, func(i int) string {
				return fmt.Sprint([]string{"took a motrin tonight", "half a motrin", "motrin and a nap"}[i%3], " ", i)
			})
			for i := range s.history[len(s.history)-35:] {
				s.history[len(s.history)-35+i].Voice = brand.Voice(fmt.Sprint("other", i))
			}
		}, None, ""},
		{"stop words of another language", func(s *scene) {
			s.rise(30, time.Minute, func(i int) string { return fmt.Sprintf("nicht ohne mein motrin x%d", i) })
		}, None, ""},
	} {
		s := chatted(1, weekend.Add(-weeks), weekend.Add(-time.Hour), 20)
		tt.add(s)
		sig, fires := motrin().Evaluate(s.series(time.UTC), weekend)
		if sig.Severity != tt.want || fires != (tt.want != None) {
			t.Errorf("%s: %v (%s), want %v", tt.claim, sig.Severity, sig.Arithmetic, tt.want)
		}
		if sig.Word != nil && sig.Word.Name != tt.name {
			t.Errorf("%s: told is %q, want %q", tt.claim, sig.Word.Name, tt.name)
		}
	}
}

// The tag of the Motrin storm, from nothing, in a brand of which hardly anybody spoke.
func TestTheTagOfAStormIsToldWithinTwoLooks(t *testing.T) {
	for seed := range uint64(20) {
		s := chatted(seed, weekend.Add(-weeks), weekend, 12)
		onset, crossed := weekend, time.Time{}
		for i, at := 0, onset; at.Before(onset.Add(6 * time.Hour)); i++ {
			s.said(fmt.Sprint("mom", i), varied("#motrinmoms")(i), at)
			if i+1 == wordVoices {
				crossed = at
			}
			at = at.Add(time.Duration(s.rng.ExpFloat64() * float64(7*time.Minute)))
			if i < wordVoices && at.Sub(onset) > 55*time.Minute { // the threshold is of an hour
				at = onset.Add(55 * time.Minute)
			}
		}
		series := NewSeries(time.UTC)
		slices.SortFunc(s.history, func(a, b brand.Mention) int { return a.At.Compare(b.At) })
		next, told := 0, time.Time{}
		for at := onset.Add(-24 * time.Hour); told.IsZero() && at.Before(onset.Add(6*time.Hour)); at = at.Add(5 * time.Minute) {
			for ; next < len(s.history) && !s.history[next].At.After(at); next++ {
				series.Add(s.history[next])
			}
			if sig, fires := motrin().Evaluate(series, at); fires {
				told = at
				if sig.Word.Name != "#motrinmoms" || at.Before(crossed) {
					t.Errorf("seed %d: %s at %v: %s", seed, sig.Word.Name, at, sig.Arithmetic)
				}
			}
		}
		if late := told.Sub(crossed); told.IsZero() || late > 10*time.Minute {
			t.Errorf("seed %d: told %v after the eighth voice, want at most two looks", seed, late)
		}
	}
}

// In a brand's first days all words are new, and none is news.
func TestToABrandJustMetNothingIsNew(t *testing.T) {
	for seed := range uint64(20) {
		s := chatted(seed, weekend.Add(-60*time.Hour), weekend, 600)
		series := s.series(time.UTC)
		for at := weekend.Add(-60 * time.Hour); !at.After(weekend); at = at.Add(20 * time.Minute) {
			if sig, fires := motrin().Evaluate(series, at); fires {
				t.Fatalf("seed %d: %s", seed, sig.Arithmetic)
			}
		}
	}
	young := chatted(1, weekend.Add(-5*24*time.Hour), weekend.Add(-time.Hour), 20)
	young.rise(12, 4*time.Minute, func(i int) string { return fmt.Sprint("motrin and glassbits ", i) })
	if sig, fires := motrin().Evaluate(young.series(time.UTC), weekend); fires {
		t.Errorf("of a hundred posts in all: %s", sig.Arithmetic)
	}
}

// A calm brand of any size raises no word in four weeks.
func TestEverydayTalkHasNoNewWord(t *testing.T) {
	for _, perDay := range []float64{10, 100, 600} {
		s := chatted(uint64(perDay), weekend.Add(-weeks), weekend, perDay)
		series := NewSeries(time.UTC)
		at := weekend.Add(-weeks)
		for _, m := range s.history {
			for ; at.Before(m.At); at = at.Add(15 * time.Minute) {
				if sig, fires := motrin().Evaluate(series, at); fires {
					t.Errorf("%.0f a day: %s", perDay, sig.Arithmetic)
				}
			}
			series.Add(m)
		}
	}
}

func TestANewWordTellsWhatToAsk(t *testing.T) {
	s := chatted(1, weekend.Add(-weeks), weekend.Add(-time.Hour), 20)
	s.rise(10, 5*time.Minute, varied("#motrinmoms"))
	rule := motrin()
	sig, _ := rule.Evaluate(s.series(time.UTC), weekend)
	if sig.Word == nil || sig.Word.Suggest != "add #motrinmoms to the query" || sig.Word.Voices != 10 {
		t.Errorf("told is %+v", sig.Word)
	}
	if want := `10 of 10 voices in the hour to Saturday 19:00 UTC use "#motrinmoms", first used Saturday 18:15; watch needs 8 and a third of all (4)`; sig.Arithmetic != want {
		t.Errorf("arithmetic\n%s\nwant\n%s", sig.Arithmetic, want)
	}
	rule.Hears = func(term string) bool { return term == "#motrinmoms" }
	if sig, _ = rule.Evaluate(s.series(time.UTC), weekend); sig.Word.Suggest != "" {
		t.Errorf("the query hears it, and yet: %s", sig.Word.Suggest)
	}
}

func TestTheOrderOfReadingMakesNoNews(t *testing.T) {
	for seed := range uint64(20) {
		s := chatted(seed, weekend.Add(-weeks), weekend.Add(-time.Hour), 10)
		s.rise(8+int(seed), time.Minute, varied("#motrinmoms"))
		want, _ := motrin().Evaluate(s.series(time.UTC), weekend)
		s.rng.Shuffle(len(s.history), func(i, j int) { s.history[i], s.history[j] = s.history[j], s.history[i] })
		got, _ := motrin().Evaluate(s.series(time.UTC), weekend)
		if want.Word == nil || got.Word == nil || *got.Word != *want.Word || got.Severity != want.Severity {
			t.Errorf("seed %d: %+v in one order, %+v in another", seed, want.Word, got.Word)
		}
	}
}

// However much is said, the lexicon stays as large as it may be, and what people say again
// and again is not lost to what is said once.
func TestTheLexiconIsBounded(t *testing.T) {
	s := NewSeries(time.UTC)
	h := &scene{}
	for i := range 15_000 {
		m := h.said(fmt.Sprint("v", i%3000), fmt.Sprintf("word%d goes with other%d #tag%d motrin nap", i, i, i), weekend.Add(time.Duration(i)*time.Second))
		s.Add(*m)
	}
	if got := len(s.lexicon.sets); got > setsAtMost || s.lexicon.terms > setsAtMost*setSize {
		t.Errorf("%d places with %d terms", got, s.lexicon.terms)
	}
	if s.lexicon.find(keyOf("nap")) == nil || s.lexicon.find(keyOf("word1")) != nil {
		t.Error("what everybody says is lost, or what one said long ago is kept")
	}
	s.Forget(weekend.AddDate(1, 0, 0))
	if s.lexicon.terms > 0 {
		t.Errorf("after everything was forgotten %d terms are left", s.lexicon.terms)
	}
}

// BenchmarkTerms is what one mention costs, and what the terms of a month take up.
func BenchmarkTerms(b *testing.B) {
	var mentions []brand.Mention
	for _, m := range chatted(1, weekend.Add(-weeks), weekend, 2000).history {
		m.Text += fmt.Sprint(" and then of course the whole story about number ", m.ID, " which nobody at home believes, but well")
		mentions = append(mentions, m)
	}
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s, i := NewSeries(nil), 0
	for b.Loop() {
		m := mentions[i%len(mentions)]
		b := briefOf(m, m.At, m.Fetched)
		s.hearTerms(m, b, hash(string(m.Voice)))
		i++
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1024, "KB/series")
	runtime.KeepAlive(s)
	runtime.KeepAlive(mentions)
}

// Words are told as package text tells them, only faster.
func TestWordsAreThoseOfTheText(t *testing.T) {
	for _, said := range []string{
		"Long day. Took a Solvo", "don't 'quote' rock'n'roll it's l'eau '", "wow,#tag #more a@b.example @ana@x.example see solvo.com/x or www.x.de/1.",
		"End.Start 1.5 a_b a.b. c... d: e", "Crème brûlée – 新しいiPhoneが it:is a/b (c)-d https://x.example/z?q=1 now", "",
	} {
		var r reading
		r.split(said)
		var got []string
		for _, w := range r.words {
			got = append(got, w.text)
		}
		if want := slices.Collect(text.Words(said)); !slices.Equal(got, want) {
			t.Errorf("%q is read as %q, want %q", said, got, want)
		}
	}
}
