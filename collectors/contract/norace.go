//go:build !race

package contract

// slowdown is by how much less is tried: nothing.
const slowdown = 1
