package main

import (
	"bufio"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hearing is a rig whose daemon reads its feed.
func hearing(t *testing.T, rung string) *rig {
	t.Helper()
	r := newRig(t, rung)
	r.feed.publish(3, time.Now().Add(-48*time.Hour))
	return r
}

// A store that answers but takes nothing is not ready, and is again once it does.
func TestAStoreThatTakesNoWritesIsNotReady(t *testing.T) {
	t.Parallel()
	r := hearing(t, "child")
	r.start()
	r.ready()
	r.await(`"job":"collect feed"`, "3 matched")
	r.tellStore("CONFIG SET min-replicas-to-write 1")
	r.eventually("/readyz says why nothing is kept", func() bool { return strings.Contains(r.fetch("/readyz"), "NOREPLICAS") })
	if metrics := r.fetch("/metrics"); !strings.Contains(metrics, "tocsin_store_up 0") {
		t.Error("the metrics say that the store is up")
	}
	r.tellStore("CONFIG SET min-replicas-to-write 0")
	r.eventually("/readyz says that all is well", func() bool { return strings.Contains(r.fetch("/readyz"), "store: ok") })
	r.stop()
}

// tellStore sends the daemon's store a command that it must accept.
func (r *rig) tellStore(words string) {
	r.t.Helper()
	text, err := os.ReadFile(filepath.Join(r.dir, "data", "store.json"))
	var note struct{ Socket string }
	if err == nil {
		err = json.Unmarshal(text, &note)
	}
	if err != nil {
		r.t.Fatal(err)
	}
	line, err := net.Dial("unix", note.Socket)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = line.Close() }()
	if _, err := line.Write([]byte(words + "\r\n")); err != nil {
		r.t.Fatal(err)
	}
	if answer, err := bufio.NewReader(line).ReadString('\n'); err != nil || strings.HasPrefix(answer, "-") {
		r.t.Fatalf("%s is answered %q, %v", words, answer, err)
	}
}

// On a disk that is full for mentions a small mark may still find room: the daemon
// is not ready all the same, until there is room.
func TestAFullDiskIsNotReady(t *testing.T) {
	t.Parallel()
	r := hearing(t, "embedded")
	data := filepath.Join(r.dir, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", data).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here, so none is filled: %v: %s", err, out)
	}
	t.Cleanup(func() {
		r.kill()
		if out, err := exec.Command("umount", "-l", data).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
	r.start()
	r.ready()
	r.await(`"job":"collect feed"`, "3 matched")
	filler := filepath.Join(data, "filler")
	if err := os.WriteFile(filler, make([]byte, 4<<20), 0o600); err == nil {
		t.Fatal("the disk is larger than it should be")
	}
	r.feed.publish(60, time.Now())
	r.await("no space left on device")
	r.eventually("/readyz says that the disk is full", func() bool {
		return strings.Contains(r.fetch("/readyz"), "cannot write to its disk: make room there")
	})
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	r.eventually("/readyz says that all is well", func() bool { return strings.Contains(r.fetch("/readyz"), "store: ok") })
	r.eventually("what could not be kept is, and rings", func() bool { return len(r.cards("#solvo-listening")) > 0 })
}
