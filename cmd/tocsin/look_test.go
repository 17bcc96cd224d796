package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// Somebody pages through what a stopped daemon kept; the daemon is started again
// all the same.
func TestWhoReadsSlowlyKeepsNoDaemonFromStarting(t *testing.T) {
	t.Parallel()
	r := newRig(t, "embedded")
	r.feed.publish(2000, time.Now().Add(-2*time.Hour))
	r.start()
	r.ready()
	r.await(`"job":"collect feed"`, "2000 matched")
	r.stop()
	reader := r.command(t.Context(), "mentions", "--brand", "solvo")
	page, err := reader.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Start(); err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 10)
	if _, err := io.ReadFull(page, first); err != nil {
		t.Fatal(err)
	}
	r.start()
	r.ready()
	rest, err := io.ReadAll(page)
	if err != nil || reader.Wait() != nil {
		t.Errorf("the reader ended with %v, %v", err, reader.ProcessState)
	}
	if n := bytes.Count(rest, []byte("\n")); n != 2000 {
		t.Errorf("it printed %d mentions, want 2000", n)
	}
	r.stop()
}

// Who mistypes the folder is told, and leaves no store there.
func TestWhatOnlyReadsMakesNoStore(t *testing.T) {
	for _, command := range []string{"status", "incidents", "incidents solvo/1", "mentions", "digest", "refusals"} {
		dir := t.TempDir()
		var said bytes.Buffer
		code := execute(&world{
			ctx: t.Context(), args: append(strings.Fields(command), "--data", dir), stdout: io.Discard, stderr: &said,
			env: func(string) string { return "" }, now: time.Now,
		})
		if code != exitFault || !strings.Contains(said.String(), "holds no data of tocsin: start the daemon first") {
			t.Errorf("tocsin %s on an empty folder: code %d, %q; want that it holds no data", command, code, said.String())
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("tocsin %s left %v in the folder, %v", command, left, err)
		}
	}
}
