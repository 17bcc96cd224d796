// Package slack is Tocsin's mouth and ear in Slack, and the only user of the
// slack-go library. A Notifier shows cards, edits them and finds them again; a
// Door takes what people press, through signed HTTP or Socket Mode, and hands
// it to the desk before Slack hears that all is well.
//
// It decides nothing and repeats nothing by itself: whether a message may have
// arrived is said by the class of the error, and whoever keeps the outbox acts
// on it. Slack knows no idempotency key, so each message carries its own key in
// its metadata, where Find looks for it.
package slack
