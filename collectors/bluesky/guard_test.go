package bluesky_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/bluesky"
	"tocsin/collectors/guard"
)

func TestNoWayLeadsIntoTheHouse(t *testing.T) {
	j := newJetstream(noon)
	j.end(noon())
	hosts := serve(t, j)
	for _, allowed := range []bool{false, true} {
		c, err := bluesky.Type().Open(collectors.Spec{ID: "sky", URL: hosts[0], AllowPrivate: allowed}, collectors.Means{
			Web:  func(private bool) http.RoundTripper { return guard.Transport(guard.Options{AllowPrivate: private}) },
			Base: func(string) string { return "" },
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		_, err = c.Collect(ctx, "", noon())
		cancel()
		if allowed && (err != nil || len(j.cursors()) != 1) {
			t.Errorf("allowed: the host was asked %d times; %v", len(j.cursors()), err)
		}
		if !allowed && (len(j.cursors()) != 0 || !strings.Contains(fmt.Sprint(err), "loopback")) {
			t.Errorf("not allowed: the host was asked %d times; %v", len(j.cursors()), err)
		}
		_ = c.(*bluesky.Stream).Close()
	}
}
