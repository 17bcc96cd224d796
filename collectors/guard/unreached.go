package guard

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"syscall"
)

// An UnreachedError is that of a host that gave no answer, in words of people.
type UnreachedError struct {
	// Lost is set where the fault may be this machine's own: no host is found, or no way leads to it.
	Lost  bool
	words string
	cause error
}

func (u *UnreachedError) Error() string { return u.words }

func (u *UnreachedError) Unwrap() error { return u.cause }

// Plain cuts an error of a client down to its reason. What net/http says around
// it repeats the address, which may be a secret.
func Plain(err error) error {
	whole, ok := errors.AsType[*url.Error](err)
	if !ok {
		return err
	}
	if strings.HasPrefix(whole.Err.Error(), "failed to parse Location header") {
		return errors.New("it redirects to what is no address")
	}
	dns, named := errors.AsType[*net.DNSError](err)
	slow, timed := errors.AsType[net.Error](err)
	switch {
	case named && dns.IsNotFound:
		return &UnreachedError{true, fmt.Sprintf("nobody knows the host %s: check its name, and that this machine reaches the internet", dns.Name), whole.Err}
	case named:
		return &UnreachedError{true, fmt.Sprintf("the host %s cannot be looked up: check that this machine reaches its name server", dns.Name), whole.Err}
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return &UnreachedError{true, "no way leads to it from this machine: check its network", whole.Err}
	case errors.Is(err, context.DeadlineExceeded), timed && slow.Timeout():
		return &UnreachedError{false, "no answer came in time; it is asked again later", whole.Err}
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("%w: see whether the service is up, and at this port", whole.Err)
	}
	return whole.Err
}
