package x_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/x"
)

// escaped is a text as X writes it.
func escaped(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// service is a station whose stream breaks off now and then, says things twice and in
// disorder, and that answers to too many requests as X does.
func service(now func() time.Time) contract.Service {
	s := newStation(now)
	dice := rand.New(rand.NewPCG(2, 4))
	known := map[string]string{}
	return contract.Service{
		Handler: s,
		Publish: func(posts []contract.Post) {
			var fresh []tweet
			for _, p := range posts {
				if known[p.Author] == "" {
					known[p.Author] = fmt.Sprint(1000 + len(known))
					s.search.users = append(s.search.users, map[string]any{"id": known[p.Author], "username": p.Author, "name": p.Author, "public_metrics": map[string]any{"followers_count": 7}})
				}
				fresh = append(fresh, tweet{id: idAt(p.At, int64(p.N%1000)), at: p.At, json: map[string]any{"text": escaped(p.Text), "author_id": known[p.Author]}})
			}
			s.unheard(fresh...)
			told := shuffled(dice, fresh)
			broken := len(told)
			if dice.IntN(10) == 0 {
				broken = dice.IntN(len(told) + 1)
			}
			for i, p := range told {
				if i == broken {
					s.say(s.written(p)[:40]) // and no more
					s.cut()
				}
				s.say(s.written(p) + "\r\n")
			}
			s.say("\r\n")
		},
		Busy: func(w http.ResponseWriter) {
			w.Header().Set("x-rate-limit-remaining", "0")
			w.Header().Set("x-rate-limit-reset", strconv.FormatInt(now().Add(90*time.Second).Unix(), 10))
			problem(w, http.StatusTooManyRequests, `{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}`)
		},
	}
}

// streamed is the kind as it is opened with way: stream, but for its patience.
func streamed() collectors.Type {
	kind := x.Type()
	kind.Open = func(s collectors.Spec, with collectors.Means) (collectors.Collector, error) {
		o := x.Options{
			Queries: s.Searches, Bearer: with.Secret(s, "token_env"), BaseURL: s.URL, UserAgent: with.Agent, Transport: with.Web(true),
			Stream: true, Wait: 3 * time.Millisecond,
		}
		return x.New(o), o.Validate()
	}
	return kind
}

func spec() collectors.Spec {
	return collectors.Spec{Searches: []string{"solvo"}, Settings: map[string][]string{"token_env": {"X_BEARER_TOKEN"}}}
}

func TestNothingIsLostOrDoubledOverTheStream(t *testing.T) {
	contract.Check(t, contract.Case{Type: streamed(), Spec: spec(), Env: map[string]string{"X_BEARER_TOKEN": token}, Most: 60, Service: service})
}

func TestNothingIsLostOrDoubledOverAStreamOfTwoSearches(t *testing.T) {
	two := spec()
	two.Searches = []string{"solvo", "#solvo"}
	contract.Check(t, contract.Case{Type: streamed(), Spec: two, Env: map[string]string{"X_BEARER_TOKEN": token}, Most: 60, Posts: 3_000, Service: service})
}
