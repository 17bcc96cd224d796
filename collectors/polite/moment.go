package polite

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// farthest is how long a service may ask to be left alone: a crisis does not wait for
// a clock that is wrong.
const farthest = 24 * time.Hour

// RetryAfter reads Retry-After, seconds or a date, at most a day ahead; zero if there
// is none.
func RetryAfter(h http.Header, now time.Time) time.Time {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if value == "" {
		return time.Time{}
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		return ahead(n, now)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return time.Time{}
	}
	return earlier(at, now.Add(farthest))
}

// Opens is when a service that refused says that it answers again: Retry-After, else
// the moment its rate limit starts anew; zero if it says neither.
func Opens(h http.Header, now time.Time) time.Time {
	if at := RetryAfter(h, now); !at.IsZero() {
		return at
	}
	return reset(h, now)
}

// Spent is when a service that answered will answer again, having said that this was
// the last answer for now; zero if it has more.
func Spent(h http.Header, now time.Time) time.Time {
	for _, name := range []string{"X-Ratelimit-Remaining", "X-Rate-Limit-Remaining", "Ratelimit-Remaining"} {
		// Reddit counts in fractions: "0.0".
		if n, err := strconv.ParseFloat(strings.TrimSpace(h.Get(name)), 64); err == nil && n < 1 {
			return reset(h, now)
		}
	}
	if field(h.Get("Ratelimit"), "r") == "0" {
		return reset(h, now)
	}
	return time.Time{}
}

// reset is when a rate limit starts anew. X writes an epoch in seconds, Mastodon a
// date, Reddit the seconds that are left, with a fraction; the IETF's draft writes
// those too, as a header of their own or as a field of RateLimit.
func reset(h http.Header, now time.Time) time.Time {
	for _, value := range []string{
		h.Get("X-Ratelimit-Reset"), h.Get("X-Rate-Limit-Reset"), h.Get("Ratelimit-Reset"), field(h.Get("Ratelimit"), "t"),
	} {
		value = strings.TrimSpace(value)
		if value == "" {
			continue
		}
		if n, err := strconv.ParseFloat(value, 64); err == nil {
			return moment(n, now)
		}
		if at, err := time.Parse(time.RFC3339Nano, value); err == nil {
			return earlier(at, now.Add(farthest))
		}
		if at, err := http.ParseTime(value); err == nil {
			return earlier(at, now.Add(farthest))
		}
	}
	return time.Time{}
}

// moment tells seconds that are left from an epoch in seconds or in milliseconds.
func moment(n float64, now time.Time) time.Time {
	const (
		epoch  = 1e9  // seconds since 1970, in 2001
		millis = 1e12 // milliseconds since 1970, in 2001
	)
	switch {
	case math.IsNaN(n) || n < 0:
		return time.Time{}
	case n >= millis:
		return earlier(time.UnixMilli(int64(min(n, 1e15))).UTC(), now.Add(farthest))
	case n >= epoch:
		return earlier(time.Unix(int64(n), 0).UTC(), now.Add(farthest))
	}
	return ahead(n, now)
}

// nonsense is more seconds than any service means.
const nonsense = 1e15

// ahead is a number of seconds from now, rounded up.
func ahead(seconds float64, now time.Time) time.Time {
	if math.IsNaN(seconds) || seconds < 0 || seconds > nonsense {
		return time.Time{}
	}
	return now.Add(time.Duration(math.Ceil(min(seconds, farthest.Seconds()))) * time.Second)
}

// field is a parameter of a structured header: `"default";r=0;t=30`.
func field(header, name string) string {
	for part := range strings.FieldsFuncSeq(header, func(r rune) bool { return r == ';' || r == ',' }) {
		if key, value, ok := strings.Cut(strings.TrimSpace(part), "="); ok && strings.EqualFold(key, name) {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
