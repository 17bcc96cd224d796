package embedded

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tocsin/store/lock"
	"tocsin/store/socket"
)

// Options say where an embedded store is and how large it may get.
type Options struct {
	// Dir is the data folder, which must exist.
	Dir string
	// MaxMemory is about how many bytes of data it takes in; 0 means 1 GiB.
	MaxMemory int64
	// Now is the clock that its clients share.
	Now func() time.Time
	// Log is told what it has to say; nil means nobody is.
	Log *slog.Logger
}

// A Server is an embedded store that runs.
type Server struct {
	lane   *lane
	lock   *lock.Lock
	place  *socket.Place
	listen net.Listener
	log    *slog.Logger
	create func(path string) (file, error)

	mu     sync.Mutex
	lines  map[net.Conn]struct{}
	closed bool

	stop chan struct{}
	wg   sync.WaitGroup
}

// Holds reports whether a data folder holds an embedded store.
func Holds(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, journalName))
	return err == nil
}

// Open takes the data folder, reads what is kept there, and serves it until Close.
func Open(ctx context.Context, opts Options) (*Server, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.MaxMemory == 0 {
		opts.MaxMemory = 1 << 30
	}
	return openWith(ctx, opts, createFile)
}

func openWith(ctx context.Context, opts Options, create func(path string) (file, error)) (*Server, error) {
	held, err := lock.Take(ctx, opts.Dir)
	if err != nil {
		return nil, err
	}
	s := &Server{
		lock: held, log: opts.Log, create: create, lines: map[net.Conn]struct{}{}, stop: make(chan struct{}),
		lane: &lane{engine: newEngine(), watchers: map[string]map[*session]struct{}{}, now: opts.Now, limit: opts.MaxMemory, life: rand.Text()},
	}
	if err := s.begin(opts.Dir); err != nil {
		return nil, errors.Join(fmt.Errorf("open the embedded store: %w", err), held.Release())
	}
	return s, nil
}

// begin reads the journal and listens.
func (s *Server) begin(dir string) error {
	j, cut, err := openJournal(filepath.Join(dir, journalName), s.create, s.lane.apply)
	if err != nil {
		return err
	}
	s.lane.journal = j
	if cut > 0 {
		s.log.Warn("the journal of the embedded store had a torn end, as after a power cut", "cut_bytes", cut, "kept_bytes", j.size)
	}
	if s.place, err = socket.At(dir, "embedded.sock"); err != nil {
		return errors.Join(err, j.file.Close())
	}
	if s.listen, err = s.place.Listen(); err != nil {
		return errors.Join(err, j.file.Close())
	}
	s.wg.Go(s.accept)
	s.wg.Go(s.keepDurable)
	s.wg.Go(s.keepSmall)
	return nil
}

// Socket is the path of the unix socket it listens on.
func (s *Server) Socket() string { return s.place.Path() }

// Close ends all connections and brings everything to the disk.
func (s *Server) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	errs := []error{s.listen.Close()}
	for line := range s.lines {
		_ = line.Close()
	}
	s.mu.Unlock()
	close(s.stop)
	s.wg.Wait()
	errs = append(errs, s.lane.journal.close(), s.place.Remove(), s.lock.Release())
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close the embedded store: %w", err)
	}
	return nil
}

// accept gives every client a session.
func (s *Server) accept() {
	known := dataCommands()
	maps.Copy(known, s.lane.serverCommands())
	for {
		line, err := s.listen.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			s.log.Warn("the embedded store cannot take in a client", "error", err)
			if !s.wait(100 * time.Millisecond) {
				return
			}
			continue
		}
		s.welcome(line, known)
	}
}

func (s *Server) welcome(line net.Conn, known map[string]command) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		_ = line.Close()
		return
	}
	s.lines[line] = struct{}{}
	s.wg.Go(func() {
		(&session{lane: s.lane, known: known}).serve(line)
		_ = line.Close()
		s.mu.Lock()
		delete(s.lines, line)
		s.mu.Unlock()
	})
}

// wait answers false if the server stops meanwhile.
func (s *Server) wait(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.stop:
		return false
	}
}
