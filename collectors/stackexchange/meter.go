package stackexchange

import (
	"math"
	"sync"
	"time"
)

const (
	// keyless is how many requests a day Stack Exchange grants to an address without a key.
	keyless = 300
	// share is the part of a day's requests that is used: others behind the same address
	// have the rest, and what failed.
	share = 0.95
	// saved is for how long requests that were not made are saved up.
	saved = time.Hour
	day   = 24 * time.Hour
	// kept is the part of a day's requests, one in so many, that is not touched: what is
	// left is known as of the last answer, and others have asked since.
	kept = 50
)

// A Quota is what is known of a day's requests.
type Quota struct {
	// Max is how many there are in a day, Left how many were left of them at At; 0 if
	// nothing was said yet.
	Max  int `json:"max,omitempty"`
	Left int `json:"left,omitempty"`
	// Ends is when the day ends, as far as can be told.
	Ends time.Time `json:"ends,omitzero"`
	// Saved is how many requests may be made at At without going faster than the day's pace.
	Saved float64   `json:"saved,omitempty"`
	At    time.Time `json:"at,omitzero"`
	// Hold is the moment before which the service asked not to be asked.
	Hold time.Time `json:"hold,omitzero"`
}

// A meter spreads the requests of a day over the day. Nobody says when Stack Exchange's
// day begins: so the pace is such that no 24 hours see more requests than a day has, and
// slower where the service says that fewer are left than that. A day is taken to begin
// when there are more left than before.
type meter struct {
	mu sync.Mutex
	q  Quota
}

// quotas are the meters of a process: an address has one, and so has a key.
type quotas struct {
	mu sync.Mutex
	of map[string]*meter
}

func (q *quotas) meter(base, key string) *meter {
	q.mu.Lock()
	defer q.mu.Unlock()
	name := base + " " + key
	if q.of[name] == nil {
		q.of[name] = &meter{}
	}
	return q.of[name]
}

// take takes a request, and answers zero, or when there will be one. What a bookmark
// knows is taken over by a process that knows nothing.
func (m *meter) take(known Quota, now time.Time) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.q.At.IsZero() {
		m.q = known.sound(now)
	}
	return m.pay(1, now)
}

// spare takes a request for what is not listening: one in advance at most, so that it has
// its turn where listening takes all there are.
func (m *meter) spare(now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	// What the bookmark knows is not known before the first reading.
	return !m.q.At.IsZero() && m.pay(0, now).IsZero()
}

// pay takes a request if so many can be made. The caller holds the lock.
func (m *meter) pay(least float64, now time.Time) time.Time {
	m.q = m.q.at(now)
	until := m.q.ready(least, now)
	if until.IsZero() {
		m.q.Saved--
	}
	return until
}

// learn takes in what the service said of the day's requests, and the moment before which
// it wants to be left alone.
func (m *meter) learn(most, left int, hold, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	was := m.q
	m.q = m.q.at(now)
	if most > 0 {
		if was.Max == 0 || left > was.Left || !now.Before(was.Ends) {
			m.q.Ends = now.Add(day)
		}
		m.q.Max, m.q.Left = most, max(left, 0)
	}
	if hold.After(m.q.Hold) {
		m.q.Hold = hold
	}
}

// now is what is known, and when the next request can be made, zero if at once.
func (m *meter) now(now time.Time) (Quota, time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	q := m.q.at(now)
	return q, q.ready(1, now)
}

// sound is a quota of a bookmark as far as it can be true.
func (q Quota) sound(now time.Time) Quota {
	if q.At.IsZero() || q.At.After(now) || q.Max < 0 || q.Saved < -1 || q.Left < 0 || q.Hold.After(now.Add(day+time.Minute)) || q.Ends.After(now.Add(day)) {
		return Quota{}
	}
	return q
}

// at is the quota at a later moment.
func (q Quota) at(now time.Time) Quota {
	switch {
	case q.At.IsZero():
		q.Saved = q.burst()
	case now.After(q.At):
		q.Saved = min(q.Saved+q.rate(q.At)*now.Sub(q.At).Seconds(), q.burst())
	}
	if !now.Before(q.Ends) {
		q.Left = q.most()
	}
	q.At = now
	return q
}

// ready is when so many requests can be made, zero if at once.
func (q Quota) ready(least float64, now time.Time) time.Time {
	rate := q.rate(now)
	switch {
	case now.Before(q.Hold):
		return q.Hold
	case q.Saved >= least && rate > 0:
		return time.Time{}
	case rate <= 0:
		return q.Ends
	}
	wait := now.Add(time.Duration(math.Ceil((least-q.Saved)/rate)) * time.Second)
	if q.Ends.After(now) && q.Ends.Before(wait) {
		return q.Ends
	}
	return wait
}

func (q Quota) most() int {
	if q.Max > 0 {
		return q.Max
	}
	return keyless
}

// burst is how many requests are saved up at most.
func (q Quota) burst() float64 { return share * float64(q.most()) * saved.Hours() / day.Hours() }

// rate is how many requests a second are made.
func (q Quota) rate(now time.Time) float64 {
	even := share * float64(q.most()) / day.Seconds()
	if q.Max == 0 || !now.Before(q.Ends) {
		return even
	}
	spare := q.Left - q.Max/kept
	return min(even, max(float64(spare), 0)/q.Ends.Sub(now).Seconds())
}
