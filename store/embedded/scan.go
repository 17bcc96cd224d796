package embedded

import (
	"bufio"
	"errors"
	"hash/crc32"
	"io"
)

// errDamage is met where a record should be and none is.
var errDamage = errors.New("what stands there is no record")

// A scan reads a journal's records in order.
type scan struct {
	text *bufio.Reader
	// place is where the next record begins, size where the file ends.
	place, size int64
	body        []byte
}

func newScan(file io.ReaderAt, from, size int64) *scan {
	text := bufio.NewReaderSize(io.NewSectionReader(file, from, size-from), 1<<20)
	return &scan{text: text, place: from, size: size}
}

// next answers the next record's body, which is good until the next call: io.EOF
// at the end of the file, errDamage where a record is cut short or damaged.
func (s *scan) next() ([]byte, error) {
	if s.place == s.size {
		return nil, io.EOF
	}
	head, err := s.text.Peek(headerBytes)
	if err != nil {
		return nil, damageOr(err)
	}
	length, sum, valid := header(head, s.place)
	if !valid || int64(length) > s.size-s.place-headerBytes {
		return nil, errDamage
	}
	if _, err := s.text.Discard(headerBytes); err != nil {
		return nil, err
	}
	if cap(s.body) < length {
		s.body = make([]byte, length)
	}
	s.body = s.body[:length]
	if _, err := io.ReadFull(s.text, s.body); err != nil {
		return nil, damageOr(err)
	}
	if crc32.Checksum(s.body, castagnoli()) != sum {
		return nil, errDamage
	}
	s.place += headerBytes + int64(length)
	return s.body, nil
}

// damageOr tells a file that is short from one that cannot be read.
func damageOr(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errDamage
	}
	return err
}

// begins checks that a file begins as a journal.
func begins(file io.ReaderAt) error {
	text := make([]byte, len(magic))
	n, err := file.ReadAt(text, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if string(text[:n]) != magic {
		return errors.New("it is no journal of tocsin: put the file back from a backup, or move it away, which gives up everything that was kept in it")
	}
	return nil
}

// syncedPast reports whether any record after a damaged place says that more than
// what lies before that place had safely reached the disk. If none does, the
// damage is the end that a killed process or a power cut leaves; if one does,
// something on the disk has changed since.
func syncedPast(file io.ReaderAt, damaged, size int64) (bool, error) {
	text := bufio.NewReaderSize(io.NewSectionReader(file, damaged, size-damaged), 1<<20)
	for place := damaged; ; place++ {
		record, err := text.Peek(headerBytes + syncedBytes)
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if length, sum, valid := header(record, place); valid && length == syncedBytes {
			body := record[headerBytes:]
			if crc32.Checksum(body, castagnoli()) == sum && body[0] == kindSynced && syncedPlace(body) > damaged {
				return true, nil
			}
		}
		if _, err := text.Discard(1); err != nil {
			return false, err
		}
	}
}
