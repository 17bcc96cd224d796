package config

import (
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"
)

// A reader fills a Config from the file, and remembers where what stands.
type reader struct {
	*decoder
	known  Known
	config Config
	// zone is the place whose clocks count where the file names no other.
	zone *time.Location
	// zoned is set where the file names that place.
	zoned bool

	// watchings are sources that a brand watches, to be found once all are known.
	watchings []watching
	// called are the ids that the file gives sources.
	called map[string]bool
	// brandAt, personAt and sourceAt stand beside the Config's lists.
	brandAt, personAt, sourceAt []value
	// brandFields and personFields are what the file says of each.
	brandFields, personFields []record
	// doubtful marks people whose authority has a fault.
	doubtful []bool
	// changed are the strategies that the file speaks of; built-in ones may be missing.
	changed map[string]bool
	// owners are the people who answer for something, to be found once all are known.
	owners []owning
	// idle are new strategies without words, links and voices.
	idle []entry
}

func (r *reader) read(v value) {
	r.changed = map[string]bool{}
	root := r.record(v, rootKeys())
	if root.kind() != yaml.MappingNode {
		return
	}
	r.version(root.get("version"))
	r.defaults(root)
	r.strategies(root.get("strategies"))
	r.brands(root)
	r.people(root.get("people"))
	if !root.meant["people"] {
		r.own()
	}
	r.pilots(root.get("pilots"))
	r.calendar(root.get("calendar"))
	r.doubtIdle()
	r.sources(root)
	r.slack(root)
	r.daemon(root)
	r.check(root)
}

func (r *reader) version(v value) {
	if s := r.text(v, "1"); s != "" && s != "1" {
		r.report(v, complaint{"version " + quoted(s) + " is not known", "write 1, or run the tocsin that the file was written for"})
	}
}

// defaults reads what holds for everything the file does not say more about.
func (r *reader) defaults(root record) {
	all := r.record(root.get("defaults"), defaultsKeys())
	here, there := root.get("timezone"), all.get("timezone")
	if here.given() && there.given() {
		r.report(there, complaint{"the time zone stands here twice, first in " + fmt.Sprintf("line %d", here.node.Line), "keep one of them"})
	}
	r.zone = r.place(there, r.place(here, time.UTC))
	r.zoned = here.given() || there.given()
	r.claimWithin(all.get("claim_within"))
	r.config.MinAuthorities = r.atLeast(all.get("min_authorities"))
	if v := r.record(all.get("fallback"), []string{"webhook_env"}).get("webhook_env"); v.given() {
		r.config.Fallback.WebhookEnv = r.variable(v, "PAGER_WEBHOOK_URL")
	}
}

// place is the time zone a value names, or another where there is none.
func (r *reader) place(v value, otherwise *time.Location) *time.Location {
	s := r.text(v, "a time zone, such as America/New_York")
	if s == "" {
		return otherwise
	}
	zone, c := parseZone(s)
	if c != nil {
		r.report(v, *c)
		return otherwise
	}
	if c := standsStill(s); c != nil {
		r.warn(v, *c)
	}
	return zone
}

// period is a duration within bounds, 0 where the value has a fault or is not there.
func (r *reader) period(v value, least, most time.Duration) time.Duration {
	s := r.text(v, "a duration, such as 5m")
	if s == "" {
		return 0
	}
	d, ok := ParseDuration(s)
	switch {
	case !ok:
		r.report(v, complaint{quoted(s) + " is no duration", "write a number with its unit, such as 90s, 5m, 1h30m or 2d"})
		return 0
	case d < least || d > most:
		r.report(v, complaint{quoted(s) + " is out of bounds", fmt.Sprintf("write something from %s to %s", shortDuration(least), inDays(most))})
		return 0
	}
	return d
}

// atLeast is how many people must be able to decide a crisis: one alone would be a bottleneck.
func (r *reader) atLeast(v value) int {
	s := r.text(v, "a number")
	var n int
	switch bounds := fmt.Sprintf("from %d to %d", defaultAuthorities, mostAuthorities); {
	case s == "":
	case v.node.ShortTag() != "!!int" || v.node.Decode(&n) != nil:
		r.report(v, complaint{quoted(s) + " is no whole number", "write one " + bounds})
	case n < defaultAuthorities || n > mostAuthorities:
		r.report(v, complaint{fmt.Sprintf("%d is out of bounds", n), "write a number " + bounds})
	default:
		return n
	}
	return defaultAuthorities
}
