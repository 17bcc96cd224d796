package web_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tocsin/web"
)

// serve starts a server on a free port and answers its address, and a function
// that stops it and answers what Serve did.
func serve(t *testing.T, h http.Handler, grace time.Duration) (string, func() error) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, l, h, grace) }()
	return l.Addr().String(), func() error { cancel(); return <-ended }
}

func client(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func get(t *testing.T, c *http.Client, url string) (int, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body), err
}

func TestServingOnAFreePortUntilToldToStop(t *testing.T) {
	address, stop := serve(t, web.New(web.Options{}), time.Minute)
	c := client(t)
	if code, body, err := get(t, c, "http://"+address+"/healthz"); code != 200 || body != "ok\n" || err != nil {
		t.Errorf("/healthz answers %d %q, %v", code, body, err)
	}
	if err := stop(); err != nil {
		t.Errorf("Serve ends with %v, want nil", err)
	}
	if _, _, err := get(t, c, "http://"+address+"/healthz"); err == nil {
		t.Error("the port still answers after the stop")
	}
}

func TestAStopLetsRequestsFinish(t *testing.T) {
	arrived, finish := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-finish
		_, _ = fmt.Fprint(w, "done, ", r.Context().Err())
	})
	address, stop := serve(t, h, time.Minute)
	answer := make(chan string, 1)
	c := client(t)
	go func() {
		_, body, err := get(t, c, "http://"+address)
		answer <- fmt.Sprint(body, " ", err)
	}()
	<-arrived
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	// The listener is closed first: once it refuses, the stop has begun.
	var d net.Dialer
	for {
		conn, err := d.DialContext(t.Context(), "tcp", address)
		if err != nil {
			break
		}
		_ = conn.Close()
	}
	close(finish)
	if got := <-answer; got != "done, <nil> <nil>" {
		t.Errorf("the request under way got %q, want it finished", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve ends with %v, want nil", err)
	}
}

func TestAStopDoesNotWaitForever(t *testing.T) {
	arrived := make(chan struct{})
	h := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	})
	address, stop := serve(t, h, time.Millisecond)
	c := client(t)
	answer := make(chan error, 1)
	go func() {
		_, _, err := get(t, c, "http://"+address)
		answer <- err
	}()
	<-arrived
	if err := stop(); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("Serve ends with %v, want word of what was cut off", err)
	}
	if err := <-answer; err == nil {
		t.Error("the hanging request was answered, want it cut off")
	}
}

func TestAListenerThatBreaksIsReported(t *testing.T) {
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	if err := web.Serve(t.Context(), l, web.New(web.Options{}), time.Second); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve on a closed listener answers %v, want %v", err, net.ErrClosed)
	}
}

func TestRequestsBeyondAllMeasureAreRefused(t *testing.T) {
	read := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, r.Body)
		if err != nil {
			http.Error(w, fmt.Sprint(n, " bytes: ", err), http.StatusRequestEntityTooLarge)
		}
	})
	address, stop := serve(t, web.New(web.Options{SlackActions: read}), time.Second)
	defer func() { _ = stop() }()
	for _, tt := range []struct {
		claim        string
		header, body int
		status       string
	}{
		{"an ordinary press", 100, 10_000, "200"},
		{"a body of 1 MB and a byte", 100, 1<<20 + 1, "413"},
		{"a header of 64 kB", 64 << 10, 10, "431"},
	} {
		var d net.Dialer
		conn, err := d.DialContext(t.Context(), "tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		go func() { // the server may stop reading before all is written
			_, _ = fmt.Fprintf(conn, "POST /slack/actions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: %s\r\nContent-Length: %d\r\n\r\n%s",
				strings.Repeat("h", tt.header), tt.body, strings.Repeat("b", tt.body))
		}()
		line, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil || !strings.Contains(line, " "+tt.status+" ") {
			t.Errorf("%s is answered %q, %v; want %s", tt.claim, line, err, tt.status)
		}
		_ = conn.Close()
	}
}

// A client that opened a connection ahead of need, and asks nothing, does not keep
// the daemon from stopping.
// Most clients send all before they read anything.
func TestWhoSendsTooMuchReadsWhy(t *testing.T) {
	address, stop := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength < 0 { // it has to look how long it is
			_, _ = io.Copy(io.Discard, r.Body)
		}
		http.Error(w, "send it in parts", http.StatusRequestEntityTooLarge)
	}), time.Minute)
	body := strings.Repeat("x", 50<<20)
	for claim, sent := range map[string]io.Reader{
		"told":     strings.NewReader("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 52428800\r\n\r\n" + body),
		"not told": strings.NewReader("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3200000\r\n" + body + "\r\n0\r\n\r\n"),
	} {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(conn, sent); err != nil {
			t.Errorf("50 MB of a length that is %s cannot be sent: %v", claim, err)
		}
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("50 MB of a length that is %s: %v", claim, err)
		}
		said, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != http.StatusRequestEntityTooLarge || string(said) != "send it in parts\n" {
			t.Errorf("50 MB of a length that is %s: %d %q", claim, resp.StatusCode, said)
		}
		_, _ = resp.Body.Close(), conn.Close()
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestAConnectionThatAsksNothingHoldsUpNobody(t *testing.T) {
	address, stop := serve(t, web.New(web.Options{}), 4*time.Second)
	silent, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	// Once another is answered, the silent one has been taken as well.
	if code, _, err := get(t, client(t), "http://"+address+"/healthz"); code != http.StatusOK || err != nil {
		t.Fatalf("/healthz answers %d, %v", code, err)
	}
	if err := stop(); err != nil {
		t.Errorf("stopping with a silent connection: %v", err)
	}
}
