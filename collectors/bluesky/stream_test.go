package bluesky_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
	"tocsin/collectors/bluesky"
)

// chatter is n posts of one author, a second apart, the last of them at a moment.
func (j *jetstream) chatter(first, n int, last time.Time) {
	for i := range n {
		j.say(last.Add(time.Duration(i-n+1)*time.Second).UnixMicro(), says("did:plc:ana", strconv.Itoa(first+i), "solvo"))
	}
}

// keys are the numbers of posts, by how often they were given.
func keys(posts []brand.Post) map[int]int {
	met := map[int]int{}
	for _, p := range posts {
		n, _ := strconv.Atoi(p.NativeID[strings.LastIndexByte(p.NativeID, '/')+1:])
		met[n]++
	}
	return met
}

// lacks is the first number from 1 to n that was not met, 0 if none.
func lacks(met map[int]int, n int) int {
	for i := 1; i <= n; i++ {
		if met[i] == 0 {
			return i
		}
	}
	return 0
}

func cursor(at time.Time) string { return strconv.FormatInt(at.UnixMicro(), 10) }

func TestAFirstReadingGoesBackTenMinutesAndOneConnectionStays(t *testing.T) {
	j := newJetstream(noon)
	j.chatter(1, 1200, noon()) // twenty minutes
	s := listen(t, bluesky.Options{Hosts: serve(t, j), Most: 100})
	page := collect(t, s, "", noon())
	if len(page.Posts) != 100 || !page.More {
		t.Errorf("a first page has %d posts, more: %v; want 100 and that more waits", len(page.Posts), page.More)
	}
	rest := all(t, s, page.Next, noon())
	if met := keys(append(page.Posts, rest.Posts...)); len(met) != 605+1 || met[1200] != 1 {
		t.Errorf("%d posts are read, want those of ten minutes and five seconds", len(met))
	}
	j.chatter(1201, 5, noon().Add(time.Minute))
	if page := collect(t, s, rest.Next, noon().Add(time.Minute)); len(page.Posts) != 5 || page.More {
		t.Errorf("then %d posts are read, more: %v; want the 5 new ones", len(page.Posts), page.More)
	}
	if diff := cmp.Diff([]string{cursor(noon().Add(-10*time.Minute - 5*time.Second))}, j.cursors()); diff != "" {
		t.Errorf("cursors asked for (-want +got)\n%s", diff)
	}
	if j.agents[0] != "test" {
		t.Errorf("it is %q who asks", j.agents[0])
	}
}

func TestABrokenConnectionIsTakenUpWhereItWasSomeSecondsBefore(t *testing.T) {
	now := noon()
	j := newJetstream(func() time.Time { return now })
	s := listen(t, bluesky.Options{Hosts: serve(t, j)})
	met, from := map[int]int{}, collectors.Cursor("")
	for i := range 20 {
		now = noon().Add(time.Duration(i) * time.Minute)
		j.chatter(1+i*50, 50, now)
		page := all(t, s, from, now)
		for n, times := range keys(page.Posts) {
			met[n] += times
		}
		from = page.Next
		if i%4 == 3 && j.breakOff() != 1 {
			t.Fatal("there is no connection, or more than one")
		}
		if len(page.Notes) > 0 {
			t.Errorf("notes: %q", page.Notes)
		}
	}
	if n := lacks(met, 1000); n > 0 {
		t.Errorf("post %d is lost", n)
	}
	if asked := j.cursors(); len(asked) != 5 || asked[4] != cursor(noon().Add(15*time.Minute-5*time.Second)) {
		t.Errorf("cursors asked for: %q, want five, the last five seconds before what was heard last", asked)
	}
}

func TestAPageThatWasNotKeptIsReadAgain(t *testing.T) {
	j := newJetstream(noon)
	j.chatter(1, 300, noon())
	s := listen(t, bluesky.Options{Hosts: serve(t, j), Most: 100})
	first := collect(t, s, "", noon())
	lost := collect(t, s, first.Next, noon())
	again := collect(t, s, first.Next, noon())
	met := keys(append(append(first.Posts, again.Posts...), all(t, s, again.Next, noon()).Posts...))
	if n := lacks(met, 300); n > 0 || len(lost.Posts) != 100 {
		t.Errorf("post %d is lost with the page that was not kept", n)
	}
}

func TestADaemonThatStartsAnewGoesOnFromItsBookmark(t *testing.T) {
	j := newJetstream(func() time.Time { return noon().Add(10 * time.Hour) })
	j.chatter(1, 10, noon())
	hosts := serve(t, j)
	s := listen(t, bluesky.Options{Hosts: hosts})
	before := all(t, s, "", noon())
	_ = s.Close()
	if _, err := s.Collect(t.Context(), before.Next, noon()); err == nil {
		t.Error("a stream that is closed is read")
	}
	j.chatter(11, 36_000, noon().Add(10*time.Hour))
	after := all(t, listen(t, bluesky.Options{Hosts: hosts}), before.Next, noon().Add(10*time.Hour))
	if n := lacks(keys(append(before.Posts, after.Posts...)), 36_010); n > 0 || len(after.Notes) > 0 {
		t.Errorf("after ten hours post %d is lost, notes %q", n, after.Notes)
	}
}

func TestTimeThatIsForgottenIsTold(t *testing.T) {
	now := noon().Add(48 * time.Hour)
	j := newJetstream(func() time.Time { return now })
	j.chatter(1, 10, noon())
	j.chatter(11, 10, noon().Add(20*time.Hour))
	j.chatter(21, 1, now)
	hosts := serve(t, j)
	mark := collectors.Cursor(fmt.Sprintf(`{"time_us":%s}`, cursor(noon())))
	j.set(func() { j.forgotten = noon().Add(12 * time.Hour).UnixMicro() })
	page := all(t, listen(t, bluesky.Options{Hosts: hosts}), mark, now)
	want := []string{"Jetstream no longer has 21 November 12:00–22 November 07:59 UTC: what was posted then is not heard here, and a source with way: search finds it"}
	if diff := cmp.Diff(want, page.Notes); diff != "" || len(page.Posts) != 11 {
		t.Errorf("%d posts, notes (-want +got)\n%s", len(page.Posts), diff)
	}
}

func TestWhereAHostFailsTheNextIsHeard(t *testing.T) {
	dead := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	a, b := newJetstream(noon), newJetstream(noon)
	hosts := serve(t, dead, a, b)
	for _, j := range []*jetstream{a, b} {
		j.chatter(1, 10, noon())
	}
	s := listen(t, bluesky.Options{Hosts: hosts})
	first := all(t, s, "", noon())
	a.set(func() { a.answer = dead })
	a.breakOff()
	for _, j := range []*jetstream{a, b} {
		j.chatter(11, 10, noon().Add(time.Minute))
	}
	second := all(t, s, first.Next, noon().Add(time.Minute))
	if n := lacks(keys(append(first.Posts, second.Posts...)), 20); n > 0 || len(a.cursors()) != 1 || len(b.cursors()) != 1 {
		t.Errorf("post %d is lost; the hosts were asked %d and %d times, want once each", n, len(a.cursors()), len(b.cursors()))
	}
}

func TestAHostThatIsSilentForLongIsLeft(t *testing.T) {
	a, b := newJetstream(noon), newJetstream(noon)
	a.chatter(1, 1, noon())
	b.chatter(1, 1, noon())
	s := listen(t, bluesky.Options{Hosts: serve(t, a, b), Wait: 100 * time.Millisecond})
	first := all(t, s, "", noon())
	b.chatter(2, 1, noon().Add(3*time.Minute))
	if page := collect(t, s, first.Next, noon().Add(4*time.Minute)); len(page.Posts) > 0 || !page.Unchanged || page.Next != first.Next {
		t.Errorf("four minutes later: %+v, want nothing yet", page)
	}
	if page := all(t, s, first.Next, noon().Add(6*time.Minute)); keys(page.Posts)[2] != 1 {
		t.Errorf("six minutes later: %+v, want what the other host has", page)
	}
}

func TestARefusalSaysWhatToDo(t *testing.T) {
	answers := func(status int, header, value, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if header != "" {
				w.Header().Set(header, value)
			}
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	tests := []struct {
		claim string
		hosts []http.Handler
		want  string
		until time.Time
	}{
		{"a host in trouble", []http.Handler{answers(503, "", "", "service not ready")}, `it answers 503 Service Unavailable: "service not ready"; it is asked again later`, time.Time{}},
		{"a host that is none", []http.Handler{answers(200, "", "", "<html>Welcome")}, "it answers 200 OK; check that the source's url is that of a Jetstream", time.Time{}},
		{"another service", []http.Handler{answers(404, "", "", `{"message":"no\u001b[2J such thing"}`)}, `it answers 404 Not Found: "no`, time.Time{}},
		{"a connection that breaks", []http.Handler{http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })}, "EOF; it is asked again later", time.Time{}},
		{"a busy host", []http.Handler{answers(429, "Retry-After", "90", "")}, "it answers 429 Too Many Requests; it is asked again later", noon().Add(90 * time.Second)},
		{"several busy hosts open when the first does", []http.Handler{answers(429, "Retry-After", "90", ""), answers(503, "Retry-After", "60", "")}, "429 Too Many Requests; it is asked again later (and so with the other 1)", noon().Add(time.Minute)},
		{"a busy host and a dead one", []http.Handler{answers(429, "Retry-After", "90", ""), answers(502, "", "", "")}, "429 Too Many Requests", time.Time{}},
	}
	for _, tt := range tests {
		s := listen(t, bluesky.Options{Hosts: serve(t, tt.hosts...)})
		_, err := s.Collect(t.Context(), "", noon())
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "Jetstream at http://127.0.0.1:") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v, want %q", tt.claim, err, tt.want)
		}
		wait, waits := errors.AsType[*collectors.WaitError](err)
		if waits != !tt.until.IsZero() || waits && !wait.Until.Equal(tt.until) {
			t.Errorf("%s: %+v, want one that waits until %v", tt.claim, err, tt.until)
		}
	}
}

func TestAHostThatCutsEveryConnectionIsAFault(t *testing.T) {
	j := newJetstream(noon)
	j.cut = 1
	j.say(noon().UnixMicro()-9, func(int64) string { return `{"kind":"account"}` })
	hosts := serve(t, j)
	j.chatter(1, 3, noon())
	for range 3 { // one event at a time is slow, and gets there
		page := collect(t, listen(t, bluesky.Options{Hosts: hosts}), "", noon())
		if !page.More || len(page.Notes) != 1 {
			t.Errorf("%+v, want what came before the cut, and that more waits", page)
		}
	}
	mute := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if conn := accept(w, r); conn != nil {
			_ = conn.Close(1008, "slow \x1b[2Jconsumer")
		}
	})
	s := listen(t, bluesky.Options{Hosts: serve(t, mute)})
	if _, err := s.Collect(t.Context(), "", noon()); err == nil || !strings.Contains(err.Error(), `it ended the connection: "slow`) || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("a host that ends every connection: %v", err)
	}
}

func TestABookmarkThatCannotBeReadCostsTenMinutes(t *testing.T) {
	j := newJetstream(noon)
	j.chatter(1, 60, noon())
	hosts := serve(t, j)
	for _, from := range []collectors.Cursor{"junk", "[]", "{}", `{"time_us":-7}`, `{"time_us":7}`, `{"time_us":9000000000000000}`, `{"time_us":1e99}`} {
		page := all(t, listen(t, bluesky.Options{Hosts: hosts}), from, noon())
		if len(page.Posts) != 60 || len(page.Notes) != 1 || page.Notes[0] != "the bookmark could not be read, so the last 10m0s are read again" {
			t.Errorf("with the cursor %q: %d posts, notes %q", from, len(page.Posts), page.Notes)
		}
	}
}

// A host whose clock is wrong, or who lies, must not send the cursor where nothing is.
func TestAnEventOfTheFutureDoesNotMoveTheCursor(t *testing.T) {
	j := newJetstream(noon)
	j.chatter(1, 1, noon().Add(-time.Second))
	j.say(noon().Add(-time.Second).UnixMicro(), func(int64) string { return says("did:plc:ana", "2", "solvo")(noon().Add(time.Hour).UnixMicro()) })
	j.end(noon())
	page := all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), "", noon())
	if len(page.Posts) != 2 || string(page.Next) != fmt.Sprintf(`{"time_us":%s}`, cursor(noon())) {
		t.Errorf("%d posts, next %s; want both, and to go on at noon", len(page.Posts), page.Next)
	}
}

// The first event of a line may be of a moment that is still to come: no time is missing before it.
func TestTimeStillToComeIsNotMissed(t *testing.T) {
	for _, dated := range []time.Duration{time.Hour, 8 * time.Minute} {
		j := newJetstream(noon)
		j.say(noon().Add(-time.Second).UnixMicro(), func(int64) string { return says("did:plc:ana", "1", "solvo")(noon().Add(dated).UnixMicro()) })
		j.chatter(2, 1, noon())
		mark := collectors.Cursor(fmt.Sprintf(`{"time_us":%s}`, cursor(noon().Add(-2*time.Second))))
		page := all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), mark, noon())
		// What is dated later than the reading began may end it, before the next has come.
		if len(page.Posts) == 0 || len(page.Notes) > 0 {
			t.Errorf("%v ahead: %d posts, notes %q; want some, and no gap", dated, len(page.Posts), page.Notes)
		}
	}
	// And what is missing before the next is told.
	j := newJetstream(noon)
	j.say(noon().Add(-time.Hour).UnixMicro(), func(int64) string { return says("did:plc:ana", "1", "solvo")(noon().Add(time.Hour).UnixMicro()) })
	j.chatter(2, 1, noon().Add(-30*time.Minute))
	j.end(noon())
	mark := collectors.Cursor(fmt.Sprintf(`{"time_us":%s}`, cursor(noon().Add(-time.Hour))))
	page := all(t, listen(t, bluesky.Options{Hosts: serve(t, j)}), mark, noon())
	if len(page.Notes) != 1 || !strings.Contains(page.Notes[0], "no longer has 11:00–11:30 UTC") {
		t.Errorf("notes %q", page.Notes)
	}
}

func TestAReadingThatIsBrokenOffLosesNothing(t *testing.T) {
	j := newJetstream(noon)
	s := listen(t, bluesky.Options{Hosts: serve(t, j), Wait: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	if page, err := s.Collect(ctx, "", noon()); err == nil || page.Next != "" {
		t.Errorf("a reading that is broken off answers %+v, %v", page, err)
	}
	j.chatter(1, 3, noon())
	if page := all(t, s, "", noon()); len(page.Posts) != 3 {
		t.Errorf("the next has %d posts, want 3", len(page.Posts))
	}
}

func TestMoreIsSaidToWaitUntilTheStreamHasCaughtUp(t *testing.T) {
	j := newJetstream(noon)
	j.chatter(1, 60, noon().Add(-5*time.Minute))
	s := listen(t, bluesky.Options{Hosts: serve(t, j), Wait: 100 * time.Millisecond})
	page := collect(t, s, "", noon())
	if len(page.Posts) != 60 || !page.More {
		t.Errorf("%d posts, the last five minutes old; more: %v", len(page.Posts), page.More)
	}
	j.end(noon())
	if page = collect(t, s, page.Next, noon()); page.More {
		t.Error("more is said to wait after what was said just now")
	}
}

// A host that lets us listen and says nothing is no quiet network: readings of it count for
// none, until something is said again.
func TestAHostThatOnlyListensIsAFault(t *testing.T) {
	j := newJetstream(noon)
	s := listen(t, bluesky.Options{Hosts: serve(t, j), Silence: 5 * time.Minute, Wait: 5 * time.Millisecond})
	from := collect(t, s, "", noon()).Next
	from = collect(t, s, from, noon().Add(5*time.Minute)).Next
	for _, after := range []time.Duration{5*time.Minute + time.Second, 20 * time.Minute} {
		_, err := s.Collect(t.Context(), from, noon().Add(after))
		if err == nil || !strings.Contains(err.Error(), "says nothing since 2") || !strings.Contains(err.Error(), "proxy") {
			t.Errorf("%v of silence: %v, want an error that says since when", after, err)
		}
	}
	j.chatter(1, 3, noon().Add(21*time.Minute))
	if page := all(t, s, from, noon().Add(21*time.Minute)); len(page.Posts) != 3 {
		t.Errorf("%d of 3 posts are heard after the silence", len(page.Posts))
	}
}

// A host that takes its time before it says the first word is heard after a silence too:
// the line on which it is about to speak is kept.
func TestAHostThatIsSlowToSpeakIsHeardAfterASilence(t *testing.T) {
	j := newJetstream(noon)
	s := listen(t, bluesky.Options{Hosts: serve(t, j), Silence: 5 * time.Minute, Wait: 5 * time.Millisecond})
	from := collect(t, s, "", noon()).Next
	if _, err := s.Collect(t.Context(), from, noon().Add(6*time.Minute)); err == nil {
		t.Fatal("six minutes of silence are no fault")
	}
	lines := len(j.cursors())
	if _, err := s.Collect(t.Context(), from, noon().Add(7*time.Minute)); err == nil {
		t.Fatal("seven minutes of silence are no fault")
	}
	if again := len(j.cursors()); again != lines {
		t.Errorf("%d lines were opened a minute after one that nothing was said on yet; want it kept", again-lines)
	}
	j.chatter(1, 3, noon().Add(7*time.Minute))
	if page := all(t, s, from, noon().Add(8*time.Minute)); len(page.Posts) != 3 {
		t.Errorf("%d of 3 posts are heard after the silence", len(page.Posts))
	}
}
