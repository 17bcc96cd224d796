// Package form writes a brand's queries in the search syntax of each source, as
// the widest query that loses nothing: what comes back is held against the
// brand's own queries once it is here.
//
// What a source cannot be asked is left out of an AND, where it only narrows,
// and named where it is a branch of an OR. A NOT is passed on only where the
// source leaves out no more than the query does. Where a source hears less than
// the query, as no source but a few finds a word inside a hashtag, the form says
// so under Deaf: whoever reads it adds a term, such as #motrinmoms.
//
// Of how a source reads letters its documentation tells little. Capitals are
// taken to tell nothing apart; signs and blanks to part words, and signs, emoji
// among them, to stand in no phrase's way; full-width letters and characters
// without width to be read as the query reads them.
package form
