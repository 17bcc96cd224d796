package schedule

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// starred is the bit by which cron marks a field written "*", that is, one that
// names nothing.
const starred = 1 << 63

const everyPrefix = "@every "

const howToSpec = `write five fields (minute hour day month weekday, with Sunday 0), such as "0 8 * * 1", or "@every 2m"`

// parse reads when a job is due. now and delay set the grid of "@every".
func parse(spec string, now time.Time, delay time.Duration) (cron.Schedule, error) {
	if period, ok := strings.CutPrefix(spec, everyPrefix); ok {
		return parseEvery(spec, period, every{start: now, delay: delay})
	}
	zone, fields, err := cutZone(spec)
	if err != nil {
		return nil, err
	}
	parsed, err := parseFields(fields)
	if err != nil {
		return nil, fmt.Errorf("spec %q: %w; %s", spec, err, howToSpec)
	}
	times := timesIn(*parsed, zone)
	if times.Next(now).IsZero() {
		return nil, fmt.Errorf("spec %q: no such moment comes within five years; name a day that the calendar has", spec)
	}
	return times, nil
}

// parseEvery reads a period. cron would make a second of anything shorter.
func parseEvery(spec, period string, grid every) (cron.Schedule, error) {
	d, err := time.ParseDuration(strings.TrimSpace(period))
	if err != nil {
		return nil, fmt.Errorf("spec %q: %q is no duration; write one such as 30s, 2m or 1h30m", spec, period)
	}
	if d < time.Second {
		return nil, fmt.Errorf("spec %q: a period is at least a second; write \"@every 1s\" or more", spec)
	}
	grid.period = d
	return grid, nil
}

// cutZone takes the zone off a spec. cron panics where no field follows it.
func cutZone(spec string) (*time.Location, string, error) {
	name, ok := strings.CutPrefix(spec, "CRON_TZ=")
	if !ok {
		name, ok = strings.CutPrefix(spec, "TZ=")
	}
	if !ok {
		return time.UTC, spec, nil
	}
	name, fields, ok := strings.Cut(name, " ")
	if name == "" || !ok {
		return nil, "", fmt.Errorf("spec %q: a zone and then five fields are expected; write CRON_TZ=Europe/London 0 8 * * 1", spec)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, "", fmt.Errorf("spec %q: %w; name a zone as the IANA database does, such as America/New_York", spec, err)
	}
	return zone, strings.TrimSpace(fields), nil
}

// parseFields asks cron, whose parser panics on some texts (a second zone, for one).
func parseFields(fields string) (parsed *cron.SpecSchedule, err error) { //nolint:nonamedreturns // a panic becomes the error
	defer func() {
		if recover() != nil {
			parsed, err = nil, errors.New("it cannot be read")
		}
	}()
	times, err := cron.ParseStandard(fields)
	if err != nil {
		return nil, err
	}
	parsed, ok := times.(*cron.SpecSchedule)
	if !ok {
		return nil, errors.New("it is no spec of fields")
	}
	return parsed, nil
}

// timesIn sets a spec's clock. A spec that names no hour means a stretch of
// time, "every 5 minutes", which no change of clocks shortens or lengthens:
// cron itself is right. All others mean the hour on the wall.
func timesIn(spec cron.SpecSchedule, zone *time.Location) cron.Schedule {
	if spec.Hour&starred != 0 {
		spec.Location = zone
		return &spec
	}
	spec.Location = time.UTC
	return wall{spec: spec, zone: zone}
}
