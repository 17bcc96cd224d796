// Package lock keeps a data folder to one process at a time, so that no two
// servers ever write the same files.
//
// The lock is the kernel's: it is gone the moment its holder ends, however it
// ends. The file it lives in stays; it names the last holder.
package lock

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// fileName is one name for all rungs: an embedded store and a redis-server in the
// same folder would each hold half of the data.
const fileName = "store.lock"

// A Lock is the right to use a folder. It ends with Release or with the process.
type Lock struct {
	file *os.File
}

// Take makes this process the only one to use dir, which must exist. If another
// holds it and goes on doing so, the error names that process and what to do.
func Take(ctx context.Context, dir string) (*Lock, error) {
	path := filepath.Join(dir, fileName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the data folder: %w; make %s writable", err, dir)
	}
	if err := hold(ctx, f); err != nil {
		return nil, errors.Join(refusal(f, dir, err), f.Close())
	}
	pid := strconv.Itoa(os.Getpid()) + "\n"
	if err := errors.Join(f.Truncate(0), write(f, pid)); err != nil {
		return nil, errors.Join(fmt.Errorf("lock the data folder: %w; make room on the disk of %s", err, dir), f.Close())
	}
	return &Lock{file: f}, nil
}

// Release lets others have the folder.
func (l *Lock) Release() error {
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("release the data folder: %w", err)
	}
	return nil
}

// patience is how long another holder is waited for: a command line that only
// looks something up is gone in a moment, and must not keep a daemon from starting.
const (
	patience = 3 * time.Second
	glance   = 20 * time.Millisecond
)

func hold(ctx context.Context, f *os.File) error {
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case !errors.Is(err, syscall.EWOULDBLOCK):
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-late.C:
			return err
		case <-time.After(glance):
		}
	}
}

func refusal(f *os.File, dir string, cause error) error {
	switch {
	case errors.Is(cause, context.Canceled), errors.Is(cause, context.DeadlineExceeded):
		return fmt.Errorf("wait for the data folder %s, which is in use by %s: %w", dir, holder(f), cause)
	case !errors.Is(cause, syscall.EWOULDBLOCK):
		return fmt.Errorf("lock the data folder %s: %w; put it on a disk of this machine, or name another folder", dir, cause)
	}
	return fmt.Errorf("the data folder %s is in use by %s: stop that process, join the store it serves, or name another folder", dir, holder(f))
}

// holder names the process that wrote its id into the file. It may be about to.
func holder(f *os.File) string {
	text := make([]byte, 20)
	n, _ := f.ReadAt(text, 0)
	if pid, err := strconv.Atoi(strings.TrimSpace(string(text[:n]))); err == nil {
		return "process " + strconv.Itoa(pid)
	}
	return "another process"
}

func write(f *os.File, text string) error {
	_, err := f.WriteAt([]byte(text), 0)
	return err
}
