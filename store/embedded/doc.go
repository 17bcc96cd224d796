// Package embedded is the lowest rung of the ladder: a store inside of the daemon
// for machines that have no redis-server. It speaks the protocol of Redis on a
// unix socket, so everybody uses it as they use a Redis, but it knows only those
// commands that package store sends. Any other is refused by name.
//
// # What survives
//
// Everything is in memory, and in one file: the journal. A change is in the
// journal, with one write(2), before it is made in memory and before it is
// answered. So the end of the process, however it comes, loses nothing that was
// answered. The journal is synced to disk every second, so a power cut takes about
// the last second with it. A change that cannot be written, as on a full disk, is
// refused, and nothing of it is done; reads go on.
//
// A journal whose end is torn, as a power cut may leave it, is cut back to its
// last whole record. Damage in a part that had safely reached the disk is refused:
// then it is the disk, or another program, and a person must look.
//
// # Why commands can be replayed
//
// What a command does follows from the commands before it alone: the engine has no
// clock and takes no chances. Entries of streams have ids that the client gives,
// and a key whose time has come is deleted by a command of its own in the journal.
package embedded
