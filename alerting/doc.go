// Package alerting is an incident's life: who is rung when, who may act, and
// what was decided. An Incident is a replay of its Actions; the Desk is the only
// one who adds to them. Every step is saved, with its timer and the orders for
// the cards it makes necessary, before anything is said to anybody.
//
// The package decides; it does no input or output of its own. What it needs it
// asks of a Ledger, an Archive and of Notifiers.
package alerting
