// Package config reads the one file that says what to listen for and who may
// act. It fills the core's own types, holds the file against itself, and says
// where each fault stands and how to mend it: all faults at once, each with line
// and column.
//
// A secret has no place in the file. The file names environment variables at
// most; this package never reads one, and never repeats what looks like a token.
package config
