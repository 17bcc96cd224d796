package embedded

// A set is members without order.
type set map[string]struct{}

func newSet() set { return set{} }

func (e *engine) sadd(args []string, out []byte) ([]byte, error) {
	s, it, err := open(e, args[1], newSet)
	if err != nil {
		return out, err
	}
	fresh := int64(0)
	for _, member := range args[2:] {
		if _, there := s[member]; there {
			continue
		}
		fresh++
		e.grow(it, memberBytes+len(member))
		s[member] = struct{}{}
	}
	return appendInt(out, fresh), nil
}

func (e *engine) srem(args []string, out []byte) ([]byte, error) {
	s, it, err := find[set](e, args[1])
	if err != nil {
		return out, err
	}
	gone := int64(0)
	for _, member := range args[2:] {
		if _, there := s[member]; !there {
			continue
		}
		gone++
		e.grow(it, -memberBytes-len(member))
		delete(s, member)
	}
	if it != nil && len(s) == 0 {
		e.drop(args[1])
	}
	return appendInt(out, gone), nil
}

func (e *engine) smembers(args []string, out []byte) ([]byte, error) {
	s, _, err := find[set](e, args[1])
	if err != nil {
		return out, err
	}
	out = appendArray(out, len(s))
	for member := range s {
		out = appendBulk(out, member)
	}
	return out, nil
}

func (e *engine) smismember(args []string, out []byte) ([]byte, error) {
	s, _, err := find[set](e, args[1])
	if err != nil {
		return out, err
	}
	out = appendArray(out, len(args)-2)
	for _, member := range args[2:] {
		is := int64(0)
		if _, there := s[member]; there {
			is = 1
		}
		out = appendInt(out, is)
	}
	return out, nil
}
