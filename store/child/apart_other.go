//go:build unix && !linux

package child

import "syscall"

// apart keeps a Ctrl-C that is meant for the daemon away from the server, which
// must live until the daemon has had its last word.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}

// holders cannot be told here, so nobody is killed.
func holders(_ string) []int { return nil }
