package child

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process is one life of the server.
type process struct {
	cmd   *exec.Cmd
	said  *sayings
	ended chan struct{}
	err   error
}

// how says how it ended, which it must have.
func (p *process) how() error {
	end := p.err
	if end == nil {
		end = errors.New("it ended by itself")
	}
	if last := p.said.last(); last != "" {
		return fmt.Errorf("%w; its last words: %s", end, last)
	}
	return end
}

// settings are how the server is told to keep the data. Paths are relative to the
// folder it works in, whose name may be long and hold anything.
//
// It syncs always, not every second: with the latter it answers before it writes
// while a sync is under way, and a server that is killed then, as by a system short
// of memory, takes what it has answered with it. The store sends few and large
// writes, so this costs little.
func (s *Server) settings() []string {
	sock := s.place.Path()
	if filepath.Dir(sock) == s.folder {
		sock = filepath.Base(sock)
	}
	return []string{
		"--port", "0",
		"--unixsocket", sock, "--unixsocketperm", "700",
		"--daemonize", "no", "--pidfile", pidName, "--logfile", "", "--loglevel", "notice",
		"--save", "",
		"--appendonly", "yes", "--appendfsync", "always", "--aof-load-truncated", "yes",
		"--auto-aof-rewrite-percentage", "100", "--auto-aof-rewrite-min-size", "32mb",
		"--maxmemory", strconv.FormatInt(s.maxMemory, 10), "--maxmemory-policy", "noeviction",
	}
}

// launch starts the program. Linux ends it when the thread that started it ends,
// so that thread is kept until the program has ended.
func (s *Server) launch() (*process, error) {
	p := &process{said: &sayings{log: s.log}, ended: make(chan struct{})}
	p.cmd = exec.Command(s.bin, s.settings()...) //nolint:gosec,noctx // found on the PATH; it lives until it is told to end
	p.cmd.Dir = s.folder
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	p.cmd.ExtraFiles = []*os.File{s.own.file}
	p.cmd.SysProcAttr = apart()
	// What the server forks may hold the pipe of its words longer than it lives.
	p.cmd.WaitDelay = time.Second
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			p.err = p.cmd.Wait()
			close(p.ended)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// How long a server may take to answer at all, and to read its file.
const (
	answersWithin = 20 * time.Second
	readyWithin   = 10 * time.Minute
)

// ready waits until the server answers. A file of gigabytes takes minutes to read;
// meanwhile it answers that it does.
func (s *Server) ready(life context.Context, p *process) error {
	ctx, cancel := context.WithTimeout(life, readyWithin)
	defer cancel()
	silent := time.NewTimer(answersWithin)
	defer silent.Stop()
	for {
		answer, err := ask(ctx, s.place.Path(), "PING")
		switch {
		case err != nil:
		case answer == "+PONG":
			return s.oldEnough(ctx)
		case strings.HasPrefix(answer, "-LOADING"):
			silent.Reset(answersWithin)
		default:
			return fmt.Errorf("it answers %q", answer)
		}
		select {
		case <-p.ended:
			return fmt.Errorf("%w; if it is its file that it cannot read, see redis-check-aof in %s", p.how(), s.folder)
		case <-silent.C:
			return fmt.Errorf("it does not answer within %v; its last words: %s", answersWithin, p.said.last())
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// oldEnough refuses a server without the commands that the store sends.
func (s *Server) oldEnough(ctx context.Context) error {
	answer, err := ask(ctx, s.place.Path(), "SMISMEMBER tocsin-probe a")
	if err != nil {
		return err
	}
	if strings.HasPrefix(answer, "-") {
		return fmt.Errorf("%s is too old (it answers %q): install 6.2 or newer, or force the embedded rung", s.bin, answer)
	}
	return nil
}

// endsWithin is how long each way to end the server may take.
const endsWithin = 5 * time.Second

// end ends the server: it is asked, then told, then made to. It is called when life
// may be over.
func (s *Server) end(life context.Context, p *process) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(life), endsWithin)
	defer cancel()
	ways := []func() error{p.terminate, p.cmd.Process.Kill}
	if asked(ask(ctx, s.place.Path(), "SHUTDOWN NOSAVE")) {
		ways = append([]func() error{nothing}, ways...)
	}
	for _, way := range ways {
		_ = way()
		select {
		case <-p.ended:
			return
		case <-time.After(endsWithin):
			s.log.Warn("the private redis-server takes long to end", "pid", p.cmd.Process.Pid)
		}
	}
	<-p.ended
}

// asked reports whether a server was there to hear a question. One that ends gives
// no answer.
func asked(_ string, err error) bool {
	var op *net.OpError
	return !errors.As(err, &op) || op.Op != "dial"
}

func nothing() error { return nil }

func (p *process) terminate() error { return p.cmd.Process.Signal(syscall.SIGTERM) }
