package mastodon_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/collectors"
)

func member() map[string]string { return map[string]string{"MASTODON_TOKEN": "s3cret-token"} }

// until reads again and again, at one moment, until a page is as wanted.
func (s *source) until(now time.Time, wanted func(collectors.Page) bool) collectors.Page {
	s.t.Helper()
	for s.t.Context().Err() == nil {
		page, err := s.Collect(s.t.Context(), s.cursor, now)
		if err != nil {
			s.t.Fatal(err)
		}
		s.cursor = page.Next
		for _, p := range page.Posts {
			s.met[p.NativeID]++
		}
		if wanted(page) {
			return page
		}
		runtime.Gosched()
	}
	s.t.Fatal("it never came")
	return collectors.Page{}
}

// listening is a source whose stream is open, and that has read all from before.
func listening(t *testing.T, s *instance) *source {
	t.Helper()
	return listeningTo(t, s, searches("#solvo"))
}

func listeningTo(t *testing.T, s *instance, spec collectors.Spec) *source {
	t.Helper()
	s.token = "s3cret-token"
	src := open(t, s, spec, member())
	src.read(noon())
	src.until(noon(), func(collectors.Page) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.streams) == 1
	})
	// Once it asks nothing any more it has caught up.
	src.until(noon(), func(collectors.Page) bool { s.asks(); _, _ = src.read(noon()); return len(s.asks()) == 0 })
	return src
}

func TestAStreamIsHeardWithoutAsking(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	src := listening(t, s)
	s.publish(posts(4, 1, noon()))
	page := src.until(noon(), func(p collectors.Page) bool { return len(p.Posts) > 0 })
	if asked := s.asks(); len(page.Posts) != 1 || page.Posts[0].Text != "#solvo 4" || len(asked) != 0 {
		t.Errorf("the stream gave %+v; asked %q meanwhile", page.Posts, asked)
	}
	// Now and then the timeline is asked whether that was all.
	for minute := range 4 {
		later := noon().Add(time.Duration(minute+1) * time.Minute)
		s.set(later)
		s.publish(posts(5+minute, 1, later))
		src.until(later, func(p collectors.Page) bool { return len(p.Posts) > 0 })
	}
	if asked := s.asks(); len(asked) != 0 {
		t.Errorf("within four minutes it is asked: %q", asked)
	}
	src.read(noon().Add(5 * time.Minute))
	if asked := s.asks(); len(asked) == 0 {
		t.Error("five minutes later nobody asked whether that was all")
	}
}

func TestEditsAndDeletionsAreHeard(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	home := httptest.NewServer(s)
	t.Cleanup(home.Close)
	spec := searches("#solvo")
	spec.URL = home.URL
	src := listeningTo(t, s, spec)
	s.mu.Lock()
	e := s.statuses[0]
	e.json["content"] = "<p>#solvo is fine</p>"
	s.tell("status.update", e.json, e.tags)
	s.tell("delete", fmt.Sprint(s.statuses[1].id), e.tags)
	s.tell("delete", "1234", e.tags)                    // of a stranger's
	s.tell("filters_changed", map[string]any{}, e.tags) // nothing to us
	s.tell("update", "{\"id\":7", e.tags)               // half a status
	s.tell("delete", fmt.Sprint(s.statuses[2].id), e.tags)
	s.mu.Unlock()
	var changes []collectors.Change
	src.until(noon(), func(p collectors.Page) bool { changes = append(changes, p.Changes...); return len(changes) >= 4 })
	if c := changes[0]; c.Gone || c.Post.Text != "#solvo is fine" || c.Post.NativeID != e.json["uri"] {
		t.Errorf("an edit: %+v", c)
	}
	// A deletion names the server's own id, by which the post was given too: before it was
	// told of, by this process or by another, and on whichever timeline.
	aliases := map[string]brand.Identity{}
	for _, p := range newest(t, spec) {
		aliases[p.NativeID] = p.Alias
	}
	for i, of := range []string{s.statuses[1].json["uri"].(string), "", s.statuses[2].json["uri"].(string)} {
		c := changes[i+1]
		if c.Post.Alias == 0 || of != "" && c.Post.Alias != aliases[of] {
			t.Errorf("the deletion of %q has the alias %d, and the post %d", of, c.Post.Alias, aliases[of])
		}
		if diff := cmp.Diff(collectors.Change{Post: brand.Post{Alias: c.Post.Alias}, Gone: true}, c); diff != "" {
			t.Errorf("deletion %d says more than is known (-want +got)\n%s", i, diff)
		}
	}
	if len(aliases) != 3 || aliases[s.statuses[0].json["uri"].(string)] == changes[1].Post.Alias {
		t.Errorf("aliases: %v", aliases)
	}
}

// newest are the posts that a collector which was never read before gives first.
func newest(t *testing.T, spec collectors.Spec) []brand.Post {
	t.Helper()
	page, err := open(t, http.NotFoundHandler(), spec, member()).Collect(t.Context(), "", noon())
	if err != nil {
		t.Fatal(err)
	}
	return page.Posts
}

// Who has no account is told of no deletion.
func TestWithoutAnAccountPostsHaveNoAlias(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 1, noon()))
	page, err := open(t, s, searches("#solvo"), nil).Collect(t.Context(), "", noon())
	if err != nil || len(page.Posts) != 1 || page.Posts[0].Alias != 0 {
		t.Errorf("it gives %+v, %v", page.Posts, err)
	}
}

func TestWhatABrokenStreamMissedIsRead(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	src := listening(t, s)
	for round := range 3 {
		now := noon().Add(time.Duration(round+1) * time.Minute)
		s.set(now)
		s.mu.Lock()
		for stream := range s.streams { // it breaks, and what comes now nobody is told
			delete(s.streams, stream)
			close(stream)
		}
		s.mu.Unlock()
		s.publish(posts(10+100*round, 50, now))
		want := 3 + 50*(round+1)
		src.until(now, func(collectors.Page) bool { return len(src.met) == want })
	}
}

// What is said between the last look at the timeline and the moment the stream is open
// again nobody is told.
func TestWhatIsSaidBeforeAStreamIsOpenIsRead(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	src := listening(t, s)
	s.mu.Lock()
	s.gate = make(chan struct{})
	for stream := range s.streams {
		delete(s.streams, stream)
		close(stream)
	}
	s.mu.Unlock()
	src.until(noon(), func(collectors.Page) bool { // it broke, and is about to be opened anew
		return slices.ContainsFunc(s.asks(), func(uri string) bool { return strings.Contains(uri, "/streaming/") })
	})
	src.read(noon())
	s.publish(posts(4, 1, noon()))
	close(s.gate)
	s.until(t, func() bool { return len(s.streams) == 1 })
	src.until(noon(), func(collectors.Page) bool { return len(src.met) == 4 })
}

// until waits until something is so at the instance.
func (s *instance) until(t *testing.T, so func() bool) {
	t.Helper()
	for t.Context().Err() == nil {
		s.mu.Lock()
		is := so()
		s.mu.Unlock()
		if is {
			return
		}
		runtime.Gosched()
	}
}

func TestADeliveryThatWasNotKeptIsGivenAgain(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 1, noon()))
	src := listening(t, s)
	before := src.cursor
	s.publish(posts(2, 1, noon()))
	src.until(noon(), func(p collectors.Page) bool { return len(p.Posts) > 0 })
	src.cursor = before // the store failed, so that the bookmark did not move
	page := src.until(noon(), func(collectors.Page) bool { return true })
	if len(page.Posts) != 1 {
		t.Fatalf("after a failure %d posts are given, want the one that was not kept", len(page.Posts))
	}
	if page = src.until(noon(), func(collectors.Page) bool { return true }); len(page.Posts) != 0 {
		t.Errorf("and once it is kept %d", len(page.Posts))
	}
}

func TestAStreamThatIsRefusedIsToldOf(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	src := open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/v1/streaming") {
			refuse(w, http.StatusUnauthorized, "Missing access token "+r.Header.Get("Authorization"))
			return
		}
		s.ServeHTTP(w, r)
	}), searches("#solvo"), member())
	page := src.until(noon(), func(p collectors.Page) bool { return len(p.Notes) > 0 })
	note := strings.Join(page.Notes, "; ")
	if !strings.Contains(note, "the stream cannot be opened, so the timeline is asked instead") || !strings.Contains(note, "401 Unauthorized; ") || strings.Contains(note, "s3cret") {
		t.Errorf("noted %q", note)
	}
	s.publish(posts(4, 3, noon()))
	if src.read(noon().Add(time.Second)); len(src.met) != 6 {
		t.Errorf("%d of 6 posts are read without a stream", len(src.met))
	}
	if _, pages := src.read(noon().Add(2 * time.Second)); len(pages[0].Notes) != 0 {
		t.Errorf("at every reading it is said again: %q", pages[0].Notes)
	}
}

// A stream that says nothing any more, not even that it is there, is broken.
func TestASilentStreamIsOpenedAnew(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 3, noon()))
	src := listening(t, s)
	s.mu.Lock()
	var old chan string
	for stream := range s.streams {
		old = stream
	}
	s.mu.Unlock()
	later := noon().Add(2 * time.Minute)
	src.until(later, func(collectors.Page) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		_, there := s.streams[old]
		return !there && len(s.streams) == 1
	})
}
