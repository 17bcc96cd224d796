package embedded

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// A lane is the narrow place where everything happens one after the other: whoever
// holds it may use the engine and the journal.
type lane struct {
	mu      sync.Mutex
	engine  *engine
	journal *journal
	// watchers are the sessions that want to know when a key changes.
	watchers map[string]map[*session]struct{}
	// owed are keys that have expired in the engine and not yet in the journal.
	owed []string
	// anew is set while somebody wants the journal written anew, without its past.
	anew bool
	// rewriting is set while that is done, unwritten where it could not be done last.
	rewriting, unwritten bool
	// life tells this run of the server from others.
	life string
	// dead is why nothing is done any more.
	dead error

	now func() time.Time
	// limit is how many bytes the engine may take.
	limit int64
}

// perform executes calls as one step and appends their replies, or answers an
// error where none of them was executed.
func (l *lane) perform(calls []call, out []byte) ([]byte, error) {
	if l.dead != nil {
		return out, l.dead
	}
	l.expire()
	before := l.journal.size
	if err := l.record(calls); err != nil {
		return out, err
	}
	for _, c := range calls {
		var err error
		if out, err = l.run(c, out); err != nil {
			// It must not be met again when the journal is replayed.
			l.dead = errors.Join(err, l.journal.undo(before))
			return out, l.dead
		}
	}
	return out, nil
}

// expire takes away the keys whose time has come.
func (l *lane) expire() {
	for _, key := range l.engine.expired(l.now().UnixMilli()) {
		l.engine.drop(key)
		l.touch(key)
		l.owed = append(l.owed, key)
	}
}

// record writes what will change to the journal.
func (l *lane) record(calls []call) error {
	var commands [][]string
	if len(l.owed) > 0 {
		commands = append(commands, append([]string{"DEL"}, l.owed...))
	}
	changes := false
	most := reads
	for _, c := range calls {
		if c.changes() {
			changes, most = true, max(most, c.class)
			commands = append(commands, c.args)
		}
	}
	if !changes {
		return nil
	}
	if err := l.room(most); err != nil {
		return err
	}
	if err := l.journal.commands(commands); err != nil {
		return replyError("MISCONF the embedded store cannot write its journal: " + err.Error())
	}
	l.owed = nil
	return nil
}

// room refuses what would take too much memory. Mentions are refused first, so
// that an incident can still be handled while somebody makes room.
func (l *lane) room(most class) error {
	limit := l.limit
	if most < fills {
		limit += limit / 8
	}
	if most < grows || l.engine.bytes < limit {
		return nil
	}
	return replyError(fmt.Sprintf("OOM the embedded store holds %d MiB, as much as it may", l.engine.bytes>>20))
}

// run executes one call; an error means that the engine is of no use any more.
func (l *lane) run(c call, out []byte) ([]byte, error) {
	answered, err := guarded(l.engine, c, out)
	var refused replyError
	switch {
	case errors.As(err, &refused):
		return appendError(out, string(refused)), nil
	case err != nil:
		return out, err
	}
	if c.changes() {
		for _, key := range c.keys(c.args) {
			l.touch(key)
		}
	}
	return answered, nil
}

// guarded turns a panic into an error.
func guarded(e *engine, c call, out []byte) (answered []byte, err error) { //nolint:nonamedreturns // what a deferred function answers
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("the embedded store has stopped: %s crashed it: %v; start tocsin again, and report this", c.args[0], cause)
		}
	}()
	return c.run(e, c.args, out)
}

// touch tells the watchers of a key that it has changed.
func (l *lane) touch(key string) {
	for s := range l.watchers[key] {
		s.stale = true
	}
}

func (l *lane) watch(s *session, keys []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	// Who watches a key whose time has come watches one that is gone.
	l.expire()
	for _, key := range keys {
		if l.watchers[key] == nil {
			l.watchers[key] = map[*session]struct{}{}
		}
		l.watchers[key][s] = struct{}{}
		s.watched = append(s.watched, key)
	}
}

// unwatch needs the lane to be held.
func (l *lane) unwatch(s *session) {
	for _, key := range s.watched {
		delete(l.watchers[key], s)
		if len(l.watchers[key]) == 0 {
			delete(l.watchers, key)
		}
	}
	s.watched, s.stale = nil, false
}

// apply executes commands of the journal.
func (l *lane) apply(commands [][]string) error {
	known := dataCommands()
	for _, args := range commands {
		c, err := parse(known, args)
		if err != nil {
			return err
		}
		if _, err := l.run(c, nil); err != nil {
			return err
		}
	}
	return nil
}
