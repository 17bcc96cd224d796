package feed

import (
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/brand"
	"tocsin/demo"
)

// A storm is told over two feeds; who reads them every ten minutes hears all of its first day.
func TestAStormIsHeardWhole(t *testing.T) {
	story := demo.NewStory(4)
	var clock atomic.Int64
	now := func() time.Time { return time.Unix(clock.Load(), 0).UTC() }
	server := httptest.NewServer(demo.FeedServer(story, now))
	t.Cleanup(server.Close)
	visitors := map[string]*visitor{}
	for _, name := range []string{demo.Social, demo.Blogs} {
		c, err := New(Options{URL: server.URL + "/" + name + ".rss", AllowPrivate: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.client.CloseIdleConnections)
		visitors[name] = &visitor{Collector: c}
	}
	heard := map[string]brand.Post{}
	unchanged := 0
	end := story.Onset()
	for at := story.Onset(); at.Before(story.Onset().Add(24 * time.Hour)); at = at.Add(10 * time.Minute) {
		clock.Store(at.Unix())
		end = at
		for _, v := range visitors {
			page := v.read(t)
			if len(page.Notes) > 0 {
				t.Fatalf("notes %q", page.Notes)
			}
			if page.Unchanged {
				unchanged++
			}
			for _, p := range page.Posts {
				heard[p.NativeID] = p
			}
		}
	}
	told := story.Posts(story.Onset(), end)
	if len(told) < 500 {
		t.Fatalf("the story tells %d posts only", len(told))
	}
	for _, p := range told {
		if diff := cmp.Diff(p, heard[p.NativeID], unnamed, cmpopts.IgnoreFields(p, "Links")); diff != "" {
			t.Fatalf("a post as told and as heard (-told +heard):\n%s", diff)
		}
	}
	t.Logf("%d posts told and heard; %d readings found nothing new", len(told), unchanged)
}
