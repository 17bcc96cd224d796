package collectors_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
)

func TestAPostBecomesAMention(t *testing.T) {
	post := brand.Post{
		NativeID: "7", URL: "https://a.example/7", Author: "Ana", Title: "Solvo is down",
		Text: "again #SolvoDown", Lang: "en", Published: noon.Add(-90 * time.Second), Reach: 12,
	}
	r := newRoom(t, nil, []brand.Post{post})
	r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
	r.listener = collectors.NewListener(collectors.ListenerOptions{
		Sink: r.Store, VoiceKey: voiceKey, Matcher: matchAll{},
		Touches: func(m brand.Mention) []brand.Touch {
			return []brand.Touch{{Strategy: "communications", Why: "voice " + m.Group + " of " + string(m.Brand)}}
		},
	})
	r.listen(t, noon.Add(-time.Hour))
	heard := r.listen(t, noon)

	want := []brand.Mention{{
		ID: brand.Identify("feed", "news", post), Brand: "solvo", Source: "news", Kind: "feed", Group: "press", Post: post,
		At: post.Published, Fetched: noon, Voice: brand.NewVoice(voiceKey, "feed", "news", post),
		Why: "from news", Tags: []string{"solvodown"}, Own: true,
		Touches: []brand.Touch{{Strategy: "communications", Why: "voice press of solvo"}},
	}}
	if diff := cmp.Diff(want, r.kept(t, "solvo")); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	if heard.String() != "1 fetched, 1 matched, 1 fresh" || heard.Kept["solvo"] != 1 || !slices.Equal(heard.Lags, []time.Duration{90 * time.Second}) {
		t.Errorf("heard %v, kept %v, lags %v", heard, heard.Kept, heard.Lags)
	}
	b := r.mark(t)
	if !b.Read.Equal(noon) || !b.Fresh.Equal(noon) || !b.Newest.Equal(post.Published) || b.LagP95 != 90 || b.Cursor != "2" {
		t.Errorf("the bookmark is %+v", b)
	}
}

// matchAll takes every post for its brand's own, and says from where it came.
type matchAll struct{}

func (matchAll) Owns(brand.Key, brand.Post) bool { return true }

func (matchAll) MatchFrom(source string, _ brand.Post) []brand.Match {
	return []brand.Match{{Brand: "solvo", Why: "from " + source, Own: true}}
}

func TestWhatWasThereBeforeRaisesNothing(t *testing.T) {
	r := newRoom(t, about("solvo", 100, noon), about("solvo", 50, noon.Add(-3*time.Hour)), about("solvo", 5, noon.Add(10*time.Minute)))
	r.shelf.change = func(n int, p *collectors.Page) error {
		p.More = n == 0
		if n == 0 { // the second page of the first walk must wait
			p.NotBefore = noon.Add(time.Minute)
		}
		return nil
	}
	for i, moment := range []time.Time{noon, noon.Add(time.Minute), noon.Add(10 * time.Minute)} {
		if heard := r.listen(t, moment); len(heard.Lags) > 0 != (i == 2) {
			t.Errorf("reading %d shows lags %v; only what is published while we listen has any", i, heard.Lags)
		}
	}
	var counted, old int
	for _, m := range r.kept(t, "solvo") {
		if m.Counts() {
			counted++
		} else {
			old++
		}
	}
	if counted != 5 || old != 150 {
		t.Errorf("%d mentions count and %d are backfill; want 5, and the 150 of the first walk's two pages", counted, old)
	}
}

func TestWhatStoodAtANewAddressRaisesNothing(t *testing.T) {
	r := newRoom(t, about("solvo", 1, noon), about("solvo", 3, noon.Add(time.Hour)), about("solvo", 2, noon.Add(2*time.Hour)))
	r.shelf.change = func(n int, p *collectors.Page) error { p.More, p.Anew = false, n == 1; return nil }
	var counts []bool
	for i := range 3 {
		r.listen(t, noon.Add(time.Duration(i)*time.Hour))
	}
	for _, m := range r.kept(t, "solvo") {
		counts = append(counts, m.Counts())
	}
	if want := []bool{false, false, false, false, true, true}; !slices.Equal(counts, want) {
		t.Errorf("mentions count: %v, want %v: the name stood for another address from the second reading on", counts, want)
	}
}

func TestBreakingOffAnywhereLosesNothing(t *testing.T) {
	pages := [][]brand.Post{
		append(about("solvo", 220, noon.Add(-24*time.Hour)), about("calmio", 3, noon)...),
		about("calmio", 9, noon.Add(-24*time.Hour)),
		about("weather", 9, noon),
		about("solvo", 2, noon),
	}
	whole := newRoom(t, pages...)
	whole.listen(t, noon)
	for _, late := range []bool{false, true} {
		for n := 1; ; n++ {
			r := newRoom(t, pages...)
			sink := &fragile{Store: r.Store, breakAt: n, late: late}
			r.listener = r.listenInto(t, sink)
			_, err := r.listener.Listen(t.Context(), r.source, noon)
			if err == nil {
				if sink.calls >= n || n < 10 {
					t.Fatalf("call %d of %d broke and nobody was told", n, sink.calls)
				}
				break
			}
			if !errors.Is(err, errBroken) {
				t.Fatalf("call %d breaks: %v", n, err)
			}
			r.listen(t, noon)
			for _, key := range []brand.Key{"solvo", "calmio"} {
				if diff := cmp.Diff(byID(whole.kept(t, key)), byID(r.kept(t, key))); diff != "" {
					t.Errorf("call %d breaks (late: %v), and the daemon starts again; %s differs from an undisturbed reading (-want +got):\n%s", n, late, key, diff)
				}
			}
		}
	}
}

func byID(mentions []brand.Mention) []brand.Mention {
	slices.SortFunc(mentions, func(a, b brand.Mention) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return mentions
}

func TestAFailureIsRememberedAndNotHammered(t *testing.T) {
	r := newRoom(t, about("solvo", 1, noon))
	r.listen(t, noon)
	before := r.mark(t)
	fault := errors.New("https://a.example: 503 Service Unavailable")
	r.shelf.change = func(int, *collectors.Page) error { return fault }

	now := noon
	var pauses []time.Duration
	for range 9 {
		now = now.Add(time.Hour)
		if _, err := r.listener.Listen(t.Context(), r.source, now); !errors.Is(err, fault) || !strings.Contains(err.Error(), "collect news: ") {
			t.Fatalf("Listen answers %v, want the source's name and its fault", err)
		}
		pauses = append(pauses, r.mark(t).NotBefore.Sub(now))
	}
	s, m := time.Second, time.Minute
	if want := []time.Duration{30 * s, m, 2 * m, 4 * m, 8 * m, 16 * m, 32 * m, time.Hour, time.Hour}; !slices.Equal(pauses, want) {
		t.Errorf("the pauses are %v, want %v", pauses, want)
	}
	b := r.mark(t)
	if b.Failures != 9 || !strings.Contains(b.Fault, "503") || !b.Tried.Equal(now) || !b.Read.Equal(noon) || b.Cursor != before.Cursor {
		t.Errorf("the bookmark is %+v, want 9 failures, the last fault, and the cursor %q untouched", b, before.Cursor)
	}

	asked := r.shelf.asked
	heard := r.listen(t, now.Add(time.Hour-s))
	if !heard.Waiting || heard.String() != "waiting until 2026-11-21T22:00:00Z" || r.shelf.asked != asked {
		t.Errorf("a second before the pause ends: %v, asked %d times more", heard, r.shelf.asked-asked)
	}
	r.shelf.change = nil
	if heard := r.listen(t, now.Add(time.Hour)); heard.String() != "unchanged" {
		t.Errorf("then heard %v, want unchanged", heard)
	}
	if b := r.mark(t); b.Failures != 0 || b.Fault != "" || !b.NotBefore.IsZero() {
		t.Errorf("once it answers, the bookmark is %+v", b)
	}
}

// Ten minutes of deafness are many where a crisis is to be heard within minutes.
func TestASourceThatIsReadOftenIsTriedOften(t *testing.T) {
	for every, want := range map[time.Duration]time.Duration{
		time.Minute: 10 * time.Minute, 5 * time.Minute: 10 * time.Minute, 6 * time.Minute: time.Hour, 0: time.Hour,
	} {
		r := newRoom(t)
		r.source.Every = every
		r.shelf.change = func(int, *collectors.Page) error { return errBroken }
		now := noon
		for range 12 {
			now = now.Add(time.Hour)
			_, _ = r.listener.Listen(t.Context(), r.source, now)
		}
		if got := r.mark(t).NotBefore.Sub(now); got != want {
			t.Errorf("read every %v, and failing for long: left alone for %v, want %v", every, got, want)
		}
	}
}

// Who mends a source and starts the daemon again sees at once whether it works.
func TestARestartTriesAgainUnlessTheSourceAskedToBeLeftAlone(t *testing.T) {
	for _, tt := range []struct {
		claim string
		fault error
		waits bool
	}{
		{"it fails", errBroken, false},
		{"it asks for an hour", &collectors.WaitError{Until: noon.Add(time.Hour), Err: errBroken}, true},
		{"we give it an hour", &collectors.WaitError{Until: noon.Add(time.Hour), Ours: true, Err: errBroken}, false},
	} {
		r := newRoom(t, about("solvo", 1, noon))
		r.shelf.change = func(int, *collectors.Page) error { return tt.fault }
		if _, err := r.listener.Listen(t.Context(), r.source, noon); err == nil {
			t.Fatalf("%s: no error", tt.claim)
		}
		if heard := r.listen(t, noon.Add(time.Second)); !heard.Waiting {
			t.Errorf("%s: and is asked again within a second: %v", tt.claim, heard)
		}
		r.listener = r.listenInto(t, r.Store)
		r.shelf.change = nil
		if heard := r.listen(t, noon.Add(2*time.Second)); heard.Waiting != tt.waits {
			t.Errorf("%s: after a restart heard %v, want waiting: %v", tt.claim, heard, tt.waits)
		}
	}
	r := newRoom(t, about("solvo", 1, noon))
	r.shelf.change = func(_ int, p *collectors.Page) error { p.NotBefore = noon.Add(time.Hour); return nil }
	r.listen(t, noon)
	r.listener = r.listenInto(t, r.Store)
	if heard := r.listen(t, noon.Add(time.Minute)); !heard.Waiting {
		t.Errorf("a wish does not outlive a restart: %v", heard)
	}
}

func TestASourceIsLeftAloneAsLongAsItAsks(t *testing.T) {
	r := newRoom(t)
	for _, tt := range []struct {
		claim string
		until time.Time
		want  time.Time
	}{
		{"a refusal that names a moment far away", noon.Add(50 * time.Hour), noon.Add(50 * time.Hour)},
		{"a refusal that names a moment past", noon.Add(-time.Hour), noon.Add(time.Minute)},
	} {
		r.shelf.change = func(int, *collectors.Page) error {
			return &collectors.WaitError{Until: tt.until, Err: errors.New("429")}
		}
		b := collectors.Bookmark{Failures: 1}
		if err := r.Mark(t.Context(), "news", b); err != nil {
			t.Fatal(err)
		}
		if _, err := r.listener.Listen(t.Context(), r.source, noon); err == nil {
			t.Fatalf("%s: no error", tt.claim)
		}
		if got := r.mark(t).NotBefore; !got.Equal(tt.want) {
			t.Errorf("%s: asked again not before %v, want %v", tt.claim, got, tt.want)
		}
	}
}

func TestAWishOnSuccessIsObeyed(t *testing.T) {
	r := newRoom(t, about("solvo", 1, noon))
	r.shelf.change = func(_ int, p *collectors.Page) error { p.NotBefore = noon.Add(10 * time.Minute); return nil }
	r.listen(t, noon)
	if heard := r.listen(t, noon.Add(9*time.Minute)); !heard.Waiting {
		t.Errorf("after 9 of 10 minutes: %v", heard)
	}
	if heard := r.listen(t, noon.Add(10*time.Minute)); heard.Waiting {
		t.Errorf("after 10 of 10 minutes: %v", heard)
	}
}

func TestAPanicIsAFailureLikeAnyOther(t *testing.T) {
	r := newRoom(t)
	r.shelf.change = func(int, *collectors.Page) error {
		var nothing *brand.Post
		_ = nothing.Title
		return nil
	}
	_, err := r.listener.Listen(t.Context(), r.source, noon)
	if err == nil || !strings.Contains(err.Error(), "panicked at listener_test.go:") || r.mark(t).Failures != 1 {
		t.Errorf("Listen answers %v with %d failures; want an error that names the line, and 1", err, r.mark(t).Failures)
	}
}

func TestStoppingIsNotTheSourcesFault(t *testing.T) {
	for _, tt := range []struct {
		claim    string
		end      func(context.Context) (context.Context, context.CancelFunc)
		failures int
	}{
		{"the daemon stops", context.WithCancel, 0},
		{"the source uses up the reading's time", func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithDeadline(ctx, time.Unix(0, 0))
		}, 1},
	} {
		r := newRoom(t)
		ctx, cancel := tt.end(t.Context())
		r.shelf.change = func(int, *collectors.Page) error { cancel(); <-ctx.Done(); return ctx.Err() }
		// The bookmark is read before time is up, so reading it must not need ctx here.
		listener := r.listenInto(t, patient{r})
		if _, err := listener.Listen(ctx, r.source, noon); err == nil {
			t.Errorf("%s: no error", tt.claim)
		}
		if b := r.mark(t); b.Failures != tt.failures {
			t.Errorf("%s: the bookmark counts %d failures, want %d", tt.claim, b.Failures, tt.failures)
		}
	}
}

// patient reads bookmarks although time is up.
type patient struct{ *room }

func (p patient) Bookmark(ctx context.Context, source string) (collectors.Bookmark, error) {
	return p.Store.Bookmark(context.WithoutCancel(ctx), source)
}

func TestOddDatesAreSurvived(t *testing.T) {
	for _, tt := range []struct {
		claim     string
		published time.Time
		at        time.Time
	}{
		{"no date", time.Time{}, noon},
		{"an hour ago", noon.Add(-time.Hour), noon.Add(-time.Hour)},
		{"tomorrow", noon.Add(24 * time.Hour), noon},
		{"the year 0", time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), noon},
		{"the year 0, by way of its zone", time.Date(1, 1, 1, 1, 0, 0, 0, time.FixedZone("", 14*3600)), noon},
		{"before year 0", time.Date(-44, 3, 15, 0, 0, 0, 0, time.UTC), noon},
		{"the year 10000", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), noon},
		{"the year 9999", time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), noon},
		{"the year 1970, of clocks that were never set", time.Unix(0, 0), noon},
		{"the last moment of 1999", time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC), noon},
		{"the year 2000", time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)},
		{"a zone that JSON has no words for", noon.In(time.FixedZone("", 30*3600)), noon},
	} {
		r := newRoom(t, []brand.Post{{NativeID: "1", Text: "solvo", Published: tt.published}})
		if err := r.Mark(t.Context(), "news", collectors.Bookmark{Read: noon.Add(-time.Minute)}); err != nil {
			t.Fatal(err)
		}
		r.listen(t, noon)
		kept := r.kept(t, "solvo")
		if len(kept) != 1 || !kept[0].At.Equal(tt.at) || !kept[0].Counts() {
			t.Errorf("%s: kept %+v, want one that counts at %v", tt.claim, kept, tt.at)
		}
	}
}

func TestASourceServesItsBrandsOnly(t *testing.T) {
	both := brand.Post{NativeID: "1", Text: "solvo and calmio", Published: noon}
	r := newRoom(t, []brand.Post{both})
	if heard := r.listen(t, noon); heard.Matched != 2 || heard.Fresh != 2 || len(heard.Kept) != 2 {
		t.Errorf("a source of all brands: %v, kept %v", heard, heard.Kept)
	}
	r = newRoom(t, []brand.Post{both})
	r.source.Brands = []brand.Key{"calmio"}
	r.listen(t, noon)
	if len(r.kept(t, "solvo")) != 0 || len(r.kept(t, "calmio")) != 1 {
		t.Errorf("a source of calmio kept %d mentions of solvo and %d of calmio", len(r.kept(t, "solvo")), len(r.kept(t, "calmio")))
	}
}

func TestOnePostOfTwoBrandsIsLateOnce(t *testing.T) {
	r := newRoom(t, nil, []brand.Post{{NativeID: "1", Text: "solvo and calmio", Published: noon}})
	r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
	r.listen(t, noon)
	if heard := r.listen(t, noon.Add(time.Minute)); !slices.Equal(heard.Lags, []time.Duration{time.Minute}) {
		t.Errorf("lags %v, want one minute once", heard.Lags)
	}
}

func TestAnEndlessWalkIsReadInParts(t *testing.T) {
	var pages [][]brand.Post
	for i := range 50 {
		pages = append(pages, about("solvo", 1, noon.Add(-time.Duration(i)*time.Hour)))
	}
	r := newRoom(t, pages...)
	for _, want := range []int{20, 20, 10, 0} {
		if heard := r.listen(t, noon); heard.Fresh != want {
			t.Errorf("heard %v, want %d pages of one post", heard, want)
		}
	}
	for _, m := range r.kept(t, "solvo") {
		if !m.Backfill {
			t.Fatalf("%s of the first walk counts", m.NativeID)
		}
	}
}

func TestAnEndlessPostIsKeptInPart(t *testing.T) {
	long := brand.Post{Title: strings.Repeat("é", 1<<20), Text: strings.Repeat("é", 1<<20) + " solvo", URL: "https://a.example/" + strings.Repeat("x", 1<<20)}
	r := newRoom(t, []brand.Post{long})
	r.listen(t, noon)
	kept := r.kept(t, "solvo")
	if len(kept) != 1 || len(kept[0].Text) > 20_000 || len(kept[0].Title) > 2_000 || kept[0].URL != "" {
		t.Fatalf("kept %d mentions; want one, cut", len(kept))
	}
	if kept[0].ID != brand.Identify("feed", "news", long) || !strings.HasSuffix(kept[0].Text, "é…") {
		t.Errorf("the identity is that of the cut post, or the text ends in half a letter")
	}
}

// A flood is kept in parts: none of it is lost, and none of what was there before
// is taken for new.
func TestAFloodIsKeptInParts(t *testing.T) {
	r := newRoom(t, about("solvo", 12_100, noon), about("solvo", 6_000, noon.Add(240*time.Hour)))
	r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
	for i, want := range []struct{ fresh, left int }{{5_000, 7_100}, {5_000, 2_100}, {2_100, 0}, {5_000, 1_000}, {1_000, 0}} {
		heard := r.listen(t, noon.Add(time.Duration(i)*48*time.Hour))
		if heard.Fresh != want.fresh || (len(heard.Notes) == 1) != (want.left > 0) {
			t.Errorf("reading %d: %v, notes %q, want %d fresh", i+1, heard, heard.Notes, want.fresh)
		}
		if want.left > 0 && !strings.Contains(heard.Notes[0], fmt.Sprint(want.left, " are left for the next reading")) {
			t.Errorf("reading %d: notes %q, want %d left", i+1, heard.Notes, want.left)
		}
	}
	counted := 0
	for _, m := range r.kept(t, "solvo") {
		if m.Counts() {
			counted++
		}
	}
	if all := len(r.kept(t, "solvo")); all != 18_100 || counted != 6_000 {
		t.Errorf("%d mentions are kept and %d count, want 18100, and the 6000 that came while we listened", all, counted)
	}
}

func TestTheLagIsThatOfTheLast200(t *testing.T) {
	r := newRoom(t, nil, about("solvo", 300, noon.Add(-time.Minute)))
	r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
	r.listen(t, noon)
	r.listen(t, noon)
	// The last 200 are 200, 199, … 1 minutes old: 95 of 100 of them at most 190.
	if b := r.mark(t); len(b.Lags) != 200 || b.LagP95 != 190*60 {
		t.Errorf("%d lags with p95 %v s, want 200 and %d", len(b.Lags), b.LagP95, 190*60)
	}
}

// A source that was down when the daemon came up must not swallow the storm that began
// meanwhile: only what is older than the first question was there before.
func TestASourceThatWasDownAtFirstHidesNoStorm(t *testing.T) {
	r := newRoom(t, append(about("solvo", 3, noon.Add(-time.Hour)), about("solvo", 12, noon.Add(20*time.Minute))...))
	down := true
	r.shelf.change = func(_ int, p *collectors.Page) error {
		p.More = false
		if down {
			return errors.New("no route to host")
		}
		return nil
	}
	if _, err := r.listener.Listen(t.Context(), r.source, noon); err == nil {
		t.Fatal("the source is down, and nobody says so")
	}
	down = false
	r.listen(t, noon.Add(21*time.Minute))
	counted := 0
	for _, m := range r.kept(t, "solvo") {
		if m.Counts() {
			counted++
		}
	}
	if counted != 12 {
		t.Errorf("%d of 15 posts count, want the 12 that were published after it was first asked", counted)
	}
}

func TestAllOfAPlaceThatIsAboutABrandCounts(t *testing.T) {
	posts := []brand.Post{{NativeID: "1", Text: "broke after a day"}, {NativeID: "2", Text: "solvo is great"}, {NativeID: "3", Text: "Thanks for your review!", Author: "@solvo"}}
	r := newRoom(t, posts)
	r.source.Brands, r.source.Whole = []brand.Key{"solvo"}, true
	r.listen(t, noon)
	kept := r.kept(t, "solvo")
	if len(kept) != 3 || kept[0].Why != "all of news" || kept[1].Why == kept[0].Why || kept[0].Own || !kept[2].Own {
		t.Errorf("kept %+v; want all three, the brand's own answer as its own", kept)
	}
	if n := len(r.kept(t, "calmio")); n != 0 {
		t.Errorf("%d are kept of another brand", n)
	}
}

func TestAnAnonymousSourceKeepsNoNames(t *testing.T) {
	r := newRoom(t, []brand.Post{
		{NativeID: "1", Author: "Ana Ruiz", AuthorID: "emp-77", Text: "solvo pays late"}, {NativeID: "2", Author: "Ben Cole", AuthorID: "emp-78", Text: "solvo pays late too"}, {NativeID: "3", Author: "Ana Ruiz", AuthorID: "emp-77", Text: "solvo again"},
	})
	r.source.Anonymous = true
	r.listen(t, noon)
	voices := map[brand.Voice]bool{}
	for _, m := range r.kept(t, "solvo") {
		voices[m.Voice] = true
		if kept := fmt.Sprintf("%+v", m); strings.Contains(kept, "Ruiz") || strings.Contains(kept, "Cole") || strings.Contains(kept, "emp-7") {
			t.Errorf("kept %s", kept)
		}
	}
	if len(voices) != 2 {
		t.Errorf("%d voices are counted, want the two who spoke", len(voices))
	}
}
