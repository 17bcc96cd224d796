package embedded

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// What one client may ask for at once.
const (
	maxArgs     = 1 << 20
	maxArgBytes = 64 << 20
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
	for range count {
		arg, err := readBulk(r)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	return args, nil
}

func readBulk(r *bufio.Reader) (string, error) {
	line, err := readLine(r)
	if err != nil {
		return "", err
	}
	if line == "" || line[0] != '$' {
		return "", protocolError(fmt.Sprintf("expected '$', got %.1q", line))
	}
	length, err := strconv.Atoi(line[1:])
	if err != nil || length < 0 || length > maxArgBytes {
		return "", protocolError("invalid bulk length")
	}
	text := make([]byte, length+2)
	if _, err := io.ReadFull(r, text); err != nil {
		return "", err
	}
	if text[length] != '\r' || text[length+1] != '\n' {
		return "", protocolError("a bulk string does not end where it should")
	}
	return string(text[:length]), nil
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

func appendError(dst []byte, text string) []byte {
	text = strings.NewReplacer("\r", " ", "\n", " ").Replace(text)
	return append(append(append(dst, '-'), text...), "\r\n"...)
}

func appendSimple(dst []byte, text string) []byte {
	return append(append(append(dst, '+'), text...), "\r\n"...)
}

func appendInt(dst []byte, n int64) []byte {
	return append(strconv.AppendInt(append(dst, ':'), n, 10), "\r\n"...)
}

func appendBulk(dst []byte, text string) []byte {
	dst = append(strconv.AppendInt(append(dst, '$'), int64(len(text)), 10), "\r\n"...)
	return append(append(dst, text...), "\r\n"...)
}

func appendArray(dst []byte, length int) []byte {
	return append(strconv.AppendInt(append(dst, '*'), int64(length), 10), "\r\n"...)
}

// upper is a command's name as it is looked up. Most clients write them small.
func upper(name string) string { return strings.ToUpper(name) }
