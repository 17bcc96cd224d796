// Package digest tells a week for the roadmap: what was heard, how quick people
// were, what was a false alarm, and what nobody listens to yet.
//
// A Tally takes the mentions of a week and of the one before, one by one; Build
// adds incidents and sources to a Report. A Report is plain figures: Text and
// Markdown write them for people, and its JSON form is the same figures again.
// The package knows nothing of where a digest is shown.
package digest
