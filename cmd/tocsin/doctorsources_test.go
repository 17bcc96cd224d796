package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"tocsin/collectors"
	"tocsin/collectors/guard"
	"tocsin/config"
)

// Two are asked, and neither answers.
func TestAHostThatHangsIsToldOnceAndAskedNoMore(t *testing.T) {
	var asked atomic.Int32
	deaf := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		<-r.Context().Done()
	}))
	t.Cleanup(deaf.Close)
	d := &doctor{world: &world{ctx: t.Context(), env: func(string) string { return "" }, now: time.Now}, patience: 300 * time.Millisecond}
	var out bytes.Buffer
	d.out, d.config = &out, &config.Config{}
	for i := range 20 {
		d.config.Sources = append(d.config.Sources, config.SourceSpec{
			ID: fmt.Sprintf("deaf%d", i), Kind: "feed", URL: fmt.Sprintf("%s/%d", deaf.URL, i), AllowPrivate: true,
		})
	}
	d.listening()
	said := out.String()
	if d.faults != 1 || strings.Contains(said, "deadline") || !strings.Contains(said, "FAULT  host 127.0.0.1: 20 sources are read there, and no answer came in time, so that 18 of them were not asked: ") {
		t.Errorf("%d faults:\n%s", d.faults, said)
	}
	if n := asked.Load(); n > 2 {
		t.Errorf("%d requests were made of a host that hangs", n)
	}
}

// A failing is a source that fails as one does whose host cannot be reached.
type failing struct{ why error }

func (f failing) Collect(context.Context, collectors.Cursor, time.Time) (collectors.Page, error) {
	return collectors.Page{}, fmt.Errorf("search solvo: %w", guard.Plain(&url.Error{Op: "Get", URL: "https://a.example", Err: f.why}))
}

func TestAMachineWithoutNetworkIsToldOnce(t *testing.T) {
	d := &doctor{world: &world{ctx: t.Context(), now: time.Now}, patience: time.Minute}
	var looks []look
	for id, why := range map[string]error{
		"a": &net.DNSError{Err: "no such host", Name: "a.example", IsNotFound: true}, "b": &net.DNSError{Err: "server misbehaving", Name: "b.example"},
		"c": &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}, "d": syscall.ECONNREFUSED,
	} {
		l := look{id: id, place: id + ".example"}
		l.finding, l.cause = d.source(collectors.Source{ID: id, Collector: failing{why}}, collectors.Bookmark{}, l.place)
		looks = append(looks, l)
	}
	found := findings(looks)
	network := 0
	for _, f := range found {
		if strings.HasPrefix(f.String(), "FAULT  network: 3 sources cannot be read, ") {
			network++
		}
	}
	if len(found) != 2 || network != 1 {
		t.Errorf("four sources that fail, three of which for the network, are told as %v", found)
	}
	// one alone may be the source's own name that is wrong
	if alone := findings(looks[:1]); len(alone) != 1 || !strings.HasPrefix(alone[0].String(), "FAULT  source ") {
		t.Errorf("one alone is told as %v", alone)
	}
}
