package feed

import (
	"fmt"
	"testing"
	"time"
)

// Thirty posts without ids at one address, each dated at the moment it is read.
func TestADateThatIsTheReadingsTellsNothing(t *testing.T) {
	for claim, write := range map[string]func(n int) article{
		"a crowd": func(n int) article {
			return article{title: fmt.Sprint("Solvo ", n), author: fmt.Sprint("ana", n), text: "hurt me"}
		},
		"nobody": func(n int) article { return article{title: fmt.Sprint("Solvo ", n), text: "hurt me"} },
		"a session in the ids": func(n int) article {
			return article{title: "Solvo", author: fmt.Sprint("ana", n), text: fmt.Sprint("hurt me ", n)}
		},
	} {
		for _, posts := range []int{1, 2, 30} {
			for _, late := range []time.Duration{0, 3 * time.Hour, -2 * time.Second} {
				d := newDesk(t)
				for r := range 12 {
					if r > 5 {
						posts++
					}
					var all []article
					for n := range posts {
						a := write(n)
						a.link, a.date = "https://a.example/", d.now.Add(-late).Format(time.RFC1123Z)
						if claim == "a session in the ids" {
							a.id = fmt.Sprint(n, "-", r)
						}
						all = append(all, a)
					}
					if kept := d.listen(t, written(all...)); kept != posts {
						t.Fatalf("%s, %v behind, reading %d: %d mentions of %d posts", claim, late, r, kept, posts)
					}
					if r%4 == 3 {
						d.restart(t)
					}
				}
				if len(d.notes) != 1 {
					t.Errorf("%s, %v behind: notes %q", claim, late, d.notes)
				}
			}
		}
	}
}

// What is said again is said again.
func TestTheSameWarningOnTheNextDayIsNew(t *testing.T) {
	for _, lines := range []int{1, 3} {
		d := newDesk(t)
		for today := range 5 {
			var all []article
			for n := range lines {
				all = append(all, article{link: "https://a.example/status", title: fmt.Sprint("Solvo line ", n, " is late"), date: noon.Add(time.Duration(24*today)*time.Hour + time.Duration(7*n)*time.Minute).Format(time.RFC1123Z)})
			}
			for range 3 {
				if kept := d.listen(t, written(all...)+fmt.Sprint("<!-- ", d.now, " -->")); kept != lines*(today+1) {
					t.Fatalf("day %d: %d mentions of %d warnings", today, kept, lines*(today+1))
				}
			}
		}
		if len(d.notes) > 0 {
			t.Errorf("notes: %q", d.notes)
		}
	}
}

func TestWhoTookAnotherNameIsNotHeardTwice(t *testing.T) {
	d := newDesk(t)
	wall := func(suffix string, n int) []article {
		var all []article
		for n := range n {
			all = append(all, article{link: "https://a.example/forum", title: "Solvo", author: fmt.Sprint("ana", n, suffix), text: fmt.Sprint("hurt me ", n), date: day(n)})
		}
		return all
	}
	d.listen(t, written(wall("", 4)...))
	if kept := d.listen(t, written(wall("-new", 5)...)); kept != 5 {
		t.Errorf("%d mentions of five posts by people with new names", kept)
	}
	// Who says the same on the same day is somebody else.
	d = newDesk(t)
	today := func(author string) article {
		return article{link: "https://a.example/forum", text: "me too, solvo", author: author, date: day(0)}
	}
	d.listen(t, written(today("ana"), today("ben")))
	if kept := d.listen(t, written(today("ben"), today("cid"))); kept != 3 {
		t.Errorf("%d mentions of three people's words", kept)
	}
}
