package child

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"tocsin/store/lock"
	"tocsin/store/socket"
)

// folderName is the folder in a data folder that the server works in.
const folderName = "redis"

// Options say where a private server keeps its data and how large it may get.
type Options struct {
	// Dir is the data folder, which must exist.
	Dir string
	// MaxMemory is how many bytes of data it takes in; 0 means 1 GiB.
	MaxMemory int64
	// Log is told what the server says and what becomes of it; nil means nobody is.
	Log *slog.Logger
}

// A Server is a private server that runs, and is started again if it dies.
type Server struct {
	bin       string
	folder    string
	maxMemory int64
	log       *slog.Logger

	lock  *lock.Lock
	own   *guard
	place *socket.Place

	stop   context.CancelFunc
	done   chan struct{}
	closed sync.Once
}

// Program answers the path of the server that this machine has; false if none.
func Program() (string, bool) {
	for _, name := range []string{"redis-server", "valkey-server"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, true
		}
	}
	return "", false
}

// Holds reports whether a data folder holds what a private server kept.
func Holds(dir string) bool {
	for _, name := range []string{"appendonlydir", "appendonly.aof"} {
		if _, err := os.Stat(filepath.Join(dir, folderName, name)); err == nil {
			return true
		}
	}
	return false
}

// Open takes the data folder, ends what an earlier daemon may have left running
// there, starts the server and waits until it answers.
func Open(ctx context.Context, opts Options) (*Server, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.MaxMemory == 0 {
		opts.MaxMemory = 1 << 30
	}
	bin, there := Program()
	if !there {
		return nil, errors.New("start a private redis-server: there is none on the PATH; install redis-server or valkey-server")
	}
	held, err := lock.Take(ctx, opts.Dir)
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, maxMemory: opts.MaxMemory, log: opts.Log, lock: held, done: make(chan struct{})}
	if err := s.begin(ctx, opts.Dir); err != nil {
		return nil, errors.Join(fmt.Errorf("start a private redis-server: %w", err), held.Release())
	}
	return s, nil
}

func (s *Server) begin(ctx context.Context, dir string) error {
	folder, err := filepath.Abs(filepath.Join(dir, folderName))
	if err != nil {
		return err
	}
	s.folder = folder
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if s.place, err = socket.At(folder, "redis.sock"); err != nil {
		return err
	}
	if s.own, err = s.takeOver(ctx); err != nil {
		return err
	}
	if err := removeHalves(folder); err != nil {
		return errors.Join(err, s.own.release())
	}
	started := make(chan error, 1)
	// The server lives until Close, not until whoever opens it loses interest.
	life, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.stop = stop
	go s.supervise(life, started)
	select {
	case err = <-started:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		stop()
		<-s.done
		return errors.Join(err, s.own.release())
	}
	return nil
}

// removeHalves removes the files that a server which was killed had half written anew: no
// server looks at them again, and what they hold may have been taken away since.
func removeHalves(folder string) error {
	files, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		if !strings.HasPrefix(f.Name(), "temp-") {
			continue
		}
		if err := os.Remove(filepath.Join(folder, f.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Socket is the path of the unix socket the server listens on.
func (s *Server) Socket() string { return s.place.Path() }

// Close ends the server cleanly, within seconds.
func (s *Server) Close() error {
	var err error
	s.closed.Do(func() {
		s.stop()
		<-s.done
		err = errors.Join(s.own.release(), s.place.Remove(), s.lock.Release())
	})
	if err != nil {
		return fmt.Errorf("stop the private redis-server: %w", err)
	}
	return nil
}

// Backing off: how long a server must live to count as healthy again, and the
// pauses between starts of one that does not.
const (
	healthyAfter = time.Minute
	firstPause   = 50 * time.Millisecond
	longestPause = 10 * time.Second
)

// supervise starts the server, again and again until life ends. The first start
// that fails ends it.
func (s *Server) supervise(life context.Context, started chan<- error) {
	defer close(s.done)
	pause := firstPause
	for first := true; ; first = false {
		healthy := time.NewTimer(healthyAfter)
		p, err := s.start(life)
		if first {
			started <- err
			if err != nil {
				return
			}
		}
		if err == nil {
			err = s.attend(life, p)
		}
		if life.Err() != nil {
			return
		}
		if !healthy.Stop() {
			pause = firstPause
		}
		s.log.Error("the private redis-server ended and is started again", "error", err, "after", pause)
		select {
		case <-life.Done():
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
}

// attend waits until the server ends by itself, or ends it when life is over.
func (s *Server) attend(life context.Context, p *process) error {
	select {
	case <-p.ended:
		return p.how()
	case <-life.Done():
		s.end(life, p)
		return nil
	}
}

// start starts the server and waits until it answers.
func (s *Server) start(life context.Context) (*process, error) {
	p, err := s.launch()
	if err != nil {
		return nil, err
	}
	if err := s.ready(life, p); err != nil {
		s.end(life, p)
		return nil, err
	}
	return p, nil
}
