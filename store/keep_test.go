package store

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/brand"
)

// morning is when the tests' day begins: a Saturday in another year than now.
var morning = time.Date(2024, 11, 23, 9, 0, 0, 0, time.UTC)

// said makes a mention of solvo that was published and fetched at a moment.
func said(id string, at time.Time) brand.Mention {
	return brand.Mention{
		ID: brand.MentionID(id), Brand: "solvo", Source: "techcrunch", Kind: "feed",
		Post:  brand.Post{URL: "https://news.example/" + id, Author: "Ann", Text: "Solvo <b> & “" + id + "”", Published: at},
		At:    at,
		Voice: "v-" + brand.Voice(id), Fetched: at, Why: `word "solvo"`, Tags: []string{"solvo"},
	}
}

func saidAll(at time.Time, ids ...string) []brand.Mention {
	all := make([]brand.Mention, len(ids))
	for i, id := range ids {
		all[i] = said(id, at)
	}
	return all
}

func ids(mentions []brand.Mention) []string {
	names := []string{}
	for _, m := range mentions {
		names = append(names, string(m.ID))
	}
	return names
}

func keep(t *testing.T, s *Store, mentions ...brand.Mention) []string {
	t.Helper()
	fresh, err := s.Keep(t.Context(), mentions[0].Brand, mentions)
	if err != nil {
		t.Fatal(err)
	}
	return ids(fresh)
}

// wholeLog reads a brand's log from its beginning, seven mentions at a time.
func wholeLog(t *testing.T, s *Store, key brand.Key) []brand.Mention {
	t.Helper()
	return logBy(t, s, key, 7)
}

func logBy(t *testing.T, s *Store, key brand.Key, limit int) []brand.Mention {
	t.Helper()
	var all []brand.Mention
	at := alerting.Position("")
	for {
		some, next, err := s.Log(t.Context(), key, at, limit)
		if err != nil {
			t.Fatal(err)
		}
		if len(some) == 0 {
			return all
		}
		all, at = append(all, some...), next
	}
}

func TestKeepAnswersWhatIsNew(t *testing.T) {
	year := 365 * 24 * time.Hour
	tests := []struct {
		name  string
		calls [][]brand.Mention
		fresh [][]string
	}{
		{"two posts nobody has seen", [][]brand.Mention{saidAll(morning, "a", "b")}, [][]string{{"a", "b"}}},
		{"the same page read again", [][]brand.Mention{saidAll(morning, "a", "b"), saidAll(morning, "a", "b")}, [][]string{{"a", "b"}, {}}},
		{"a page that has moved on by one", [][]brand.Mention{saidAll(morning, "a", "b"), saidAll(morning, "b", "c")}, [][]string{{"a", "b"}, {"c"}}},
		{"a post that stands twice on one page", [][]brand.Mention{saidAll(morning, "a", "a", "b", "a")}, [][]string{{"a", "b"}}},
		{"a post still on the page nine months later", [][]brand.Mention{{said("a", morning)}, {said("a", morning.Add(year*3/4))}}, [][]string{{"a"}, {}}},
		{
			"a post that stays on the page for years, read every half year",
			[][]brand.Mention{{said("a", morning)}, {said("a", morning.Add(year/2))}, {said("a", morning.Add(year))}, {said("a", morning.Add(year*3/2))}, {said("a", morning.Add(2*year))}},
			[][]string{{"a"}, {}, {}, {}, {}},
		},
		{"a process whose clock is just past the quarter's end came first", [][]brand.Mention{{said("a", time.Date(2025, 1, 1, 0, 0, 0, 1, time.UTC))}, {said("a", time.Date(2024, 12, 31, 23, 59, 59, 0, time.UTC))}}, [][]string{{"a"}, {}}},
	}
	onEachRung(t, func(t *testing.T, g ground) {
		for i, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				own := g
				own.opts.Prefix = g.opts.Prefix + fmt.Sprintf("row%d:", i)
				s := own.open(t)
				var kept []string
				for n, call := range tt.calls {
					fresh := keep(t, s, call...)
					if diff := cmp.Diff(tt.fresh[n], fresh); diff != "" {
						t.Errorf("call %d with %v answers (-want +got):\n%s", n+1, ids(call), diff)
					}
					kept = append(kept, fresh...)
				}
				if diff := cmp.Diff(kept, ids(wholeLog(t, s, "solvo"))); diff != "" {
					t.Errorf("the log is not what was fresh (-want +got):\n%s", diff)
				}
			})
		}
	})
}

func TestKeepGivesBackWhatItWasGiven(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		m := said("a", morning)
		m.Touches, m.Backfill, m.Own, m.Reach = []brand.Touch{{Strategy: "crisis", Why: "size"}}, true, true, 41000
		keep(t, s, m)
		if diff := cmp.Diff([]brand.Mention{m}, wholeLog(t, g.open(t), "solvo")); diff != "" {
			t.Errorf("another process reads (-want +got):\n%s", diff)
		}
	})
}

func TestKeepRefusesWhatNobodyCouldFindAgain(t *testing.T) {
	noID, noTime, other := said("", morning), said("a", time.Time{}), said("a", morning)
	other.Brand = "acme"
	tests := []struct {
		name string
		bad  brand.Mention
	}{
		{"a mention without identity", noID},
		{"a mention that was never fetched", noTime},
		{"a mention of another brand", other},
	}
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		for _, tt := range tests {
			fresh, err := s.Keep(t.Context(), "solvo", []brand.Mention{said("good", morning), tt.bad})
			if err == nil || len(fresh) > 0 {
				t.Errorf("%s: Keep answers %v, %v; want an error", tt.name, ids(fresh), err)
			}
		}
		if log := wholeLog(t, s, "solvo"); len(log) > 0 {
			t.Errorf("something was kept all the same: %v", ids(log))
		}
	})
}

// Two daemons read the same sources at the same time, each with several jobs.
func TestKeepKeepsEachMentionOnce(t *testing.T) {
	const jobs, pages, perPage, shift = 8, 12, 25, 5
	onEachRung(t, func(t *testing.T, g ground) {
		daemons := []*Store{g.open(t), g.open(t)}
		var mu sync.Mutex
		fresh := map[string]int{}
		var wg sync.WaitGroup
		for job := range jobs {
			for _, s := range daemons {
				wg.Go(func() {
					for page := range pages {
						var posts []brand.Mention
						for i := range perPage {
							posts = append(posts, said(fmt.Sprintf("m%03d", ((page+job%3)*shift+i)), morning.Add(time.Duration(page)*time.Hour)))
						}
						got, err := s.Keep(t.Context(), "solvo", posts)
						if err != nil {
							t.Errorf("job %d: %v", job, err)
							return
						}
						mu.Lock()
						for _, m := range got {
							fresh[string(m.ID)]++
						}
						mu.Unlock()
					}
				})
			}
		}
		wg.Wait()
		logged := map[string]int{}
		for _, m := range wholeLog(t, daemons[0], "solvo") {
			logged[string(m.ID)]++
		}
		want := map[string]int{}
		for i := range (pages+1)*shift + perPage {
			want[fmt.Sprintf("m%03d", i)] = 1
		}
		if diff := cmp.Diff(want, fresh); diff != "" {
			t.Errorf("times each mention was answered as fresh (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want, logged); diff != "" {
			t.Errorf("times each mention is in the log (-want +got):\n%s", diff)
		}
	})
}

func TestBrandsNeverMix(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		ours, theirs := said("same-post", morning), said("same-post", morning)
		theirs.Brand, theirs.Why = "acme", `word "acme"`
		for _, m := range []brand.Mention{ours, theirs} {
			if diff := cmp.Diff([]string{"same-post"}, keep(t, s, m)); diff != "" {
				t.Errorf("a post that concerns two brands is new to %s (-want +got):\n%s", m.Brand, diff)
			}
		}
		for _, m := range []brand.Mention{ours, theirs} {
			if diff := cmp.Diff([]brand.Mention{m}, wholeLog(t, s, m.Brand)); diff != "" {
				t.Errorf("the log of %s (-want +got):\n%s", m.Brand, diff)
			}
		}
		brands, err := s.Brands(t.Context())
		if err != nil || len(brands) != 2 {
			t.Errorf("Brands() = %v, %v; want both", brands, err)
		}
	})
}
