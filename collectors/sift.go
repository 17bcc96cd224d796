package collectors

import (
	"encoding/json"
	"fmt"
)

// Sift reads the entries of an answer, such as each "hit" of a search. Those that cannot be
// read are left out, and a note counts them. Where not one can be read the answer is not
// what the service gives, and there is no saying what it holds: that is an error, so that
// nothing of it is passed over.
func Sift[E any](service, entry string, all []json.RawMessage, read func(json.RawMessage) (E, bool)) ([]E, []string, error) {
	readable := make([]E, 0, len(all))
	for _, raw := range all {
		if e, ok := read(raw); ok {
			readable = append(readable, e)
		}
	}
	notes, err := Unreadable(service, entry, len(all)-len(readable), len(all))
	return readable, notes, err
}

// Unreadable tells that so many of all entries cannot be read: it is an error if none can.
func Unreadable(service, entry string, odd, all int) ([]string, error) {
	switch {
	case odd <= 0:
		return nil, nil
	case odd < all:
		return []string{fmt.Sprintf("%d of %d %ss cannot be read, and were left out", odd, all, entry)}, nil
	}
	what := fmt.Sprintf("none of its %d %ss can be read", all, entry)
	if all == 1 {
		what = fmt.Sprintf("its one %s cannot be read", entry)
	}
	return nil, fmt.Errorf("%s: the answer is not what it gives: %s, and nothing is passed over; it is asked again later, and a newer Tocsin may know how to read it", service, what)
}
