package rules

import (
	"fmt"
	"math"
	"time"

	"tocsin/rules/surge"
)

// next says what the severity above the one that was reached would have asked for, and
// what there was: "" where there is none above.
func (s *Series) next(at time.Time, reached Level, levels []Level) string {
	var above Level
	for _, l := range levels {
		if l.Severity > reached.Severity && (above.Severity == None || l.Severity < above.Severity || l.Severity == above.Severity && l.Floor < above.Floor) {
			above = l
		}
	}
	if above.Severity == None {
		return ""
	}
	voices, usual := s.Count(at.Add(-above.Window), at).Voices, s.comparable(at, above.Window)
	said := fmt.Sprintf("%s needs %d voices and %s times %s in the %s: there were %d", above.Severity, above.Floor, short(above.Times), usual.base(), span(above.Window), voices)
	if usual.voices > 0 {
		said += fmt.Sprintf(", %s times", short(float64(voices)/usual.voices))
	}
	if u := usual.unlikely(); u > max(float64(above.Floor), above.Times*usual.voices) {
		said += fmt.Sprintf("; and %d, which chance hardly reaches", int(math.Ceil(u)))
	}
	return said
}

// nextRare says the same of a brand that is known, from the bar above a severity.
func nextRare(reached Severity, r surge.Reading, days float64, voices int, usual normal) string {
	var above bar
	for _, b := range bars() { // the highest first
		if b.severity > reached {
			above = b
		}
	}
	if above.severity == None {
		return ""
	}
	said := fmt.Sprintf("%s needs %d voices and a rise of once in %s days", above.severity, above.floor, short(above.budgets*days))
	if above.times > 0 {
		said += " and " + short(above.times) + " times " + usual.base()
	}
	said += fmt.Sprintf(": there were %d, %s", voices, rarityOf(r, days).Often())
	if above.times > 0 && usual.voices > 0 {
		said += fmt.Sprintf(", %s times", short(float64(voices)/usual.voices))
	}
	return said
}
