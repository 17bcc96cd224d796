package config

import (
	"net"
	"net/url"
	"slices"
	"strconv"
	"time"

	"tocsin/rules"
)

// How long an incident may wait for somebody to claim it.
const (
	shortestClaim = time.Second
	longestClaim  = 24 * time.Hour
)

func (r *reader) claimWithin(v value) {
	for _, e := range r.entries(v, "a map such as {crisis: 5m, issue: 30m}") {
		switch e.key {
		case rules.Crisis.String(), rules.Issue.String():
			level := rules.Issue
			if e.key == rules.Crisis.String() {
				level = rules.Crisis
			}
			if d := r.period(e.value, shortestClaim, longestClaim); d > 0 {
				r.config.ClaimWithin[level] = d
			}
		case rules.Watch.String():
			r.report(e.at, complaint{"a watch rings nobody, so nobody need claim it", "take it out"})
		default:
			r.report(e.at, complaint{quoted(e.key) + " is no severity that rings", oneOf(e.key, []string{"crisis", "issue"})})
		}
	}
}

// daemon reads where the daemon keeps things and where it listens.
func (r *reader) daemon(root record) {
	if dir := r.text(root.get("data_dir"), "a folder"); dir != "" {
		r.config.DataDir = dir
	}
	v := root.get("listen")
	if address := r.text(v, "an address, such as "+defaultListen); address != "" {
		r.config.Listen = address
		_, port, err := net.SplitHostPort(address)
		if n, e := strconv.Atoi(port); err != nil || e != nil || n < 0 || n >= 1<<16 {
			r.report(v, complaint{quoted(address) + " is no address to listen on", "write host:port, such as " + defaultListen})
		}
	}
	r.config.Redis.URL = r.redis(r.record(root.get("redis"), []string{"url"}).get("url"))
}

func (r *reader) redis(v value) string {
	s := r.text(v, "an address, such as redis://127.0.0.1:6379/0")
	if s == "" || redisWord.MatchString(s) {
		return "" // a password is reported with the other secrets
	}
	u, err := url.Parse(s)
	if err != nil || !slices.Contains([]string{"redis", "rediss", "unix"}, u.Scheme) || u.Host == "" && u.Path == "" {
		r.report(v, complaint{"is no address of a Redis", "write one such as redis://127.0.0.1:6379/0 or unix:///run/redis.sock"})
		return ""
	}
	if _, has := u.User.Password(); has || tellsSecret(u) {
		r.report(v, complaint{"the address holds a password", "put the whole address in REDIS_URL"})
		return ""
	}
	return s
}
