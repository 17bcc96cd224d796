// Package slackfake is a small Slack on loopback, for tests and the demo. The
// real client library talks to it; it keeps messages, enforces Slack's limits,
// sends signed clicks and Socket Mode envelopes, and misbehaves on demand in
// the ways Slack does. Its Ledger is the truth about what was accepted, whoever
// heard of it.
//
//	fake := slackfake.New(slackfake.Options{Now: now, SigningSecret: "s3cret"})
//	api, err := fake.Listen(ctx)     // the base address for the client
//	defer fake.Close()
//	…
//	card := fake.Screen("#crisis")[0]
//	fake.Click(ctx, slackfake.In(door.Actions()), slackfake.Click{User: "U01ANA", Message: card, Verb: "claim"})
package slackfake
