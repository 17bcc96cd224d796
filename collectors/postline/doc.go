// Package postline reads posts as people and programs write them down: one a line, as JSON
// objects, as rows of a table, or as plain texts. It is the one shape in which posts come
// in from outside, whether they are pushed, lie in a file or stand on standard input, and
// what tocsin itself prints of posts and mentions is of it.
//
// An object, and a row under its header, has these parts, of which text or title is what
// brands are sought in; all others may be missing:
//
//	text, title       what is said
//	id                what its source calls it; the same id is the same post. native_id
//	                  comes before it, as mentions have both
//	url               where a person reads it
//	author            who said it, author_id what stays when the name changes
//	published         when: RFC 3339, or 2026-11-21 15:04:05, which is UTC, or an epoch
//	links             where it points to: a list; in a row, addresses apart by blanks
//	lang, reach       BCP 47; a number of readers
//	source            which source had it, for queries that ask
//
// What else is in it is not looked at.
package postline
