package embedded

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// A journal begins with this and is a row of records after it.
const magic = "TOCSINJ1"

// A record is a header and a body. The header is the body's length, the body's
// checksum, and a checksum of both and of the place where the record begins: a
// record is valid at that place only, so what looks like one inside of a value,
// or is left over from an older file, is not mistaken for one.
const headerBytes = 12

// maxBody bounds a record. One command or one transaction has at most maxBytes; the
// other half is for the lengths between its words.
const maxBody = 2 * maxBytes

// The first byte of a body says what the rest is.
const (
	// kindSnapshot is commands that make a part of the state at the last compaction.
	kindSnapshot = 's'
	// kindEnd ends the snapshot. What comes before it was synced to disk before the
	// file got its name.
	kindEnd = 'e'
	// kindCommands is commands that take effect together, in this order.
	kindCommands = 'c'
	// kindSynced holds a place, 8 bytes: all before it is synced to disk.
	kindSynced = 'y'
)

const syncedBytes = 1 + 8

var errBody = errors.New("a record's body is not readable")

// castagnoli is the table that processors have instructions for.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// frame appends a record that begins at a place of the file to dst.
func frame(dst []byte, place int64, body []byte) []byte {
	at := len(dst)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(body))) //nolint:gosec // bounded by maxBody
	dst = binary.LittleEndian.AppendUint32(dst, crc32.Checksum(body, castagnoli()))
	dst = binary.LittleEndian.AppendUint32(dst, headerSum(dst[at:at+8], place))
	return append(dst, body...)
}

func headerSum(lengthAndSum []byte, place int64) uint32 {
	var text [16]byte
	copy(text[:], lengthAndSum)
	binary.LittleEndian.PutUint64(text[8:], uint64(place)) //nolint:gosec // places are not negative
	return crc32.Checksum(text[:], castagnoli())
}

// header answers the length and checksum of the body of a record that begins at
// place, and whether there is one.
func header(text []byte, place int64) (int, uint32, bool) {
	length, sum := binary.LittleEndian.Uint32(text), binary.LittleEndian.Uint32(text[4:])
	valid := binary.LittleEndian.Uint32(text[8:]) == headerSum(text[:8], place) && length > 0 && length <= maxBody
	return int(length), sum, valid
}

// pack appends a body of commands to dst.
func pack(dst []byte, kind byte, commands [][]string) []byte {
	dst = append(dst, kind)
	dst = binary.AppendUvarint(dst, uint64(len(commands)))
	for _, args := range commands {
		dst = binary.AppendUvarint(dst, uint64(len(args)))
		for _, arg := range args {
			dst = binary.AppendUvarint(dst, uint64(len(arg)))
			dst = append(dst, arg...)
		}
	}
	return dst
}

// unpack is the reverse of pack, after the kind.
func unpack(body []byte) ([][]string, error) {
	count, body, err := quantity(body)
	if err != nil {
		return nil, err
	}
	var commands [][]string
	for range count {
		var args []string
		if args, body, err = unpackOne(body); err != nil {
			return nil, err
		}
		commands = append(commands, args)
	}
	if len(body) > 0 {
		return nil, errBody
	}
	return commands, nil
}

// unpackOne reads one command and answers what follows it.
func unpackOne(body []byte) ([]string, []byte, error) {
	count, body, err := quantity(body)
	if err != nil || count == 0 {
		return nil, nil, errBody
	}
	args := make([]string, 0, min(count, 64))
	for range count {
		var length int
		if length, body, err = quantity(body); err != nil {
			return nil, nil, err
		}
		args, body = append(args, string(body[:length])), body[length:]
	}
	return args, body, nil
}

// quantity reads how many of something follow; each of them takes a byte or more.
func quantity(body []byte) (int, []byte, error) {
	n, width := binary.Uvarint(body)
	if width <= 0 || n > uint64(len(body)-width) { //nolint:gosec // width is not above len(body)
		return 0, nil, errBody
	}
	return int(n), body[width:], nil //nolint:gosec // not above len(body)
}

// synced is the body of a record that says what is on disk.
func synced(place int64) []byte {
	return binary.LittleEndian.AppendUint64([]byte{kindSynced}, uint64(place)) //nolint:gosec // places are not negative
}

// syncedPlace is the place that a body of synced holds.
func syncedPlace(body []byte) int64 {
	return int64(binary.LittleEndian.Uint64(body[1:])) //nolint:gosec // written by synced
}
