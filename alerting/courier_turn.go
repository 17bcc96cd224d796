package alerting

import (
	"context"
	"errors"
	"time"
)

const (
	// few is how often a message that may have arrived is looked for in vain before
	// it is sent again without knowing. Tries goes up to the next multiple of it
	// when an answer is lost, so that looks are told from what failed before, and
	// pauses grow quickly where nobody can look and each try may ring somebody.
	few = 4
	// signWithin bounds the saving of an outcome, also while the daemon stops.
	signWithin = 5 * time.Second
	// anewWithin is how long a card that took the place of one that could not be
	// edited stands without being replaced itself, unless there is an alert.
	anewWithin = time.Hour
)

// A turn is one delivery being made.
type turn struct {
	*round
	Delivery
	notifier Notifier
	incident Incident
	card     Card
	text     string
	// unsure is set where an earlier copy of what is sent may have arrived.
	unsure bool
}

// turn prepares a delivery; nil where no notifier serves its kind of place.
func (r *round) turn(d Delivery) *turn {
	t := &turn{round: r, Delivery: d, notifier: r.Notifiers[d.Order.Place.Kind], incident: r.incidents[d.ID]}
	if t.notifier == nil {
		r.failed(errors.New("nothing is set up that reaches " + d.Order.Place.String() + ": set slack, or run without it"))
		return nil
	}
	t.card, t.text = r.card(t.incident, d.Order.Place)
	return t
}

// take does what is due: settle what is unknown, post, or edit and ping. It
// answers false where something failed.
func (t *turn) take(ctx context.Context) bool {
	if t.Slip.Sending != "" && !t.settle(ctx) {
		return false
	}
	if t.Slip.Receipt == (Receipt{}) {
		return t.post(ctx)
	}
	edited := t.Slip.Shown >= t.Order.Want || t.edit(ctx)
	if t.Slip.Receipt == (Receipt{}) {
		return t.post(ctx) // the card was gone
	}
	// An alert is worth more than the card's last word, so it does not wait for it.
	pinged := t.Slip.Pinged >= t.Order.Pings || t.ping(ctx)
	return edited && pinged && (t.Slip.Told >= t.Order.Tells || t.tell(ctx))
}

// settle finds out what became of a message whose outcome is unknown; false where
// that must be tried again later.
func (t *turn) settle(ctx context.Context) bool {
	kind, pings := readKey(t.Slip.Sending)
	finder, able := t.notifier.(Finder)
	if !able {
		t.unsure = true
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, t.Patience)
	defer cancel()
	where, found, err := finder.Find(ctx, t.Order.Place, t.Slip.Receipt, t.Slip.Sending, t.Order.Since)
	switch {
	case err != nil && (t.Slip.Tries == 0 || t.Slip.Tries%few != 0):
		t.defeat(ctx, err)
		return false
	case err != nil:
		t.unsure = true
	case found:
		if kind == cardMessage {
			t.Slip.Receipt = where // what it shows is not known; it is edited next
		}
		t.Slip.Pinged = max(t.Slip.Pinged, pings)
		t.note("", &t.did.Found)
		return t.done(ctx)
	default:
		t.Slip.Sending = ""
	}
	return true
}

// post shows the card for the first time, or once more where it is gone.
func (t *turn) post(ctx context.Context) bool {
	key := t.announce(ctx, cardMessage)
	if key == "" {
		return false
	}
	t.card.Repeat = t.unsure
	call, cancel := context.WithTimeout(ctx, t.Patience)
	defer cancel()
	at, err := t.notifier.Post(call, t.Order.Place, t.card, key)
	if err != nil {
		return t.undone(ctx, err)
	}
	_, pings := readKey(key)
	t.Slip.Receipt, t.Slip.Shown, t.Slip.Pinged = at, len(t.incident.Actions), max(t.Slip.Pinged, pings)
	t.Slip.Told = t.Order.Tells // the card says it all
	return t.arrived(ctx, &t.did.Posted)
}

// ping alerts the place again.
func (t *turn) ping(ctx context.Context) bool {
	key := t.announce(ctx, pingMessage)
	if key == "" {
		return false
	}
	call, cancel := context.WithTimeout(ctx, t.Patience)
	defer cancel()
	if err := t.notifier.Ping(call, t.Order.Place, t.Slip.Receipt, Ping{ID: t.ID, Text: t.text, Repeat: t.unsure}, key); err != nil {
		return t.undone(ctx, err)
	}
	_, pings := readKey(key)
	t.Slip.Pinged = max(t.Slip.Pinged, pings)
	return t.arrived(ctx, &t.did.Pinged)
}

// tell adds a line below the card. It alerts nobody and the card says the same, so it is
// noted as given before it is: twice would be worse than not at all.
func (t *turn) tell(ctx context.Context) bool {
	before := t.Slip.Told
	t.Slip.Told = t.Order.Tells
	teller, able := t.notifier.(Teller)
	line := threadText(t.incident, t.Reader(t.incident, t.Order.Place), t.now)
	if !t.sign(ctx) || !able || line == "" {
		return true
	}
	call, cancel := context.WithTimeout(ctx, t.Patience)
	defer cancel()
	err := teller.Tell(call, t.Order.Place, t.Slip.Receipt, Ping{ID: t.ID, Text: line})
	switch {
	case err == nil:
		t.note("sent", &t.did.Told)
	case errors.Is(err, ErrUncertain):
		t.note("uncertain", &t.did.Uncertain)
		t.fault(err)
	default:
		t.Slip.Told = before
		t.defeat(ctx, err)
		return false
	}
	return true
}

// edit has the card show the newest state. It may be repeated, so it needs no note.
func (t *turn) edit(ctx context.Context) bool {
	call, cancel := context.WithTimeout(ctx, t.Patience)
	defer cancel()
	err := t.notifier.Edit(call, t.Slip.Receipt, t.card)
	switch {
	case errors.Is(err, ErrGone) && !t.anew():
		t.Slip.Shown = len(t.incident.Actions)
		t.note("failed", &t.did.Frozen)
		return t.done(ctx)
	case errors.Is(err, ErrGone):
		t.Slip.Receipt, t.Slip.Sending, t.Slip.AnewAt = Receipt{}, "", t.now
		t.unsure = false
		return false
	case err != nil:
		t.defeat(ctx, err)
		return false
	}
	t.Slip.Shown = len(t.incident.Actions)
	t.note("sent", &t.did.Edited)
	if t.Slip.Pinged < t.Order.Pings {
		return true // saved with the announcement of the ping
	}
	return t.done(ctx)
}

// anew reports whether a card that cannot be edited is to be posted once more. Each
// post rings, and where edits are refused for good every change would be one: so
// it is with an alert, which rings anyway, or where it has not been for long.
func (t *turn) anew() bool {
	return t.Slip.Pinged < t.Order.Pings || !t.now.Before(t.Slip.AnewAt.Add(anewWithin))
}

// announce saves that a message is about to be sent, and answers its key; ""
// where it could not be saved, and nothing may be sent. Others leave the slip
// alone until the message must have its outcome.
func (t *turn) announce(ctx context.Context, kind string) string {
	key := messageKey(kind, t.Delivery)
	if t.unsure {
		if _, pings := readKey(t.Slip.Sending); kind == cardMessage || pings == t.Order.Pings {
			key = t.Slip.Sending // the same message, so that a medium may leave it out
		} else {
			t.unsure = false // a newer alert takes the place of the lost one
		}
	}
	t.Slip.Sending, t.Slip.NextTry = key, t.now.Add(3*t.Patience)
	if !t.sign(ctx) {
		return ""
	}
	return key
}

// arrived closes the note of a message that was taken.
func (t *turn) arrived(ctx context.Context, count *int) bool {
	counts := []*int{count}
	outcome := "sent"
	if t.unsure {
		outcome, counts = "repeated", append(counts, &t.did.Repeated)
		t.Slip.Repeats++
	}
	if t.Order.Place.Kind == Fallback {
		counts = append(counts, &t.did.Fallback)
	}
	t.note(outcome, counts...)
	t.unsure = false
	return t.done(ctx)
}

// done saves that nothing is under way any more.
func (t *turn) done(ctx context.Context) bool {
	t.Slip.Sending, t.Slip.Tries, t.Slip.NextTry, t.Slip.Fault = "", 0, time.Time{}, ""
	return t.sign(ctx)
}

// undone saves that a message has no good outcome. Where it may have arrived, or
// an earlier copy may, its key stays on the slip.
func (t *turn) undone(ctx context.Context, err error) bool {
	if errors.Is(err, ErrUncertain) {
		t.note("uncertain", &t.did.Uncertain)
		t.fault(err)
		t.Slip.Tries = (t.Slip.Tries + few - 1) / few * few // looks are counted from here
		t.postpone(ctx, err)
		return false
	}
	if !t.unsure {
		t.Slip.Sending = ""
	}
	t.defeat(ctx, err)
	return false
}

// defeat saves a failure, and when to try again.
func (t *turn) defeat(ctx context.Context, err error) {
	t.failed(err)
	t.postpone(ctx, err)
}

func (t *turn) postpone(ctx context.Context, err error) {
	t.Slip.Tries++
	t.Slip.Fault = clip(err.Error(), 300)
	t.Slip.NextTry = t.now.Add(pause(t.Slip.Tries, t.incident.Severity, t.Order.Place.String()))
	var retry *RetryError
	if errors.As(err, &retry) && retry.At.After(t.now) {
		t.Slip.NextTry = retry.At
	}
	t.sign(ctx)
}

// sign saves the slip, also while the daemon stops: an outcome that is not saved
// must be found out again.
func (t *turn) sign(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), signWithin)
	defer cancel()
	if err := t.Ledger.Sign(ctx, t.ID, t.Order.Place, t.Slip); err != nil {
		t.broke(err)
		return false
	}
	return true
}
