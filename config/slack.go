package config

import (
	"regexp"
	"slices"
	"time"

	"tocsin/brand"
)

var channelForm = regexp.MustCompile(`^(#[\p{Ll}\p{Lo}\p{M}\p{Nd}_-]{1,80}|[CG][A-Z0-9]{2,20})$`)

// slack reads where each brand's cards go and when its week is told: what the
// brand says, else what the file says for all.
func (r *reader) slack(root record) {
	everyones := r.record(root.get("slack"), allSlackKeys())
	r.config.Slack.Operators = r.channel(everyones.get("operators"))
	channel := r.channel(everyones.get("channel"))
	moment := Moment{Weekday: time.Monday, Hour: defaultHour}
	if m, ok := r.moment(everyones.get("digest")); ok {
		moment = m
	}
	oneBrand := !root.get("brands").given()
	for i, b := range r.config.Brands {
		own, digest := channel, moment
		if v := r.brandFields[i].get("slack"); v.given() && !oneBrand {
			fields := r.record(v, slackKeys())
			if c := r.channel(fields.get("channel")); c != "" {
				own = c
			}
			if m, ok := r.moment(fields.get("digest")); ok {
				digest = m
			}
		}
		if own != "" {
			r.config.Slack.Channel[b.Key] = own
		}
		if digest.Location == nil {
			digest.Location = b.Location
		}
		r.config.Slack.Digest[b.Key] = digest
	}
}

// moment reads a moment of the week; its Location is nil where the value names none.
func (r *reader) moment(v value) (Moment, bool) {
	s := r.text(v, `a moment of the week, such as "Mon 08:00"`)
	if s == "" {
		return Moment{}, false
	}
	m, c := parseMoment(s, nil)
	if c != nil {
		r.report(v, *c)
		return Moment{}, false
	}
	if m.Location != nil {
		if c := standsStill(m.Location.String()); c != nil {
			r.warn(v, *c)
		}
	}
	return m, true
}

func (r *reader) channel(v value) string {
	s := r.text(v, `a channel in quotes, such as "#listening"`)
	if s != "" && !channelForm.MatchString(s) {
		remedy := `write "#" and its name, in quotes, or its id, which begins with C`
		if channelForm.MatchString("#" + s) {
			remedy = `write "#` + s + `", in quotes`
		}
		r.report(v, complaint{quoted(s) + " is no Slack channel", remedy})
		return ""
	}
	return s
}

// talks reports whether anything goes to Slack.
func (c *Config) talks() bool {
	for _, s := range c.Strategies {
		if s.Channel != "" {
			return true
		}
	}
	return len(c.Slack.Channel) > 0 || c.Slack.Operators != ""
}

// hears reports whether a source is read for a brand.
func (s SourceSpec) hears(key brand.Key) bool {
	return len(s.Brands) == 0 || slices.Contains(s.Brands, key)
}
