package embedded

import (
	"bufio"
	"bytes"
	"fmt"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/alicebob/miniredis/v2/server"
)

// An engine executes commands in memory. Its own clock stands still at the epoch,
// so that what it does follows from the commands alone and a replay is exact: all
// expiry is given as absolute times, and keys whose time has come are deleted by
// commands. (Its ClockTTL would be neither exact nor cheap: every step of that
// clock sorts all keys there are.)
type engine struct {
	redis     *miniredis.Miniredis
	commands  *server.Server
	deadlines deadlines
	// self is where the engine is asked on the server's own behalf.
	self *seat
}

func newEngine() (*engine, error) {
	m := miniredis.NewMiniRedis()
	m.SetTime(time.Unix(0, 0))
	// A first connection starts it without a port that others could write to.
	line, err := m.Dial()
	if err != nil {
		return nil, err
	}
	if err := line.Close(); err != nil {
		return nil, err
	}
	return &engine{
		redis: m, commands: m.Server(), self: newSeat(),
		deadlines: deadlines{pending: map[string]int64{}},
	}, nil
}

// A seat is one client's place at the engine: its protocol and where replies go.
type seat struct {
	peer  *server.Peer
	reply *bytes.Buffer
}

func newSeat() *seat {
	reply := &bytes.Buffer{}
	return &seat{peer: server.NewPeer(bufio.NewWriter(reply)), reply: reply}
}

// anew answers a seat at another engine that speaks the same protocol.
func (s *seat) anew() *seat {
	fresh := newSeat()
	fresh.peer.Resp3, fresh.peer.ClientName = s.peer.Resp3, s.peer.ClientName
	return fresh
}

// A crashError is a panic of the engine. Its memory is of no use afterwards.
type crashError struct{ cause any }

func (e *crashError) Error() string { return fmt.Sprintf("the embedded engine crashed: %v", e.cause) }

// run executes one command and answers the reply, good until the seat's next run.
func (e *engine) run(at *seat, args []string) ([]byte, error) {
	at.reply.Reset()
	if cause := e.dispatch(at, args); cause != nil {
		return nil, &crashError{cause}
	}
	return at.reply.Bytes(), nil
}

// dispatch answers what the engine panicked with, if it did.
func (e *engine) dispatch(at *seat, args []string) any {
	var cause any
	func() {
		defer func() { cause = recover() }()
		e.commands.Dispatch(at.peer, args)
		at.peer.Flush()
	}()
	return cause
}

// change executes one command that may change something.
func (e *engine) change(at *seat, args []string) ([]byte, error) {
	reply, err := e.run(at, args)
	if err == nil {
		e.settle(args, reply)
	}
	return reply, err
}

// apply executes commands of the journal.
func (e *engine) apply(commands [][]string) error {
	for _, args := range commands {
		if _, err := e.change(e.self, args); err != nil {
			return err
		}
	}
	return nil
}

// knows reports whether there is such a command at all; name is in capitals.
func (e *engine) knows(name string) bool { return e.commands.IsRegisteredCommand(name) }

// deadline is when a key expires, in milliseconds since the epoch; 0 if it does not.
func (e *engine) deadline(key string) int64 { return e.redis.DB(0).TTL(key).Milliseconds() }

// settle looks after what a command leaves behind: when its key expires, and sets
// without members, which Redis does not have.
func (e *engine) settle(args []string, reply []byte) {
	if len(args) < 3 {
		return
	}
	switch args[0] {
	case "SET", "GETEX", "PEXPIREAT":
		e.note(args[1])
	case "RENAME", "RENAMENX", "COPY":
		e.note(args[2])
	case "SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE", "ZINTERSTORE", "ZUNIONSTORE":
		if string(reply) == ":0\r\n" {
			e.redis.DB(0).Del(args[1])
		}
	}
}

// note remembers when a key expires.
func (e *engine) note(key string) {
	if at := e.deadline(key); at > 0 {
		e.deadlines.add(key, at)
	}
}

// expire deletes the keys whose time has come and answers their names.
func (e *engine) expire(now int64) []string {
	var gone []string
	for {
		key, due := e.deadlines.pop(now)
		if !due {
			return gone
		}
		at := e.deadline(key)
		switch {
		case at == 0: // It was deleted, or made to stay.
		case at > now:
			e.deadlines.add(key, at)
		default:
			e.redis.DB(0).Del(key)
			gone = append(gone, key)
		}
	}
}

func (e *engine) close() { e.redis.Close() }
