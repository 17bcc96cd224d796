package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"tocsin/alerting"
)

const (
	// hurry is how long a press may take to become durable. Slack shows the
	// presser a failure after 3 s; we would rather say so ourselves.
	hurry = 2500 * time.Millisecond
	// maxBody is far above any payload Slack sends.
	maxBody = 1 << 20
)

// A Desk decides what a press does. Once it answers without an error, the
// press is decided and durable.
type Desk interface {
	Press(ctx context.Context, p alerting.Press, now time.Time) (alerting.Answer, error)
}

// A Commander answers the slash command: text is what follows "/tocsin", such
// as "status", "incidents", "who" or "help".
type Commander interface {
	Command(ctx context.Context, team, user, text string, now time.Time) (string, error)
}

// DoorOptions is what a Door needs.
type DoorOptions struct {
	// Slack is used to answer people where a payload says no better way; it also
	// says which host besides Slack's own may be answered. Required.
	Slack *Slack
	// Secret is the app's signing secret. Without one, signed HTTP lets nobody in.
	Secret string
	// Now tells the time. Required.
	Now func() time.Time
	// Desk decides presses. Required.
	Desk Desk
	// Commander answers the slash command; nil means that there is none.
	Commander Commander
	// Once answers true the first time it sees a key, and remembers it until the
	// given moment; nil means that this process alone remembers.
	Once func(ctx context.Context, key string, until time.Time) (bool, error)
	// Refused records a request that was not let in; nil means that only the log
	// hears of it.
	Refused func(ctx context.Context, r Refusal)
	// Log hears of faults; nil means silence.
	Log *slog.Logger
}

// A Refusal is a request that was not let in: at which door, why, and from which address.
type Refusal struct {
	Door, Why, From string
	// Signed is set where the signature was right; anybody can send the others.
	Signed bool
}

// A Door lets people's presses and commands in.
type Door struct {
	DoorOptions
	memory memory

	mu     sync.Mutex
	closed bool
	work   sync.WaitGroup
}

// NewDoor opens a door.
func NewDoor(o DoorOptions) *Door {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	d := &Door{DoorOptions: o}
	if d.Once == nil {
		d.Once = d.memory.once(o.Now)
	}
	return d
}

// Actions is the handler of Slack's interactivity requests.
func (d *Door) Actions() http.Handler { return d.guarded("slack actions", d.act) }

// Commands is the handler of the slash command.
func (d *Door) Commands() http.Handler { return d.guarded("slack commands", d.command) }

// Close waits until everybody who pressed has been answered.
func (d *Door) Close(ctx context.Context) error {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	done := make(chan struct{})
	go func() { d.work.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("slack door closes: somebody who pressed is not answered yet: %w", ctx.Err())
	}
}

// track runs work that Close waits for.
func (d *Door) track(work func()) {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		work()
		return
	}
	d.work.Add(1)
	d.mu.Unlock()
	go func() { defer d.work.Done(); work() }()
}

// act takes one interaction and answers 200 only when it is decided and durable.
func (d *Door) act(ctx context.Context, w http.ResponseWriter, form form) {
	g, err := readGesture([]byte(form.Get("payload")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer, err := d.take(ctx, g)
	if err != nil {
		http.Error(w, "not taken; press again", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusOK)
	answer()
}

// take has the desk decide a gesture. The answer it returns is to be given
// after Slack has been told that the press is taken.
func (d *Door) take(ctx context.Context, g gesture) (func(), error) {
	if !g.ours {
		return func() {}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, hurry)
	var gone atomic.Bool // set by whoever is first: the desk's answer, or the end of our patience
	verdicts := make(chan verdict, 1)
	d.track(func() {
		defer cancel()
		answer, err := d.Desk.Press(ctx, g.press, d.Now())
		if gone.CompareAndSwap(false, true) {
			verdicts <- verdict{answer, err}
			return
		}
		// The presser has been told that it failed; say that it did not.
		if err == nil {
			d.whisper(context.WithoutCancel(ctx), g, answer.Text)
		}
	})
	select {
	case v := <-verdicts:
		return d.settle(ctx, g, v)
	case <-ctx.Done():
		if gone.CompareAndSwap(false, true) {
			return d.settle(ctx, g, verdict{err: ctx.Err()})
		}
		return d.settle(ctx, g, <-verdicts)
	}
}

// A verdict is what the desk says.
type verdict struct {
	answer alerting.Answer
	err    error
}

func (d *Door) settle(ctx context.Context, g gesture, v verdict) (func(), error) {
	if v.err != nil {
		d.Log.ErrorContext(ctx, "press not taken", "incident", g.press.ID.String(), "verb", string(g.press.Verb), "error", v.err)
		return nil, v.err
	}
	return func() {
		d.track(func() { d.whisper(context.WithoutCancel(ctx), g, v.answer.Text) })
	}, nil
}

// refuse records and answers a request that is not let in.
func (d *Door) refuse(w http.ResponseWriter, r *http.Request, door string, why error) {
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		from = r.RemoteAddr
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), hurry)
	defer cancel()
	d.Log.WarnContext(ctx, "request refused", "door", door, "why", why.Error(), "from", from)
	if d.Refused != nil {
		signed := errors.Is(why, errStale) || errors.Is(why, errReplay)
		d.Refused(ctx, Refusal{Door: door, Why: why.Error(), From: from, Signed: signed})
	}
	status := http.StatusUnauthorized
	if errors.Is(why, errTooLarge) {
		status = http.StatusRequestEntityTooLarge
	}
	http.Error(w, why.Error(), status)
}
