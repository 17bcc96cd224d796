// Package child is the middle rung of the ladder: a private redis-server, or
// valkey-server, that lives and dies with the daemon. It listens on a unix socket
// in the data folder and on no port, and keeps an append-only file that is synced
// before a write is answered.
//
// # Never two on one file
//
// The server inherits a lock on its folder. The lock is the kernel's and is free
// only when every process that was given it has ended, whoever started it. So a
// server that outlived a killed daemon is found for certain: the next daemon asks
// it to end, insists if need be, and starts its own only when the lock is free. On
// Linux the kernel asks it already when the daemon dies.
package child
