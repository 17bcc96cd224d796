package x_test

import (
	"fmt"
	"html"
	"net/http"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/contract"
	"tocsin/collectors/x"
)

// Recent search shows a post at once, escapes what pages would, and is asked for more
// than one page where there is more.
func TestNothingIsLostOrDoubledBySearch(t *testing.T) {
	contract.Check(t, contract.Case{
		Listed: true, Type: x.Type(), Most: 60, Every: time.Minute, Env: map[string]string{"BEARER": token},
		Spec: collectors.Spec{Settings: map[string][]string{"token_env": {"BEARER"}}},
		Service: func(now func() time.Time) contract.Service {
			s := &standIn{header: http.Header{}}
			sequence := int64(0)
			for i := range 300 {
				s.users = append(s.users, map[string]any{"id": fmt.Sprint(9000 + i), "username": fmt.Sprintf("author%d", i), "name": "N", "public_metrics": map[string]any{"followers_count": 3}})
			}
			return contract.Service{
				Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					s.now = now()
					s.ServeHTTP(w, r)
				}),
				Publish: func(posts []contract.Post) {
					for _, p := range posts {
						sequence++
						s.publish(tweet{id: idAt(p.At, sequence%(1<<20)), at: p.At, json: map[string]any{
							"text": html.EscapeString(p.Text), "author_id": fmt.Sprint(9000 + p.N%300),
						}})
					}
				},
				Busy: func(w http.ResponseWriter) {
					w.Header().Set("X-Rate-Limit-Reset", fmt.Sprint(now().Add(90*time.Second).Unix()))
					problem(w, http.StatusTooManyRequests, `{"title":"Too Many Requests","type":"https://api.twitter.com/2/problems/rate-limit-exceeded","status":429}`)
				},
			}
		},
	})
}
