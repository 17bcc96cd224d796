package embedded

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A replyError is what a client is answered instead of what it asked for. Its
// first word is a kind that Redis clients know.
type replyError string

func (e replyError) Error() string { return string(e) }

const (
	errWrongType  = replyError("WRONGTYPE Operation against a key holding the wrong kind of value")
	errSyntax     = replyError("ERR syntax error, or an option that the embedded store does not have")
	errNoInt      = replyError("ERR value is not an integer or out of range")
	errNoKey      = replyError("ERR no such key")
	errNoIndex    = replyError("ERR index out of range")
	errNoFloat    = replyError("ERR value is not a valid float")
	errNoBound    = replyError("ERR min or max is not a float")
	errExpireTime = replyError("ERR invalid expire time in 'set' command")
	errIDForm     = replyError("ERR Invalid stream ID specified as stream command argument")
	errIDSmall    = replyError("ERR The ID specified in XADD is equal or smaller than the target stream top item")
	errIDZero     = replyError("ERR The ID specified in XADD must be greater than 0-0")
	errTooMuch    = replyError("ERR a transaction of more than 64 MiB")
)

func errArguments(name string) error {
	return replyError("ERR wrong number of arguments for '" + name + "' command")
}

func errUnknown(name string) error {
	return replyError(fmt.Sprintf("ERR the embedded store has no command %.40q: for a whole Redis, install redis-server or set redis.url", name))
}

// asReply makes any error one that a client understands.
func asReply(err error) string {
	if known, ok := errors.AsType[replyError](err); ok {
		return string(known)
	}
	return "ERR " + err.Error()
}

func appendError(dst []byte, text string) []byte {
	text = strings.NewReplacer("\r", " ", "\n", " ").Replace(text)
	return append(append(append(dst, '-'), text...), "\r\n"...)
}

func appendSimple(dst []byte, text string) []byte {
	return append(append(append(dst, '+'), text...), "\r\n"...)
}

func appendInt(dst []byte, n int64) []byte {
	return append(strconv.AppendInt(append(dst, ':'), n, 10), "\r\n"...)
}

func appendBulk(dst []byte, text string) []byte {
	dst = append(strconv.AppendInt(append(dst, '$'), int64(len(text)), 10), "\r\n"...)
	return append(append(dst, text...), "\r\n"...)
}

func appendNil(dst []byte) []byte { return append(dst, "$-1\r\n"...) }

// appendNoArray is another nil: where an array is usual.
func appendNoArray(dst []byte) []byte { return append(dst, "*-1\r\n"...) }

func appendArray(dst []byte, length int) []byte {
	return append(strconv.AppendInt(append(dst, '*'), int64(length), 10), "\r\n"...)
}
