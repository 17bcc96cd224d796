package embedded

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// A file is what a journal wants of one; tests make it run full.
type file interface { //nolint:interfacebloat // all of it is needed of one file
	io.ReaderAt
	io.Writer
	Truncate(size int64) error
	Sync() error
	Close() error
}

// createFile makes an empty file that is only ever written at its end.
func createFile(path string) (file, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC|os.O_APPEND, 0o600)
}

// A journal is the one file that the store is kept in: a snapshot, and what was
// changed since. The server's lane guards it; its file's Sync alone needs no guard.
type journal struct {
	path string
	file file
	// size is where the next record goes, head where the snapshot ends.
	size, head int64
	// unsynced is set while there are commands that may not be on disk yet.
	unsynced bool
	// failed is why an append did not work, wanted how many bytes it had; both stay
	// until as many find room. A small change that does proves nothing.
	failed error
	wanted int
	// broken is why nothing may be appended until the file has been written anew.
	broken error
	// fork, while a new file is being written, collects what is appended meanwhile.
	fork *fork

	body, record []byte
}

// A fork is what was changed since a snapshot was taken.
type fork struct{ bodies [][]byte }

// commands appends commands that take effect together, all or none, with one
// write(2), so that the end of the process loses nothing of them.
func (j *journal) commands(commands [][]string) error {
	j.body = pack(j.body[:0], kindCommands, commands)
	if len(j.body) > maxBody {
		return fmt.Errorf("a change of %d MiB is too large", len(j.body)>>20)
	}
	if err := j.append(j.body); err != nil {
		return err
	}
	j.unsynced = true
	if j.fork != nil {
		j.fork.bodies = append(j.fork.bodies, append([]byte(nil), j.body...))
	}
	if cap(j.body) > 1<<20 {
		j.body, j.record = nil, nil
	}
	return nil
}

// append writes one record, or nothing of it.
func (j *journal) append(body []byte) error {
	if j.broken != nil {
		return j.broken
	}
	j.record = frame(j.record[:0], j.size, body)
	if _, err := j.file.Write(j.record); err != nil {
		j.failed, j.wanted = err, max(j.wanted, len(j.record))
		return errors.Join(err, j.undo(j.size))
	}
	if len(j.record) >= j.wanted {
		j.failed, j.wanted = nil, 0
	}
	j.size += int64(len(j.record))
	return nil
}

// lookForRoom finds out whether what did not fit would fit now. Who wrote it may
// not come back for long. If the process ends between, it leaves a torn end.
func (j *journal) lookForRoom() {
	if j.failed == nil || j.broken != nil {
		return
	}
	_, err := j.file.Write(make([]byte, j.wanted))
	if undone := j.undo(j.size); err == nil && undone == nil {
		j.failed, j.wanted = nil, 0
	}
}

// undo takes back whatever is behind a place.
func (j *journal) undo(place int64) error {
	if err := j.file.Truncate(place); err != nil {
		j.broken = fmt.Errorf("the journal %s cannot be cut back to %d bytes: %w", j.path, place, err)
		return j.broken
	}
	j.size = place
	return nil
}

// durable notes that all before a place is on disk. The note itself may wait, and
// one that cannot be written is only missed where damage is to be judged.
func (j *journal) durable(place int64) { _ = j.append(synced(place)) }

// fault is why changes are refused, or would be; nil if they are not.
func (j *journal) fault() error {
	if j.broken != nil {
		return j.broken
	}
	return j.failed
}

// close ends a journal so that any damage of it is noticed later.
func (j *journal) close() error {
	if j.unsynced && j.broken == nil {
		if err := j.file.Sync(); err != nil {
			return errors.Join(err, j.file.Close())
		}
		j.durable(j.size)
	}
	return j.file.Close()
}

// syncFolder makes the names in a file's folder durable.
func syncFolder(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
