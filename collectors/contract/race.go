//go:build race

package contract

// slowdown is by how much less is tried under the race detector, which makes all ten
// times slower; the tests are run without it too.
const slowdown = 4
