package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/rules/surge"
)

// A step is what was counted in five minutes.
type step struct {
	at       time.Time
	all      float64
	negative float64
	// authors are the distinct authors of all, angry those of negative.
	authors, angry float64
	labelled bool
}

func (s step) clock() surge.Clock {
	mid := s.at
	return surge.Clock{
		Minute:  float64(mid.Hour()*60+mid.Minute()) + float64(mid.Second())/60,
		Weekend: mid.Weekday() == time.Saturday || mid.Weekday() == time.Sunday,
	}
}

type series struct {
	name  string
	steps []step
	// level is the usual rate an hour.
	level   float64
	windows [][2]time.Time
	// from is where scoring begins.
	from int
}

func readNAB(dir string) ([]*series, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "windows.json"))
	if err != nil {
		return nil, err
	}
	var windows map[string][][2]string
	if err := json.Unmarshal(raw, &windows); err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		return nil, err
	}
	var all []*series
	for _, file := range files {
		s := &series{name: strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "Twitter_volume_"), ".csv"), from: 7 * 288}
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			return nil, err
		}
		for _, w := range windows[filepath.Base(file)] {
			var pair [2]time.Time
			for i := range pair {
				if pair[i], err = time.Parse("2006-01-02 15:04:05.000000", w[i]); err != nil {
					return nil, err
				}
			}
			s.windows = append(s.windows, pair)
		}
		for _, row := range rows[1:] {
			at, err := time.Parse("2006-01-02 15:04:05", row[0])
			if err != nil {
				return nil, err
			}
			v, err := strconv.ParseFloat(row[1], 64)
			if err != nil {
				return nil, err
			}
			st := step{at: at, all: v, authors: v}
			for _, w := range s.windows {
				st.labelled = st.labelled || !at.Before(w[0]) && !at.After(w[1])
			}
			s.steps = append(s.steps, st)
		}
		s.level = s.usual()
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no Twitter_volume_*.csv", dir)
	}
	return all, nil
}

func (s *series) usual() float64 {
	vs := make([]float64, len(s.steps))
	for i, st := range s.steps {
		vs[i] = st.all
	}
	slices.Sort(vs)
	limit := vs[len(vs)*95/100]
	sum := 0.0
	for _, v := range vs {
		sum += min(v, limit)
	}
	return 12 * sum / float64(len(vs))
}

func seeded(name string, seed uint64) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(h.Sum64(), seed))
}

// hours answers, for each step, the trailing hour's count and the hindsight median of its hour of the week.
func (s *series) hours() (trailing, p []float64) {
	trailing = make([]float64, len(s.steps))
	p = make([]float64, len(s.steps))
	sum := 0.0
	hourly := map[int][]float64{}
	acc, accN := 0.0, 0
	last := -1
	key := func(t time.Time) int { return int(t.Weekday())*24 + t.Hour() }
	for i, st := range s.steps {
		sum += st.all
		if i >= 12 {
			sum -= s.steps[i-12].all
		}
		trailing[i] = sum
		if k := key(st.at); k != last {
			if last >= 0 && accN == 12 {
				hourly[last] = append(hourly[last], acc)
			}
			acc, accN, last = 0, 0, k
		}
		acc += st.all
		accN++
	}
	med := map[int]float64{}
	for k, v := range hourly {
		slices.Sort(v)
		m := v[len(v)/2]
		if len(v)%2 == 0 {
			m = (m + v[len(v)/2-1]) / 2
		}
		med[k] = m
	}
	for i, st := range s.steps {
		p[i] = med[key(st.at)]
	}
	return trailing, p
}

// sites are onsets, by day and by night or weekend.
func (s *series) sites(seed uint64) (byDay, byNight []int, attention []float64) {
	trailing, p := s.hours()
	mean := 0.0
	for _, v := range p {
		mean += v / float64(len(p))
	}
	attention = make([]float64, len(p))
	busy := make([]int, len(p)+1)
	for i := range p {
		attention[i] = min(max((p[i]+.5)/(mean+.5), .3), 1.5)
		bad := 0
		if s.steps[i].labelled || trailing[i] > 5*(p[i]+2) {
			bad = 1
		}
		busy[i+1] = busy[i] + bad
	}
	rng := seeded(s.name, seed)
	order := rng.Perm(len(s.steps))
	for _, i := range order {
		if i < 7*288 || i+288 >= len(s.steps) || busy[i+289]-busy[i-72] > 0 {
			continue
		}
		local := s.steps[i].at.Add(-4 * time.Hour)
		night := local.Hour() < 6 || local.Weekday() == time.Saturday || local.Weekday() == time.Sunday
		if night && len(byNight) < 12 {
			byNight = append(byNight, i)
		}
		if !night && len(byDay) < 12 {
			byDay = append(byDay, i)
		}
	}
	return byDay, byNight, attention
}

// negBin draws a count of a mean whose variance is mean + phi mean².
func negBin(rng *rand.Rand, mean, phi float64) float64 {
	if mean <= 0 {
		return 0
	}
	return poisson(rng, mean*gamma(rng, 1/phi)*phi)
}

func gamma(rng *rand.Rand, k float64) float64 {
	if k < 1 {
		return gamma(rng, k+1) * math.Pow(rng.Float64(), 1/k)
	}
	d := k - 1./3
	c := 1 / math.Sqrt(9*d)
	for {
		x := rng.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(rng.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func poisson(rng *rand.Rand, mean float64) float64 {
	if mean > 50 { // a gamma gap at a time (Ahrens and Dieter 1974)
		n := math.Floor(mean * 7 / 8)
		x := gamma(rng, n)
		if x > mean {
			return binomial(rng, n-1, mean/x)
		}
		return n + poisson(rng, mean-x)
	}
	l, k, p := math.Exp(-mean), 0.0, 1.0
	for {
		p *= rng.Float64()
		if p <= l {
			return k
		}
		k++
	}
}

func beta(rng *rand.Rand, a, b float64) float64 {
	x, y := gamma(rng, a), gamma(rng, b)
	return x / (x + y)
}

// binomial draws through order statistics (Ahrens and Dieter 1974) where n is large.
func binomial(rng *rand.Rand, n, p float64) float64 {
	if n > 40 {
		a := math.Floor(1 + n/2)
		b := 1 + n - a
		x := beta(rng, a, b)
		if x >= p {
			return binomial(rng, a-1, p/x)
		}
		return a + binomial(rng, b-1, (p-x)/(1-x))
	}
	k := 0.0
	for range int(n) {
		if rng.Float64() < p {
			k++
		}
	}
	return k
}
