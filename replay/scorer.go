package replay

import (
	"fmt"
	"time"

	"tocsin/rules"
	"tocsin/rules/surge"
)

// A scorer scores rows, each by what it knows of its series.
type scorer struct {
	zone   zone
	budget time.Duration
	series map[string]*series
	rows   int64
	total  Summary
}

// A verdict is what is said of a row.
type verdict struct {
	surge.Reading
	severity rules.Severity
	// alert is the severity if the row is to be told, else None.
	alert rules.Severity
}

func newScorer(o Options) *scorer {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Budget == 0 {
		o.Budget = rules.DefaultBudget
	}
	return &scorer{zone: zone{place: o.Zone}, budget: o.Budget, series: map[string]*series{}}
}

// score scores the next row. After an error there is no next one.
func (c *scorer) score(r row) (verdict, error) {
	s := c.series[string(r.series)]
	if s == nil {
		s = &series{detector: *surge.NewDetector()}
		c.series[string(r.series)] = s
	}
	missing, err := s.follow(r.at)
	if err != nil {
		if len(r.series) > 0 {
			err = fmt.Errorf("series %q: %w", r.series, err)
		}
		return verdict{}, err
	}
	if missing > 0 {
		s.detector.Skip(int(missing))
		c.total.Missing += missing
	}
	v := verdict{Reading: s.read(c.zone.clock(r.at), r)}
	c.rows++
	if s.rows <= ripe {
		return v, nil
	}
	c.total.Watched++
	v.severity = rules.ByRarity(v.Reading, c.budget)
	if s.alarm.rings(r.at, v.severity, v.Reading) {
		v.alert = v.severity
		c.total.Alerts[v.severity]++
		if s.alarm.pages(r.at, v.severity) {
			c.total.Pages++
		}
	}
	return v, nil
}

func (c *scorer) summary() Summary {
	c.total.Rows, c.total.Series, c.total.Budget = c.rows, len(c.series), c.budget
	return c.total
}
