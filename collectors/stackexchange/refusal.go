package stackexchange

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"tocsin/collectors/polite"
)

// explainer says what to do about an error of the API, and until when it bans: it
// answers most of them with the status 400, and says what is the matter in its own
// words. The variable is the one that holds the key.
func explainer(variable string) func(*polite.Refusal, time.Time) (string, time.Time) {
	return func(r *polite.Refusal, now time.Time) (string, time.Time) {
		var said struct {
			ID      int    `json:"error_id"`
			Name    string `json:"error_name"`
			Message string `json:"error_message"`
		}
		if json.Unmarshal(r.Said, &said) != nil {
			return "", time.Time{}
		}
		switch {
		case said.Name == "throttle_violation":
			return "the day's requests are used up, by this source or by others behind its address: a free key of stackapps.com in " + variable + " has 10,000 of its own", bannedUntil(said.Message, now)
		case strings.Contains(said.Message, "`key`"), said.Name == "key_required", said.Name == "access_denied":
			return "set " + variable + " to a key of stackapps.com, or to nothing to go without one", time.Time{}
		case strings.Contains(said.Message, "No site found"):
			return "mend the source's sites: the API has short names for them, such as superuser", time.Time{}
		case said.Name == "temporarily_unavailable", said.Name == "internal_error":
			return "the service is in trouble; it is asked again later", time.Time{}
		}
		return "", time.Time{}
	}
}

// bannedUntil reads "too many requests from this IP, more requests available in 4321
// seconds"; zero if it does not say.
func bannedUntil(message string, now time.Time) time.Time {
	found := regexp.MustCompile(`available in (\d{1,6}) seconds`).FindStringSubmatch(message)
	if found == nil {
		return time.Time{}
	}
	wait, err := time.ParseDuration(found[1] + "s")
	if err != nil {
		return time.Time{}
	}
	return now.Add(min(wait, day) + time.Second)
}
