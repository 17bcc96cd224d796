// Package peers are the rules by which others tell a surge, as far as they are
// published: each a small type that scores counts of five minutes. None of them knows the
// clock; where a rule compares with the same hour, it counts back.
package peers

// A Peer scores counts, one step after the other: the higher, the more unusual.
type Peer interface {
	Observe(count float64) float64
	// Clone is a peer that knows the same, and goes its own way.
	Clone() Peer
}

// An Entry is a rule with the threshold it is used at.
type Entry struct {
	Name string
	New  func() Peer
	// Shipped is the threshold that it is published or sold with, and Why where from.
	Shipped float64
	Why     string
}

// All are the rules that Tocsin is compared with.
func All() []Entry {
	return []Entry{
		{"z-score 1 h/7 d", func() Peer { return &ZScore{} }, 3, "three standard deviations, the usual choice"},
		{"1 h over 7 d", func() Peer { return &HourOverWeek{} }, 1.5, "Agility PR's default sensitivity, 150 %"},
		{"same hour 4 w", func() Peer { return &SameHour{} }, 2, "twice the average of the last four weeks, as Salesforce's Social Hub compares"},
		{"24 h over 7 d", func() Peer { return &DayOverWeek{} }, 2, "Wizikey's 2 to 3 times the daily average"},
		{"Huginn peak", func() Peer { return &Huginn{} }, 3, "the agent's default std_multiple"},
		{"EARS C1", func() Peer { return &EARS{Kind: 1} }, 3, "three standard deviations (Hutwagner 2003)"},
		{"EARS C2", func() Peer { return &EARS{Kind: 2} }, 3, "three standard deviations (Hutwagner 2003)"},
		{"EARS C3", func() Peer { return &EARS{Kind: 3} }, 2, "a sum of two (Hutwagner 2003)"},
		{"NB tail, seasonal", func() Peer { return &NegBin{} }, 2.827, "one hour of the 672 that four weeks have, by its own law"},
		{"SPOT", func() Peer { return NewSPOT() }, 4, "a risk of 1 in 10,000 (Siffer 2017)"},
	}
}

const (
	// hour, day and week are numbers of steps.
	hour = 12
	day  = 24 * hour
	week = 7 * day
	// known is how long a rule watches before it says anything.
	known = 2 * day
)

// An hourly is the posts of the last hour.
type hourly struct {
	ring [hour]float64
	sum  float64
	n    int
}

// add takes a step, and answers the hour that ends with it.
func (h *hourly) add(count float64) float64 {
	h.sum += count - h.ring[h.n%hour]
	h.ring[h.n%hour] = count
	h.n++
	return h.sum
}
