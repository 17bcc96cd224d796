package peers

// Huginn is the PeakDetectorAgent of Huginn, fed with full hours: it remembers a
// fortnight, and finds a peak where an hour lies so many standard deviations above the
// mean and the next is lower. So it speaks after the peak.
type Huginn struct {
	past  [14 * 24]float64
	hours int
	steps int
	// sum is of the hour that runs.
	sum float64
}

// Observe answers how far the hour before lay above the mean, once the next is lower.
func (h *Huginn) Observe(count float64) float64 {
	h.sum += count
	h.steps++
	if h.steps%hour != 0 {
		return 0
	}
	newest := h.sum
	h.sum = 0
	score := 0.0
	if n := min(h.hours, len(h.past)); n*hour >= known {
		peak := h.past[(h.hours-1)%len(h.past)]
		if newest < peak {
			score = h.moments(n, peak).above(peak)
		}
	}
	h.past[h.hours%len(h.past)] = newest
	h.hours++
	return score
}

// moments are those of the remembered hours, the candidate left out.
func (h *Huginn) moments(n int, peak float64) *moments {
	m := &moments{}
	for _, v := range h.past[:n] {
		m.add(v, 1)
	}
	m.add(peak, -1)
	return m
}

// Clone is a copy.
func (h *Huginn) Clone() Peer { c := *h; return &c }
