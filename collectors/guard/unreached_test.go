package guard_test

import (
	"context"
	"errors"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"

	"tocsin/collectors/guard"
)

// The host is there, so this is no UnreachedError: nobody else at it need be deaf.
func TestARefusedConnectionIsToldWithWhatToDo(t *testing.T) {
	err := guard.Plain(&url.Error{Op: "Get", URL: "https://a.example/secret", Err: &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}})
	if _, is := errors.AsType[*guard.UnreachedError](err); is || err.Error() != "dial tcp: connection refused: see whether the service is up, and at this port" || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("it is told as %v", err)
	}
}

func TestAHostThatGivesNoAnswerIsToldInPlainWords(t *testing.T) {
	for want, tt := range map[string]struct {
		why  error
		lost bool
	}{
		"nobody knows the host a.example":           {&net.DNSError{Name: "a.example", IsNotFound: true}, true},
		"the host a.example cannot be looked up":    {&net.DNSError{Name: "a.example", IsTimeout: true}, true},
		"no way leads to it from this machine":      {&net.OpError{Op: "dial", Err: syscall.EHOSTUNREACH}, true},
		"no answer came in time":                    {context.DeadlineExceeded, false},
		"no answer came in time; it is asked again": {&net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}, false},
	} {
		err := guard.Plain(&url.Error{Op: "Get", URL: "https://a.example/secret", Err: tt.why})
		u, is := errors.AsType[*guard.UnreachedError](err)
		if !is || u.Lost != tt.lost || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") || !errors.Is(err, tt.why) {
			t.Errorf("%v is told as %v, want %q", tt.why, err, want)
		}
	}
}
