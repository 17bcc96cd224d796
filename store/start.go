package store

import (
	"context"
	"fmt"
	"time"

	"tocsin/store/child"
	"tocsin/store/embedded"
)

// start starts the server of a lower rung.
func start(ctx context.Context, opts Options, rung string) (server, error) {
	if rung == RungChild {
		return opened(child.Open(ctx, child.Options{Dir: opts.Dir, MaxMemory: opts.MaxMemory, Log: opts.Log}))
	}
	// An embedded store is the clock of all who share it, as a Redis would be.
	//nolint:forbidigo // and a Redis has its own clock
	return opened(embedded.Open(ctx, embedded.Options{Dir: opts.Dir, MaxMemory: opts.MaxMemory, Now: time.Now, Log: opts.Log}))
}

func opened[S server](s S, err error) (server, error) {
	if err != nil {
		return nil, fmt.Errorf("open the store: %w", err)
	}
	return s, nil
}

// Holds reports whether a data folder holds what a built-in rung kept.
func Holds(dir string) bool { return child.Holds(dir) || embedded.Holds(dir) }

// builtIn chooses between the lower rungs. A folder that holds data stays with the
// rung that wrote it: the other one would begin with nothing, and nobody would know
// why.
func builtIn(opts Options) (string, error) {
	_, there := child.Program()
	switch {
	case child.Holds(opts.Dir) && !there:
		return "", fmt.Errorf("open the store: %s holds data of a redis-server, and there is none on the PATH any more: "+
			"install redis-server or valkey-server, or begin anew with another data folder", opts.Dir)
	case child.Holds(opts.Dir):
		if embedded.Holds(opts.Dir) {
			opts.Log.Warn("the data folder holds an embedded store too, which is not looked at", "dir", opts.Dir)
		}
		return RungChild, nil
	case embedded.Holds(opts.Dir):
		return RungEmbedded, nil
	case there:
		return RungChild, nil
	}
	return RungEmbedded, nil
}

// followsTheData refuses to force a rung on a folder that only the other one has
// written to: it would begin with nothing, and what is there would be left behind.
func followsTheData(opts Options) error {
	embeds, keeps := embedded.Holds(opts.Dir), child.Holds(opts.Dir)
	switch {
	case opts.Rung == RungChild && embeds && !keeps:
		return errLeftBehind(opts, RungEmbedded)
	case opts.Rung == RungEmbedded && keeps && !embeds:
		return errLeftBehind(opts, RungChild)
	}
	return nil
}

func errLeftBehind(opts Options, holds string) error {
	return fmt.Errorf("open the store: the %s rung is wanted but %s holds the data of the %s rung, which would be left behind: "+
		"unset TOCSIN_STORE to go on with it, or begin anew with another data folder", opts.Rung, opts.Dir, holds)
}
