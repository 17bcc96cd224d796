package mastodon

import (
	"strconv"
	"time"
)

// An id is a status's at one server: a longer one is newer, and of two that are as long
// the one that sorts behind the other. Mastodon's hold, above their sixteen lowest bits,
// the milliseconds at which the status was written, wherever that was: one that comes
// from another server late has an id among the older ones.
type id string

func (a id) newer(b id) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return a > b
}

const below = 16

// at is the moment an id tells, false of a server that counts otherwise.
func (a id) at() (time.Time, bool) {
	n, err := strconv.ParseUint(string(a), 10, 63)
	t := time.UnixMilli(int64(n >> below)).UTC()
	if err != nil || t.Year() < 2016 || t.Year() >= 2100 {
		return time.Time{}, false
	}
	return t, true
}

// idAt is the id before all that were written from a moment on.
func idAt(t time.Time) id {
	return id(strconv.FormatInt(max(0, t.UnixMilli())<<below, 10))
}

// newest is the newer of two ids.
func newest(a, b id) id {
	if a.newer(b) {
		return a
	}
	return b
}
