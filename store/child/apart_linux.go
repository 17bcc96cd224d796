package child

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// apart keeps a Ctrl-C that is meant for the daemon away from the server, which
// must live until the daemon has had its last word; and has the kernel end the
// server when the daemon dies without a word.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}

// holders are the processes that inherited the guard of a path: a server, or what
// it forked to write its file anew. Process ids alone would prove nothing, as they
// are used again.
func holders(path string) []int {
	guard, err := os.Stat(path)
	if err != nil {
		return nil
	}
	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return nil
	}
	var found []int
	for _, process := range processes {
		held, err := os.Stat(filepath.Join(process, "fd", strconv.Itoa(inherited)))
		if err != nil || !os.SameFile(guard, held) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(process)); err == nil && pid != os.Getpid() {
			found = append(found, pid)
		}
	}
	return found
}
