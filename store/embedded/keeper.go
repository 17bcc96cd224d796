package embedded

import (
	"errors"
	"time"
)

const (
	// syncEvery is how much a power cut may take.
	syncEvery = time.Second
	// compactFrom is the size below which a journal is never written anew.
	compactFrom = 32 << 20
	// troubledMost is how long it waits at most when that does not work.
	troubledMost = time.Minute
)

// errStopped ends what nobody waits for any more.
var errStopped = errors.New("the server stops")

// keepDurable brings changes to the disk every second, and looks whether one that
// was full has room again.
func (s *Server) keepDurable() {
	for s.wait(syncEvery) {
		s.lookForRoom()
		if err := s.sync(); err != nil {
			s.log.Error("the embedded store cannot bring its journal to the disk", "error", err)
		}
	}
}

// keepSmall writes the journal anew when it holds more of the past than of the
// present, or when it is broken.
func (s *Server) keepSmall() {
	pause, troubled := syncEvery, syncEvery
	for s.wait(pause) {
		pause = syncEvery
		if !s.overgrown() {
			continue
		}
		if err := s.compact(); err != nil && !errors.Is(err, errStopped) {
			troubled = min(2*troubled, troubledMost)
			pause = troubled
			s.log.Error("the embedded store cannot write its journal anew", "error", err, "next_try", pause)
			continue
		}
		troubled = syncEvery
	}
}

func (s *Server) lookForRoom() {
	s.lane.mu.Lock()
	defer s.lane.mu.Unlock()
	if s.lane.dead == nil {
		s.lane.journal.lookForRoom()
	}
}

// sync brings all that was appended before to the disk.
func (s *Server) sync() error {
	s.lane.mu.Lock()
	j := s.lane.journal
	place, wanted := j.size, j.unsynced && j.broken == nil
	j.unsynced = j.unsynced && !wanted
	s.lane.mu.Unlock()
	if !wanted {
		return nil
	}
	err := j.file.Sync()
	s.lane.mu.Lock()
	defer s.lane.mu.Unlock()
	if s.lane.journal != j || s.lane.dead != nil {
		return nil // Another file took its place meanwhile, and was synced.
	}
	if err != nil {
		// What the system failed to write it may have forgotten: a second Sync
		// that works would prove nothing. All must be written anew.
		j.broken = err
		return err
	}
	j.durable(place)
	return nil
}

// overgrown reports whether the journal should be written anew.
func (s *Server) overgrown() bool {
	s.lane.mu.Lock()
	defer s.lane.mu.Unlock()
	j := s.lane.journal
	return s.lane.dead == nil && (s.lane.anew || j.broken != nil || j.size > max(compactFrom, 2*j.head))
}

// compact writes the journal anew while changes go on. Who wants that meanwhile wants it
// once more: what is being written may hold what was taken away since.
func (s *Server) compact() error {
	s.lane.mu.Lock()
	old := s.lane.journal
	dumps := s.lane.engine.dump()
	old.fork = &fork{}
	wanted := s.lane.anew
	s.lane.anew, s.lane.rewriting = false, true
	s.lane.mu.Unlock()

	d, err := s.draft(old.path, dumps)
	s.lane.mu.Lock()
	defer s.lane.mu.Unlock()
	err = s.replace(old, d, err)
	s.lane.rewriting, s.lane.unwritten = false, err != nil
	s.lane.anew = s.lane.anew || wanted && err != nil
	return err
}

// replace puts a draft, unless there is none for a reason, in the place of the journal
// it was made of. It needs the lane to be held.
func (s *Server) replace(old *journal, d *draft, err error) error {
	since := old.fork.bodies
	old.fork = nil
	if err != nil {
		return err
	}
	if s.lane.dead != nil {
		return errors.Join(s.lane.dead, d.discard())
	}
	for _, body := range since {
		if err := d.add(body); err != nil {
			return errors.Join(err, d.discard())
		}
	}
	if err := d.sync(); err != nil {
		return errors.Join(err, d.discard())
	}
	if err := d.publish(); err != nil {
		return errors.Join(err, d.discard())
	}
	s.lane.journal = d.journal()
	s.lane.journal.durable(d.size)
	return errors.Join(syncFolder(old.path), old.file.Close())
}

// draft writes a snapshot beside the journal.
func (s *Server) draft(path string, dumps []dump) (*draft, error) {
	d, err := newDraft(path, s.create)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(d.snapshot(dumps, s.stop), d.sync()); err != nil {
		return nil, errors.Join(err, d.discard())
	}
	return d, nil
}
