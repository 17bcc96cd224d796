package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/brand"
)

const oneDay = 24 * time.Hour

func readOn(t *testing.T, s *Store, from alerting.Position, limit int) ([]string, alerting.Position) {
	t.Helper()
	some, next, err := s.Log(t.Context(), "solvo", from, limit)
	if err != nil {
		t.Fatal(err)
	}
	return ids(some), next
}

func TestLogGoesOnWhereItWasLeft(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		midnight := time.Date(2024, 11, 24, 0, 0, 0, 0, time.UTC)
		steps := []struct {
			name  string
			keep  []brand.Mention
			limit int
			want  []string
		}{
			{"nothing was kept yet", nil, 10, []string{}},
			{"the first page, in two bites", saidAll(morning, "a", "b", "c"), 2, []string{"a", "b"}},
			{"the rest of it", nil, 10, []string{"c"}},
			{"nothing is new", nil, 10, []string{}},
			{"the next day", saidAll(morning.Add(oneDay), "d"), 10, []string{"d"}},
			{"fetched before midnight but kept after it", []brand.Mention{said("late", midnight.Add(-time.Second))}, 10, []string{"late"}},
			{"both days by turns", []brand.Mention{said("e", midnight), said("f", morning), said("g", midnight)}, 2, []string{"f", "e"}},
			{"and the last of them", nil, 2, []string{"g"}},
			{"a clock that is a month ahead", saidAll(morning.Add(30*oneDay), "h"), 10, []string{"h"}},
			{"and right again", saidAll(morning.Add(2*oneDay), "i"), 10, []string{"i"}},
		}
		at := alerting.Position("")
		for _, step := range steps {
			if len(step.keep) > 0 {
				keep(t, s, step.keep...)
			}
			var got []string
			got, at = readOn(t, s, at, step.limit)
			if diff := cmp.Diff(step.want, got); diff != "" {
				t.Errorf("%s: Log reads (-want +got):\n%s", step.name, diff)
			}
		}
	})
}

func TestTailSkipsWhatIsThere(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		for _, id := range []string{"first", "second"} {
			at := tail(t, s, "solvo")
			keep(t, s, said(id, morning))
			if got, _ := readOn(t, s, at, 0); !slices.Equal(got, []string{id}) {
				t.Errorf("after the tail %q the log reads %v, want %s", at, got, id)
			}
		}
	})
}

func TestLogOfManyBlocksOverManyDays(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		var want []string
		for d := range 6 {
			var page []brand.Mention
			for i := range 1203 {
				page = append(page, said(fmt.Sprintf("d%dm%d", d, i), morning.Add(time.Duration(d)*oneDay)))
			}
			want = append(want, keep(t, s, page...)...)
			late := said(fmt.Sprintf("late%d", d), morning)
			want = append(want, keep(t, s, late)...)
		}
		if diff := cmp.Diff(want, ids(logBy(t, s, "solvo", 300))); diff != "" {
			t.Errorf("the log (-want +got):\n%s", diff)
		}
		all, end := readOn(t, s, "", len(want)+10)
		if tail := tail(t, s, "solvo"); len(all) != len(want) || end != tail {
			t.Errorf("one large reading gives %d mentions up to %q; want %d up to %q", len(all), end, len(want), tail)
		}
	})
}

func TestLogRefusesAForeignPosition(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		for _, p := range []alerting.Position{"x", "0.0", "1.-1", "-1.0", "1"} {
			if _, _, err := s.Log(t.Context(), "solvo", p, 1); err == nil {
				t.Errorf("Log from %q has no error", p)
			}
		}
	})
}

// A Redis that failed over to a lagging replica has forgotten the newest blocks.
func TestLogComesBackFromAheadOfTheEnd(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		keep(t, s, said("a", morning))
		got, at := readOn(t, s, "9.3", 10)
		if len(got) > 0 {
			t.Errorf("ahead of the end the log reads %v", got)
		}
		keep(t, s, said("b", morning))
		if got, _ = readOn(t, s, at, 10); !slices.Equal(got, []string{"b"}) {
			t.Errorf("then it reads %v, want b", got)
		}
	})
}

func TestBetweenGoesByTheMomentThatCounts(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		old := said("published yesterday", morning)
		old.At = morning.Add(-oneDay)
		keep(t, s, said("before", morning.Add(-time.Second)), said("at", morning), old, said("later", morning.Add(oneDay-1)), said("end", morning.Add(oneDay)))
		tests := []struct {
			name     string
			from, to time.Time
			want     []string
		}{
			{"a day from its first moment to before its last", morning, morning.Add(oneDay), []string{"at", "later"}},
			{"what was published the day before, fetched late", morning.Add(-oneDay), morning, []string{"before", "published yesterday"}},
			{"a day without mentions", morning.Add(9 * oneDay), morning.Add(10 * oneDay), []string{}},
		}
		for _, tt := range tests {
			got := []string{}
			err := s.Between(t.Context(), "solvo", tt.from, tt.to, func(m brand.Mention) error {
				got = append(got, string(m.ID))
				return nil
			})
			if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
				t.Errorf("%s: Between(%v, %v): %v (-want +got):\n%s", tt.name, tt.from, tt.to, err, diff)
			}
		}
		enough := errors.New("enough")
		visits := 0
		err := s.Between(t.Context(), "solvo", time.Time{}, morning.Add(oneDay), func(brand.Mention) error { visits++; return enough })
		if !errors.Is(err, enough) || visits != 1 {
			t.Errorf("a visit that has enough: %d visits, %v", visits, err)
		}
	})
}

func TestSweepTakesWhatIsOldByTheGivenMoment(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		g.opts.Retention = 10 * oneDay
		s := g.open(t)
		_, at := readOn(t, s, "", 1)
		keep(t, s, said("old1", morning), said("old2", morning))
		keep(t, s, said("edge", morning.Add(2*oneDay)))
		keep(t, s, said("new", morning.Add(11*oneDay)))
		swept, err := s.Sweep(t.Context(), morning.Add(12*oneDay))
		if diff := cmp.Diff(Swept{Days: 1, Mentions: 2}, swept); err != nil || diff != "" {
			t.Errorf("Sweep: %v (-want +got):\n%s", err, diff)
		}
		if got := ids(wholeLog(t, s, "solvo")); !slices.Equal(got, []string{"edge", "new"}) {
			t.Errorf("the log reads %v", got)
		}
		if got, _ := readOn(t, s, at, 10); !slices.Equal(got, []string{"edge", "new"}) {
			t.Errorf("who read from before the swept day reads %v", got)
		}
		if got := keep(t, s, said("old1", morning.Add(12*oneDay))); len(got) > 0 {
			t.Errorf("a swept mention is still known, but Keep answers %v", got)
		}
		want := map[string]int{dayOf(morning.Add(2 * oneDay)): 1, dayOf(morning.Add(11 * oneDay)): 1}
		if diff := cmp.Diff(want, days(t, s, "solvo")); diff != "" {
			t.Errorf("mentions left by day (-want +got):\n%s", diff)
		}
	})
}

func TestSweepOfEverythingLosesNoPlace(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		keep(t, s, said("a", morning))
		_, at := readOn(t, s, "", 10)
		muchLater := morning.Add(700 * oneDay)
		if _, err := s.Sweep(t.Context(), muchLater); err != nil {
			t.Fatal(err)
		}
		got, begin := readOn(t, s, "", 10)
		_, at = readOn(t, s, at, 10)
		if len(got) > 0 {
			t.Errorf("everything is swept but the log reads %v", got)
		}
		if end := tail(t, s, "solvo"); begin != end {
			t.Errorf("who reads from the beginning stands at %q; want the end %q", begin, end)
		}
		if fresh := keep(t, s, said("a", muchLater)); len(fresh) != 1 {
			t.Errorf("two years on, the identity is forgotten, but Keep answers %v", fresh)
		}
		for name, from := range map[string]alerting.Position{"the reader": at, "a new reader": begin, "the beginning": ""} {
			if got, _ := readOn(t, s, from, 10); !slices.Equal(got, []string{"a"}) {
				t.Errorf("%s at %q reads %v, want a", name, from, got)
			}
		}
		if swept, err := s.Sweep(t.Context(), muchLater); err != nil || swept != (Swept{}) {
			t.Errorf("a second sweep takes %v, %v", swept, err)
		}
	})
}

// Readers of every pace see every mention once, in the order it was kept, however
// days and clocks jump about.
func TestReadersOfEveryPaceSeeTheSame(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		type reader struct {
			limit int
			at    alerting.Position
			read  []string
		}
		readers := []*reader{{limit: 1}, {limit: 3}, {limit: 50}, {limit: 0}}
		chance := rand.New(rand.NewPCG(1, 2))
		var want []string
		for round := range 150 {
			var page []brand.Mention
			for i := range 1 + chance.IntN(5) {
				day := max(0, round/30+chance.IntN(4)-2)
				page = append(page, said(fmt.Sprintf("r%dm%d", round, i), morning.Add(time.Duration(day)*oneDay)))
			}
			// A page's mentions are kept by day.
			slices.SortStableFunc(page, func(a, b brand.Mention) int { return a.Fetched.Compare(b.Fetched) })
			want = append(want, keep(t, s, page...)...)
			for _, r := range readers {
				some, next := readOn(t, s, r.at, r.limit)
				r.read, r.at = append(r.read, some...), next
			}
		}
		for _, r := range readers {
			for len(r.read) < len(want) {
				some, next := readOn(t, s, r.at, r.limit)
				if len(some) == 0 {
					break
				}
				r.read, r.at = append(r.read, some...), next
			}
			if diff := cmp.Diff(want, r.read); diff != "" {
				t.Errorf("a reader of %d at a time (-kept +read):\n%s", r.limit, diff)
			}
		}
	})
}

// A block that nobody can read leaves a gap that is told of, and hides nothing else.
func TestOneBadBlockMakesNobodyDeaf(t *testing.T) {
	onEachRung(t, func(t *testing.T, g ground) {
		s := g.open(t)
		keep(t, s, said("before", morning))
		day := dayOf(morning)
		for _, args := range [][]any{
			{"XADD", s.keys.log("solvo", day), "2-0", fieldBy, "somebody", fieldJSON, `[{"id":`},
			{"SET", s.keys.blocks("solvo"), "2"},
			{"HSET", s.keys.days("solvo"), day, "1 2 2"},
		} {
			if err := s.client.Do(t.Context(), args...).Err(); err != nil {
				t.Fatal(err)
			}
		}
		keep(t, s, said("after", morning))

		read, next, err := s.Log(t.Context(), "solvo", "", 10)
		if diff := cmp.Diff([]string{"before", "after"}, ids(read)); diff != "" || !errors.Is(err, alerting.ErrLeftOut) {
			t.Errorf("Log: error %v, want one that tells of the gap (-want +got):\n%s", err, diff)
		}
		if read, again, err := s.Log(t.Context(), "solvo", next, 10); len(read) > 0 || again != next || err != nil {
			t.Errorf("Log from there: %v, %q, %v; want nothing new, told once", ids(read), again, err)
		}
		var visited []brand.Mention
		err = s.Between(t.Context(), "solvo", morning.Add(-oneDay), morning.Add(oneDay), func(m brand.Mention) error {
			visited = append(visited, m)
			return nil
		})
		if diff := cmp.Diff([]string{"before", "after"}, ids(visited)); diff != "" || !errors.Is(err, alerting.ErrLeftOut) {
			t.Errorf("Between: error %v, want one that tells of the gap (-want +got):\n%s", err, diff)
		}
	})
}
