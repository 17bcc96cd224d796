package main

import (
	"slices"
	"testing"
)

// plain scores a step by its count.
type plain struct{}

func (plain) observe(st step) float64 { return st.all }
func (plain) clone() detector         { return plain{} }

// storms are posts that come at once, a while after an onset.
func storms(of, site, after int) incident {
	in := incident{of: of, site: site, shape: "storm30", magnitude: 16, peak: 150, added: make([]posts, day)}
	in.added[after].all = 100
	return in
}

func TestWhatRingsAnywayDetectsNothing(t *testing.T) {
	for _, tt := range []struct {
		claim string
		rings int
		want  float64
	}{
		{"a quiet brand is paged at the step that rises", -1, 55},
		{"an alarm five hours before the onset blocks it", -60, missed},
		{"an alarm that long before that it is over does not", -63, 55},
		{"an alarm between onset and rise blocks it", 4, missed},
		{"an alarm of the same step blocks it", 10, missed},
		{"a later one does not", 11, 55},
	} {
		s := flat("acme", 3*week, 1)
		site := week + day
		if tt.rings != -1 {
			s.steps[site+tt.rings].all = 60
		}
		r := watch([]*series{s}, []sites{{day: []int{site}}}, func() detector { return plain{} })
		got := r.face([]incident{storms(0, site, 10)}, []float64{50})[0][0]
		if got != tt.want {
			t.Errorf("%s: paged after %v minutes, want %v", tt.claim, got, tt.want)
		}
	}
}

func TestAnOutcomeTellsRecallFromTimeliness(t *testing.T) {
	in := []incident{storms(0, 0, 0), storms(0, 0, 0), storms(0, 0, 0), {shape: "flash", magnitude: 2, peak: 10}}
	o := judge(in, []float64{210, 215, missed, 70})
	if o.recall != 75 || o.timely != 50 {
		t.Errorf("recall %v, timely %v; want 75, 50: an hour after the peak is timely, later is not", o.recall, o.timely)
	}
	if o.median != 215 || o.byMagnitude[2] != 100 || o.byShape["flash"].timely != 100 {
		t.Errorf("median %v, x2 %v, flash %v; want 215, 100, 100", o.median, o.byMagnitude[2], o.byShape["flash"].timely)
	}
}

func TestSitesAvoidWhatIsLabelledAndBusyHours(t *testing.T) {
	s := flat("acme", 6*week, 2)
	s.steps[3*week].labelled = true
	for i := range hour {
		s.steps[4*week+i].all = 400
	}
	found := s.sites(1)
	if len(found.day) != perKind || len(found.night) != perKind {
		t.Fatalf("%d by day and %d by night, want %d of each", len(found.day), len(found.night), perKind)
	}
	for _, i := range slices.Concat(found.day, found.night) {
		for _, bad := range []int{3 * week, 4 * week} {
			if i-6*hour <= bad && bad <= i+day {
				t.Errorf("an onset at %d, too near to %d", i, bad)
			}
		}
		if i < s.from {
			t.Errorf("an onset at %d, before scoring begins", i)
		}
	}
	for _, i := range found.night {
		if !night(s.steps[i].at) {
			t.Errorf("an onset by night at %v", s.steps[i].at)
		}
	}
	if again := s.sites(1); !slices.Equal(found.day, again.day) || slices.Equal(found.day, s.sites(2).day) {
		t.Error("sites do not follow from the seed")
	}
}

// field are all detectors.
func field() map[string]func() detector {
	all := map[string]func() detector{"counting posts": allPosts}
	for _, c := range slices.Concat(ours(), rivals(shipped), angered()) {
		all[c.name] = c.fresh
	}
	return all
}

func scores(d detector, steps []step) []float64 {
	var out []float64
	for _, st := range steps {
		out = append(out, d.observe(st))
	}
	return out
}

func TestNoDetectorSeesTheFuture(t *testing.T) {
	all := fleet(1, 4, 7)
	steps := all[0].steps
	cut := 3*week + 100
	other := slices.Clone(steps)
	for i := cut; i < len(other); i++ {
		other[i].all, other[i].authors, other[i].negative, other[i].angry = 5000, 5000, 4000, 4000
	}
	for name, fresh := range field() {
		whole, changed := scores(fresh(), steps), scores(fresh(), other)
		if !slices.Equal(scores(fresh(), steps[:cut]), whole[:cut]) {
			t.Errorf("%s scores a past that ends otherwise than one that goes on", name)
		}
		if !slices.Equal(changed[:cut], whole[:cut]) {
			t.Errorf("%s scores the past by what comes after it", name)
		}
		if slices.Equal(changed[cut:], whole[cut:]) {
			t.Errorf("%s does not see a thousandfold count", name)
		}
	}
}

func TestACloneGoesItsOwnWay(t *testing.T) {
	steps := fleet(1, 3, 7)[0].steps
	for name, fresh := range field() {
		d := fresh()
		scores(d, steps[:2*week])
		wild := d.clone()
		for range 50 {
			wild.observe(step{at: steps[0].at, counts: counts{1e4, 1e4, 1e4, 1e4}})
		}
		whole := scores(fresh(), steps)
		if !slices.Equal(scores(d, steps[2*week:]), whole[2*week:]) {
			t.Errorf("%s is disturbed by its clone", name)
		}
	}
}

func TestTheInventedFleetLivesAsItIsTold(t *testing.T) {
	small, large := 0, 0
	for _, s := range fleet(40, 2, 3) {
		if len(s.steps) != 2*week {
			t.Fatalf("%s has %d steps, want %d", s.name, len(s.steps), 2*week)
		}
		switch {
		case s.level < 20:
			small++
		case s.level > 200:
			large++
		}
		all, negative := 0.0, 0.0
		for _, st := range s.steps {
			all += st.all
			negative += st.negative
		}
		if share := negative / all; share < .05 || share > .15 {
			t.Errorf("%s: %.2f are negative, want about %.2f", s.name, share, backgroundShare)
		}
	}
	if small < 5 || large < 5 {
		t.Errorf("%d small brands and %d large ones of 40, want several of each", small, large)
	}
}
