package feed

import (
	"encoding/binary"
	"hash/fnv"
	"strings"

	"tocsin/brand"
	"tocsin/brand/address"
)

// A trace is what is remembered of a post: hashes of what it may be known again
// by, 0 for what it doesn't have, and the name it was given.
type trace struct {
	at                     uint64
	id, title, words, date uint32
	as                     brand.Identity
}

const traceSize = 8 + 4*4 + 8

func traceOf(p brand.Post) trace {
	id := p.NativeID
	if strings.Contains(id, "://") {
		// An id that is an address may be written with and without a trace of the reader.
		if key := address.Key(id); key != "" {
			id = key
		}
	}
	title := p.Title
	if title == "" {
		title = p.Text
	}
	t := trace{
		at: uint64(brand.NewIdentity(address.Key(p.URL))),
		id: hash(id), title: hash(title),
		words: hash(p.Author, p.Title, p.Text),
	}
	if !p.Published.IsZero() {
		t.date = max(uint32(p.Published.Unix()), 1) //nolint:gosec // as good as a hash
	}
	return t
}

// is reports whether two posts of one document are one, listed twice. The same
// words under another id may be another's, unless even the moment is the same.
func (t item) is(u item) bool {
	switch {
	case t.at != u.at:
		return false
	case t.id != 0 && t.id == u.id:
		return relisted(*t.post, *u.post)
	}
	return t.words != 0 && t.words == u.words && t.date == u.date && (t.date != 0 || t.id == u.id)
}

// hash is short, for it tells apart what has much else in common.
func hash(parts ...string) uint32 {
	if strings.Join(parts, "") == "" {
		return 0
	}
	h := fnv.New32a()
	for _, p := range parts {
		_, _ = h.Write([]byte(p + "\x00"))
	}
	return max(h.Sum32(), 1)
}

func (t trace) pack(to []byte) []byte {
	to = binary.BigEndian.AppendUint64(to, t.at)
	for _, n := range []uint32{t.id, t.title, t.words, t.date} {
		to = binary.BigEndian.AppendUint32(to, n)
	}
	return binary.BigEndian.AppendUint64(to, uint64(t.as))
}

// unpack reads what pack wrote.
func unpackTrace(b []byte) trace {
	return trace{
		at: binary.BigEndian.Uint64(b), id: binary.BigEndian.Uint32(b[8:]), title: binary.BigEndian.Uint32(b[12:]),
		words: binary.BigEndian.Uint32(b[16:]), date: binary.BigEndian.Uint32(b[20:]), as: brand.Identity(binary.BigEndian.Uint64(b[24:])),
	}
}
