package embedded

// A hash is named fields.
type hash map[string]string

func newHash() hash { return hash{} }

func (e *engine) hset(args []string, out []byte) ([]byte, error) {
	if len(args)%2 != 0 {
		return out, errArguments("hset")
	}
	h, it, err := open(e, args[1], newHash)
	if err != nil {
		return out, err
	}
	fresh := int64(0)
	for rest := args[2:]; len(rest) > 0; rest = rest[2:] {
		field, value := rest[0], rest[1]
		before, there := h[field]
		if !there {
			fresh++
			e.grow(it, memberBytes+len(field))
		}
		e.grow(it, len(value)-len(before))
		h[field] = value
	}
	return appendInt(out, fresh), nil
}

func (e *engine) hget(args []string, out []byte) ([]byte, error) {
	h, _, err := find[hash](e, args[1])
	if err != nil {
		return out, err
	}
	value, there := h[args[2]]
	if !there {
		return appendNil(out), nil
	}
	return appendBulk(out, value), nil
}

func (e *engine) hmget(args []string, out []byte) ([]byte, error) {
	h, _, err := find[hash](e, args[1])
	if err != nil {
		return out, err
	}
	out = appendArray(out, len(args)-2)
	for _, field := range args[2:] {
		if value, there := h[field]; there {
			out = appendBulk(out, value)
		} else {
			out = appendNil(out)
		}
	}
	return out, nil
}

func (e *engine) hgetall(args []string, out []byte) ([]byte, error) {
	h, _, err := find[hash](e, args[1])
	if err != nil {
		return out, err
	}
	out = appendArray(out, 2*len(h))
	for field, value := range h {
		out = appendBulk(appendBulk(out, field), value)
	}
	return out, nil
}

func (e *engine) hdel(args []string, out []byte) ([]byte, error) {
	h, it, err := find[hash](e, args[1])
	if err != nil {
		return out, err
	}
	gone := int64(0)
	for _, field := range args[2:] {
		value, there := h[field]
		if !there {
			continue
		}
		gone++
		e.grow(it, -memberBytes-len(field)-len(value))
		delete(h, field)
	}
	if it != nil && len(h) == 0 {
		e.drop(args[1])
	}
	return appendInt(out, gone), nil
}
