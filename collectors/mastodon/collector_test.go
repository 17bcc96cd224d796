package mastodon_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/collectors"
)

func TestAFirstReadingGoesBackADay(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 50, noon().Add(-30*time.Hour)))
	s.publish(posts(51, 100, noon().Add(-20*time.Hour)))
	src := open(t, s, searches("#solvo"), nil)
	if n, pages := src.read(noon()); n != 100 {
		t.Errorf("a first reading gives %d posts in %d pages, want the 100 of the last day", n, len(pages))
	}
}

func TestAStormIsReadForwardAndOnce(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 5, noon()))
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon())
	s.asks()
	later := noon().Add(time.Hour)
	s.set(later)
	s.hole = true
	s.publish(posts(6, 1000, later))
	n, pages := src.read(later)
	if n != 1000 || len(pages) > 31 {
		t.Errorf("%d of 1000 posts in %d pages", n, len(pages))
	}
	asked := s.asks()
	for _, uri := range asked {
		if values(t, uri).Get("min_id") == "" {
			t.Errorf("a page was asked for without a mark: %s", uri)
		}
	}
	// While it goes on, a page is as good as its newest: what was read is not read again at every turn.
	later = later.Add(time.Minute)
	s.set(later)
	s.publish(posts(1006, 30, later))
	n, pages = src.read(later)
	shown := 0
	for _, p := range pages {
		shown += len(p.Posts)
	}
	if n != 30 || len(pages) > 4 || shown > 150 {
		t.Errorf("a minute later %d of 30 posts in %d pages that show %d", n, len(pages), shown)
	}
}

func TestAWalkGoesOnWhereADaemonEnded(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 5, noon()))
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon())
	later := noon().Add(time.Hour)
	s.set(later.Add(5 * time.Minute))
	s.publish(posts(6, 300, later))
	page, err := src.Collect(t.Context(), src.cursor, later)
	if err != nil || !page.More {
		t.Fatalf("300 posts are one page, %v: nothing is walked", err)
	}
	for _, p := range page.Posts {
		src.met[p.NativeID]++
	}
	s.say(says("<html>"))
	if _, err := src.Collect(t.Context(), page.Next, later); err == nil {
		t.Fatal("a web page is taken for an answer")
	}
	s.say(nil)
	s.publish(posts(306, 10, later.Add(time.Minute)))
	again := open(t, s, searches("#solvo"), nil)
	again.cursor, again.met = page.Next, src.met
	again.read(later.Add(2 * time.Minute))
	if len(again.met) != 315 {
		t.Errorf("%d of 315 posts are read", len(again.met))
	}
	// A cursor nobody can read costs a second reading.
	for _, broken := range []collectors.Cursor{`{"cursors":{"#solvo":"x"}}`, `{"cursors":{"#solvo":"{\"last\":\"99999999999999999\",\"walk\":{\"at\":\"\",\"way\":\"\"}}"}}`} {
		again.cursor, again.met = broken, map[string]int{}
		if n, pages := again.read(later); n != 315 || len(pages[0].Notes) != 1 || !strings.Contains(pages[0].Notes[0], "read again") {
			t.Errorf("from the cursor %s: %d of 315 posts, %q", broken, n, pages[0].Notes)
		}
	}
}

// An id of a moment to come would leave out all until then.
func TestAnIdOfTheFutureSilencesNobody(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 5, noon()))
	e := newEntry(posts(6, 1, noon())[0], false)
	e.id = uint64(noon().AddDate(3, 0, 0).UnixMilli()) << 16
	e.json["id"] = fmt.Sprint(e.id)
	s.add(e)
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon())
	s.set(noon().Add(time.Minute))
	s.publish(posts(7, 5, noon().Add(time.Minute)))
	if n, pages := src.read(noon().Add(time.Minute)); n != 5 || len(pages[0].Notes) > 0 {
		t.Errorf("after an id of the year 2029 %d of 5 posts are read, noted %q", n, pages[0].Notes)
	}
}

func TestAServerThatCountsOtherwiseIsRead(t *testing.T) {
	shown := 5
	s := newInstance(noon)
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		var out []string
		for i := shown; i > 0 && len(out) < 40; i-- {
			id := fmt.Sprintf("AxYz%06d", i)
			if id > r.URL.Query().Get("min_id") {
				out = append(out, fmt.Sprintf(`{"id":"%s","uri":"https://social.example/%d","content":"#solvo","account":{"acct":"ana"}}`, id, i))
			}
		}
		_, _ = fmt.Fprintf(w, "[%s]", strings.Join(out, ","))
	}
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon())
	shown = 15
	if n, _ := src.read(noon().Add(time.Minute)); n != 10 || len(src.met) != 15 {
		t.Errorf("%d of 10 new posts, %d of 15", n, len(src.met))
	}
}

func TestAServerThatDoesNotPageIsToldOf(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 100, noon()))
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon())
	var same []string
	for i := range 40 {
		same = append(same, fmt.Sprintf(`{"id":"%d","uri":"https://social.example/%d"}`, 1000+i, i))
	}
	s.say(says("[" + strings.Join(same, ",") + "]"))
	if _, err := src.Collect(t.Context(), src.cursor, noon()); err == nil || !strings.Contains(err.Error(), "same page again") {
		t.Errorf("a server that ignores min_id: %v", err)
	}
}

func TestEachTagAndTimelineIsRead(t *testing.T) {
	s := newInstance(noon)
	for i, tag := range []string{"solvo", "solvomoms", "other"} {
		e := newEntry(posts(1+i, 1, noon())[0], false)
		e.tags = []string{tag}
		s.add(e)
	}
	e := newEntry(posts(9, 1, noon())[0], false)
	e.json["uri"], e.json["account"].(map[string]any)["indexable"] = "https://far.example/users/b/statuses/9", true
	s.add(e)
	for _, tt := range []struct {
		claim string
		spec  collectors.Spec
		want  []string
		n     int
	}{
		{"the brand's tags, each once", collectors.Spec{Searches: []string{"#solvo", "#SolvoMoms", "#solvo"}}, []string{"/api/v1/timelines/tag/solvo?limit=40", "/api/v1/timelines/tag/solvomoms?limit=40"}, 3},
		{"the source's tags in their stead", collectors.Spec{Searches: []string{"#solvo"}, Settings: map[string][]string{"tags": {"other", "#Ärger"}}}, []string{"/api/v1/timelines/tag/%C3%A4rger?limit=40", "/api/v1/timelines/tag/other?limit=40"}, 1},
		{"a whole timeline beside them", collectors.Spec{Searches: []string{"#solvomoms"}, Settings: map[string][]string{"timelines": {"remote", "public"}}}, []string{
			"/api/v1/timelines/public?limit=40", "/api/v1/timelines/public?limit=40&remote=true", "/api/v1/timelines/tag/solvomoms?limit=40",
		}, 2},
	} {
		s.asks()
		src := open(t, s, tt.spec, nil)
		n := 0
		for range 3 { // what is new to a source begins one by one
			more, _ := src.read(noon())
			n += more
		}
		asked := slices.DeleteFunc(s.asks(), func(uri string) bool { return strings.HasPrefix(uri, "/api/v2") })
		asked = slices.DeleteFunc(asked, func(uri string) bool { return values(t, uri).Has("min_id") })
		slices.Sort(asked)
		asked = slices.Compact(asked)
		if diff := cmp.Diff(tt.want, asked); diff != "" || n != tt.n {
			t.Errorf("%s: %d posts, want %d; asked (-want +got)\n%s", tt.claim, n, tt.n, diff)
		}
	}
}

func TestOneTagThatIsRefusedSilencesNoOther(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "moms") {
			refuse(w, http.StatusInternalServerError, "")
			return
		}
		s.timeline(w, r)
	}
	n, pages := open(t, s, searches("#moms", "#solvo"), nil).read(noon())
	if n != 3 || !strings.Contains(fmt.Sprint(pages[0].Notes), "#moms") {
		t.Errorf("%d of 3 posts, notes %q", n, pages[0].Notes)
	}
}

func TestAnEditWithinTheOverlapIsObeyed(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon())
	s.statuses[1].json["edited_at"] = noon().Add(time.Minute).Format(time.RFC3339)
	s.statuses[1].json["content"] = "<p>#solvo is fine</p>"
	later := noon().Add(2 * time.Minute)
	_, pages := src.read(later)
	if len(pages[0].Changes) != 1 || pages[0].Changes[0].Gone || pages[0].Changes[0].Post.Text != "#solvo is fine" {
		t.Errorf("an edited post: %+v", pages[0].Changes)
	}
	if _, pages = src.read(later.Add(2 * time.Minute)); len(pages[0].Changes) != 0 {
		t.Errorf("two minutes later it is told again: %+v", pages[0].Changes)
	}
}
