package feed

import (
	"cmp"
	"encoding/binary"
	"strings"

	"tocsin/brand"
	"tocsin/brand/address"
)

// A trace is what is remembered of a post: hashes of what it may be known again
// by, 0 for what it doesn't have, and the name it was given.
type trace struct {
	at                             uint64
	id, title, words, author, date uint32
	as                             brand.Identity
}

const traceSize = 8 + 5*4 + 8

func traceOf(p brand.Post) trace {
	key := address.Key(p.URL)
	title := p.Title
	if title == "" {
		title = p.Text
	}
	t := trace{
		at: uint64(brand.NewIdentity(key)), id: hash(spelled(p.NativeID, p.URL, key)),
		title: hash(title), words: hash(p.Title, p.Text), author: hash(p.Author),
	}
	if !p.Published.IsZero() {
		t.date = max(uint32(p.Published.Unix()), 1) //nolint:gosec // as good as a hash
	}
	return t
}

// spelled is an id in its one spelling: one that is an address may be written with
// and without a trace of the reader.
func spelled(id, url, key string) string {
	if !strings.Contains(id, "://") {
		return id
	}
	if id != url {
		key = address.KeyOfID(id)
	}
	return cmp.Or(key, id)
}

// says reports whether two posts are the same words by the same author.
func (t trace) says(u trace) bool { return t.words == u.words && t.author == u.author }

// follows reports whether a post is another than one that has something in common
// with it, such as their thread's address: another author wrote it, in other words,
// and not at the same moment. A date without a time of day is none.
func (t trace) follows(u trace) bool {
	return t.author != 0 && u.author != 0 && t.author != u.author && t.words != u.words && (t.date != u.date || t.date%wholeDay == 0)
}

const wholeDay = 24 * 60 * 60

// is reports whether two posts of one document are one, listed twice. The same
// words under another id may be another's, unless even the moment is the same.
func (t item) is(u item) bool {
	switch {
	case t.at != u.at:
		return false
	case t.id != 0 && t.id == u.id:
		return relisted(*t.post, *u.post)
	}
	return t.words != 0 && t.says(u.trace) && t.date == u.date && (t.date != 0 || t.id == u.id)
}

// hash is FNV-1a, short, for it tells apart what has much else in common.
func hash(parts ...string) uint32 {
	const basis, prime = 2166136261, 16777619
	h, long := uint32(basis), 0
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * prime
		}
		h *= prime // a zero between the parts
		long += len(p)
	}
	if long == 0 {
		return 0
	}
	return max(h, 1)
}

func (t trace) pack(to []byte) []byte {
	to = binary.BigEndian.AppendUint64(to, t.at)
	for _, n := range []uint32{t.id, t.title, t.words, t.author, t.date} {
		to = binary.BigEndian.AppendUint32(to, n)
	}
	return binary.BigEndian.AppendUint64(to, uint64(t.as))
}

// unpack reads what pack wrote.
func unpackTrace(b []byte) trace {
	return trace{
		at: binary.BigEndian.Uint64(b), id: binary.BigEndian.Uint32(b[8:]), title: binary.BigEndian.Uint32(b[12:]),
		words: binary.BigEndian.Uint32(b[16:]), author: binary.BigEndian.Uint32(b[20:]), date: binary.BigEndian.Uint32(b[24:]),
		as: brand.Identity(binary.BigEndian.Uint64(b[28:])),
	}
}
