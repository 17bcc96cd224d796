package child

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
)

// sayings pass on what a server writes, line by line, and keep the last lines.
type sayings struct {
	log *slog.Logger

	mu    sync.Mutex
	rest  []byte
	lines []string
}

const (
	linesKept   = 5
	longestLine = 4096
)

// Write is for exec.Cmd.
func (s *sayings) Write(text []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rest = append(s.rest, text...)
	for {
		line, rest, whole := bytes.Cut(s.rest, []byte("\n"))
		if !whole {
			break
		}
		s.say(string(line))
		s.rest = rest
	}
	if len(s.rest) > longestLine {
		s.say(string(s.rest))
		s.rest = nil
	}
	return len(text), nil
}

// say passes one line on.
func (s *sayings) say(line string) {
	mark, words := dissect(line)
	if words == "" {
		return
	}
	if s.lines = append(s.lines, words); len(s.lines) > linesKept {
		s.lines = s.lines[1:]
	}
	if mark == '#' && !chatter(words) {
		s.log.Warn("redis-server says", "line", words)
		return
	}
	s.log.Debug("redis-server says", "line", words)
}

// last answers the last lines.
func (s *sayings) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.lines, " / ")
}

// dissect takes apart a line such as "71:M 21 Nov 2026 03:07:00.000 # Words". The
// mark before the words is the weight they have; '#' is the heaviest.
func dissect(line string) (byte, string) {
	line = strings.TrimSpace(line)
	for _, mark := range []string{" # ", " * ", " - ", " . "} {
		before, words, found := strings.Cut(line, mark)
		if found && strings.Count(before, " ") == 4 && strings.Contains(before, ":") {
			return mark[1], words
		}
	}
	return ' ', line
}

// chatter is what a server says at every start and end with a weight that it does
// not have.
func chatter(words string) bool {
	for _, begin := range []string{"oO0OoO0", "Redis version=", "Valkey version=", "Configuration loaded", "Server initialized", "User requested shutdown", "Redis is now ready to exit", "Valkey is now ready to exit", "WARNING Memory overcommit must be enabled"} {
		if strings.HasPrefix(words, begin) {
			return true
		}
	}
	return false
}
