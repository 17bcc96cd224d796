package rules

import (
	"math"
	"slices"
	"time"
)

// A Pace is which way voices go.
type Pace string

// The three ways.
const (
	Doubling Pace = "doubling"
	Halving  Pace = "halving"
	// Steady is neither, as far as hours matter.
	Steady Pace = "steady"
)

// A Growth is how fast the voices of a rise grow or fall. Where that is unsure there is none.
type Growth struct {
	Pace Pace `json:"pace"`
	// Every is the time in which they double, or halve; four times in five the true one
	// lies between From and To. All are 0 where they are steady.
	Every time.Duration `json:"every_ns,omitempty"`
	From  time.Duration `json:"from_ns,omitempty"`
	To    time.Duration `json:"to_ns,omitempty"`
}

const (
	// growthSteps is how many steps with voices a growth needs, growthVoices how many voices.
	growthSteps, growthVoices = 5, 15
	// eighty is the normal distribution's quantile that leaves out a tenth on either side.
	eighty = 1.2816
	// vague is how many times as long as the best guess the slowest may be before it says nothing.
	vague = 3
	// lasting is the doubling time from which on voices count as steady.
	lasting = 4 * time.Hour
	// latest is how long after its publication a post may be read before the last hours
	// are unknown, and not just their end.
	latest = 20 * time.Minute
)

// A lens is a span that growth is looked at through, and how many voices it takes: the
// more there are, the shorter it is, so that it tells of now and not of two hours ago.
type lens struct {
	steps  int64
	voices float64
}

func lenses() []lens { return []lens{{6, 200}, {12, 60}, {24, growthVoices}} }

// growth is how fast voices grow or fall at a moment, seen from where the rise began; nil
// where that is unsure. A voice counts where it speaks after two hours of silence.
func (s *Series) growth(onset, at time.Time) *Growth {
	lag, known := s.lag(at)
	if !known {
		return nil
	}
	// Whole steps only: the first begins after the onset, which has a voice by its nature.
	first, last := stepOf(onset.UnixNano())+1, stepOf(at.Add(-lag).UnixNano()+1)-1
	widest := lenses()[len(lenses())-1].steps
	first = max(first, last-widest+1)
	if last-first+1 < growthSteps {
		return nil
	}
	arrived := s.arrivals(first, last, widest)
	for _, l := range lenses() {
		seen := arrived[max(0, int64(len(arrived))-l.steps):]
		if sum(seen) >= l.voices {
			return growthOf(seen)
		}
	}
	return nil
}

// lag is after which time nine of ten posts of the last hour had been read: what is younger
// is not all there yet, and would look like a fall. It is false where posts come so late
// that the last hour tells nothing.
func (s *Series) lag(at time.Time) (time.Duration, bool) {
	var delays []int64
	for t := range s.ticks(at.Add(-time.Hour), at) {
		delays = append(delays, t.read-t.at)
	}
	if len(delays) == 0 {
		return 0, false
	}
	slices.Sort(delays)
	lag := time.Duration(delays[len(delays)*9/10])
	return lag, lag <= latest
}

// arrivals are the voices of each of some steps that did not speak in so many steps before.
func (s *Series) arrivals(first, last, silence int64) []float64 {
	counts := make([]float64, last-first+1)
	spoke := map[uint64]int64{}
	for key := first - silence; key <= last; key++ {
		st := s.steps[key]
		if st == nil {
			continue
		}
		for i := range st.ticks {
			t := &st.ticks[i]
			if t.read > s.asOf {
				continue
			}
			before, met := spoke[t.voice]
			spoke[t.voice] = key
			if key >= first && (!met || key-before > silence) {
				counts[key-first]++
			}
		}
	}
	return counts
}

// growthOf is the growth of the voices of some steps: a log-linear Poisson regression whose
// dispersion is estimated (a quasi-likelihood: McCullagh and Nelder, Generalized Linear
// Models, 1989, sections 6.2 and 9.2), and the interval of Student's t around its slope.
func growthOf(counts []float64) *Growth {
	spoken := 0
	for _, n := range counts {
		if n > 0 {
			spoken++
		}
	}
	if spoken < growthSteps || sum(counts) < growthVoices {
		return nil
	}
	slope, deviation := logSlope(counts)
	half := student(len(counts)-2) * deviation
	slow := stepLength.Hours() / lasting.Hours() * math.Ln2
	if math.Abs(slope)+half < slow {
		return &Growth{Pace: Steady}
	}
	pace := Doubling
	if slope < 0 {
		pace, slope = Halving, -slope
	}
	every, from, to := spanOf(slope), spanOf(slope+half), spanOf(slope-half)
	if slope <= half || to > vague*every {
		return nil
	}
	return &Growth{Pace: pace, Every: every, From: from, To: to}
}

// spanOf is the time in which what grows by a slope a step doubles.
func spanOf(slope float64) time.Duration {
	return time.Duration(math.Ln2 / slope * float64(stepLength)).Round(time.Second)
}

// A line is a mean count that grows evenly: exp(level + slope·t), with t in steps from the middle.
type line struct{ level, slope float64 }

func (l line) mean(t float64) float64 { return math.Exp(l.level + l.slope*t) }

// A fit is how well a line fits some counts.
type fit struct {
	line
	likelihood float64
	// missing and leaning are the slopes of the likelihood; weight, first and second its
	// curvature: the sums of μ, tμ and t²μ.
	missing, leaning      float64
	weight, first, second float64
	// off is Pearson's statistic.
	off float64
}

func fitOf(counts []float64, l line) fit {
	f := fit{line: l}
	for i, y := range counts {
		t := float64(i) - float64(len(counts)-1)/2
		mean := l.mean(t)
		f.likelihood += y*math.Log(mean) - mean
		f.missing, f.leaning = f.missing+y-mean, f.leaning+t*(y-mean)
		f.weight, f.first, f.second = f.weight+mean, f.first+t*mean, f.second+t*t*mean
		f.off += (y - mean) * (y - mean) / mean
	}
	return f
}

func (f fit) det() float64 { return f.weight*f.second - f.first*f.first }

// logSlope is by how much the logarithm of the expected count rises from one to the next,
// and the standard error of that. At least two counts must not be 0.
func logSlope(counts []float64) (float64, float64) {
	f := fitOf(counts, line{level: math.Log(sum(counts) / float64(len(counts)))})
	for range 50 {
		up := (f.second*f.missing - f.first*f.leaning) / f.det()
		tilt := (f.weight*f.leaning - f.first*f.missing) / f.det()
		next := fitOf(counts, line{f.level + up, f.slope + tilt})
		// The likelihood has one peak: a step that overshoots it is halved until it does not.
		for halved := 0; halved < 30 && !(next.likelihood >= f.likelihood); halved++ {
			up, tilt = up/2, tilt/2
			next = fitOf(counts, line{f.level + up, f.slope + tilt})
		}
		f = next
		if math.Abs(up)+math.Abs(tilt) < 1e-9 {
			break
		}
	}
	// How much more they stray than chance would have them, but 1 at least.
	dispersion := max(1, f.off/float64(len(counts)-2))
	return f.slope, math.Sqrt(dispersion * f.weight / f.det())
}

// student is the quantile of Student's t that leaves out a tenth on either side, by its
// expansion around the normal one (Abramowitz and Stegun 26.7.5); three freedoms at least.
func student(freedoms int) float64 {
	const z = eighty
	v := float64(freedoms)
	return z + (z*z*z+z)/(4*v) + (5*math.Pow(z, 5)+16*z*z*z+3*z)/(96*v*v)
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
