package embedded

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		fmt.Fprintln(os.Stderr, "victim:", victim(dir))
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

// noon is when the tests happen.
var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// A clock that the tests set.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time          { return noon.Add(time.Duration(c.ahead.Load())) }
func (c *clock) advance(d time.Duration) { c.ahead.Add(int64(d)) }

// serving serves a folder until the test ends.
func serving(t *testing.T, dir string) *Server {
	t.Helper()
	return servingAs(t, Options{Dir: dir}, createFile)
}

func servingAs(t *testing.T, opts Options, create func(string) (file, error)) *Server {
	t.Helper()
	if opts.Now == nil {
		opts.Now = (&clock{}).now
	}
	if opts.MaxMemory == 0 {
		opts.MaxMemory = 1 << 30
	}
	if opts.Log == nil {
		opts.Log = quiet()
	}
	s, err := openWith(t.Context(), opts, create)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { shut(t, s) })
	return s
}

func shut(t *testing.T, s *Server) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// A client is a line to a server. What it says is written as words.
type client struct {
	t    testing.TB
	line net.Conn
	in   *bufio.Reader
}

func dial(t testing.TB, s *Server) *client {
	t.Helper()
	line, err := net.Dial("unix", s.Socket())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { line.Close() })
	return &client{t, line, bufio.NewReader(line)}
}

// says sends a command of words and answers the reply: a text as it is, a number as
// (1), an array as [a b], nil as nil, an error as -ERR….
func (c *client) says(words string) string {
	c.t.Helper()
	return c.does(strings.Fields(words)...)
}

func (c *client) does(args ...string) string {
	c.t.Helper()
	if _, err := c.line.Write(written(args)); err != nil {
		c.t.Fatal(err)
	}
	reply, err := readReply(c.in)
	if err != nil {
		c.t.Fatal(err)
	}
	return reply
}

// written is a command as clients write it.
func written(args []string) []byte {
	out := appendArray(nil, len(args))
	for _, arg := range args {
		out = appendBulk(out, arg)
	}
	return out
}

func readReply(in *bufio.Reader) (string, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return "", err
	}
	line = strings.TrimSuffix(line, "\r\n")
	if line == "*-1" || line == "$-1" {
		return "nil", nil
	}
	switch line[0] {
	case '+':
		return line[1:], nil
	case '-':
		return line, nil
	case ':':
		return "(" + line[1:] + ")", nil
	}
	n, err := strconv.Atoi(line[1:])
	if err != nil {
		return "", err
	}
	if line[0] == '$' {
		text := make([]byte, n+2)
		_, err := io.ReadFull(in, text)
		return string(text[:n]), err
	}
	parts := make([]string, n)
	for i := range parts {
		if parts[i], err = readReply(in); err != nil {
			return "", err
		}
	}
	return fmt.Sprint(parts), nil
}

// state is everything that an engine holds, as lines in order.
func state(e *engine) []string {
	var lines []string
	for _, d := range e.dump() {
		_ = d.commands(func(args []string) error {
			if d.unit > 1 || d.verb == "SADD" {
				for rest := args[2:]; len(rest) > 0; rest = rest[d.unit:] {
					lines = append(lines, strings.Join(append([]string{args[0], args[1]}, rest[:d.unit]...), " "))
				}
				return nil
			}
			lines = append(lines, strings.Join(args, " "))
			return nil
		})
	}
	for key, at := range e.deadlines {
		lines = append(lines, fmt.Sprint("until ", key, " ", at))
	}
	slices.Sort(lines)
	return lines
}

// A disk gives out files that run full, or break.
type disk struct {
	// room is how many more bytes fit.
	room atomic.Int64
	// stuck is set while nothing can be cut off, deaf while nothing can be synced.
	stuck, deaf atomic.Bool
	syncs       atomic.Int64
}

func newDisk() *disk {
	d := &disk{}
	d.room.Store(1 << 40)
	return d
}

func (d *disk) create(path string) (file, error) {
	f, err := createFile(path)
	return &diskFile{f, d}, err
}

type diskFile struct {
	file
	disk *disk
}

// Write writes what fits, as a real disk does.
func (f *diskFile) Write(text []byte) (int, error) {
	fits := min(int64(len(text)), max(f.disk.room.Load(), 0))
	n, err := f.file.Write(text[:fits])
	f.disk.room.Add(-int64(n))
	if err == nil && n < len(text) {
		err = syscall.ENOSPC
	}
	return n, err
}

func (f *diskFile) Truncate(size int64) error {
	if f.disk.stuck.Load() {
		return errors.New("input/output error")
	}
	return f.file.Truncate(size)
}

func (f *diskFile) Sync() error {
	f.disk.syncs.Add(1)
	if f.disk.deaf.Load() {
		return errors.New("input/output error")
	}
	return f.file.Sync()
}
