package embedded

import (
	"bufio"
	"errors"
	"os"
)

// A draft is a journal that is being written beside the one in use. It gets the
// journal's name once it is on disk as a whole.
type draft struct {
	path string
	file file
	text *bufio.Writer
	size int64
	head int64

	body, record []byte
}

// draftPath is where a journal is drafted.
func draftPath(path string) string { return path + ".new" }

func newDraft(path string, create func(path string) (file, error)) (*draft, error) {
	f, err := create(draftPath(path))
	if err != nil {
		return nil, err
	}
	d := &draft{path: path, file: f, text: bufio.NewWriterSize(f, 1<<20)}
	_, err = d.text.WriteString(magic)
	d.size = int64(len(magic))
	return d, err
}

// snapshot writes the state that the journal begins with, unless it is stopped.
func (d *draft) snapshot(dumps []dump, stop <-chan struct{}) error {
	for _, key := range dumps {
		select {
		case <-stop:
			return errStopped
		default:
		}
		err := key.commands(func(args []string) error {
			d.body = pack(d.body[:0], kindSnapshot, [][]string{args})
			return d.add(d.body)
		})
		if err != nil {
			return err
		}
	}
	err := d.add([]byte{kindEnd})
	d.head = d.size
	return err
}

// add writes one record.
func (d *draft) add(body []byte) error {
	d.record = frame(d.record[:0], d.size, body)
	n, err := d.text.Write(d.record)
	d.size += int64(n)
	return err
}

// sync brings all that was added to the disk.
func (d *draft) sync() error {
	if err := d.text.Flush(); err != nil {
		return err
	}
	return d.file.Sync()
}

// publish gives the draft, which must be synced, the journal's name.
func (d *draft) publish() error { return os.Rename(draftPath(d.path), d.path) }

// discard throws the draft away.
func (d *draft) discard() error {
	return errors.Join(d.file.Close(), os.Remove(draftPath(d.path)))
}

// journal is the draft as the journal that it has become.
func (d *draft) journal() *journal {
	return &journal{path: d.path, file: d.file, size: d.size, head: d.head}
}
