package peers

import (
	"math"
	"testing"
)

// usual is a count with a day and some noise, always the same.
func usual(i int) float64 {
	return 10 + 5*math.Sin(float64(i%day)/day*2*math.Pi) + float64(i*7919%5)
}

func TestEachPeerFiresOnAnObviousSpike(t *testing.T) {
	const onset = 4*week + 150
	for _, e := range All() {
		p := e.New()
		before, after := 0.0, 0.0
		for i := range onset + day {
			count := usual(i)
			if i >= onset && i < onset+2*hour {
				count += 1000
			}
			switch score := p.Observe(count); {
			case i < onset && i >= 4*week:
				before = max(before, score)
			case i >= onset:
				after = max(after, score)
			}
		}
		if before >= e.Shipped && e.Name != "1 h over 7 d" {
			t.Errorf("%s fires at %.2f on an ordinary day, shipped with %.2f", e.Name, before, e.Shipped)
		}
		if after < e.Shipped || after <= 2*before {
			t.Errorf("%s scores a spike %.2f, and what is usual %.2f", e.Name, after, before)
		}
	}
}

func TestHuginnFiresOnlyAfterThePeak(t *testing.T) {
	h := &Huginn{}
	const onset = 2 * week
	first := 0
	for i := range onset + day {
		count := usual(i)
		if i >= onset && i < onset+3*hour {
			count += 100 * float64((i-onset)/hour+1)
		}
		if h.Observe(count) >= 3 && i >= onset && first == 0 {
			first = i
		}
	}
	if want := onset + 4*hour - 1; first != want {
		t.Errorf("it fires %d steps after the onset, want %d: at the end of the first hour that is lower", first-onset, want-onset)
	}
}

func TestNoPeerSpeaksBeforeItKnowsAnything(t *testing.T) {
	for _, e := range All() {
		p := e.New()
		for i := range day {
			if score := p.Observe(usual(i) * 50); score != 0 {
				t.Errorf("%s scores %.2f after %d steps", e.Name, score, i)
				break
			}
		}
	}
}

func TestTheNegativeBinomialTailIsThatOfItsSum(t *testing.T) {
	for _, tt := range []struct{ x, mean, phi float64 }{{1, .5, 2}, {12, 5, .3}, {40, 30, .05}, {3, 30, .05}, {700, 300, .1}} {
		below := 0.0
		r := 1 / tt.phi
		for k := range int(tt.x) {
			a, _ := math.Lgamma(float64(k) + r)
			b, _ := math.Lgamma(r)
			c, _ := math.Lgamma(float64(k) + 1)
			below += math.Exp(a - b - c + r*math.Log(r/(r+tt.mean)) + float64(k)*math.Log(tt.mean/(r+tt.mean)))
		}
		if got := tail(tt.x, tt.mean, tt.phi); math.Abs(got-(1-below)) > 1e-8 {
			t.Errorf("tail(%v) = %.9f, want %.9f", tt, got, 1-below)
		}
	}
}

func TestSPOTFindsTheParetoLawItIsGiven(t *testing.T) {
	s := &SPOT{seen: 1, over: 0}
	const shape, scale, n = .3, 20., 512
	for i := range n {
		u := (float64(i) + .5) / n
		s.keep(scale / shape * (math.Pow(1-u, -shape) - 1))
	}
	s.fit()
	if math.Abs(s.shape-shape) > .1 || math.Abs(s.scale-scale) > 3 {
		t.Errorf("shape %.2f scale %.1f, want %.2f and %.1f", s.shape, s.scale, shape, scale)
	}
}
