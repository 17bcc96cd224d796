package feed

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// longestWish is how long a publisher may ask to be left alone after an answer:
// a crisis does not wait for a cache.
const longestWish = time.Hour

// wish is the moment before which the publisher asks not to be read again, zero
// where the source's own pace is slow enough for it.
func wish(h http.Header, b bookmark, every time.Duration, now time.Time) time.Time {
	life := max(lifetime(h, now), time.Duration(b.TTL)*time.Second)
	next := now.Add(max(min(life, longestWish), every))
	last := now.Add(max(longestWish, every))
	for slices.Contains(b.SkipHours, next.UTC().Hour()) && next.Before(last) {
		next = next.Truncate(time.Hour).Add(time.Hour)
	}
	if next.After(last) {
		next = last
	}
	if !next.After(now.Add(every)) {
		return time.Time{}
	}
	return next
}

// lifetime is how long an answer stays fresh, by its headers.
func lifetime(h http.Header, now time.Time) time.Duration {
	age := seconds(h.Get("Age"))
	for directive := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(directive)), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			return seconds(strings.Trim(value, `"`)) - age
		}
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	// The server's own clock says how long that is.
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		return expires.Sub(date)
	}
	return expires.Sub(now)
}

// seconds reads a number of seconds, at most a day of them.
func seconds(s string) time.Duration {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, 24*3600)) * time.Second
}
