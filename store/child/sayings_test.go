package child

import (
	"log/slog"
	"strings"
	"testing"
)

func TestAServersWordsArePassedOnWithTheirWeight(t *testing.T) {
	tests := []struct{ line, want string }{
		{"71:M 21 Nov 2026 03:07:00.000 # Can't save in background: fork: Cannot allocate memory", "WARN"},
		{"71:M 21 Nov 2026 03:07:00.000 * Background append only file rewriting started", "DEBUG"},
		{"71:M 21 Nov 2026 03:07:00.000 # Server initialized", "DEBUG"},
		{"71:C 21 Nov 2026 03:07:00.000 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo", "DEBUG"},
		{"*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***", "DEBUG"},
		{"say # what", "DEBUG"},
	}
	for _, tt := range tests {
		var out strings.Builder
		s := &sayings{log: slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))}
		for _, piece := range strings.SplitAfter(tt.line+"\n", " ") {
			if _, err := s.Write([]byte(piece)); err != nil {
				t.Fatal(err)
			}
		}
		if strings.Count(out.String(), "\n") != 1 || !strings.Contains(out.String(), "level="+tt.want) {
			t.Errorf("%q is logged as %q, want one line of level %s", tt.line, out.String(), tt.want)
		}
		if words := s.last(); !strings.HasSuffix(tt.line, words) || words == "" {
			t.Errorf("the last words of %q are %q", tt.line, words)
		}
	}
}

func TestOnlyTheLastWordsAreKept(t *testing.T) {
	s := &sayings{log: slog.New(slog.DiscardHandler)}
	for range 100 {
		s.Write([]byte(strings.Repeat("x", 3000)))
		s.Write([]byte("early\n"))
	}
	for line := range strings.FieldsSeq("a b c d e f") {
		s.Write([]byte(line + "\n"))
	}
	if got := s.last(); got != "b / c / d / e / f" {
		t.Errorf("last() = %q", got)
	}
}
