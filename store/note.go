package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"syscall"
)

// noteName is the file of a data folder that says where its store is served.
const noteName = "store.json"

// A note tells other processes where the store of a data folder is served.
type note struct {
	Rung   string `json:"rung"`
	Socket string `json:"socket"`
	PID    int    `json:"pid"`
}

// writeNote replaces the note as a whole, so that nobody reads half of one.
func writeNote(dir string, n note) error {
	const what = "say where the store is: %w; make the data folder %s writable"
	text, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf(what, err, dir)
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf(what, err, dir)
	}
	defer folder.Close() //nolint:errcheck // it was only looked into
	if err := folder.WriteFile(noteName+".new", append(text, '\n'), 0o600); err != nil {
		return fmt.Errorf(what, err, dir)
	}
	if err := folder.Rename(noteName+".new", noteName); err != nil {
		return fmt.Errorf(what, err, dir)
	}
	return nil
}

// readNote answers false where there is no note that can be used.
func readNote(dir string) (note, bool) {
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return note{}, false
	}
	defer folder.Close() //nolint:errcheck // it was only looked into
	text, err := folder.ReadFile(noteName)
	if err != nil {
		return note{}, false
	}
	var n note
	if json.Unmarshal(text, &n) != nil || n.Socket == "" {
		return note{}, false
	}
	return n, true
}

func removeNote(dir string) error {
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("take back the note where the store is: %w", err)
	}
	defer folder.Close() //nolint:errcheck // it was only looked into
	if err := folder.Remove(noteName); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("take back the note where the store is: %w", err)
	}
	return nil
}

func socketURL(path string) string { return (&url.URL{Scheme: "unix", Path: path}).String() }

// alive reports whether there is a process, as far as can be seen from here.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
