package embedded

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Nobody can crash the reader, and what it understands means the same when it is
// written again.
func FuzzReadCommand(f *testing.F) {
	for _, seed := range []string{"PING\r\n", "*2\r\n$3\r\nGET\r\n$1\r\nx\r\n", "*1\r\n$-1\r\n", "*-1\r\n", "*1\r\n$67108865\r\n", "\r\n", "*1048577\r\n", "*3\r\n$0\r\n\r\n$70000\r\nabc"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		in := bufio.NewReaderSize(bytes.NewReader(sent), 64<<10)
		for range 100 {
			args, err := readCommand(in)
			if err != nil {
				return
			}
			if len(args) == 0 {
				continue
			}
			again, err := readCommand(bufio.NewReader(bytes.NewReader(written(args))))
			if err != nil || !slices.Equal(args, again) {
				t.Fatalf("%q is read as %q, and that, written again, as %q, %v", sent, args, again, err)
			}
		}
	})
}

// Whatever a file holds, it is read or refused; and what was read once, and cut,
// is read the same way again.
func FuzzJournal(f *testing.F) {
	record := func(place int, kind byte, commands ...[]string) []byte {
		return frame(nil, int64(place), pack(nil, kind, commands))
	}
	begin := append([]byte(magic), frame(nil, int64(len(magic)), []byte{kindEnd})...)
	one := append(bytes.Clone(begin), record(len(begin), kindCommands, []string{"SET", "x", "1"}, []string{"SADD", "y", "a", "b"})...)
	two := append(bytes.Clone(one), frame(nil, int64(len(one)), synced(int64(len(one))))...)
	for _, seed := range [][]byte{nil, []byte(magic), begin, one, two, two[:len(two)-3], append(bytes.Clone(begin), record(len(begin), kindCommands, []string{"EVAL", "x"})...)} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text []byte, asBody bool) {
		if asBody { // So that the fuzzer gets past the checksums.
			text = append(bytes.Clone(begin), frame(nil, int64(len(begin)), append([]byte{kindCommands}, text...))...)
		}
		path := filepath.Join(t.TempDir(), journalName)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		first := &lane{engine: newEngine()}
		j, cut, err := openJournal(path, createFile, first.apply)
		if err != nil {
			if now, _ := os.ReadFile(path); !bytes.Equal(now, text) {
				t.Fatal("a refused file was changed")
			}
			return
		}
		if err := j.close(); err != nil {
			t.Fatal(err)
		}
		second := &lane{engine: newEngine()}
		j, again, err := openJournal(path, createFile, second.apply)
		if err != nil || again != 0 {
			t.Fatalf("after %d bytes were cut off: %d more, %v", cut, again, err)
		}
		defer j.file.Close()
		if diff := cmp.Diff(state(first.engine), state(second.engine)); diff != "" {
			t.Fatalf("read again (-first +second):\n%s", diff)
		}
	})
}
