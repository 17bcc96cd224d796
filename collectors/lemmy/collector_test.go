package lemmy_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/lemmy"
)

// opened is a source that has read what was there, and whose parts have all begun.
func opened(t *testing.T, s *instance, searches ...string) *source {
	t.Helper()
	src := open(t, s, searches...)
	for range 2 * len(searches) {
		src.read(noon())
	}
	s.asks()
	return src
}

func TestAFirstReadingGoesBackADay(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 300, noon().Add(-30*time.Hour), time.Minute))
	s.publish(items(301, 300, noon().Add(-2*time.Hour), time.Minute))
	src := opened(t, s, "solvo")
	for i := 301; i <= 600; i++ {
		if e := s.items[600-i]; src.met[e.name] == 0 {
			t.Fatalf("of the last day %s is not read", e.name)
		}
	}
	if len(src.met) > 400 {
		t.Errorf("a first reading gives %d items, of which 300 are of the last day", len(src.met))
	}
}

func TestALongAbsenceIsCaughtUpWithByPages(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 5, noon(), time.Second))
	src := opened(t, s, "solvo")
	later := noon().Add(6 * time.Hour)
	s.set(later)
	s.publish(items(6, 400, later, 45*time.Second))
	if n, pages := src.read(later); n != 400 {
		t.Errorf("%d of 400 items in %d pages", n, len(pages))
	}
	for i := range 3 { // and then it is over, but for the stretch that is walked twice
		later = later.Add(5 * time.Minute)
		s.set(later)
		if n, pages := src.read(later); n != 0 || i > 0 && len(pages) > 3 {
			t.Errorf("reading %d afterwards: %d new items in %d pages", i+1, n, len(pages))
		}
	}
}

// While pages are walked something is deleted on the first, and what stood at the top of
// the third moves to the end of the second, which was read already.
func TestADeletionHidesNoItem(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 5, noon(), time.Second))
	src := opened(t, s, "solvo")
	later := noon().Add(6 * time.Hour)
	s.set(later)
	s.publish(items(1000, 400, later, 45*time.Second))
	s.before = func(sort string, page int) {
		if sort == "Comments" && page == 3 {
			s.before = nil
			at := slices.IndexFunc(s.items, func(e *entry) bool { return e.comment })
			s.items = slices.Delete(s.items, at, at+1)
		}
	}
	first, _ := src.read(later)
	s.set(later.Add(5 * time.Minute))
	second, _ := src.read(later.Add(5 * time.Minute))
	if s.before != nil || first >= 400 || first+second != 400 {
		t.Errorf("%d items at first, %d when walked again; want all 400, and one that was hidden", first, second)
	}
}

func TestNewItemsWhilePagesAreWalkedAreReadNext(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 5, noon(), time.Second))
	src := opened(t, s, "solvo")
	later := noon().Add(6 * time.Hour)
	s.set(later)
	s.publish(items(1000, 400, later, 45*time.Second))
	page, err := src.Collect(t.Context(), src.cursor, later)
	if err != nil || !page.More {
		t.Fatalf("nothing is walked: %v", err)
	}
	for _, p := range page.Posts {
		src.met[p.NativeID]++
	}
	// A failure, a new daemon, and new items in between.
	s.say(says("<html>"))
	if _, err := src.Collect(t.Context(), page.Next, later); err != nil && !strings.Contains(err.Error(), "web page") {
		t.Fatal(err)
	}
	s.say(nil)
	s.publish(items(2000, 70, later.Add(time.Minute), time.Millisecond))
	later = later.Add(5 * time.Minute)
	s.set(later)
	again := open(t, s, "solvo")
	again.cursor, again.met = page.Next, src.met
	again.read(later)
	s.set(later.Add(5 * time.Minute))
	again.read(later.Add(5 * time.Minute))
	if len(again.met) != 475 {
		t.Errorf("%d of 475 items are read", len(again.met))
	}
}

func TestWhatArrivesLateIsFound(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 90, noon(), 9*time.Second)) // sixty comments, of thirteen minutes
	src := opened(t, s, "solvo")
	for i := range 4 {
		s.set(noon().Add(time.Duration(i) * time.Minute))
		src.read(noon().Add(time.Duration(i) * time.Minute))
	}
	s.publish(items(100, 1, noon().Add(-14*time.Minute), 0)) // behind a page of those that are known
	s.set(noon().Add(5 * time.Minute))
	if n, _ := src.read(noon().Add(5 * time.Minute)); n != 1 {
		t.Errorf("of an item that is fourteen minutes late %d are read, want 1", n)
	}
}

func TestAClockThatIsAheadSilencesNobody(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 1, noon().AddDate(3, 0, 0), time.Second))
	s.items[0].known = noon()
	s.publish(items(1000, 300, noon().Add(-2*time.Hour), time.Minute))
	src := opened(t, s, "solvo")
	for i := range 3 {
		now := noon().Add(time.Duration(i+1) * 5 * time.Minute)
		s.set(now)
		s.publish(items(10*i+2, 4, now, time.Second))
		if n, pages := src.read(now); n != 4 || i > 0 && len(pages) > 2 {
			t.Errorf("after an item of the year 2029, %d of 4 are read in %d pages", n, len(pages))
		}
	}
}

func TestAnEditIsObeyedOnce(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 1, noon(), time.Second))
	src := opened(t, s, "solvo")
	is := s.items[0].json["comment"].(map[string]any)
	is["content"], is["updated"] = "solvo is fine", noon().Add(time.Minute).Format(time.RFC3339)
	told := 0
	for i := range 3 {
		now := noon().Add(time.Duration(i+1) * 5 * time.Minute)
		s.set(now)
		_, pages := src.read(now)
		for _, p := range pages {
			for _, c := range p.Changes {
				if told++; c.Gone || c.Post.Text != "solvo is fine" {
					t.Errorf("an edit: %+v", c)
				}
			}
		}
	}
	if told != 1 {
		t.Errorf("an edit is told %d times, want once", told)
	}
}

func TestSearchesWaitForOneAnother(t *testing.T) {
	var queries []string
	for i := range 20 {
		queries = append(queries, fmt.Sprintf("solvo%d", i))
	}
	s := newInstance(noon)
	src := open(t, s, queries...)
	asked := map[string]int{}
	for minute := range 180 {
		now := noon().Add(time.Duration(minute) * time.Minute)
		s.set(now)
		page, err := src.Collect(t.Context(), src.cursor, now)
		for i := 0; err == nil && page.More && i < 20; i++ {
			src.cursor = page.Next
			page, err = src.Collect(t.Context(), src.cursor, now)
		}
		if err != nil {
			t.Fatalf("after %d minutes: %v", minute, err)
		}
		if src.cursor = page.Next; len(page.Notes) > 0 {
			t.Fatalf("after %d minutes: %q", minute, page.Notes)
		}
		for _, q := range s.asks() {
			asked[q.Get("q")+q.Get("type_")]++
		}
	}
	if len(asked) != 40 {
		t.Errorf("%d of 40 searches were asked at all", len(asked))
	}
	for search, n := range asked {
		if n < 12 {
			t.Errorf("%s was asked %d times in three hours", search, n)
		}
	}
}

func TestAnInstanceThatHasHadEnoughIsLeftAlone(t *testing.T) {
	for _, status := range []int{http.StatusTooManyRequests, http.StatusBadRequest} { // older instances call it a bad request
		s := newInstance(noon)
		s.answer = func(w http.ResponseWriter, _ *http.Request) { refuse(w, status, "rate_limit_error") }
		_, err := open(t, s, "solvo", "solvotron").Collect(t.Context(), "", noon())
		wait, ok := errors.AsType[*collectors.WaitError](err)
		if !ok || !wait.Until.Equal(noon().Add(time.Minute)) || !wait.Ours {
			t.Errorf("a %d: %v; want to wait a minute", status, err)
		}
		if asked := s.asks(); len(asked) != 1 {
			t.Errorf("its limit is one for all searches, and it was asked %d times", len(asked))
		}
		if err == nil || !strings.Contains(err.Error(), "the instance is asked less often: nothing to do") {
			t.Errorf("a %d says %v", status, err)
		}
	}
}

func TestARefusalSaysWhatToDo(t *testing.T) {
	for _, tt := range []struct {
		status      int
		fault, want string
	}{
		{http.StatusBadRequest, "instance_is_private", "shows this to its own people alone: read another one"},
		{http.StatusUnauthorized, "not_logged_in", "shows this to its own people alone: read another one"},
		{http.StatusNotFound, "", "check that the source's url is an instance of Lemmy that serves /api/v3"},
		{http.StatusBadGateway, "", "the service is in trouble; it is asked again later"},
	} {
		s := newInstance(noon)
		s.answer = func(w http.ResponseWriter, _ *http.Request) { refuse(w, tt.status, tt.fault) }
		if _, err := open(t, s, "solvo").Collect(t.Context(), "", noon()); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%d %s: %v; want %q", tt.status, tt.fault, err, tt.want)
		}
	}
}

func TestOneSearchThatIsRefusedSilencesNoOther(t *testing.T) {
	s := newInstance(noon)
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("q") == "a" {
			refuse(w, http.StatusBadRequest, "couldnt_search")
			return
		}
		says(`{"posts":[{"post":{"name":"solvo","ap_id":"https://far.example/post/7"}}],"comments":[]}`)(w, r)
	}
	n, pages := open(t, s, "a", "solvo").read(noon())
	if n != 1 || !strings.Contains(fmt.Sprint(pages[0].Notes), "a (posts), a (comments): ") || !strings.Contains(fmt.Sprint(pages[0].Notes), "couldnt_search") {
		t.Errorf("%d of 1 post, notes %q", n, pages[0].Notes)
	}
}

func TestWhatIsNoAnswerIsAFault(t *testing.T) {
	for _, body := range []string{"", "null", "{}", "[]", "7", `{"posts":null}`, `{"posts":{}}`, `{"error":"x"}`, "<html>", strings.Repeat(" ", 6<<20) + `{"posts":[]}`} {
		s := newInstance(noon)
		s.answer = says(body)
		if page, err := open(t, s, "solvo").Collect(t.Context(), "", noon()); err == nil || len(err.Error()) > 700 {
			t.Errorf("%.20q is taken for an answer: %+v, %v", body, page, err)
		}
	}
}

func TestABookmarkThatCannotBeReadCostsASecondReading(t *testing.T) {
	s := newInstance(noon)
	s.publish(items(1, 90, noon(), time.Second))
	src := opened(t, s, "solvo")
	for _, broken := range []string{`x`, `{"since":7}`, `{"walk":{"page":0}}`, `{"since":"2031-01-01T00:00:00Z"}`, `{"walk":{"page":999999}}`} {
		src.cursor, src.met = collectors.Cursor(fmt.Sprintf(`{"cursors":{"solvo (posts)":%q,"solvo (comments)":%q}}`, broken, broken)), map[string]int{}
		if n, pages := src.read(noon()); n != 90 || len(pages[0].Notes) != 1 {
			t.Errorf("from %s: %d of 90 items, %q", broken, n, pages[0].Notes)
		}
	}
}

func TestWhatCannotBeOpened(t *testing.T) {
	web := collectors.Means{Web: func(bool) http.RoundTripper { return http.DefaultTransport }}
	for _, tt := range []struct {
		spec collectors.Spec
		want string
	}{
		{collectors.Spec{ID: "l"}, "source l: there is nothing to search for: give its brands a match, or the source a query"},
		{collectors.Spec{ID: "l", URL: "lemmy.world", Searches: []string{"a"}}, `source l: "lemmy.world" is no address of an instance: write one such as https://lemmy.world`},
	} {
		if _, err := lemmy.Type().Open(tt.spec, web); err == nil || err.Error() != tt.want {
			t.Errorf("%+v: %v; want %q", tt.spec, err, tt.want)
		}
	}
}
