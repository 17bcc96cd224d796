package embedded

import (
	"slices"
	"strconv"
)

// A dump is one key as it was at a moment. It shares its texts with the engine, but
// nothing that the engine changes.
type dump struct {
	key  string
	verb string
	// args follow verb and key, in units of so many.
	args []string
	unit int
	// entries are a stream's.
	entries []entry
	// deadline is when a text expires, 0 if it does not.
	deadline int64
}

// dump copies every key.
func (e *engine) dump() []dump {
	dumps := make([]dump, 0, len(e.items))
	for key, it := range e.items {
		d := dump{key: key, unit: 1}
		switch value := it.value.(type) {
		case text:
			d.verb, d.args, d.deadline = "SET", []string{string(value)}, e.deadlines[key]
		case hash:
			d.verb, d.unit = "HSET", 2
			for field, text := range value {
				d.args = append(d.args, field, text)
			}
		case set:
			d.verb = "SADD"
			for member := range value {
				d.args = append(d.args, member)
			}
		case ranking:
			d.verb, d.unit = "ZADD", 2
			for member, score := range value {
				d.args = append(d.args, strconv.FormatFloat(score, 'g', -1, 64), member)
			}
		case *list:
			d.verb, d.args = "RPUSH", slices.Clone(value.elements)
		case *stream:
			d.entries = slices.Clone(value.entries)
		}
		dumps = append(dumps, d)
	}
	return dumps
}

// Commands of a snapshot are cut at these sizes, so that no record is large.
const (
	chunkArgs  = 1024
	chunkBytes = 64 << 10
)

// commands tells keep every command that makes the key what it was.
func (d dump) commands(keep func(args []string) error) error {
	for _, en := range d.entries {
		if err := keep(append([]string{"XADD", d.key, en.id.String()}, en.fields...)); err != nil {
			return err
		}
	}
	if d.deadline != 0 {
		return keep([]string{d.verb, d.key, d.args[0], "PXAT", strconv.FormatInt(d.deadline, 10)})
	}
	for rest := d.args; len(rest) > 0; {
		n, size := 0, 0
		for n < len(rest) && n < chunkArgs && size < chunkBytes {
			for _, arg := range rest[n : n+d.unit] {
				size += len(arg)
			}
			n += d.unit
		}
		if err := keep(append([]string{d.verb, d.key}, rest[:n]...)); err != nil {
			return err
		}
		rest = rest[n:]
	}
	return nil
}
