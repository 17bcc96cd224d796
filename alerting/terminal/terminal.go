// Package terminal shows cards as text, with the commands that act on them: for
// running without Slack.
package terminal

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"tocsin/alerting"
)

// memory is how many cards are kept to tell what an edit changed.
const memory = 256

// A Terminal is a Notifier that prints. Whatever the place, it shows it.
type Terminal struct {
	mu    sync.Mutex
	w     io.Writer
	shell alerting.Shell
	shown map[alerting.Receipt]shown
	order []alerting.Receipt
}

// shown is a card as it was last printed, and the ID of its reader, "" of many.
type shown struct {
	card alerting.Card
	as   string
}

var (
	_ alerting.Notifier = (*Terminal)(nil)
	_ alerting.Teller   = (*Terminal)(nil)
)

// New prints to w, one card at a time, with commands as the shell needs them.
func New(w io.Writer, shell alerting.Shell) *Terminal {
	return &Terminal{w: w, shell: shell, shown: map[alerting.Receipt]shown{}}
}

// Post prints a card under the name of its place.
func (t *Terminal) Post(_ context.Context, place alerting.Place, card alerting.Card, key string) (alerting.Receipt, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := alerting.Receipt{Channel: name(place), Message: key}
	t.remember(at, shown{card, place.Responder})
	if err := t.print(rule(at.Channel) + "\n" + Render(card, place.Responder, t.shell)); err != nil {
		return alerting.Receipt{}, fmt.Errorf("terminal shows %v: %w", card.ID, err)
	}
	return at, nil
}

// Edit prints which lines of a card changed.
func (t *Terminal) Edit(_ context.Context, at alerting.Receipt, card alerting.Card) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	old := t.shown[at]
	t.remember(at, shown{card, old.as})
	if err := t.print(renderEdit(at.Channel, old, card, t.shell)); err != nil {
		return fmt.Errorf("terminal edits %v: %w", card.ID, err)
	}
	return nil
}

// Ping prints a new alert.
func (t *Terminal) Ping(_ context.Context, place alerting.Place, _ alerting.Receipt, ping alerting.Ping, _ string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := ping.Text
	if ping.Repeat {
		text += " (" + repeated + ")"
	}
	head := fmt.Sprintf("ping #%d (%s): ", ping.ID.Number, name(place))
	if err := t.print(wrap(head+tidy(text), 4)); err != nil {
		return fmt.Errorf("terminal pings about %v: %w", ping.ID, err)
	}
	return nil
}

// Tell prints a line about a card.
func (t *Terminal) Tell(_ context.Context, place alerting.Place, _ alerting.Receipt, line alerting.Ping) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.print(wrap(fmt.Sprintf("#%d (%s): ", line.ID.Number, name(place))+tidy(line.Text), 4)); err != nil {
		return fmt.Errorf("terminal tells of %v: %w", line.ID, err)
	}
	return nil
}

func (t *Terminal) print(text string) error {
	_, err := io.WriteString(t.w, strings.TrimRight(text, "\n")+"\n\n")
	return err
}

func (t *Terminal) remember(at alerting.Receipt, now shown) {
	if _, known := t.shown[at]; !known {
		t.order = append(t.order, at)
	}
	t.shown[at] = now
	if len(t.order) > memory {
		delete(t.shown, t.order[0])
		t.order = t.order[1:]
	}
}

func name(place alerting.Place) string {
	if place.Responder != "" {
		return tidy(place.Responder)
	}
	return tidy(place.Address)
}
