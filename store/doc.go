// Package store keeps what the daemon heard and did, in Redis or in something
// that speaks like it. It decides nothing: it implements what the core asks for
// (collectors.Sink, alerting.Ledger and Archive) and a few logs and marks beside them.
//
// # Which store
//
// Open takes the first rung of a ladder that is there: the Redis of redis.url;
// a private redis-server or valkey-server child; an embedded store on disk. All
// three are used through the same commands, those that Redis 7.0 and the
// embedded store share, so there is one code path. Rung tells which one it is
// and what would be lost if the machine stopped now.
//
// # How it stays right
//
// Whatever must change together is changed by one WATCH and MULTI. A connection
// that breaks while a transaction is executed leaves its outcome unknown; the
// step is then run anew and first looks whether its earlier run took effect: a
// block of mentions carries a token, an action its key. So no answer of this
// package is a guess, and a repeat of any write changes nothing.
//
// No key expires by the clock but those of Once: a demonstration plays another
// month, and its past must not be thrown away by the present. Old mentions go
// when Sweep is told what time it is.
package store
