package config

import (
	"fmt"
	"slices"
)

// The keys of each map in the file, in the order in which Show writes them.
func rootKeys() []string {
	return []string{
		"version", "brand", "key", "timezone", "match", "not", "own", "watch", "page_budget", "examples", "danger_words", "tone", "properties",
		"feeds", "sources", "slack", "people", "brands", "strategies", "pilots", "calendar", "defaults", "data_dir", "listen", "redis",
	}
}

// oneBrandKeys are those of the root that only a file for one brand has.
func oneBrandKeys() []string {
	return []string{"brand", "key", "match", "not", "own", "watch", "page_budget", "examples", "danger_words", "tone", "properties"}
}

func brandKeys() []string {
	return []string{"name", "timezone", "match", "not", "own", "watch", "page_budget", "examples", "danger_words", "tone", "properties", "slack", "feeds", "sources"}
}

func wishKeys() []string { return []string{"query", "strategy", "examples"} }

func labelKeys() []string { return []string{"yes", "no"} }

func exampleKeys() []string { return []string{"text", "title", "author", "url", "lang", "source"} }

func propertyKeys() []string { return []string{"id", "kind", "strategy", "owner", "status"} }

func sourceKeys() []string {
	return []string{"id", "kind", "url", "url_env", "query", "every", "brands", "voice", "whole", "anonymous", "allow_private", "budget"}
}

func personKeys() []string {
	return []string{"id", "name", "slack", "team", "can", "brands", "timezone", "tz"}
}

func strategyKeys() []string { return []string{"why", "owner", "slack", "terms", "links", "voices"} }

func pilotKeys() []string {
	return []string{"id", "brand", "strategy", "kind", "thing", "hypothesis", "measure", "from", "to", "stop_if", "feeds"}
}

func measureKeys() []string { return []string{"name", "match", "target", "min_voices"} }

func eventKeys() []string {
	return []string{"what", "brand", "brands", "from", "to", "times", "strategy"}
}

func defaultsKeys() []string {
	return []string{"timezone", "claim_within", "min_authorities", "fallback"}
}

func slackKeys() []string { return []string{"channel", "digest"} }

// allSlackKeys are those that stand at the root, for the whole installation.
func allSlackKeys() []string { return append(slackKeys(), "operators") }

// everyKey is what any map of the file may hold.
func everyKey() []string {
	return slices.Concat(rootKeys(), brandKeys(), wishKeys(), labelKeys(), exampleKeys(), propertyKeys(), sourceKeys(), personKeys(),
		strategyKeys(), pilotKeys(), measureKeys(), eventKeys(), defaultsKeys(), allSlackKeys())
}

// elsewhere knows keys that are right in another place, and says which.
func elsewhere(key string) (string, bool) {
	switch loose(key) {
	case "claim_within", "min_authorities", "fallback":
		return "write it under defaults", true
	case "pilots", "calendar":
		return "write it at the top of the file", true
	case "thing", "hypothesis", "measure", "stop_if":
		return "write it under pilots", true
	case "target", "min_voices":
		return "write it under measure, of a pilot", true
	case "links":
		return "write it under strategies.NAME", true
	case "examples", "tone":
		return "write it below a brand", true
	case "channel", "digest":
		return "write it under slack", true
	case "webhook_env":
		return "write it under defaults.fallback", true
	case "brand", "key", "match", "not", "own", "watch", "page_budget", "feeds", "danger_words", "properties":
		return "write it at the top of a file for one brand, or under brands.NAME", true
	case "token", "bot_token", "slack_token", "slack_bot_token":
		return "secrets come from the environment: put it in SLACK_BOT_TOKEN", true
	case "app_token", "slack_app_token":
		return "secrets come from the environment: put it in SLACK_APP_TOKEN", true
	case "signing_secret", "slack_signing_secret":
		return "secrets come from the environment: put it in SLACK_SIGNING_SECRET", true
	case "bearer", "bearer_token", "x_bearer_token":
		return "secrets come from the environment: put it in X_BEARER_TOKEN", true
	case "password", "redis_url", "redis_password":
		return "secrets come from the environment: put the whole address in REDIS_URL", true
	case "webhook", "webhook_url":
		return "secrets come from the environment: put it in a variable and name that in defaults.fallback.webhook_env", true
	}
	return "", false
}

// A record is a map whose keys are known.
type record struct {
	value
	fields map[string]value
	// meant are keys that a key nobody knows was most likely meant for. What
	// only follows from such a slip is not said.
	meant map[string]bool
}

// get is the value of a key; the zero value if the file leaves it out.
func (r record) get(key string) value { return r.fields[key] }

// tells reports whether the file gives a key, or tried to.
func (r record) tells(key string) bool { return r.get(key).given() || r.meant[key] }

// record reads a map and says which of its keys mean nothing here.
func (d *decoder) record(v value, known []string) record {
	return d.recordOf(v, known, d.unknown)
}

// recordOf is record with another word for keys that nobody knows: it reports one, and
// answers the key that was meant.
func (d *decoder) recordOf(v value, known []string, unknown func(e entry, known []string) string) record {
	r := record{v, map[string]value{}, map[string]bool{}}
	for _, e := range d.entries(v, "a map of "+allOf(known)) {
		if slices.Contains(known, e.key) {
			r.fields[e.key] = e.value
			continue
		}
		r.meant[unknown(e, known)] = true
	}
	return r
}

// noKey says that a key means nothing here, and which do.
func noKey(key string, known []string) complaint {
	return complaint{fmt.Sprintf("this version knows no key %s here", quoted(key)), "take it out, or use one of " + listed(known, ", ")}
}

// unknown reports a key nobody knows, and answers the one it was most likely meant for.
func (d *decoder) unknown(e entry, known []string) string {
	c := noKey(e.key, known)
	near, glued := Nearest(e.key, known), gluedKey(e.key, known)
	place, misplaced := elsewhere(e.key)
	switch {
	case glued != "":
		near, c = glued, noSpace(glued)
	case misplaced:
		near, c.remedy = "", place
	case e.key == "<<":
		c.remedy = "write the keys of the other map out"
	case near != "":
		c.remedy = didYouMean(near)
	}
	d.report(e.at, c)
	return near
}
