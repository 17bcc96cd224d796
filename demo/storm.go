package demo

import (
	"math"
	"slices"
	"time"
)

// A curve is the storm's posts an hour: on Saturday from a thirty-second of the
// peak, doubling at a steady pace until people go to bed, a night's dip, Sunday's
// rise and peak, and a decline through Monday.
type curve struct {
	onset    time.Time
	doubling time.Duration
	// peak is Sunday's, in posts an hour; evening is the share of it that Saturday reaches.
	peak, evening float64
	// bedtime ends Saturday's level; summit begins Sunday's, which lasts a while.
	bedtime, summit time.Time
	lasts           time.Duration
}

const (
	eveningHalfLife = 45 * time.Minute
	sundayDoubling  = 32 * time.Minute
	summitHalfLife  = 44 * time.Minute
	// peakAtLeast is how many posts the busiest hour exceeds.
	peakAtLeast = 400
	// audience is how many people there are to join: the more have, the fewer are left.
	audience = 1900
)

// at is the rate at a moment.
func (c curve) at(t time.Time) float64 {
	if t.Before(c.onset) {
		return 0
	}
	return max(c.saturday(t), c.sunday(t), c.embers(t))
}

func (c curve) saturday(t time.Time) float64 {
	rising := func(t time.Time) float64 {
		return min(c.peak/32*math.Exp2(t.Sub(c.onset).Minutes()/c.doubling.Minutes()), c.evening*c.peak)
	}
	if t.Before(c.bedtime) {
		return rising(t)
	}
	return rising(c.bedtime) * halving(t.Sub(c.bedtime), eveningHalfLife)
}

func (c curve) sunday(t time.Time) float64 {
	end := c.summit.Add(c.lasts)
	switch {
	case t.Before(c.summit):
		return c.peak * halving(c.summit.Sub(t), sundayDoubling)
	case t.Before(end):
		return c.peak
	}
	return c.peak * halving(t.Sub(end), summitHalfLife)
}

// embers are what is said at any hour once the storm has begun: little at night, less each day.
func (c curve) embers(t time.Time) float64 {
	posts := 10.0
	if t.Hour() < 7 {
		posts = 4
	}
	return posts * halving(t.Sub(c.onset), 30*time.Hour)
}

// tempest writes the storm of the weekend that begins at a Saturday's midnight,
// and says when it begins.
func tempest(w *writer, saturday time.Time) (time.Time, []entry) {
	minutes := func(low, high float64) time.Duration {
		return time.Duration(between(w.rng, low, high)*60) * time.Second
	}
	c := curve{
		onset:    saturday.Add(19*time.Hour + minutes(0, 105)),
		doubling: minutes(25, 35),
		peak:     between(w.rng, 460, 480),
		evening:  between(w.rng, .24, .28),
		summit:   saturday.Add(36*time.Hour + minutes(0, 120)),
		lasts:    minutes(35, 41),
	}
	doublings := math.Log2(32 * c.evening)
	c.bedtime = c.onset.Add(time.Duration(doublings*float64(c.doubling)) + minutes(20, 40)).Truncate(time.Second)
	end := saturday.AddDate(0, 0, 2).Add(9 * time.Hour)
	var times []time.Time
	for busiest(times) <= peakAtLeast {
		times = append([]time.Time{c.onset}, moments(w.rng, c.onset, end, c.at)...)
		slices.SortFunc(times, time.Time.Compare)
	}
	mob := &mob{w: w, onset: c.onset}
	var posts []entry
	for _, at := range times {
		posts = append(posts, mob.post(at))
	}
	return c.onset, posts
}

// busiest is the number of posts in the busiest hour.
func busiest(sorted []time.Time) int {
	most, first := 0, 0
	for i, t := range sorted {
		for t.Sub(sorted[first]) > time.Hour {
			first++
		}
		most = max(most, i-first+1)
	}
	return most
}

// A mob is those who have joined the storm.
type mob struct {
	w      *writer
	onset  time.Time
	joined []person
	said   []entry
}

// post lets somebody speak: at first nearly always a newcomer, in the end every
// second time one who has spoken before.
func (m *mob) post(at time.Time) entry {
	age := at.Sub(m.onset)
	newcomer := .97 * (1 - float64(len(m.joined))/audience)
	var who person
	if len(m.joined) == 0 || m.w.rng.Float64() < newcomer {
		who = m.newcomer(age)
		m.joined = append(m.joined, who)
	} else {
		who = m.joined[skewed(m.w.rng, len(m.joined))]
	}
	e := m.speak(at, age, who)
	m.said = append(m.said, e)
	return e
}

// newcomer joins; people with many followers hear of it after an hour.
func (m *mob) newcomer(age time.Duration) person {
	p := m.w.person()
	if age > time.Hour && m.w.rng.Float64() < .012 {
		p.reach = int(between(m.w.rng, 15_000, 140_000))
	}
	return p
}

// speak is what somebody says: links and blogs need time to be written.
func (m *mob) speak(at time.Time, age time.Duration, who person) entry {
	dice := m.w.rng.Float64()
	switch {
	case age > 2*time.Hour && dice < .05:
		return m.w.essay(at, who)
	case age > 3*time.Hour && dice < .16:
		return m.w.pointer(at, who)
	case age > 20*time.Minute && dice < .22:
		return m.w.repost(at, who, m.said[m.w.rng.IntN(len(m.said))])
	}
	return m.w.outcry(at, who)
}
