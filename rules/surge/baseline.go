package surge

import "math"

const (
	// hour, day and week are numbers of steps.
	hour = 12
	day  = 24 * hour
	week = 7 * day
	// bins are the half hours of a day.
	bins = 48
)

// Minutes is the length of a step.
const Minutes = 5

// A Clock is where a step lies in its week, by the clock a brand lives by.
type Clock struct {
	// Minute is any minute of the step, after midnight: 0 to 1440.
	Minute float64
	// Weekend is set on Saturday and Sunday.
	Weekend bool
	// Times is how many times the usual is expected because of something announced,
	// such as a launch. 0 and 1 stand for nothing announced.
	Times float64
}

// kind is 1 at weekends.
func (c Clock) kind() int {
	if c.Weekend {
		return 1
	}
	return 0
}

func (c Clock) announced() bool { return c.Times > 0 && c.Times != 1 }

// A fade is the factor by which a discounted sum shrinks with each step.
type fade float64

// What halves a sum in so long: 2 to the power of -1 over so many steps. Half-lives lie in
// the midst of a plateau: twice or half as long changes little, but a level that follows
// within hours swallows what creeps up.
const (
	fadeCell      fade = .9917822001045341 // in visits: a fortnight of one half hour
	fadeLevel     fade = .9993984907183826 // four days
	fadeWeek      fade = .9996562360941261
	fadeFortnight fade = .9998281032728207
	fadeThree     fade = .9998853988984646 // three weeks
)

// A sum is what was seen, discounted, and what it is measured in.
type sum struct{ A, N float64 }

func (s *sum) add(f fade, a, n float64) {
	s.A = s.A*float64(f) + a
	s.N = s.N*float64(f) + n
}

// over is the ratio of both, drawn towards that of a prior that is worth n.
func (s *sum) over(a, n float64) float64 { return (s.A + a) / (s.N + n) }

// A baseline knows what is usual for a series: a season of half hours, of weekdays
// and weekends apart as far as they are known, times a level that follows within days,
// and how far the series strays from it beyond chance. All of it are discounted sums.
type baseline struct {
	Mean   sum
	Cells  [bins]sum    // any day
	Typed  [2][bins]sum // weekdays, weekends
	Types  [2]sum       // how a type of day compares with any day
	Level  sum
	Spread sum
}

// A normal is what is usual for one step, as far as it was known before it.
type normal struct {
	// mu is the expected count; its variance is mu + phi mu².
	mu, phi float64
	// season is the expectation without the level; anyday without the type of day either.
	season, anyday float64
	bin            int
}

// variance is how much chance alone makes of a normal.
func (n normal) variance() float64 { return n.mu + n.phi*n.mu*n.mu }

// limit is the most that a count teaches.
func (n normal) limit() float64 { return n.mu + 2*math.Sqrt(n.variance()) + 1 }

// first is that of a series' first day, which has to find its level.
func (n normal) first() float64 { return max(n.limit(), 4*(n.mu+2)) }

// at is what is usual in a half hour on a type of day, and on any day.
func (b *baseline) at(bin, kind int, mean, factor float64) (float64, float64) {
	anyday := b.Cells[bin].over(12*mean, 12)
	return b.Typed[kind][bin].over(24*anyday*factor, 24), anyday
}

// normal is what is usual for a step; between the middles of two half hours it goes straight.
func (b *baseline) normal(c Clock) normal {
	kind := c.kind()
	mean, factor := b.Mean.over(.01, 1), b.Types[kind].over(3, 3)
	at := c.Minute * (1. / 30)
	bin := min(int(at), bins-1)
	beside, off := bin+1, at-float64(bin)-.5
	if off < 0 {
		beside, off = bin-1, -off
	}
	here, anyday := b.at(bin, kind, mean, factor)
	there, _ := b.at((beside+bins)%bins, kind, mean, factor)
	season := here + off*(there-here)
	mu := season * b.Level.over(100, 100)
	if c.announced() {
		mu *= c.Times
	}
	return normal{
		mu:     max(.001, mu),
		phi:    min(max(b.Spread.over(.3, 1), .02), 4),
		season: season, anyday: anyday, bin: bin,
	}
}

// learn takes a count into the baseline, cut at a limit so that a storm does not become
// the norm.
func (b *baseline) learn(c Clock, n normal, x, limit float64) {
	x = min(x, limit)
	kind := c.kind()
	b.Cells[n.bin].add(fadeCell, x, 1)
	b.Typed[kind][n.bin].add(fadeCell, x, 1)
	b.Mean.add(fadeWeek, x, 1)
	b.Types[kind].add(fadeWeek, x, n.anyday)
	b.Level.add(fadeLevel, x, n.season)
	off := x - n.mu
	b.Spread.add(fadeWeek, (off*off-n.mu)/(n.mu+1), n.mu*n.mu/(n.mu+1))
}
