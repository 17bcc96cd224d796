package polite

import (
	"errors"
	"net/url"
	"strings"

	"tocsin/brand/text"
	"tocsin/collectors"
	"tocsin/collectors/guard"
)

// leastSecret is the length from which a secret is looked for: a shorter one is a word.
const leastSecret = 4

// Conceal takes secrets out of an error, and what could command a terminal, and
// shortens it: a server may have said anything, also what it was told. What an error
// wraps stays with it only if nothing had to be taken out.
func Conceal(err error, secrets []string) error {
	said := text.Visible(err.Error())
	for _, secret := range secrets {
		if len(secret) < leastSecret {
			continue
		}
		for _, spelling := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			said = strings.ReplaceAll(said, spelling, "…")
		}
		// A quote of the answer may end within it.
		for cut := len(secret) - 1; cut >= leastSecret; cut-- {
			said = strings.ReplaceAll(said, secret[:cut]+`"`, `…"`)
		}
	}
	said = text.Clip(said, maxError)
	if said == err.Error() {
		return err
	}
	if wait, ok := errors.AsType[*collectors.WaitError](err); ok {
		return &collectors.WaitError{Until: wait.Until, Ours: wait.Ours, Err: Conceal(wait.Err, secrets)}
	}
	unreached, _ := errors.AsType[*guard.UnreachedError](err)
	return &concealed{said, Refused(err), unreached}
}

// A concealed error says less than the one it stands for.
type concealed struct {
	said      string
	refusal   *Refusal
	unreached *guard.UnreachedError
}

func (c *concealed) Error() string { return c.said }

// Unwrap are the refusal it is of, whose own words hold nothing but a status, and what is
// wrong with the way to a host.
func (c *concealed) Unwrap() []error {
	var all []error
	if c.refusal != nil {
		all = append(all, c.refusal)
	}
	if c.unreached != nil {
		all = append(all, c.unreached)
	}
	return all
}
