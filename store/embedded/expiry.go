package embedded

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// latestDeadline is the year 2262, as far as the engine's durations reach.
const latestDeadline = math.MaxInt64 / int64(time.Millisecond)

// absolute turns every way to say when a key expires into milliseconds since the
// epoch: the same at every replay.
func absolute(name string, args []string, now int64) ([]string, error) {
	switch name {
	case "EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT":
		if len(args) < 3 {
			return args, nil
		}
		at, err := deadlineOf(unitOf(name), args[2], now)
		if err != nil {
			return nil, err
		}
		if at <= now {
			at = 0 // The engine deletes it at once.
		}
		return append([]string{"PEXPIREAT", args[1], strconv.FormatInt(at, 10)}, args[3:]...), nil
	case "SETEX", "PSETEX":
		if len(args) != 4 {
			return args, nil
		}
		at, err := positive(unitOf(name), args[2], name, now)
		return []string{"SET", args[1], args[3], "PXAT", at}, err
	case "SET":
		return absoluteOption(args, 3, now)
	case "GETEX":
		return absoluteOption(args, 2, now)
	}
	return args, nil
}

// absoluteOption rewrites EX, PX, EXAT and PXAT among the options of a command.
func absoluteOption(args []string, from int, now int64) ([]string, error) {
	for i := from; i+1 < len(args); i++ {
		switch option := upper(args[i]); option {
		case "EX", "PX", "EXAT", "PXAT":
			at, err := positive(option, args[i+1], args[0], now)
			if err != nil {
				return nil, err
			}
			out := append([]string(nil), args...)
			out[i], out[i+1] = "PXAT", at
			return out, nil
		}
	}
	return args, nil
}

// unitOf names the option that means the same as a command.
func unitOf(name string) string {
	switch name {
	case "PEXPIRE", "PSETEX":
		return "PX"
	case "EXPIREAT":
		return "EXAT"
	case "PEXPIREAT":
		return "PXAT"
	}
	return "EX"
}

// positive is a deadline where zero and less are refused.
func positive(unit, text, command string, now int64) (string, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n <= 0 {
		return "", errExpireTime(command)
	}
	at, err := deadlineOf(unit, text, now)
	if err == errExpireRange {
		err = errExpireTime(command)
	}
	return strconv.FormatInt(at, 10), err
}

const errExpireRange = replyError("ERR invalid expire time")

func errExpireTime(command string) error {
	return replyError("ERR invalid expire time in '" + strings.ToLower(command) + "' command")
}

// deadlineOf is the moment that a number means, in milliseconds since the epoch.
func deadlineOf(unit, text string, now int64) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, errNoInt
	}
	if unit == "EX" || unit == "EXAT" {
		if n > latestDeadline/1000 || n < -latestDeadline/1000 {
			return 0, errExpireRange
		}
		n *= 1000
	}
	if n > latestDeadline || n < -latestDeadline {
		return 0, errExpireRange
	}
	if unit == "EX" || unit == "PX" {
		n += now
	}
	if n > latestDeadline {
		return 0, errExpireRange
	}
	return n, nil
}
