package surge

const (
	// gain is how much one episode too many or too few moves a series' return periods.
	gain = .05
	// apart is how long a series must stay below for the next rise to be another episode.
	apart = 6 * hour
	// leastOff and mostOff bound what is taken off log10 of the days.
	leastOff, mostOff = -.2, .8
)

// log7 is log10 of 7 days.
const log7 = .8450980400142568

// kept holds a series to its promise: where it rises to what should come once in 7 days
// more often than that, all its return periods are taken to be shorter, and longer where
// it does so less often. It is adaptive conformal inference (Gibbs and Candès, NeurIPS
// 2021), on episodes instead of points. An episode counts once it has ended, so that a
// crisis does not talk itself down.
type kept struct {
	// Off is taken off log10 of the days.
	Off float64
	// Calm is the steps since the series was last that high, Lasts those of the episode
	// that runs, Due the times it counts: once, and again every day that it lasts.
	Calm, Lasts, Due int64
}

// note takes the score of a step.
func (k *kept) note(score float64) {
	k.Off -= gain / (7 * day)
	k.Calm++
	if k.Due > 0 {
		k.Lasts++
	}
	switch {
	case score >= log7:
		if k.Due == 0 || k.Lasts >= day*k.Due {
			k.Due++
		}
		k.Calm = 0
	case k.Due > 0 && k.Calm > apart:
		k.Off += gain * float64(k.Due)
		k.Due, k.Lasts = 0, 0
	}
	k.Off = min(max(k.Off, leastOff), mostOff)
}
