// Package replay reads counts that were made elsewhere, and says row by row what the
// detector of package rules/surge says of them: the same arithmetic as the daemon's, on
// a table anybody can export. It reads and writes as it goes, keeps a state of a fixed
// size for each series, and never looks ahead.
package replay
