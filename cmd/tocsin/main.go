// Command tocsin listens for brands, notices when talk turns into a crisis, and
// rings everybody who may act. This package is the only one that knows all the
// others: it reads flags and environment, wires the parts, and holds no rule of
// the domain.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"tocsin/config"
	"tocsin/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	store.LibraryLog(slog.New(slog.DiscardHandler)) // a daemon has a log for it
	code := execute(&world{
		ctx: ctx, args: os.Args[1:], stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		env: os.Getenv, now: time.Now,
	})
	stop()
	os.Exit(code)
}

// A world is what a command is run in: all that it may touch outside itself.
type world struct {
	ctx    context.Context //nolint:containedctx // it lives exactly as long as the command
	args   []string
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	env    func(string) string
	now    func() time.Time
}

// Exit codes: a fault in what was given is not a failure of the program.
const (
	exitOK    = 0
	exitFault = 1
	exitUsage = 2
)

// errSaid ends a command whose fault has been told already.
var errSaid = errors.New("said already")

// execute runs one command line and answers the exit code.
func execute(w *world) int {
	var line commands
	exited := -1
	parser, err := kong.New(&line,
		kong.Name("tocsin"),
		kong.Description("Listens for brands in feeds and social APIs, notices when talk turns into a crisis, and rings everybody who may act.\n\nStart with: tocsin demo"),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Writers(w.stdout, w.stderr),
		kong.Exit(func(code int) { exited = code }),
		kong.Vars{"version": "tocsin " + version()},
	)
	if err != nil {
		_, _ = fmt.Fprintln(w.stderr, "tocsin:", err)
		return exitUsage
	}
	if len(w.args) > 0 && w.args[0] == "help" {
		w.args = append(w.args[1:len(w.args):len(w.args)], "--help")
	}
	chosen, err := parser.Parse(w.args)
	if exited >= 0 { // --help and --version have been answered
		return exited
	}
	if err != nil {
		_, _ = fmt.Fprintf(w.stderr, "tocsin: %v; see tocsin --help\n", err)
		return exitUsage
	}
	return w.end(chosen.Run(w))
}

// end tells what went wrong, each fault on a line of its own.
func (w *world) end(err error) int {
	var faults config.Faults
	var answer verdict
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &answer):
		return int(answer)
	case errors.Is(err, errSaid):
		return exitFault
	case errors.As(err, &faults):
		_, _ = fmt.Fprintln(w.stderr, faults)
		return exitFault
	}
	_, _ = fmt.Fprintln(w.stderr, "tocsin:", err)
	return exitFault
}
