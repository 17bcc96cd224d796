package child

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	guardName = "redis.lock"
	pidName   = "redis.pid"
)

// A guard is the right to run a server in a folder. It is inherited by the server,
// and held as long as either lives.
type guard struct{ file *os.File }

// inherited is the file descriptor that a server finds its guard at: the first
// after the usual three.
const inherited = 3

// errHeld says that somebody else has the guard.
var errHeld = errors.New("a redis-server of an earlier daemon still uses the folder")

func takeGuard(folder string) (*guard, error) {
	f, err := os.OpenFile(filepath.Join(folder, guardName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return &guard{f}, nil
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			err = errHeld
		}
		return nil, errors.Join(err, f.Close())
	}
}

func (g *guard) release() error { return g.file.Close() }

// takeOver answers the guard of the folder, after ending the server that an
// earlier daemon left running there, if any.
func (s *Server) takeOver(ctx context.Context) (*guard, error) {
	g, err := takeGuard(s.folder)
	if !errors.Is(err, errHeld) {
		return g, err
	}
	s.log.Warn("a redis-server of an earlier daemon is still running and is ended", "folder", s.folder)
	within, cancel := context.WithTimeout(ctx, endsWithin)
	_, _ = ask(within, s.place.Path(), "SHUTDOWN NOSAVE")
	cancel()
	if g, err = s.awaitGuard(ctx); !errors.Is(err, errHeld) {
		return g, err
	}
	left := holders(filepath.Join(s.folder, guardName))
	for _, pid := range left {
		// It may have ended by itself just now.
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			return nil, fmt.Errorf("%w: process %d cannot be ended: %w; stop it", errHeld, pid, err)
		}
	}
	if g, err = s.awaitGuard(ctx); errors.Is(err, errHeld) {
		return nil, fmt.Errorf("%w and does not end: stop the process that %s names", errHeld, filepath.Join(s.folder, pidName))
	}
	return g, err
}

// awaitGuard tries to get the guard for some seconds.
func (s *Server) awaitGuard(ctx context.Context) (*guard, error) {
	late := time.NewTimer(endsWithin)
	defer late.Stop()
	for {
		g, err := takeGuard(s.folder)
		if !errors.Is(err, errHeld) {
			return g, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-late.C:
			return nil, err
		case <-time.After(10 * time.Millisecond):
		}
	}
}
