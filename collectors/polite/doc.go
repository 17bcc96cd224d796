// Package polite is how collectors ask a service of the web: under a name of their
// own, seldom, packed, within bounds of time and size, one host at a time, and not
// before the service said it would answer again, in whatever words it says so. What a
// service says and what an address holds is a stranger's: errors show neither tokens
// nor what could command a terminal, and are short.
package polite
