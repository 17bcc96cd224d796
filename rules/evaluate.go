package rules

import "time"

const (
	// lateAfter is how long after its window's end a signal counts as late.
	lateAfter = 20 * time.Minute
	// lateAtMost is how far back a signal may still be raised.
	lateAtMost = 24 * time.Hour
)

// Evaluate answers what rules find in a series now, at most one signal a rule,
// with its evidence. It looks at the windows that end now and at those of the
// last day that late posts have changed since the last Settle, so that a burst
// published during an outage is still told, and marked late; what a past window
// raised already before it changed is not told again. The series is told that now
// is the present. It answers the same until
// the series is settled or added to.
func Evaluate(s *Series, rules []Rule, now time.Time) []Signal {
	s.Reach(now)
	var moments []time.Time
	for _, end := range s.Touched() {
		if end.Before(now) && end.After(now.Add(-lateAtMost)) {
			moments = append(moments, end)
		}
	}
	moments = append(moments, now)
	var found []Signal
	for _, rule := range rules {
		if best, fires := strongest(s, rule, moments); fires {
			best.Late = best.Trend == nil && best.At.Before(now.Add(-lateAfter))
			found = append(found, s.explain(best))
		}
	}
	for i := range found {
		found[i].Others = s.others(found, i, rules)
	}
	return found
}

// strongest is the most severe signal of some moments, the last of which is the
// present. Among equals the present wins, then the most voices, then the later.
func strongest(s *Series, rule Rule, moments []time.Time) (Signal, bool) {
	now := moments[len(moments)-1]
	best, found := rule.Evaluate(s, now)
	past := memory{series: s.told(), rule: rule, severities: map[int64]Severity{}}
	for i := len(moments) - 2; i >= 0; i-- {
		sig, fires := rule.Evaluate(s, moments[i])
		switch {
		case !fires, found && sig.Severity < best.Severity:
			continue
		case found && sig.Severity == best.Severity && (best.At.Equal(now) || sig.Voices <= best.Voices):
			continue
		case past.told(sig):
			continue
		}
		best, found = sig, true
	}
	return best, found
}

// A memory knows what a rule found in a series as it was when it was last settled.
type memory struct {
	series     *Series
	rule       Rule
	severities map[int64]Severity
}

// told reports whether the rise of a signal has been told already, at least as
// severe: whether any window did so that shares mentions with the signal's.
func (m memory) told(sig Signal) bool {
	if m.series.settled.IsZero() {
		return false
	}
	key, reach := stepOf(sig.At.UnixNano()), int64(longest/stepLength)
	for k := key - reach; k <= key+reach; k++ {
		if m.severity(k) >= sig.Severity {
			return true
		}
	}
	return false
}

func (m memory) severity(key int64) Severity {
	severity, known := m.severities[key]
	if !known {
		sig, _ := m.rule.Evaluate(m.series, endOf(key))
		severity = sig.Severity
		m.severities[key] = severity
	}
	return severity
}
