package embedded

import "strconv"

// A text is a plain value.
type text string

func (e *engine) get(args []string, out []byte) ([]byte, error) {
	value, it, err := find[text](e, args[1])
	if err != nil || it == nil {
		return appendNil(out), err
	}
	return appendBulk(out, string(value)), nil
}

// A setting is a SET taken apart.
type setting struct {
	onlyNew bool
	// deadline is when the key expires, 0 if it does not.
	deadline int64
}

func parseSet(args []string) (setting, error) {
	var s setting
	for rest := args[3:]; len(rest) > 0; {
		switch option := upper(rest[0]); {
		case option == "NX" && !s.onlyNew:
			s.onlyNew, rest = true, rest[1:]
		case option == "PXAT" && s.deadline == 0 && len(rest) > 1:
			at, err := strconv.ParseInt(rest[1], 10, 64)
			if err != nil {
				return setting{}, errNoInt
			}
			if at <= 0 {
				return setting{}, errExpireTime
			}
			s.deadline, rest = at, rest[2:]
		default:
			return setting{}, errSyntax
		}
	}
	return s, nil
}

func (e *engine) set(args []string, out []byte) ([]byte, error) {
	s, err := parseSet(args)
	if err != nil {
		return out, err
	}
	key, value := args[1], args[2]
	if _, there := e.items[key]; there && s.onlyNew {
		return appendNil(out), nil
	}
	e.drop(key)
	it := &item{value: text(value)}
	e.items[key] = it
	e.grow(it, keyBytes+len(key)+len(value))
	if s.deadline != 0 {
		e.leave(key, s.deadline)
	}
	return appendSimple(out, "OK"), nil
}
