package embedded

import "math"

// An engine is the data in memory. It has no clock and no file; the server's lane
// guards it.
type engine struct {
	items map[string]*item
	// bytes is about what the items take.
	bytes int64
	// deadlines are the keys that expire, soonest the earliest of their moments.
	deadlines map[string]int64
	soonest   int64
}

// An item is what stands under a key: a text, hash, set, ranking, *list or *stream.
type item struct {
	value any
	bytes int64
}

// What the bookkeeping of a key, and of one of its members, takes beside the text
// itself. Go's maps were measured; a little much is better than too little.
const (
	keyBytes    = 160
	memberBytes = 64
)

func newEngine() *engine {
	return &engine{items: map[string]*item{}, deadlines: map[string]int64{}, soonest: math.MaxInt64}
}

// find answers what stands under a key, which must be of the kind that is wanted.
func find[T any](e *engine, key string) (T, *item, error) {
	var none T
	it, ok := e.items[key]
	if !ok {
		return none, nil, nil
	}
	value, ok := it.value.(T)
	if !ok {
		return none, nil, errWrongType
	}
	return value, it, nil
}

// open is find where a missing value is made.
func open[T any](e *engine, key string, fresh func() T) (T, *item, error) {
	value, it, err := find[T](e, key)
	if err != nil || it != nil {
		return value, it, err
	}
	value = fresh()
	it = &item{value: value}
	e.items[key] = it
	e.grow(it, keyBytes+len(key))
	return value, it, nil
}

// grow notes that an item takes more memory, or less.
func (e *engine) grow(it *item, bytes int) {
	it.bytes += int64(bytes)
	e.bytes += int64(bytes)
}

// drop takes a key away and reports whether it was there.
func (e *engine) drop(key string) bool {
	it, ok := e.items[key]
	if !ok {
		return false
	}
	e.bytes -= it.bytes
	delete(e.items, key)
	e.stay(key)
	return true
}

// stay makes a key one that does not expire.
func (e *engine) stay(key string) {
	delete(e.deadlines, key)
}

// leave makes a key expire at a moment, in milliseconds since the epoch.
func (e *engine) leave(key string, at int64) {
	e.deadlines[key] = at
	e.soonest = min(e.soonest, at)
}

// expired answers the keys whose time has come.
func (e *engine) expired(now int64) []string {
	if now < e.soonest {
		return nil
	}
	var gone []string
	e.soonest = math.MaxInt64
	for key, at := range e.deadlines {
		if at <= now {
			gone = append(gone, key)
			continue
		}
		e.soonest = min(e.soonest, at)
	}
	return gone
}

func (e *engine) del(args []string, out []byte) ([]byte, error) {
	gone := int64(0)
	for _, key := range args[1:] {
		if e.drop(key) {
			gone++
		}
	}
	return appendInt(out, gone), nil
}

// rename gives what stands under a key another one, in place of what stood there.
func (e *engine) rename(args []string, out []byte) ([]byte, error) {
	from, to := args[1], args[2]
	it, ok := e.items[from]
	if !ok {
		return out, errNoKey
	}
	if from == to {
		return appendSimple(out, "OK"), nil
	}
	at, expires := e.deadlines[from]
	e.drop(to)
	e.stay(from)
	delete(e.items, from)
	e.items[to] = it
	e.grow(it, len(to)-len(from))
	if expires {
		e.leave(to, at)
	}
	return appendSimple(out, "OK"), nil
}
