package discourse

import (
	"encoding/json"
	"math"
	"net/http"
	"strings"
	"time"

	"tocsin/collectors/polite"
)

// explain says what to do about a refusal of Discourse, and how long to wait where the
// body alone says so.
func explain(r *polite.Refusal, now time.Time) (string, time.Time) {
	var said struct {
		Type   string `json:"error_type"`
		Extras struct {
			Wait float64 `json:"wait_seconds"`
		} `json:"extras"`
	}
	_ = json.Unmarshal(r.Said, &said)
	switch {
	case r.Status == http.StatusTooManyRequests && r.Header.Get("Retry-After") == "" && said.Extras.Wait > 0:
		return "", now.Add(time.Duration(math.Ceil(min(said.Extras.Wait, 24*60*60))) * time.Second)
	case said.Type == "not_logged_in", r.Status == http.StatusForbidden && strings.Contains(string(r.Said), "log in"):
		return "the forum shows its posts to members alone: ask its owner for a feed, or for an inbox to be told of them", time.Time{}
	case r.Status == http.StatusNotFound:
		return "there is no list of posts: check that the source's url is the front page of a forum of Discourse", time.Time{}
	}
	return "", time.Time{}
}
