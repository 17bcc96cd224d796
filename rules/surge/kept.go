package surge

const (
	// gain is how much one episode too many or too few moves a series' return periods.
	gain = .05
	// apart is how long a series must stay below for the next rise to be another episode.
	apart = 6 * hour
	// leastOff and mostOff bound what is taken off log10 of the days.
	leastOff, mostOff = -.2, .8
)

// log7 and log28 are log10 of 7 and 28 days.
const (
	log7  = .8450980400142568
	log28 = 1.4471580313422192
)

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
	// Debt is the pages of late, and Paged those of the episode that runs.
	Debt  float64
	Paged int64
}

// A debt is how many pages a channel may owe before its return periods shrink, and how many
// of them four weeks forgive: more than one, or what chance brings would add up.
type debt struct{ free, forgiven float64 }

func debts() [2]debt { return [...]debt{Volume: {2, 1.5}, Anger: {1.5, 1.2}} }

// interest is what each page owed beyond that takes off log10 of the days.
const interest = .3

// off is what is taken off log10 of the days: Off holds what comes once in 7 days to its
// promise, which says little of what comes once in 28 where a series has a few wild days.
func (k *kept) off(kind Kind) float64 {
	return k.Off + min(mostOff, interest*max(0, k.Debt-debts()[kind].free))
}

// note takes the score of a step.
func (k *kept) note(kind Kind, score float64) {
	k.Off -= gain / (7 * day)
	k.Debt = max(0, k.Debt-debts()[kind].forgiven/(28*day))
	if score >= log28 {
		k.Paged = max(1, k.Due)
	}
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
		k.Debt += float64(k.Paged)
		k.Due, k.Lasts, k.Paged = 0, 0, 0
	}
	k.Off = min(max(k.Off, leastOff), mostOff)
}
