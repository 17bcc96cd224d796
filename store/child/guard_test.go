package child

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// Orphans of a daemon that was killed, each in another state.
func TestAServerOfADeadDaemonIsEnded(t *testing.T) {
	need(t)
	tests := []struct {
		name  string
		spoil func(t *testing.T, pid int)
	}{
		{"one that is well", func(*testing.T, int) {}},
		{"one that hangs", func(t *testing.T, pid int) {
			t.Helper()
			if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
				t.Fatal(err)
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			orphan := orphaned(t, dir)
			tt.spoil(t, orphan.Process.Pid)
			s, said := start(t, dir)
			tell(t, s, "GET x", oneByte)
			if err := orphan.Wait(); err != nil && tt.name == "one that is well" {
				t.Errorf("it was not asked to end, but made to: %v", err)
			}
			if now := pid(t, dir); now == orphan.Process.Pid {
				t.Error("the orphan is still the one that serves")
			}
			if !strings.Contains(said.String(), "earlier daemon") {
				t.Errorf("nobody is told: %s", said)
			}
		})
	}
}

// orphaned starts a server as a daemon does, and lets go of it as one that dies does.
func orphaned(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	folder := filepath.Join(dir, folderName)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	g, err := takeGuard(folder)
	if err != nil {
		t.Fatal(err)
	}
	bin, _ := Program()
	cmd := exec.Command(bin, "--port", "0", "--unixsocket", "redis.sock", "--appendonly", "yes", "--save", "", "--pidfile", pidName)
	cmd.Dir, cmd.ExtraFiles = folder, []*os.File{g.file}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	if err := g.release(); err != nil {
		t.Fatal(err)
	}
	sock := place(t, folder)
	await(t, "orphan", func() bool {
		answer, err := ask(t.Context(), sock, "SET x 1")
		return err == nil && answer == "+OK"
	})
	return cmd
}

// Two daemons that start at the same moment in one folder.
func TestTwoNeverServeOneFolder(t *testing.T) {
	need(t)
	dir := t.TempDir()
	var wg sync.WaitGroup
	servers, errs := make([]*Server, 4), make([]error, 4)
	for i := range servers {
		wg.Go(func() { servers[i], errs[i] = Open(t.Context(), Options{Dir: dir}) })
	}
	wg.Wait()
	open := 0
	for i, s := range servers {
		if s != nil {
			open++
			defer s.Close()
		} else if !strings.Contains(errs[i].Error(), "in use by process") {
			t.Errorf("Open: %v; want who uses the folder", errs[i])
		}
	}
	if open != 1 {
		t.Errorf("%d servers run in one folder", open)
	}
}

// The lock that finds a server after the daemon's death is in its hands from the
// beginning.
func TestAServerHoldsItsGuard(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells who holds a lock")
	}
	dir := t.TempDir()
	s, _ := start(t, dir)
	if got, want := holders(filepath.Join(s.folder, guardName)), []int{pid(t, dir)}; !slices.Equal(got, want) {
		t.Errorf("the guard is held by %v, want %v", got, want)
	}
}
