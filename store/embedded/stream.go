package embedded

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A stream is entries by rising id.
type stream struct{ entries []entry }

func newStream() *stream { return &stream{} }

// An entry is one line of a stream: names and values by turns.
type entry struct {
	id     streamID
	fields []string
}

// A streamID is the name of a stream's entry.
type streamID struct{ ms, seq uint64 }

func (id streamID) String() string {
	return strconv.FormatUint(id.ms, 10) + "-" + strconv.FormatUint(id.seq, 10)
}

func (id streamID) compare(other streamID) int {
	return cmp.Or(cmp.Compare(id.ms, other.ms), cmp.Compare(id.seq, other.seq))
}

// parseID reads "12-3", or "12" with a given second half.
func parseID(text string, seq uint64) (streamID, error) {
	first, second, both := strings.Cut(text, "-")
	ms, err := strconv.ParseUint(first, 10, 64)
	if err == nil && both {
		seq, err = strconv.ParseUint(second, 10, 64)
	}
	if err != nil {
		return streamID{}, errIDForm
	}
	return streamID{ms, seq}, nil
}

// parseEdge reads the end of a range of ids.
func parseEdge(text string, seq uint64) (streamID, error) {
	switch text {
	case "-":
		return streamID{}, nil
	case "+":
		return streamID{math.MaxUint64, math.MaxUint64}, nil
	}
	return parseID(text, seq)
}

// xadd takes an id that is given: one that the server chose would be another at
// the replay.
func (e *engine) xadd(args []string, out []byte) ([]byte, error) {
	if len(args)%2 == 0 {
		return out, errArguments("xadd")
	}
	id, err := parseID(args[2], 0)
	if err != nil {
		return out, err
	}
	if id == (streamID{}) {
		return out, errIDZero
	}
	s, _, err := find[*stream](e, args[1])
	if err != nil {
		return out, err
	}
	if s != nil && id.compare(s.entries[len(s.entries)-1].id) <= 0 {
		return out, errIDSmall
	}
	s, it, err := open(e, args[1], newStream)
	if err != nil {
		return out, err
	}
	bytes := memberBytes
	for _, field := range args[3:] {
		bytes += memberBytes/4 + len(field)
	}
	e.grow(it, bytes)
	s.entries = append(s.entries, entry{id, slices.Clone(args[3:])})
	return appendBulk(out, id.String()), nil
}

func (e *engine) xrange(args []string, out []byte) ([]byte, error) {
	from, err := parseEdge(args[2], 0)
	if err != nil {
		return out, err
	}
	to, err := parseEdge(args[3], math.MaxUint64)
	if err != nil {
		return out, err
	}
	most, err := parseCount(args[4:])
	if err != nil {
		return out, err
	}
	s, it, err := find[*stream](e, args[1])
	if err != nil || it == nil {
		return appendArray(out, 0), err
	}
	if most == 0 {
		return appendNoArray(out), nil
	}
	first, _ := slices.BinarySearchFunc(s.entries, from, func(en entry, id streamID) int { return en.id.compare(id) })
	found := s.entries[first:]
	found = found[:min(len(found), most)]
	end := slices.IndexFunc(found, func(en entry) bool { return en.id.compare(to) > 0 })
	if end >= 0 {
		found = found[:end]
	}
	out = appendArray(out, len(found))
	for _, en := range found {
		out = appendBulk(appendArray(out, 2), en.id.String())
		out = appendArray(out, len(en.fields))
		for _, field := range en.fields {
			out = appendBulk(out, field)
		}
	}
	return out, nil
}

// parseCount reads COUNT n, which may be left out.
func parseCount(args []string) (int, error) {
	if len(args) == 0 {
		return math.MaxInt, nil
	}
	if len(args) != 2 || upper(args[0]) != "COUNT" {
		return 0, errSyntax
	}
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return 0, errNoInt
	}
	return max(n, 0), nil
}
