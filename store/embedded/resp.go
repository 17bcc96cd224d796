package embedded

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// What one client may ask for at once, in one command or one transaction: some
// thirty times what the store's largest step takes.
const (
	maxArgs  = 1 << 20
	maxBytes = 64 << 20
)

// A protocolError is something that is no command; the connection ends with it.
type protocolError string

func (e protocolError) Error() string { return "Protocol error: " + string(e) }

// readCommand reads one command: an array of bulk strings, or words on a line as a
// person types them. An empty line is an empty command.
func readCommand(r *bufio.Reader) ([]string, error) {
	line, err := readLine(r)
	if err != nil {
		return nil, err
	}
	if line == "" || line[0] != '*' {
		return strings.Fields(line), nil
	}
	count, err := strconv.Atoi(line[1:])
	if err != nil || count > maxArgs {
		return nil, protocolError("invalid multibulk length")
	}
	if count <= 0 {
		return nil, nil
	}
	args := make([]string, 0, min(count, 1024))
	left := maxBytes
	for range count {
		arg, err := readBulk(r, left)
		if err != nil {
			return nil, err
		}
		left -= len(arg)
		args = append(args, arg)
	}
	return args, nil
}

// readBulk reads one bulk string of at most so many bytes.
func readBulk(r *bufio.Reader, most int) (string, error) {
	line, err := readLine(r)
	if err != nil {
		return "", err
	}
	if line == "" || line[0] != '$' {
		return "", protocolError(fmt.Sprintf("expected '$', got %.1q", line))
	}
	length, err := strconv.Atoi(line[1:])
	if err != nil || length < 0 {
		return "", protocolError("invalid bulk length")
	}
	if length > most {
		return "", protocolError(fmt.Sprintf("a command of more than %d MiB", maxBytes>>20))
	}
	text, err := readText(r, length)
	if err != nil {
		return "", err
	}
	var end [2]byte
	if _, err := io.ReadFull(r, end[:]); err != nil {
		return "", err
	}
	if end != [2]byte{'\r', '\n'} {
		return "", protocolError("a bulk string does not end where it should")
	}
	return text, nil
}

// readText reads so many bytes. What is large is not believed before it is there.
func readText(r *bufio.Reader, length int) (string, error) {
	if length <= 64<<10 {
		text := make([]byte, length)
		_, err := io.ReadFull(r, text)
		return string(text), err
	}
	var text bytes.Buffer
	if _, err := io.CopyN(&text, r, int64(length)); err != nil {
		return "", err
	}
	return text.String(), nil
}

func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return "", protocolError("too big inline request")
	}
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(string(line[:len(line)-1]), "\r"), nil
}

// upper is a command's name as it is looked up. Most clients write them small.
func upper(name string) string { return strings.ToUpper(name) }
