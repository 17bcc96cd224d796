package collectors_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/brand/story"
	"tocsin/collectors"
	"tocsin/rules"
)

const (
	hour     = time.Hour
	agencies = `The maker of Solvo said on Friday that it would take back an advertisement after parents in four countries
protested against the way it spoke of slings. The advertisement had run for a week. Its head of marketing said that the
company had heard the protest, that it was sorry, and that printed copies would take another month to vanish from shops.
Midwives said they had warned of the wording; the agency that wrote it declined to comment until Monday. The regulator
had received letters, it said, and would answer them in the order of their arrival, as the law requires it to do.`
)

// sixtyTwo outlets carry one text, each in its own way.
func sixtyTwo(at time.Time) []brand.Post {
	words := strings.Fields(agencies)
	posts := make([]brand.Post, 62)
	for i := range posts {
		text := []string{
			agencies, "LONDON (Reuters) - " + agencies, strings.Join(words[:30], " ") + "…",
			agencies + "\nThe post Protest appeared first on Outlet.", strings.Join(words[:80], " "),
		}[i%5]
		posts[i] = brand.Post{
			NativeID: fmt.Sprint("carried ", i), URL: fmt.Sprintf("https://outlet%d.example/solvo", i), Author: fmt.Sprint("Outlet ", i), Title: fmt.Sprintf("Headline %d about it - Outlet %d", i, i),
			Text: text, Published: at,
		}
	}
	return posts
}

// sixty people say the same few words, each in a post of their own.
func sixty(at time.Time) []brand.Post {
	posts := make([]brand.Post, 60)
	for i := range posts {
		posts[i] = brand.Post{NativeID: fmt.Sprint("said ", i), Author: fmt.Sprint("parent ", i), Text: "solvo makes fun of us", Published: at}
	}
	return posts
}

// listening has read its source once, before any of the pages was there.
func listening(t *testing.T, pages ...[]brand.Post) *room {
	t.Helper()
	r := newRoom(t, append([][]brand.Post{nil}, pages...)...)
	r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
	r.listen(t, noon.Add(-hour))
	return r
}

// counted is what rules count in the hour before a moment.
func (r *room) counted(t *testing.T, at time.Time) rules.Count {
	t.Helper()
	s := rules.NewSeries(time.UTC)
	for _, m := range r.kept(t, "solvo") {
		s.Add(m)
	}
	return s.Count(at.Add(-hour), at)
}

func TestSixtyPeopleWhoSayTheSameAreSixtyVoices(t *testing.T) {
	r := listening(t, sixty(noon))
	heard := r.listen(t, noon)
	if got := r.counted(t, noon); got.Voices != 60 || got.Mentions != 60 || heard.Copies != 0 {
		t.Errorf("rules count %+v, heard %v; want 60 voices in 60 mentions", got, heard)
	}
}

func TestATextThat62OutletsCarryIsOneVoice(t *testing.T) {
	r := listening(t, sixtyTwo(noon))
	heard := r.listen(t, noon)
	if got := r.counted(t, noon); got.Voices != 1 || got.Mentions != 62 {
		t.Errorf("rules count %+v; want 1 voice in 62 mentions", got)
	}
	if want := "62 fetched, 62 matched, 62 fresh, 61 of them copies"; heard.String() != want {
		t.Errorf("heard %q, want %q", heard, want)
	}
}

func TestTheBrandsOwnTextIsOneVoiceWhoeverCarriesIt(t *testing.T) {
	release := brand.Post{NativeID: "release", Author: "@solvo", Text: agencies, Published: noon}
	r := listening(t, append([]brand.Post{release}, sixtyTwo(noon)...))
	r.listen(t, noon)
	kept := r.kept(t, "solvo")
	if got := r.counted(t, noon); !kept[0].Own || got.Voices != 1 || got.Mentions != 62 {
		t.Errorf("the release is the brand's own: %v; rules count %+v, want 1 voice in the 62 mentions of others", kept[0].Own, got)
	}
}

// Searches and many feeds list the newest first.
func TestWhoSaidItFirstIsToldByTheClockNotByThePage(t *testing.T) {
	original := brand.Post{NativeID: "original", Author: "ana", Text: agencies, Published: noon.Add(-10 * time.Minute)}
	repost := brand.Post{NativeID: "repost", Author: "ben", Text: "RT @ana: " + agencies, Published: noon.Add(-time.Minute)}
	for _, page := range [][]brand.Post{{original, repost}, {repost, original}} {
		r := listening(t, page)
		r.listen(t, noon)
		for _, m := range r.kept(t, "solvo") {
			if isCopy := m.Story != ""; isCopy != (m.NativeID == "repost") {
				t.Errorf("%s came first on the page: %s copies %q", page[0].NativeID, m.NativeID, m.Story)
			}
		}
	}
}

// slow is a history that takes longer than a reading may.
type slow struct{}

func (slow) Between(ctx context.Context, _ brand.Key, _, _ time.Time, visit func(brand.Mention) error) error {
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		m := brand.Mention{ID: brand.MentionID(fmt.Sprint("old ", n)), Voice: "old", Fetched: noon}
		m.Text = fmt.Sprint("solvo number ", n)
		if err := visit(m); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
}

// A brand with more to remember than there is time for is listened to all the same.
func TestALongHistoryDoesNotKeepABrandFromBeingHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sink := &heap{}
		l := collectors.NewListener(collectors.ListenerOptions{Sink: sink, Matcher: everything{}, History: slow{}, VoiceKey: []byte("key")})
		s := collectors.Source{ID: "shelf", Kind: "shelf", Collector: pages{sixtyTwo(noon)}}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		heard, err := l.Listen(ctx, s, noon)
		if err != nil || heard.Fresh != 62 || heard.Copies != 61 {
			t.Errorf("heard %v, %v; want 62 fresh mentions, 61 of them copies", heard, err)
		}
		if len(heard.Notes) != 1 || !strings.Contains(heard.Notes[0], "cannot be read") {
			t.Errorf("notes %q; want that the history cannot be read", heard.Notes)
		}
	})
}

// everything matches one brand.
type everything struct{}

func (everything) Owns(brand.Key, brand.Post) bool { return false }

func (everything) MatchFrom(string, brand.Post) []brand.Match {
	return []brand.Match{{Brand: "solvo", Why: "all"}}
}

// pages is a source of one page.
type pages struct{ posts []brand.Post }

func (p pages) Collect(context.Context, collectors.Cursor, time.Time) (collectors.Page, error) {
	return collectors.Page{Posts: p.posts, Next: "read"}, nil
}

// heap keeps what it is given, without a server that time would have to wait for.
type heap struct{ mentions []brand.Mention }

func (h *heap) Keep(_ context.Context, _ brand.Key, page []brand.Mention) ([]brand.Mention, error) {
	h.mentions = append(h.mentions, page...)
	return page, nil
}

func (*heap) Bookmark(context.Context, string) (collectors.Bookmark, error) {
	return collectors.Bookmark{}, nil
}

func (*heap) Amend(context.Context, brand.Key, []collectors.Amendment) error { return nil }

func (*heap) Mark(context.Context, string, collectors.Bookmark) error { return nil }

func TestAStoryGoesOnAfterARestart(t *testing.T) {
	posts := sixtyTwo(noon)
	r := listening(t, posts[:20], posts[20:])
	r.listen(t, noon)
	r.listener = r.listenWith(t, r.Store)
	r.listen(t, noon.Add(time.Minute))
	kept := r.kept(t, "solvo")
	for _, m := range kept[1:] {
		if m.Story != kept[0].ID || m.Speaker != kept[0].Voice {
			t.Errorf("%s copies %q and speaks as %q, want %q and %q", m.NativeID, m.Story, m.Speaker, kept[0].ID, kept[0].Voice)
		}
	}

	// Without a history only what was heard since is known.
	r = listening(t, posts[:20], posts[20:])
	r.listen(t, noon)
	r.listener = r.listenInto(t, r.Store)
	r.listen(t, noon.Add(time.Minute))
	if got := r.counted(t, noon.Add(time.Minute)); got.Voices != 2 {
		t.Errorf("without a history rules count %+v, want 2 voices", got)
	}
}

// A crash between a page and its bookmark makes the page be read again.
func TestBreakingOffAnywhereChangesNoStory(t *testing.T) {
	posts := append(sixty(noon), sixtyTwo(noon)...)
	whole := listening(t, posts)
	whole.listen(t, noon)
	for n := 1; ; n++ {
		r := listening(t, posts)
		sink := &fragile{Store: r.Store, breakAt: n, late: n%2 == 0}
		r.listener = r.listenInto(t, sink)
		_, err := r.listener.Listen(t.Context(), r.source, noon)
		if err == nil {
			if n < 4 {
				t.Fatalf("call %d broke and nobody was told", n)
			}
			return
		}
		r.listener = r.listenWith(t, r.Store)
		r.listen(t, noon)
		if diff := cmp.Diff(byID(whole.kept(t, "solvo")), byID(r.kept(t, "solvo"))); diff != "" {
			t.Errorf("call %d breaks (-whole +broken off):\n%s", n, diff)
		}
	}
}

// forgetful is a history that cannot be read so many times, after so many mentions.
type forgetful struct {
	collectors.History
	fails, asked int
}

func (f *forgetful) Between(ctx context.Context, key brand.Key, from, to time.Time, visit func(brand.Mention) error) error {
	if f.asked++; f.asked <= f.fails {
		return errBroken
	}
	return f.History.Between(ctx, key, from, to, visit)
}

func TestAHistoryThatCannotBeReadStopsNobody(t *testing.T) {
	posts := sixtyTwo(noon)
	r := listening(t, posts[:1], posts[1:2], posts[2:3], posts[3:4])
	r.listen(t, noon)
	history := &forgetful{History: r.Store, fails: 1}
	r.listener = r.listenWith(t, history)

	heard := r.listen(t, noon.Add(time.Minute))
	if heard.Fresh != 1 || len(heard.Notes) != 1 || !strings.Contains(heard.Notes[0], errBroken.Error()) {
		t.Errorf("heard %v, notes %q; want the mention, and a word about the history", heard, heard.Notes)
	}
	if heard = r.listen(t, noon.Add(2*time.Minute)); len(heard.Notes) != 0 || history.asked != 1 {
		t.Errorf("a minute later it is asked again (%d times), and said again: %q", history.asked, heard.Notes)
	}
	if heard = r.listen(t, noon.Add(12*time.Minute)); len(heard.Notes) != 0 || history.asked != 2 {
		t.Errorf("after eleven minutes it is asked %d times, notes %q; want it read", history.asked, heard.Notes)
	}
	kept := r.kept(t, "solvo")
	if kept[1].Story != "" || kept[2].Story != kept[1].ID || kept[3].Story == "" {
		t.Errorf("stories are %q, %q, %q: the second is new to who has no history, and the others copy it", kept[1].Story, kept[2].Story, kept[3].Story)
	}
}

// listenWith makes a listener that reads a history.
func (r *room) listenWith(t *testing.T, history collectors.History) *collectors.Listener {
	t.Helper()
	return r.listenerOf(t, collectors.ListenerOptions{Sink: r.Store, History: history})
}

// Two sources tell of a text at once: it has one first.
func TestWhatTwoSourcesCarryAtOnceHasOneFirst(t *testing.T) {
	r := listening(t)
	posts := sixtyTwo(noon)
	fault := make(chan error)
	for i := range 8 {
		s := collectors.Source{ID: fmt.Sprint("news", i), Kind: "feed", Collector: &shelf{pages: [][]brand.Post{posts[i*7 : i*7+7]}}}
		go func() {
			_, err := r.listener.Listen(t.Context(), s, noon)
			fault <- err
		}()
	}
	for range 8 {
		if err := <-fault; err != nil {
			t.Error(err)
		}
	}
	firsts := map[brand.MentionID]bool{}
	for _, m := range r.kept(t, "solvo") {
		if m.Story == "" {
			firsts[m.ID] = true
		}
	}
	if len(firsts) != 1 {
		t.Errorf("%d of 56 carriers were first", len(firsts))
	}
}

func TestALanguageIsGuessedAndAToneToldForEachBrand(t *testing.T) {
	posts := []brand.Post{
		{NativeID: "1", Text: "solvo und calmio", Published: noon},
		{NativeID: "2", Text: "solvo", Lang: "en", Published: noon},
		{NativeID: "3", Text: "solvo ?", Published: noon},
	}
	r := listening(t, posts)
	r.listener = r.listenerOf(t, collectors.ListenerOptions{
		Sink: r.Store,
		Language: func(p brand.Post) string {
			if strings.Contains(p.Text, "und") {
				return "de"
			}
			return ""
		},
		Tone: func(key brand.Key, p brand.Post) brand.Tone {
			return brand.Tone{Mood: brand.Negative, Danger: []string{string(key) + " in " + p.Lang}}
		},
	})
	r.listen(t, noon)
	type told struct {
		lang    string
		guessed bool
		danger  string
		group   string
	}
	for key, want := range map[brand.Key][]told{
		"solvo":  {{"de", true, "solvo in de", "press"}, {"en", false, "solvo in en", "press"}, {"", false, "solvo in ", "press"}},
		"calmio": {{"de", true, "calmio in de", "press"}},
	} {
		var got []told
		for _, m := range r.kept(t, key) {
			got = append(got, told{m.Lang, m.Guessed, strings.Join(m.Danger, ","), m.Group})
		}
		if !slices.Equal(got, want) {
			t.Errorf("of %s: %+v, want %+v", key, got, want)
		}
	}
}

func TestASourceThatShowsLessThanItHasIsKnown(t *testing.T) {
	r := newRoom(t, about("solvo", 33, noon), about("solvo", 2, noon.Add(hour)), nil)
	r.shelf.change = func(n int, p *collectors.Page) error {
		if p.More = false; n < 2 {
			p.Total = 94 + n
		}
		return nil
	}
	for i := range 3 {
		r.listen(t, noon.Add(time.Duration(i)*hour))
	}
	if b := r.mark(t); b.Total != 95 || b.Shown != 33 {
		t.Errorf("it says it has %d and showed %d, want 95 as it last said, and 33", b.Total, b.Shown)
	}
}

// What is remembered goes back as far as a text is known again.
func TestHistoryIsReadForAWeek(t *testing.T) {
	posts := sixtyTwo(noon)
	for pause, copied := range map[time.Duration]bool{story.Span - hour: true, story.Span + hour: false} {
		r := listening(t, posts[:1], posts[1:2])
		r.listen(t, noon)
		r.listener = r.listenWith(t, r.Store)
		r.listen(t, noon.Add(pause))
		if got := r.kept(t, "solvo")[1].Story != ""; got != copied {
			t.Errorf("carried again after %v, a copy: %v, want %v", pause, got, copied)
		}
	}
}
