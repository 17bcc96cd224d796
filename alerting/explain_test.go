package alerting

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// rumour is an hour of posts by people, copies of earlier ones, and our own.
func rumour(rng *rand.Rand) *rules.Series {
	s := rules.NewSeries(nil)
	var said []brand.Mention
	for i := range 200 + rng.IntN(2000) {
		m := brand.Mention{
			ID: brand.MentionID(fmt.Sprint("m", i)), Brand: "solvo", Source: fmt.Sprint("source", rng.IntN(12)), Voice: brand.Voice(fmt.Sprint("v", rng.IntN(500))),
			At: night.Add(-time.Duration(rng.IntN(70*60)) * time.Second), Fetched: night, Own: rng.IntN(30) == 0,
			Tone: brand.Tone{Mood: []brand.Mood{brand.Unknown, brand.Negative, brand.Neutral, brand.Positive}[rng.IntN(4)]},
		}
		if first := rng.IntN(i + 1); first < len(said) && rng.IntN(4) == 0 && said[first].Story == "" {
			m.Story, m.Speaker = said[first].ID, said[first].Voice
		}
		said = append(said, m)
		s.Add(m)
	}
	return s
}

var (
	sums      = regexp.MustCompile(`([\d,]+) \+ ([\d,]+) = ([\d,]+) voices`)
	remainder = regexp.MustCompile(`([\d,]+) posts − ([\d,]+)[^=]* = ([\d,]+)`)
	division  = regexp.MustCompile(`(\d+) / \((\d+) \+ (\d+) \+ (\d+)\) = (\d+)% negative`)
)

// Whoever redoes the sums of "Why?" comes to what was counted.
func TestTheSumsOfWhyComeOut(t *testing.T) {
	for seed := range uint64(40) {
		found := rules.Evaluate(rumour(rand.New(rand.NewPCG(seed, 3))), []rules.Rule{rules.Burst{}}, night)
		if len(found) != 1 {
			t.Fatalf("seed %d: %d signals, want 1", seed, len(found))
		}
		signal := found[0]
		why := Why(told(heardAt(signal.At, signal)), channelReader(t))
		minus, plus, part := numbers(remainder, why), numbers(sums, why), numbers(division, why)
		if n := strings.Count(why, "\n") + 1; n > explainLines {
			t.Errorf("seed %d: Why has %d lines, want at most %d", seed, n, explainLines)
		}
		if len(minus) != 2 || len(plus) != 1 || len(part) != 1 {
			t.Fatalf("seed %d: %d subtractions, %d sums and %d divisions, want 2, 1 and 1:\n%s", seed, len(minus), len(plus), len(part), why)
		}
		for _, n := range minus {
			if n[0]-n[1] != n[2] {
				t.Errorf("seed %d: %d − %d is not %d", seed, n[0], n[1], n[2])
			}
		}
		if n := plus[0]; n[0]+n[1] != n[2] || n[2] != signal.Voices || minus[0][2] != signal.Mentions {
			t.Errorf("seed %d: %d + %d should be %d of %d voices, from %d of %d posts", seed, n[0], n[1], n[2], signal.Voices, minus[0][2], signal.Mentions)
		}
		if n, m := part[0], signal.Moods; n[0] != n[1] || n[1]+n[2]+n[3]+m.Unknown != signal.Voices {
			t.Errorf("seed %d: the moods %v and %d unknown are not %d voices", seed, n, m.Unknown, signal.Voices)
		}
	}
}

// numbers are the numbers in each match of a pattern.
func numbers(pattern *regexp.Regexp, s string) [][]int {
	var all [][]int
	for _, match := range pattern.FindAllStringSubmatch(s, -1) {
		var found []int
		for _, digits := range match[1:] {
			n, _ := strconv.Atoi(strings.ReplaceAll(digits, ",", ""))
			found = append(found, n)
		}
		all = append(all, found)
	}
	return all
}

var product = regexp.MustCompile(`at least ([\d.]+) times normal, ([\d.]+) × ([\d.]+) = ([\d.]+) \(([\d]+) (are not|are)\)`)

// Whoever multiplies what is shown comes to what is shown, and the voices lie on the side
// of it that they are said to lie on.
func TestTheProductOfWhyComesOut(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 8))
	for n := range 3000 {
		s := stormSignal()
		s.Times, s.Expected, s.Voices = float64(1+rng.IntN(40))/4, rng.Float64()*float64(1+rng.IntN(60)), rng.IntN(300)
		if n%3 == 0 { // so near to the product that two decimals would turn it round
			s.Expected = max(0, (float64(s.Voices)+.01*(rng.Float64()-.5))/s.Times)
		}
		if n == 0 {
			s.Times, s.Expected = 8, .5551
		}
		match := product.FindStringSubmatch(Why(told(heardAt(night, s)), channelReader(t)))
		if len(match) != 7 {
			t.Fatalf("%v × %v is not in Why", s.Times, s.Expected)
		}
		var f [5]float64
		for i := range f {
			f[i], _ = strconv.ParseFloat(match[i+1], 64)
		}
		if math.Abs(f[1]*f[2]-f[3]) > 1e-9 || f[0] != f[1] {
			t.Errorf("%s: %v × %v is not %v", match[0], f[1], f[2], f[3])
		}
		if holds := float64(s.Voices) >= s.Times*s.Expected; (match[6] == "are") != holds || (f[4] >= f[3]) != holds {
			t.Errorf("%s: %d voices are said to be on the wrong side of %v × %v", match[0], s.Voices, s.Times, s.Expected)
		}
	}
}

// What is left out of Why tells least, and it says so.
func TestWhyFitsOnAPhone(t *testing.T) {
	full := Why(told(heardAt(night, wiredSignal())), channelReader(t))
	if n := strings.Count(full, "\n") + 1; n != explainLines || !strings.HasSuffix(full, "\nLeft out: patterns, sources, tags, touches, languages. In full: tocsin explain solvo/241") {
		t.Errorf("Why has %d lines, want %d, the last of which tells what is left out:\n%s", n, explainLines, full)
	}
	here := channelReader(t)
	here.Shell = "--data /srv/tocsin"
	if full := Why(told(heardAt(night, wiredSignal())), here); !strings.HasSuffix(full, "In full: tocsin explain solvo/241 --data /srv/tocsin") {
		t.Errorf("Why does not say where the rest is of the installation that shows it:\n%s", full)
	}
	if short := Why(storm(), anaReader(t)); strings.Contains(short, "Left out") {
		t.Errorf("Why leaves something out that would fit:\n%s", short)
	}
}

func TestWhySaysWhyTheLevelIsNoHigher(t *testing.T) {
	signal := wiredSignal()
	signal.Next = "issue needs 25 voices and 5 times normal in the hour: there were 18, 6 times"
	if i := told(heardAt(night, signal)); !strings.Contains(strings.Join(texts(look(i, channelReader(t), latest(i)).steps()), "\n"), "Why no higher: issue needs 25 voices and 5 times normal in the hour: there were 18, 6 times.") {
		t.Error("the next level is not told")
	}
}

func texts(steps []step) []string {
	var all []string
	for _, s := range steps {
		all = append(all, s.text)
	}
	return all
}
