package demo

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

// tagged reports whether a post carries the storm's tag.
func tagged(p brand.Post) bool {
	return strings.Contains(strings.ToLower(p.Title+" "+p.Text), "#"+Tag)
}

func TestStormHasItsShape(t *testing.T) {
	for seed := uint64(1); seed <= 50; seed++ {
		s := NewStory(seed)
		monday := s.End().Add(-time.Hour)
		sunday := s.saturday().AddDate(0, 0, 1)
		voices := map[string]bool{}
		var times []time.Time
		for _, p := range s.Posts(s.Start(), monday) {
			if tagged(p) {
				voices[p.Author] = true
				times = append(times, p.Published)
			}
		}
		between := func(from, to time.Time) int {
			return len(slices.DeleteFunc(slices.Clone(times), func(at time.Time) bool { return at.Before(from) || !at.Before(to) }))
		}
		onset := s.Onset().In(s.Location())
		for _, claim := range []struct {
			what           string
			got, low, high int
		}{
			{"tagged posts before the onset", between(s.Start(), onset), 0, 0},
			{"tagged posts at the very onset", between(onset, onset.Add(time.Second)), 1, 2},
			{"weekday of the onset", int(onset.Weekday()), 6, 6},
			{"local hour of the onset", onset.Hour(), 19, 20},
			{"tagged posts by Monday 08:00", len(times), 1300, 1750},
			{"voices by Monday 08:00", len(voices), 900, 1150},
			{"posts in the first half hour", between(onset, onset.Add(30*time.Minute)), 2, 25},
			{"posts in the first hour", between(onset, onset.Add(time.Hour)), 15, 60},
			{"posts in the second hour", between(onset.Add(time.Hour), onset.Add(2*time.Hour)), 45, 180},
			{"posts from 3 to 7 at night", between(sunday.Add(3*time.Hour), sunday.Add(7*time.Hour)), 4, 40},
			{"posts in the busiest hour", busiest(times), 401, 700},
			{"posts in Monday's last hour", between(monday.Add(-time.Hour), monday), 0, 20},
		} {
			if claim.got < claim.low || claim.got > claim.high {
				t.Errorf("seed %d: %s: %d, want %d to %d", seed, claim.what, claim.got, claim.low, claim.high)
			}
		}
	}
}

func TestCalmWeeks(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		s := NewStory(seed)
		l := newListener(t, s)
		hours := map[int]int{}
		var night, evening, own, other, foreign int
		for _, p := range s.Posts(s.Start(), s.Onset()) {
			matches := l.set.Match(p)
			switch {
			case len(matches) == 0:
				other++
				continue
			case matches[0].Own:
				own++
				continue
			}
			if p.Lang != "en" {
				foreign++
			}
			hours[int(p.Published.Sub(s.Start()).Hours())]++
			switch p.Published.In(s.Location()).Hour() {
			case 2, 3, 4:
				night++
			case 19, 20, 21:
				evening++
			}
		}
		busiest := 0
		for _, n := range hours {
			busiest = max(busiest, n)
		}
		for _, claim := range []struct {
			what           string
			got, low, high int
		}{
			{"mentions in four weeks", sum(hours), 700, 1300},
			{"mentions in the busiest hour", busiest, 4, 14},
			{"evening mentions for each at night", evening / night, 3, 15},
			{"own posts", own, 5, 16},
			{"posts that do not concern the brand", other, 250, 600},
			{"mentions in other languages", foreign, 40, 200},
		} {
			if claim.got < claim.low || claim.got > claim.high {
				t.Errorf("seed %d: %s: %d, want %d to %d", seed, claim.what, claim.got, claim.low, claim.high)
			}
		}
	}
}

func sum(hours map[int]int) int {
	total := 0
	for _, n := range hours {
		total += n
	}
	return total
}

// Whoever looks for copies must find the reposts and little else.
func TestWordsVary(t *testing.T) {
	s := NewStory(1)
	voices := map[string]map[string]bool{}
	posts := s.Posts(s.Onset(), s.End())
	own := 0
	for _, p := range posts {
		if strings.HasPrefix(p.Text, "RT ") {
			continue
		}
		own++
		key := strings.ToLower(p.Text)
		if voices[key] == nil {
			voices[key] = map[string]bool{}
		}
		voices[key][p.Author] = true
	}
	most := 0
	for _, authors := range voices {
		most = max(most, len(authors))
	}
	if reposts := len(posts) - own; reposts < 40 || reposts > 200 {
		t.Errorf("%d reposts of %d posts, want 40 to 200", reposts, len(posts))
	}
	if len(voices) < own*90/100 || most > 6 {
		t.Errorf("%d different texts of %d, one of them by %d voices; want 90 %% different, none by more than 6", len(voices), own, most)
	}
}

func TestSameSeedSameStory(t *testing.T) {
	one, two, other := NewStory(7), NewStory(7), NewStory(8)
	all := func(s *Story) []brand.Post { return s.Posts(s.Start(), s.End()) }
	if diff := cmp.Diff(all(one), all(two)); diff != "" {
		t.Errorf("seed 7 twice (-one +two):\n%s", diff)
	}
	if one.Onset().Equal(other.Onset()) || all(one)[0].Text == all(other)[0].Text && all(one)[1].Text == all(other)[1].Text {
		t.Error("seeds 7 and 8 tell one story")
	}
}

func TestPostsComeInOrderAndWhole(t *testing.T) {
	s := NewStory(3)
	all := s.Posts(s.Start(), s.End())
	if !slices.IsSortedFunc(all, func(a, b brand.Post) int { return a.Published.Compare(b.Published) }) {
		t.Error("posts are not in the order of publication")
	}
	ids := map[string]bool{}
	for _, p := range all {
		if p.NativeID == "" || ids[p.NativeID] || p.URL == "" || p.Author == "" || p.Text == "" || p.Lang == "" || p.Reach < 0 {
			t.Fatalf("post %+v: want an id of its own, an address, an author, words, a language and no negative reach", p)
		}
		ids[p.NativeID] = true
	}
	var pieces []brand.Post
	for at := s.Start(); at.Before(s.End()); at = at.Add(7 * time.Hour) {
		to := at.Add(7 * time.Hour)
		if to.After(s.End()) {
			to = s.End()
		}
		pieces = append(pieces, s.Posts(at, to)...)
	}
	if diff := cmp.Diff(all, pieces); diff != "" {
		t.Errorf("posts in pieces differ (-whole +pieces):\n%s", diff)
	}
	feeds := map[string]int{}
	for _, e := range s.posts {
		feeds[e.feed]++
	}
	if feeds[Social] == 0 || feeds[Blogs] == 0 || feeds[Social]+feeds[Blogs] != len(all) {
		t.Errorf("the two feeds hold %v posts, want %d, and some each", feeds, len(all))
	}
	if got := s.Posts(s.End(), s.Start()); len(got) > 0 {
		t.Errorf("%d posts between the end and the start, want none", len(got))
	}
}
