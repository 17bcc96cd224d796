package main

import (
	"math"
	"slices"
	"testing"
)

// toy has two windows of ten rows, and ten rows of probation.
func toy() labelling { return labelling{probation: 10, windows: [][2]int{{20, 29}, {60, 69}}} }

func TestNABScores(t *testing.T) {
	standard, lowFP, lowFN := profiles()[0], profiles()[1], profiles()[2]
	for _, tt := range []struct {
		claim   string
		alerts  []int
		profile profile
		want    float64
	}{
		{"a perfect detector alerts at the first row of each window", []int{20, 60}, standard, 100},
		{"in each profile", []int{20, 60}, lowFN, 100},
		{"silence is nothing", nil, standard, 0},
		{"in each profile", nil, lowFN, 0},
		{"one of two windows is half", []int{20}, standard, 50},
		{"of several alerts in a window the earliest counts", []int{20, 25, 29, 60}, standard, 100},
		// S(-.1) = .244919, S(-1) = .986614; (.248242 + 1 + 2) / 4.
		{"the last row of a window is worth little", []int{29, 60}, standard, 81.20604},
		{"what comes before any window costs all of it", []int{15, 20, 60}, standard, 100 * (4 - .11) / 4},
		{"twice that where false alarms are dear", []int{15, 20, 60}, lowFP, 100 * (4 - .22) / 4},
		// (39 - 29) / 9 rows: S(1.111111) = -.992298.
		{"after a window it costs by the distance", []int{20, 39, 60}, standard, 100 * (4 - .11*.992298) / 4},
		{"far after it all", []int{20, 59, 60}, standard, 100 * (4 - .11) / 4},
		{"probation is free", []int{3, 20, 60}, standard, 100},
	} {
		l := toy()
		if got := normal(l.score(tt.alerts, tt.profile), l.scored(), tt.profile); math.Abs(got-tt.want) > 1e-3 {
			t.Errorf("%s, %s: %.5f, want %.5f", tt.claim, tt.profile.name, got, tt.want)
		}
	}
}

func TestAWindowInProbationIsNotScored(t *testing.T) {
	l := labelling{probation: 50, windows: [][2]int{{20, 29}, {60, 69}}}
	if got := l.scored(); got != 1 {
		t.Errorf("%v windows are scored, want 1", got)
	}
	if got := normal(l.score([]int{25, 60}, profiles()[0]), l.scored(), profiles()[0]); got != 100 {
		t.Errorf("score %v, want 100", got)
	}
}

func TestLabelsAreReadOffTheRows(t *testing.T) {
	s := flat("acme", 1000, 1)
	for _, i := range from(200, 210) {
		s.steps[i].labelled = true
	}
	for _, i := range from(210, 215) {
		s.steps[i].labelled, s.steps[i].window = true, 1
	}
	l := labels(s)
	if l.probation != 150 || !slices.Equal(l.windows, [][2]int{{200, 209}, {210, 214}}) {
		t.Errorf("probation %d, windows %v; want 150 and one window right after the other", l.probation, l.windows)
	}
	if l := labels(flat("acme", 10_000, 1)); l.probation != 750 {
		t.Errorf("probation %d, want at most 750", l.probation)
	}
}

func TestAnotherAlertWithinADayNeedsARise(t *testing.T) {
	scores := make([]float32, 2*day)
	scores[10], scores[20], scores[30], scores[40] = 1, 1.9, 2.1, 2.2 // ln(1+1) + .4 is ln(2.98)
	scores[30+day] = 1
	if got, want := alerts(louder(scores), 1), []int{10, 30, 30 + day}; !slices.Equal(got, want) {
		t.Errorf("alerts at %v, want %v", got, want)
	}
	if got := alerts(louder(scores), 2.2); !slices.Equal(got, []int{40}) && len(got) != 1 {
		t.Errorf("alerts at %v, want the one that reaches the threshold", got)
	}
}

func TestAThresholdOfTheOthersIsNotChosenOnTheBrand(t *testing.T) {
	// Of two brands with a window each, one is loud in it and the other is not.
	loud, faint := flat("loud", 1000, 1), flat("faint", 1000, 1)
	var scores [][]float32
	for i, s := range []*series{loud, faint} {
		for _, k := range from(500, 520) {
			s.steps[k].labelled = true
		}
		scores = append(scores, make([]float32, 1000))
		scores[i][500] = []float32{8, 2}[i]
	}
	b := newBoard([]*series{loud, faint}, scores)
	if got := b.normal(b.own()[0], 0); got != 100 {
		t.Errorf("own threshold: %v, want 100", got)
	}
	if got := b.leftOut()[0]; got[0] != 1 || got[1] != -1 {
		t.Errorf("points %v, want 1 and -1: the faint brand is not heard at the threshold of the loud", got)
	}
}
