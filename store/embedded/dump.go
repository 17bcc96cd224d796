package embedded

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/alicebob/miniredis/v2"
)

// A dump is one key as it was at a moment. It shares its strings with the engine,
// but nothing that the engine changes.
type dump struct {
	key  string
	verb string
	// args follow verb and key, in units of so many.
	args []string
	unit int
	// entries and last are a stream's.
	entries []miniredis.StreamEntry
	last    string
	// deadline is when the key expires, 0 if it does not.
	deadline int64
}

// dump copies every key.
func (e *engine) dump() ([]dump, error) {
	db := e.redis.DB(0)
	keys := db.Keys()
	dumps := make([]dump, 0, len(keys))
	for _, key := range keys {
		d := dump{key: key, unit: 1, deadline: e.deadline(key)}
		err := e.fill(db, &d)
		if err != nil {
			return nil, fmt.Errorf("read %q: %w", key, err)
		}
		dumps = append(dumps, d)
	}
	return dumps, nil
}

func (e *engine) fill(db *miniredis.RedisDB, d *dump) error {
	switch kind := db.Type(d.key); kind {
	case "string":
		text, err := db.Get(d.key)
		d.verb, d.args = "SET", []string{text}
		return err
	case "hash":
		fields, err := db.HKeys(d.key)
		d.verb, d.unit = "HSET", 2
		for _, field := range fields {
			d.args = append(d.args, field, db.HGet(d.key, field))
		}
		return err
	case "set":
		members, err := db.Members(d.key)
		d.verb, d.args = "SADD", members
		return err
	case "zset":
		scores, err := db.SortedSet(d.key)
		d.verb, d.unit = "ZADD", 2
		for member, score := range scores {
			d.args = append(d.args, strconv.FormatFloat(score, 'g', -1, 64), member)
		}
		return err
	case "list":
		elements, err := db.List(d.key)
		d.verb, d.args = "RPUSH", slices.Clone(elements)
		return err
	case "stream":
		entries, err := db.Stream(d.key)
		if err != nil {
			return err
		}
		d.entries = slices.Clone(entries)
		last, err := e.lastID(d.key)
		d.last = last.String()
		return err
	default:
		return fmt.Errorf("it is a %s, and those are not kept", kind)
	}
}

// Commands of a snapshot are cut at these sizes, so that no record is large.
const (
	chunkArgs  = 1024
	chunkBytes = 64 << 10
)

// commands tells keep every command that makes the key what it was.
func (d dump) commands(keep func(args []string) error) error {
	if d.verb == "" {
		if err := d.stream(keep); err != nil {
			return err
		}
	}
	for rest := d.args; len(rest) > 0; {
		n, size := 0, 0
		for n < len(rest) && n < chunkArgs && (n == 0 || size < chunkBytes) {
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
	if d.deadline != 0 {
		return keep([]string{"PEXPIREAT", d.key, strconv.FormatInt(d.deadline, 10)})
	}
	return nil
}

// stream also brings back the last id of a stream whose last entry is gone.
func (d dump) stream(keep func(args []string) error) error {
	for _, entry := range d.entries {
		if err := keep(append([]string{"XADD", d.key, entry.ID}, entry.Values...)); err != nil {
			return err
		}
	}
	if n := len(d.entries); n > 0 && d.entries[n-1].ID == d.last {
		return nil
	}
	if err := keep([]string{"XADD", d.key, d.last, "gone", ""}); err != nil {
		return err
	}
	return keep([]string{"XDEL", d.key, d.last})
}
