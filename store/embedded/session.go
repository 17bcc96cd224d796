package embedded

import (
	"bufio"
	"errors"
	"net"
)

// A session is one client's connection.
type session struct {
	lane  *lane
	known map[string]command

	// queue is what a transaction has collected, nil where none is open.
	queue  []call
	queued int
	// refused is set where a command of the transaction could not be queued.
	refused bool
	open    bool

	// watched and stale are guarded by the lane.
	watched []string
	stale   bool
}

// serve answers commands until the line ends.
func (s *session) serve(line net.Conn) {
	defer s.forget()
	in, out := bufio.NewReaderSize(line, 64<<10), bufio.NewWriterSize(line, 64<<10)
	var reply []byte
	for {
		args, err := readCommand(in)
		if err != nil {
			if wrong, ok := errors.AsType[protocolError](err); ok {
				_, _ = out.Write(appendError(nil, "ERR "+wrong.Error()))
				_ = out.Flush()
			}
			return
		}
		if len(args) == 0 {
			continue
		}
		if cap(reply) > 1<<20 {
			reply = nil
		}
		reply = s.answer(args, reply[:0])
		if _, err := out.Write(reply); err != nil {
			return
		}
		if in.Buffered() > 0 {
			continue
		}
		if err := out.Flush(); err != nil {
			return
		}
	}
}

func (s *session) forget() {
	s.lane.mu.Lock()
	defer s.lane.mu.Unlock()
	s.lane.unwatch(s)
}

// answer appends the reply to one command.
func (s *session) answer(args []string, out []byte) []byte {
	switch name := upper(args[0]); name {
	case "MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH":
		if (name == "WATCH") != (len(args) > 1) {
			return appendError(out, asReply(errArguments(name)))
		}
		return s.transaction(name, args[1:], out)
	}
	c, err := parse(s.known, args)
	if err == nil && s.open {
		err = s.enqueue(c)
	}
	if err != nil {
		s.refused = true
		return appendError(out, asReply(err))
	}
	if s.open {
		return appendSimple(out, "QUEUED")
	}
	s.lane.mu.Lock()
	defer s.lane.mu.Unlock()
	out, err = s.lane.perform([]call{c}, out)
	if err != nil {
		return appendError(out[:0], asReply(err))
	}
	return out
}

func (s *session) enqueue(c call) error {
	for _, arg := range c.args {
		s.queued += len(arg) + 8
	}
	if s.queued > maxBytes {
		s.queue = nil
		return errTooMuch
	}
	s.queue = append(s.queue, c)
	return nil
}

// transaction answers the commands that make one.
func (s *session) transaction(name string, keys []string, out []byte) []byte {
	switch {
	case name == "MULTI" && !s.open:
		s.open, s.refused = true, false
		return appendSimple(out, "OK")
	case name == "MULTI":
		return appendError(out, "ERR MULTI calls can not be nested")
	case name == "WATCH" && s.open:
		return appendError(out, "ERR WATCH inside MULTI is not allowed")
	case name == "WATCH":
		s.lane.watch(s, keys)
		return appendSimple(out, "OK")
	case name == "UNWATCH" && s.open:
		return appendError(out, "ERR UNWATCH inside MULTI is not available in the embedded store")
	case name == "UNWATCH":
		s.forget()
		return appendSimple(out, "OK")
	case !s.open:
		return appendError(out, "ERR "+name+" without MULTI")
	}
	calls, refused := s.queue, s.refused
	s.queue, s.queued, s.refused, s.open = nil, 0, false, false
	s.lane.mu.Lock()
	defer s.lane.mu.Unlock()
	defer s.lane.unwatch(s)
	switch {
	case name == "DISCARD":
		return appendSimple(out, "OK")
	case refused:
		return appendError(out, "EXECABORT Transaction discarded because of previous errors.")
	}
	// A watched key whose time has come since has changed.
	s.lane.expire()
	if s.stale {
		return appendNoArray(out)
	}
	out, err := s.lane.perform(calls, appendArray(out, len(calls)))
	if err != nil {
		return appendError(out[:0], asReply(err))
	}
	return out
}
