package feed

import (
	"net/http"
	"testing"
)

func TestAFeedThatMovedIsFollowedOnceItIsSure(t *testing.T) {
	after := newSite(t, says(channel("1")))
	var gone http.HandlerFunc = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, after.URL+"/feed?token=very-secret", http.StatusMovedPermanently)
	}
	before := newSite(t, gone)
	v := before.visit(t, Options{})
	for range 2 {
		v.read(t)
	}
	before.then(says(channel("1"))) // it was a mistake
	v.read(t)
	before.then(gone)
	for range 3 {
		v.read(t)
	}
	before.requests()
	after.requests()
	v.read(t)
	if old, fresh := len(before.requests()), len(after.requests()); old != 0 || fresh != 1 {
		t.Errorf("after three agreeing readings the old address is asked %d times, the new one %d times", old, fresh)
	}
	// The new address fails: the old one may know better.
	after.then(refuses(404))
	before.then(says(channel("1", "2")))
	if page := v.read(t); ids(page.Posts) != "1 2" {
		t.Errorf("back at the old address: %q", ids(page.Posts))
	}
	after.requests()
	v.read(t)
	if n := len(after.requests()); n != 0 {
		t.Errorf("the address that failed is asked %d more times", n)
	}
}

func TestAFeedThatMovedIsNotAskedTwiceWhenItIsTooMuch(t *testing.T) {
	after := newSite(t, says(channel("1")))
	before := newSite(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, after.URL+"/feed", http.StatusPermanentRedirect)
	})
	v := before.visit(t, Options{})
	for range 3 {
		v.read(t)
	}
	before.requests()
	after.then(refuses(429, "Retry-After", "60"))
	_ = v.fails(t, "429")
	if n := len(before.requests()); n != 0 {
		t.Errorf("refused for asking too often, it asks elsewhere %d times", n)
	}
}

func TestARedirectForNowIsNotRemembered(t *testing.T) {
	after := newSite(t, says(channel("1")))
	for _, status := range []int{302, 303, 307} {
		before := newSite(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, after.URL+"/feed", status) })
		v := before.visit(t, Options{})
		for range 6 {
			v.read(t)
		}
		if n := len(before.requests()); n != 6 {
			t.Errorf("%d: the address was asked %d times of 6", status, n)
		}
	}
}

func TestAnotherAddressUnderTheSameNameBeginsAnew(t *testing.T) {
	s := newSite(t, says(channel("1"), "ETag", `"1"`))
	v := s.visit(t, Options{})
	v.read(t)
	other := s.visit(t, Options{URL: s.URL + "/other"})
	other.cursor = v.cursor
	s.requests()
	if page := other.read(t); page.Unchanged || !page.Anew || ids(page.Posts) != "1" || s.requests()[0].Header.Get("If-None-Match") != "" {
		t.Errorf("the other feed is read with the first one's bookmark: %+v", page)
	}
	s.then(says(channel("1", "2")))
	if page := other.read(t); page.Anew {
		t.Error("its second reading is a first one again")
	}
}
