package mastodon_test

import (
	"testing"
	"time"
)

func TestWhatArrivesLateIsFound(t *testing.T) {
	for _, busy := range []int{0, 300} {
		s := newInstance(noon)
		s.publish(posts(1, 1+busy, noon()))
		src := open(t, s, searches("#solvo"), nil)
		src.read(noon())
		// It was written when those were, and comes fourteen minutes later.
		late := posts(5000, 1, noon().Add(-time.Second))
		s.publish(late)
		found := 0
		for minute := range 20 {
			n, _ := src.read(noon().Add(time.Duration(minute) * time.Minute))
			found += n
		}
		if found != 1 {
			t.Errorf("beside %d posts, %d late ones are found, want 1", busy, found)
		}
	}
}

func TestLateComersAreFoundWhileAStormGoesOn(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 5, noon()))
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon())
	found := -1
	for minute := 1; minute < 40; minute++ {
		now := noon().Add(time.Duration(minute) * time.Minute)
		s.set(now)
		s.publish(posts(100*minute, 55, now))
		if minute == 15 { // written in the fifth minute
			late := newEntry(posts(9000, 1, noon().Add(5*time.Minute-10*time.Second))[0], false)
			late.json["uri"] = "https://far.example/late"
			s.add(late)
		}
		src.read(now)
		if found < 0 && src.met["https://far.example/late"] > 0 {
			found = minute
		}
	}
	if found < 15 || found > 21 {
		t.Errorf("what was written in minute 5 and came in minute 15 is found in minute %d", found)
	}
	if want := 5 + 39*55 + 1; len(src.met) != want {
		t.Errorf("%d of %d posts are read", len(src.met), want)
	}
}

// What a walk read before a pause is not old because the walk ends late.
func TestAWalkThatPausesLooksForLateComersAgain(t *testing.T) {
	s := newInstance(noon)
	s.publish(posts(1, 5, noon().Add(-time.Hour)))
	src := open(t, s, searches("#solvo"), nil)
	src.read(noon().Add(-time.Hour))
	s.publish(posts(100, 110, noon()))
	page, err := src.Collect(t.Context(), src.cursor, noon())
	if err != nil || !page.More {
		t.Fatalf("nothing is walked: %v", err)
	}
	src.cursor = page.Next
	s.publish(posts(5000, 1, noon().Add(-105*time.Second))) // behind what is read
	later := noon().Add(20 * time.Minute)
	s.set(later)
	src.read(later)
	s.set(later.Add(time.Minute))
	src.read(later.Add(time.Minute))
	late := newEntry(posts(5000, 1, noon().Add(-105*time.Second))[0], false).json["uri"].(string)
	if src.met[late] == 0 {
		t.Error("what came late while a walk paused is not read")
	}
}

// Our clock is two hours ahead of the server's.
func TestAClockThatIsWrongCostsNoPost(t *testing.T) {
	s := newInstance(noon)
	src := open(t, s, searches("#solvo"), nil)
	for minute := range 10 {
		now := noon().Add(time.Duration(minute) * time.Minute)
		s.set(now)
		s.publish(posts(100*minute+1, 3, now))
		if n, _ := src.read(now.Add(2 * time.Hour)); n != 3 {
			t.Fatalf("in minute %d %d of 3 posts are read", minute, n)
		}
	}
}
