package embedded

import (
	"slices"
	"strconv"
)

// A list is elements in order.
type list struct{ elements []string }

func newList() *list { return &list{} }

func (e *engine) rpush(args []string, out []byte) ([]byte, error) {
	l, it, err := open(e, args[1], newList)
	if err != nil {
		return out, err
	}
	for _, element := range args[2:] {
		e.grow(it, memberBytes+len(element))
	}
	l.elements = append(l.elements, args[2:]...)
	return appendInt(out, int64(len(l.elements))), nil
}

func (e *engine) lpush(args []string, out []byte) ([]byte, error) {
	l, it, err := open(e, args[1], newList)
	if err != nil {
		return out, err
	}
	first := slices.Clone(args[2:])
	slices.Reverse(first)
	for _, element := range first {
		e.grow(it, memberBytes+len(element))
	}
	l.elements = slices.Insert(l.elements, 0, first...)
	return appendInt(out, int64(len(l.elements))), nil
}

func (e *engine) llen(args []string, out []byte) ([]byte, error) {
	l, it, err := find[*list](e, args[1])
	if err != nil || it == nil {
		return appendInt(out, 0), err
	}
	return appendInt(out, int64(len(l.elements))), nil
}

func (e *engine) lrange(args []string, out []byte) ([]byte, error) {
	l, from, to, err := e.stretch(args)
	if err != nil || l == nil {
		return appendArray(out, 0), err
	}
	out = appendArray(out, to-from)
	for _, element := range l.elements[from:to] {
		out = appendBulk(out, element)
	}
	return out, nil
}

func (e *engine) lset(args []string, out []byte) ([]byte, error) {
	l, it, err := find[*list](e, args[1])
	if err != nil {
		return out, err
	}
	if it == nil {
		return out, errNoKey
	}
	at, err := strconv.Atoi(args[2])
	if err != nil {
		return out, errNoInt
	}
	if at < 0 {
		at += len(l.elements)
	}
	if at < 0 || at >= len(l.elements) {
		return out, errNoIndex
	}
	e.grow(it, len(args[3])-len(l.elements[at]))
	l.elements[at] = args[3]
	return appendSimple(out, "OK"), nil
}

func (e *engine) ltrim(args []string, out []byte) ([]byte, error) {
	l, from, to, err := e.stretch(args)
	if err != nil || l == nil {
		return appendSimple(out, "OK"), err
	}
	it := e.items[args[1]]
	for _, gone := range [][]string{l.elements[:from], l.elements[to:]} {
		for _, element := range gone {
			e.grow(it, -memberBytes-len(element))
		}
	}
	// A new array: the old one would hold on to what was cut off.
	l.elements = slices.Clone(l.elements[from:to])
	if len(l.elements) == 0 {
		e.drop(args[1])
	}
	return appendSimple(out, "OK"), nil
}

// stretch answers a list and which of its elements two indices mean, where -1 is
// the last one; nil if there is no such list.
func (e *engine) stretch(args []string) (*list, int, int, error) { //nolint:revive // a list and two indices are one answer
	from, err := strconv.Atoi(args[2])
	if err != nil {
		return nil, 0, 0, errNoInt
	}
	to, err := strconv.Atoi(args[3])
	if err != nil {
		return nil, 0, 0, errNoInt
	}
	l, it, err := find[*list](e, args[1])
	if err != nil || it == nil {
		return nil, 0, 0, err
	}
	n := len(l.elements)
	if from < 0 {
		from = max(from+n, 0)
	}
	if to < 0 {
		to += n
	}
	from, to = min(from, n), min(to, n-1)+1
	return l, from, max(from, to), nil
}
