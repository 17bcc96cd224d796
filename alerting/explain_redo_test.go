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

// known is a brand that is known for three weeks, in whose last half hour so many people more
// speak, a part of them angrily.
func known(rng *rand.Rand, more int, angry float64) *rules.Series {
	s := rules.NewSeries(nil)
	n := 0
	say := func(at time.Time, mood brand.Mood) {
		n++
		s.Add(brand.Mention{
			ID: brand.MentionID(fmt.Sprint("m", n)), Brand: "solvo", Source: "social", Voice: brand.Voice(fmt.Sprint("v", n)), At: at, Fetched: at,
			Tone: brand.Tone{Mood: mood},
		})
	}
	for at := night.AddDate(0, 0, -21); at.Before(night); at = at.Add(time.Duration(rng.ExpFloat64() * float64(15*time.Minute))) {
		say(at, []brand.Mood{brand.Neutral, brand.Positive, brand.Negative, brand.Neutral}[rng.IntN(4)])
	}
	for range more {
		mood := brand.Neutral
		if rng.Float64() < angry {
			mood = brand.Negative
		}
		say(night.Add(-time.Duration(rng.IntN(30*60))*time.Second), mood)
	}
	return s
}

const figure = `\(?(−?-?[\d.]+)\)?`

// redone are the lines of the formula, each with the figures in it and what they come to.
var redone = map[string]*regexp.Regexp{
	"z":       regexp.MustCompile(`z = \(` + figure + ` − ` + figure + `\) / ` + figure + ` = ` + figure),
	"u":       regexp.MustCompile(`u = ln\(1 \+ z / ` + figure + `\) = ` + figure),
	"x":       regexp.MustCompile(`x = \(u − ` + figure + `\) / ` + figure + ` = ` + figure + `; once in 1 / \(1 − e\^\(−e\^\(−x\)\)\) = ` + figure),
	"window":  regexp.MustCompile(`of the days promised: ` + figure + ` × ` + figure + ` = ` + figure + `; its log10 is ` + figure),
	"promise": regexp.MustCompile(`10\^\(` + figure + ` \+ ` + figure + ` × log10 − ` + figure + `\) = ` + figure),
	"channel": regexp.MustCompile(`of the budget: ` + figure + ` × ` + figure + ` = ` + figure + ` days, which is (.*)\.\n?`),
}

// Whoever redoes the printed lines with a pocket calculator comes to the printed days.
func TestHowRareARiseIsCanBeRedone(t *testing.T) {
	channels := map[string]bool{}
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 11))
		angry := 0.0
		if seed%2 == 0 {
			angry = .9
		}
		found := rules.Evaluate(known(rng, 13+int(seed), angry), []rules.Rule{rules.Burst{}, rules.Spread{}, rules.NewWord{}, rules.SlowBurn{}, rules.Heavy{}}, night)
		if len(found) == 0 || found[0].Rarity == nil {
			t.Fatalf("seed %d: %d signals, want one with a rarity", seed, len(found))
		}
		channels[found[0].Rarity.Channel] = true
		text := Explained(told(heardAt(night, found[0])), channelReader(t))
		f := map[string][]float64{}
		for name, line := range redone {
			match := line.FindStringSubmatch(text)
			if match == nil {
				t.Fatalf("seed %d: no line for %s:\n%s", seed, name, text)
			}
			for _, digits := range match[1:] {
				n, _ := strconv.ParseFloat(strings.Replace(digits, "−", "-", 1), 64)
				f[name] = append(f[name], n)
			}
		}
		z := (f["z"][0] - f["z"][1]) / f["z"][2]
		u := math.Log(1 + z/f["u"][0])
		own := 1 / (1 - math.Exp(-math.Exp(-(u-f["x"][0])/f["x"][1])))
		windowed := own * f["window"][1]
		days := math.Pow(10, f["promise"][0]+f["promise"][1]*math.Log10(windowed)-f["promise"][2]) * f["channel"][1]
		steps := []struct {
			of        string
			got, want float64
		}{
			{"z", f["z"][3], z},
			{"u", f["u"][1], u},
			{"once in", f["x"][3], own},
			{"the window's part", f["window"][2], windowed},
			{"the days", f["channel"][2], days},
			{"the days that the card tells", found[0].Rarity.Days, min(days, 1e6)},
		}
		for _, s := range steps {
			if math.Abs(s.got-s.want) > 1e-3*math.Abs(s.want)+2e-4 {
				t.Errorf("seed %d: %s is told as %v and comes to %v:\n%s", seed, s.of, s.got, s.want, text)
			}
		}
		often := rules.Rarity{Days: days}.Often()
		if told := redone["channel"].FindStringSubmatch(text)[4]; told != often && !nearlySame(told, often) {
			t.Errorf("seed %d: it is told as %q and comes to %q", seed, told, often)
		}
	}
	if len(channels) != 2 {
		t.Errorf("only %v spoke, want voices and negative voices", channels)
	}
}

// nearlySame reports whether two return periods differ by one in the last digit.
func nearlySame(a, b string) bool {
	var m, n int
	_, errA := fmt.Sscanf(a, "once in %d days", &m)
	_, errB := fmt.Sscanf(b, "once in %d days", &n)
	return errA == nil && errB == nil && m-n <= 1 && n-m <= 1
}
