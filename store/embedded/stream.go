package embedded

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

const (
	errIDSmall  = replyError("ERR The ID specified in XADD is equal or smaller than the target stream top item")
	errIDZero   = replyError("ERR The ID specified in XADD must be greater than 0-0")
	errIDForm   = replyError("ERR Invalid stream ID specified as stream command argument")
	errXADDArgs = replyError("ERR wrong number of arguments for 'xadd' command")
	errSyntax   = replyError("ERR syntax error")
	errNoInt    = replyError("ERR value is not an integer or out of range")
)

// A replyError is what a client is answered instead of its command being executed.
type replyError string

func (e replyError) Error() string { return string(e) }

// A streamID is the name of a stream's entry; they rise.
type streamID struct{ ms, seq uint64 }

func (id streamID) String() string {
	return strconv.FormatUint(id.ms, 10) + "-" + strconv.FormatUint(id.seq, 10)
}

func (id streamID) compare(other streamID) int {
	return cmp.Or(cmp.Compare(id.ms, other.ms), cmp.Compare(id.seq, other.seq))
}

// next is the smallest id above this one.
func (id streamID) next() (streamID, error) {
	switch {
	case id.seq < math.MaxUint64:
		return streamID{id.ms, id.seq + 1}, nil
	case id.ms < math.MaxUint64:
		return streamID{id.ms + 1, 0}, nil
	}
	return id, errIDSmall
}

// parseID reads "12-3" or "12", which is 12-0.
func parseID(text string) (streamID, error) {
	ms, seq, both := strings.Cut(text, "-")
	var id streamID
	var err, seqErr error
	id.ms, err = strconv.ParseUint(ms, 10, 64)
	if both {
		id.seq, seqErr = strconv.ParseUint(seq, 10, 64)
	}
	if err != nil || seqErr != nil {
		return streamID{}, errIDForm
	}
	return id, nil
}

// lastID is the id that a stream gave last, zero if there is no such stream.
func (e *engine) lastID(key string) (streamID, error) {
	reply, err := e.run(e.self, []string{"XINFO", "STREAM", key})
	if err != nil {
		return streamID{}, err
	}
	if bytes.HasPrefix(reply, []byte("-WRONGTYPE")) {
		return streamID{}, replyError(bytes.TrimSpace(reply[1:]))
	}
	if reply[0] == '-' {
		return streamID{}, nil
	}
	fields := bytes.Split(bytes.TrimSuffix(reply, []byte("\r\n")), []byte("\r\n"))
	name := slices.IndexFunc(fields, func(f []byte) bool { return string(f) == "last-generated-id" })
	if name < 0 || name+2 >= len(fields) {
		return streamID{}, fmt.Errorf("the last id of stream %q is not told", key)
	}
	if len(fields[name+2]) == 0 {
		return streamID{}, nil
	}
	return parseID(string(fields[name+2]))
}

// An entry is an XADD taken apart.
type entry struct {
	key    string
	create bool
	trim   []string
	id     string
	fields []string
}

// parseXADD also leaves out LIMIT, which the engine does not know; it trims exactly.
func parseXADD(args []string) (entry, error) {
	if len(args) < 5 {
		return entry{}, errXADDArgs
	}
	add := entry{key: args[1], create: true}
	rest := args[2:]
	for len(rest) > 0 {
		switch option := upper(rest[0]); option {
		case "NOMKSTREAM":
			add.create, rest = false, rest[1:]
			continue
		case "MAXLEN", "MINID":
			trim, after, err := parseTrim(option, rest[1:])
			if err != nil {
				return entry{}, err
			}
			add.trim, rest = trim, after
			continue
		}
		break
	}
	if len(rest) < 3 || len(rest)%2 == 0 {
		return entry{}, errXADDArgs
	}
	add.id, add.fields = rest[0], rest[1:]
	return add, nil
}

// parseTrim reads what follows MAXLEN or MINID: [=|~] bound [LIMIT n].
func parseTrim(option string, rest []string) ([]string, []string, error) {
	if len(rest) > 0 && (rest[0] == "=" || rest[0] == "~") {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return nil, nil, errSyntax
	}
	if option == "MAXLEN" {
		if n, err := strconv.Atoi(rest[0]); err != nil || n < 0 {
			return nil, nil, errNoInt
		}
	} else if _, err := parseID(rest[0]); err != nil {
		return nil, nil, err
	}
	trim := []string{option, rest[0]}
	rest = rest[1:]
	if len(rest) > 1 && upper(rest[0]) == "LIMIT" {
		rest = rest[2:]
	}
	return trim, rest, nil
}

func (e entry) args() []string {
	args := []string{"XADD", e.key}
	if !e.create {
		args = append(args, "NOMKSTREAM")
	}
	args = append(args, e.trim...)
	return append(append(args, e.id), e.fields...)
}

// resolve answers the id that an entry gets, after the stream's last one.
func resolve(wanted string, last streamID, now int64) (streamID, error) {
	if wanted == "*" {
		if ms := uint64(max(now, 0)); ms > last.ms { //nolint:gosec // not negative
			return streamID{ms: ms}, nil
		}
		return last.next()
	}
	if ms, found := strings.CutSuffix(wanted, "-*"); found {
		id, err := parseID(ms)
		switch {
		case err != nil || strings.Contains(ms, "-"):
			return streamID{}, errIDForm
		case id.ms == last.ms && last.seq < math.MaxUint64:
			return last.next()
		case id.ms <= last.ms:
			return streamID{}, errIDSmall
		}
		return id, nil
	}
	id, err := parseID(wanted)
	switch {
	case err != nil:
		return streamID{}, err
	case id == streamID{}:
		return streamID{}, errIDZero
	case id.compare(last) <= 0:
		return streamID{}, errIDSmall
	}
	return id, nil
}

// isReply answers the reply that an error stands for, if it stands for one.
func isReply(err error) (replyError, bool) {
	var reply replyError
	return reply, errors.As(err, &reply)
}
