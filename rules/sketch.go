package rules

import (
	"math"
	"slices"
)

// sketchSize is how many voices of an hour are kept one by one. Up to it the
// count is exact; beyond, it is estimated within about 6 %.
const sketchSize = 256

// A sketch counts the distinct voices of an hour in bounded memory. It keeps
// the smallest hashes: evenly spread, the 256th smallest tells how many there
// are. Neither order nor repetition changes it.
type sketch struct {
	smallest []uint64 // sorted
	// angry are those of them that were heard to be negative, nil where none was.
	angry *sketch
}

// add reports whether the voice changed the sketch.
func (k *sketch) add(voice uint64) bool {
	full := len(k.smallest) == sketchSize
	if full && voice >= k.smallest[sketchSize-1] {
		return false
	}
	i, known := slices.BinarySearch(k.smallest, voice)
	if known {
		return false
	}
	if full {
		k.smallest = k.smallest[:sketchSize-1]
	}
	k.smallest = slices.Insert(k.smallest, i, voice)
	return true
}

// voices is how many distinct voices were added.
func (k *sketch) voices() float64 {
	if k == nil {
		return 0
	}
	if len(k.smallest) < sketchSize {
		return float64(len(k.smallest))
	}
	share := float64(k.smallest[sketchSize-1]) / math.MaxUint64
	return (sketchSize - 1) / share
}
