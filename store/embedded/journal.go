package embedded

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// A file is what a journal wants of one; tests make it run full.
type file interface {
	io.ReaderAt
	io.Writer
	Truncate(size int64) error
	Sync() error
	Close() error
}

// A journal is the one file that the store is kept in: a snapshot, and what was
// changed since. It is guarded by the server's lane; Sync alone is not.
type journal struct {
	path string
	file file
	// size is where the next record goes, head where the snapshot ends.
	size, head int64
	// unsynced is set while there are commands that may not be on disk yet.
	unsynced bool
	// broken is why nothing may be appended until the file has been written anew.
	broken error
	// lastFailed is set while the newest append did not work.
	lastFailed bool
	// fork collects what is appended while a new file is being written.
	fork   [][]byte
	forked bool

	body, records []byte
}

// append writes bodies as records, all or none, with one write(2), so that the end
// of the process loses nothing of them.
func (j *journal) append(bodies ...[]byte) error {
	if j.broken != nil {
		return j.broken
	}
	j.records = j.records[:0]
	for _, body := range bodies {
		if len(body) > maxBody {
			return errors.New("it is larger than 512 MiB")
		}
		j.records = frame(j.records, j.size+int64(len(j.records)), body)
	}
	if _, err := j.file.Write(j.records); err != nil {
		j.lastFailed = true
		return errors.Join(err, j.undo(j.size))
	}
	j.lastFailed = false
	j.size += int64(len(j.records))
	if j.forked {
		for _, body := range bodies {
			j.fork = append(j.fork, append([]byte(nil), body...))
		}
	}
	return nil
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

// commands appends one record of commands that take effect together.
func (j *journal) commands(owed [][]string, commands [][]string) error {
	j.body = j.body[:0]
	if len(owed) > 0 {
		j.body = pack(j.body, kindCommands, owed)
	}
	cut := len(j.body)
	j.body = pack(j.body, kindCommands, commands)
	bodies := [][]byte{j.body[:cut], j.body[cut:]}
	if cut == 0 {
		bodies = bodies[1:]
	}
	err := j.append(bodies...)
	if err == nil {
		j.unsynced = true
	}
	if cap(j.body) > 1<<20 {
		j.body, j.records = nil, nil
	}
	return err
}

// durable notes that all before a place is on disk. The note itself may wait.
func (j *journal) durable(place int64) {
	// If it cannot be written, it is only missed where damage is to be judged.
	_ = j.append(synced(place))
}

// syncFolder makes names in a folder durable.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
