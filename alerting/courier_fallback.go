package alerting

import (
	"context"
	"slices"
	"unicode/utf8"
)

// fallBack decides about one delivery of the second way out, after the first has
// had its try: it goes out if the first way has not reached anybody for too long,
// and never once it has.
func (r *round) fallBack(ctx context.Context, d Delivery) bool {
	all, err := r.Ledger.Deliveries(ctx, d.ID)
	if err != nil {
		r.broke(err)
		return false
	}
	fresh, same := unchanged(d, all)
	if !same {
		return true
	}
	i := r.incidents[d.ID]
	reached, shown := firstWay(i, all)
	since := fresh.Order.Since
	if last := len(i.Alerts) - 1; shown && last >= 0 && i.Alerts[last].At.After(since) {
		since = i.Alerts[last].At
	}
	alert := fresh.Slip.Pinged < fresh.Order.Pings
	t := &turn{round: r, Delivery: fresh, notifier: r.Notifiers[Fallback], incident: i}
	switch {
	case t.notifier == nil, alert && reached, !alert && fresh.Slip.Receipt == Receipt{}:
		return t.waive(ctx)
	case alert && r.now.Before(since.Add(r.FallbackAfter)):
		return true
	}
	card, text := r.card(i, fresh.Order.Place)
	t.card, t.text = secondWay(card, i, r.Reader(i, fresh.Order.Place)), secondLine(text)
	return t.take(ctx)
}

// firstWay reports whether the latest alert has reached somebody by the first way,
// and whether any place of it ever showed the incident. A channel is no person:
// where people are to be rung, a post in it wakes nobody at night.
func firstWay(i Incident, all []Delivery) (bool, bool) {
	reached, shown := false, false
	ringing := slices.ContainsFunc(all, func(d Delivery) bool { return d.Order.Place.Kind == Person })
	for _, d := range all {
		there := d.Slip.Shown > 0 || d.Slip.Receipt != Receipt{}
		if d.Order.Place.Kind == Fallback || !there {
			continue
		}
		shown = true
		called := d.Order.Place.Kind == Person || !ringing
		reached = reached || called && d.Slip.Pinged >= d.Order.Pings && i.concerned(d.Order)
	}
	return reached, shown
}

// concerned reports whether the latest alert is for a place: for channels always,
// for people if they are called, or were first told after it.
func (i Incident) concerned(o Order) bool {
	if len(i.Alerts) == 0 || o.Place.Kind == Channel {
		return true
	}
	last := i.Alerts[len(i.Alerts)-1]
	return slices.Contains(last.Who, o.Place.Responder) || !o.Since.Before(last.At)
}

// waive signs for what need not go out the second way. What did go out is still
// kept up to date.
func (t *turn) waive(ctx context.Context) bool {
	before := t.Slip
	t.Slip.Sending, t.Slip.Pinged = "", max(t.Slip.Pinged, t.Order.Pings)
	if t.Slip.Receipt != (Receipt{}) && t.notifier != nil {
		card, _ := t.round.card(t.incident, t.Order.Place)
		t.card = secondWay(card, t.incident, t.Reader(t.incident, t.Order.Place))
		if t.Slip.Shown < t.Order.Want {
			return t.edit(ctx)
		}
		return t.done(ctx)
	}
	t.Slip.Shown = max(t.Slip.Shown, t.Order.Want)
	if before.Pinged < t.Slip.Pinged {
		t.note("", &t.did.Waived)
	}
	return t.done(ctx)
}

// secondLine says why a line comes the second way.
func secondLine(line string) string {
	const why = " · Slack is out of reach"
	return clip(line, pushRunes-utf8.RuneCountInString(why)) + why
}

// secondWay is a card for whoever is reached where there is nothing to press.
func secondWay(card Card, i Incident, r Reader) Card {
	card.Push, card.Buttons = secondLine(card.Push), nil
	card.Lines = slices.Insert(slices.Clone(card.Lines), 0, Line{Label: "NOTE", Text: "Slack could not be reached, so this comes the second way."})
	if able := listed(r.Able, 5, "or"); i.State == Open && able != "" {
		card.Lines[len(card.Lines)-1].Text = "Reach " + able + ": any one of them may decide."
	}
	return card
}
