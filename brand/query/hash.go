package query

import (
	"encoding/binary"
	"math/bits"
)

// A kind is what a hash in the index stands for, so that one table serves all.
type kind uint8

const (
	wholeWord kind = iota + 1 // its seed must fit a uint64: see wordSeed
	wordStart
	wholeTag
	tagStart
	wholeHandle
	handleStart
	insideTag
	symbol
)

const (
	seed     = 0x9e3779b97f4a7c15
	wordSeed = uint64(wholeWord) * seed
)

// padding is how many bytes must be readable after what is hashed.
const padding = 8

// hashOf hashes the first n bytes of b, eight at a time. Within b there must be
// padding bytes to read after them.
func hashOf(k kind, b []byte, n int) uint64 {
	h := uint64(k) * seed
	for ; n > 8; n -= 8 {
		h = mix(h ^ binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	return mix(h ^ binary.LittleEndian.Uint64(b)&(^uint64(0)>>((64-8*n)&63)))
}

// hashShort is hashOf at most eight bytes.
func hashShort(k kind, b []byte, n int) uint64 {
	return mix(uint64(k)*seed ^ binary.LittleEndian.Uint64(b)&(^uint64(0)>>((64-8*n)&63)))
}

// hashWord is hashOf a whole word of at most eight bytes, which x begins with.
func hashWord(x uint64, n int) uint64 {
	return mix(wordSeed ^ x&(^uint64(0)>>((64-8*n)&63)))
}

func mix(h uint64) uint64 {
	h *= 0xff51afd7ed558ccd
	return h ^ h>>32
}

// hashString is hashOf for what is not padded, as a pattern at Compile.
func hashString(k kind, s string) uint64 {
	return hashOf(k, append([]byte(s), make([]byte, padding)...), len(s))
}

// starts are how many first bytes of a start may be hashed: as many as it has.
const (
	shortStart = 2
	midStart   = 4
	longStart  = 6
)

// startLength is how many bytes of a start of n are hashed, and the place of
// that length among the three.
func startLength(n int) (int, int) {
	switch {
	case n >= longStart:
		return longStart, 2
	case n >= midStart:
		return midStart, 1
	default:
		return shortStart, 0
	}
}

// wordRun is how many of the eight bytes of x, from the first on, are ASCII
// letters and digits in lower case.
func wordRun(x uint64) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	// The high bit of each byte is set where it is at least the first of the range
	// and not where it is after the last; bytes beyond ASCII are masked out.
	low := x &^ high
	letters := (low + ones*(0x80-'a')) &^ (low + ones*(0x7f-'z'))
	digits := (low + ones*(0x80-'0')) &^ (low + ones*(0x7f-'9'))
	return bits.TrailingZeros64(^((letters|digits)&^x)&high) / 8
}
