package collectors_test

import (
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/collectors"
)

// pace has a source show a post at each of the moments, and reads it then.
func (r *room) pace(t *testing.T, moments ...time.Time) {
	t.Helper()
	for _, at := range moments {
		r.shelf.pages = append(r.shelf.pages, about("weather", 1, at))
		r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
		r.listen(t, at)
	}
}

func TestWhatASourceIsUsedToIsNoSilence(t *testing.T) {
	monday := time.Date(2026, 10, 5, 8, 0, 0, 0, time.UTC)
	var office []time.Time // every two hours of five working days, for three weeks
	for d := range 19 {
		if day := monday.AddDate(0, 0, d); day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			for h := range 5 {
				office = append(office, day.Add(time.Duration(h)*2*time.Hour))
			}
		}
	}
	friday := office[len(office)-1]
	r := newRoom(t)
	r.pace(t, office...)
	for after, silent := range map[time.Duration]bool{
		3 * time.Hour: false, 63 * time.Hour: false, // over the weekend, as always
		5 * 24 * time.Hour: true,
	} {
		now := friday.Add(after)
		r.shelf.change = func(_ int, p *collectors.Page) error { *p = collectors.Page{Unchanged: true}; return nil }
		r.listen(t, now)
		if s, is := r.mark(t).Silence(2*time.Minute, now); is != silent || s.Failing {
			t.Errorf("%v after the last post of a source that rests every weekend: silent %v (%s), want %v", after, is, s.Why, silent)
		}
	}
}

func TestASourceThatTellsNoDatesIsNeverCalledSilent(t *testing.T) {
	r := newRoom(t)
	for i := range 60 {
		r.shelf.pages = append(r.shelf.pages, []brand.Post{{NativeID: string(rune('a' + i)), Title: "weather"}})
	}
	r.shelf.change = func(_ int, p *collectors.Page) error { p.More = false; return nil }
	for i := range 60 {
		r.listen(t, noon.Add(time.Duration(i)*6*time.Hour))
	}
	later := noon.Add(60 * 24 * time.Hour)
	r.listen(t, later)
	if s, is := r.mark(t).Silence(time.Hour, later); is {
		t.Errorf("it is called silent: %+v", s)
	}
}

func TestASourceNobodyAsksIsBlindToo(t *testing.T) {
	r := newRoom(t, about("weather", 1, noon))
	r.listen(t, noon)
	if s, is := r.mark(t).Silence(2*time.Minute, noon.Add(5*time.Minute)); is {
		t.Errorf("after five minutes it is blind: %+v", s)
	}
	s, is := r.mark(t).Silence(2*time.Minute, noon.Add(10*time.Minute))
	if !is || !s.Failing || s.Why == "" || !s.Since.Equal(noon) {
		t.Errorf("nobody has asked it for ten minutes: %v %+v", is, s)
	}
	if _, is := (collectors.Bookmark{}).Silence(2*time.Minute, noon); is {
		t.Error("a source that was just configured is blind")
	}
}

func TestASourceThatSeldomSpeaksIsAskedLessOften(t *testing.T) {
	for name, tt := range map[string]struct {
		gap  time.Duration
		want time.Duration
	}{"every ten minutes": {10 * time.Minute, 0}, "once an hour": {time.Hour, 3 * time.Minute}, "once a day": {24 * time.Hour, 10 * time.Minute}} {
		r := newRoom(t)
		r.source.Every, r.source.Adapts = 2*time.Minute, true
		var moments []time.Time
		for i := range 30 {
			moments = append(moments, noon.Add(time.Duration(i)*tt.gap))
		}
		r.pace(t, moments...)
		last := moments[len(moments)-1]
		b := r.mark(t)
		switch left := b.NotBefore.Sub(last); {
		case tt.want == 0 && !b.NotBefore.IsZero(), tt.want > 0 && left != tt.want-time.Minute:
			t.Errorf("%s something is new, and it is left alone for %v, want about %v", name, left, tt.want)
		}
		if _, blind := b.Silence(2*time.Minute, last.Add(11*time.Minute)); blind && tt.want == 10*time.Minute {
			t.Errorf("%s something is new: a source that is left alone on purpose is called blind", name)
		}
	}
}
