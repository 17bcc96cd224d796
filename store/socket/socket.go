// Package socket finds a place for a unix socket. Its path must be short, about a
// hundred bytes, and a data folder's may be long: then the socket lies in a folder
// of this user's own among the temporary ones.
package socket

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// longest is how many bytes a path may have on every system: macOS takes 104 with
// the zero at its end.
const longest = 100

// A Place is where a socket is, or will be.
type Place struct {
	path string
	// folder is set where the socket has a folder of its own.
	folder string
}

// At answers the place of a data folder's socket: always the same one, so that
// what a crash leaves behind is used again.
func At(dir, name string) (*Place, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find a place for the socket: %w", err)
	}
	if path := filepath.Join(dir, name); len(path) <= longest {
		return &Place{path: path}, nil
	}
	sum := sha256.Sum256([]byte(dir))
	folder := filepath.Join(os.TempDir(), "tocsin-"+strconv.Itoa(os.Getuid())+"-"+hex.EncodeToString(sum[:8]))
	path := filepath.Join(folder, name)
	if len(path) > longest {
		return nil, fmt.Errorf("find a place for the socket: %s is too long, and so is %s: name a data folder with a shorter path", dir, folder)
	}
	if err := own(folder); err != nil {
		return nil, fmt.Errorf("find a place for the socket, as %s is too long: %w; remove %s, or name a data folder with a shorter path", dir, err, folder)
	}
	return &Place{path: path, folder: folder}, nil
}

// own makes a folder that nobody else can look into. In a folder that all may write
// to, somebody else may have made it first.
func own(folder string) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || info.Mode().Perm() != 0o700 || int(owner.Uid) != os.Getuid() {
		return fmt.Errorf("%s is not a folder of this user alone", folder)
	}
	return nil
}

// Path is the socket's path.
func (p *Place) Path() string { return p.path }

// Listen makes the socket, in place of one that a crash left there. The caller
// holds the data folder, so nobody listens on it.
func (p *Place) Listen() (net.Listener, error) {
	if err := os.Remove(p.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("take away the old socket: %w", err)
	}
	l, err := net.Listen("unix", p.path) //nolint:noctx // a file is made at once
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(p.path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// Remove takes the socket away, and its folder if it has one of its own.
func (p *Place) Remove() error {
	err := os.Remove(p.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if p.folder == "" || err != nil {
		return err
	}
	if err := os.Remove(p.folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
