package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tenDays are counts with a storm on the tenth.
func tenDays() string {
	var out strings.Builder
	out.WriteString("timestamp,value\n")
	at := time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)
	for i := range 10 * 288 {
		n := 5 + i*7919%6
		if i > 2700 {
			n += 40
		}
		fmt.Fprintf(&out, "%s,%d\n", at.Add(time.Duration(i)*5*time.Minute).Format(time.DateTime), n)
	}
	return out.String()
}

func replayed(t *testing.T, in string, args ...string) (string, string, int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := execute(&world{
		ctx: t.Context(), args: append([]string{"replay"}, args...), stdin: strings.NewReader(in),
		stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }, now: time.Now,
	})
	return stdout.String(), stderr.String(), code
}

func TestReplayScoresCounts(t *testing.T) {
	in := tenDays()
	path := filepath.Join(t.TempDir(), "counts.csv")
	if err := os.WriteFile(path, []byte(in), 0o600); err != nil {
		t.Fatal(err)
	}
	program := exec.CommandContext(t.Context(), "tocsin", "replay", "--counts", path)
	var said bytes.Buffer
	program.Stderr = &said
	out, err := program.Output()
	if err != nil {
		t.Fatal(err, said.String())
	}
	header, rows, _ := strings.Cut(string(out), "\n")
	if header != "timestamp,value,expected,score,novelty,severity,alert" || strings.Count(rows, "\n") != 10*288 {
		t.Errorf("printed are %q and %d rows", header, strings.Count(rows, "\n"))
	}
	if !strings.Contains(rows, ",crisis,crisis\n") || !strings.HasPrefix(said.String(), "2880 rows of 1 series; alerts: ") {
		t.Errorf("the storm raises no crisis; said is %q", said.String())
	}
	// What was said of a row does not depend on those after it.
	lines := strings.SplitAfter(in, "\n")
	for _, n := range []int{1, 2, 600, 2702, 2720} {
		got, _, code := replayed(t, strings.Join(lines[:n], ""), "--counts", "-")
		if want := strings.Join(strings.SplitAfter(string(out), "\n")[:n], ""); got != want || code != exitOK {
			t.Errorf("the first %d lines alone are scored otherwise, code %d", n, code)
		}
	}
}

func TestReplayRefusesWhatItCannotDo(t *testing.T) {
	for _, tt := range []struct {
		args []string
		said string
		code int
	}{
		{[]string{"--counts", "-", "--timezone", "Berlin"}, `"Berlin" is no time zone`, exitUsage},
		{[]string{"--counts", "-", "--budget", "3h"}, "less than a day", exitFault},
		{[]string{"--counts", "-", "--budget", "soon"}, "is no span of time", exitUsage},
		{[]string{"--counts", filepath.Join(t.TempDir(), "nothing")}, "name a file that is there", exitFault},
		{[]string{"--counts", t.TempDir()}, "is a folder", exitFault},
	} {
		out, said, code := replayed(t, "", tt.args...)
		if code != tt.code || !strings.Contains(said, tt.said) {
			t.Errorf("replay %v: code %d, printed %q, said %q; want %d, %q", tt.args, code, out, said, tt.code, tt.said)
		}
	}
	out, said, code := replayed(t, "timestamp,value\n2026-03-02 00:00:00,1\n2026-03-02 01:30:10,1\n", "--counts", "-")
	if code != exitFault || strings.Count(out, "\n") != 2 || !strings.Contains(said, "tocsin: replay: line 3: ") {
		t.Errorf("code %d, printed %q, said %q; want the good row, and the fault with its line", code, out, said)
	}
}
