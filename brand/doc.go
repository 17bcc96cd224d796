// Package brand holds the nouns of listening: a Brand is what is listened for,
// a Post is what a source published, a Mention is a post that concerns a brand,
// and a Voice is its author, counted once however often they speak.
//
// The package is plain data and pure functions. It does not know where posts
// come from, where mentions go, or what time it is.
package brand
