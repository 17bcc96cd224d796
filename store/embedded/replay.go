package embedded

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// journalName is the file of a data folder that holds the embedded store.
const journalName = "embedded.journal"

// openJournal opens the journal of a path, makes it if there is none, and tells
// apply its commands in order. It answers how many bytes of a torn end it cut off.
func openJournal(path string, create func(path string) (file, error), apply func([][]string) error) (*journal, int64, error) {
	// What was being drafted when the process ended is of no use to anybody.
	if err := os.Remove(draftPath(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, 0, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if errors.Is(err, fs.ErrNotExist) {
		j, err := makeJournal(path, create)
		return j, 0, err
	}
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	j := &journal{path: path, file: f}
	if err := j.replay(info.Size(), apply); err != nil {
		return nil, 0, errors.Join(fmt.Errorf("%s: %w", path, err), f.Close())
	}
	cut := info.Size() - j.size
	if cut > 0 {
		if err := errors.Join(j.undo(j.size), f.Sync()); err != nil {
			return nil, 0, errors.Join(err, f.Close())
		}
	}
	return j, cut, nil
}

func makeJournal(path string, create func(path string) (file, error)) (*journal, error) {
	d, err := newDraft(path, create)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(d.snapshot(nil, nil), d.sync()); err != nil {
		return nil, errors.Join(err, d.discard())
	}
	if err := errors.Join(d.publish(), syncFolder(path)); err != nil {
		return nil, errors.Join(err, d.file.Close())
	}
	return d.journal(), nil
}

// replay reads a journal of a size and finds out where its last whole record ends.
func (j *journal) replay(size int64, apply func([][]string) error) error {
	if err := begins(j.file); err != nil {
		return err
	}
	s := newScan(j.file, int64(len(magic)), size)
	for {
		j.size = s.place
		body, err := s.next()
		switch {
		case errors.Is(err, io.EOF) && j.head > 0:
			return nil
		case errors.Is(err, io.EOF), errors.Is(err, errDamage):
			return j.judge(size)
		case err != nil:
			return err
		}
		if err := j.take(body, s.place, apply); err != nil {
			return fmt.Errorf("what stands at byte %d cannot be taken in: %w; was it written by a newer tocsin?", j.size, err)
		}
	}
}

// take applies one record that ends at a place.
func (j *journal) take(body []byte, end int64, apply func([][]string) error) error {
	switch body[0] {
	case kindSnapshot, kindCommands:
		commands, err := unpack(body[1:])
		if err != nil {
			return err
		}
		return apply(commands)
	case kindEnd:
		j.head = end
	case kindSynced:
	default:
		return errBody
	}
	return nil
}

// judge says whether damage at the end of what was read may be cut off. A snapshot
// was on disk as a whole before its file got the journal's name.
func (j *journal) judge(size int64) error {
	remedy := "move it away, which gives up everything in it"
	if j.head > 0 {
		past, err := syncedPast(j.file, j.size, size)
		if err != nil || !past {
			return err
		}
		remedy = fmt.Sprintf("copy it and run truncate -s %d on it, which gives up all that was kept after that place", j.size)
	}
	return fmt.Errorf("byte %d of %d is damaged, in a part that had safely reached the disk: the disk, or another program, has changed it; "+
		"put the file back from a backup, or %s", j.size, size, remedy)
}
