package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
)

// A server is what a lower rung starts.
type server interface {
	// Socket is the path of the unix socket it listens on.
	Socket() string
	Close() error
}

// Open takes the first rung of the ladder that is there and waits until it
// answers: the Redis of opts.URL, else a private redis-server, else the embedded
// store. opts.Rung forces one. A server that Open starts lives until Close.
func Open(ctx context.Context, opts Options) (*Store, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	rung, err := choose(opts)
	if err != nil {
		return nil, err
	}
	if rung == RungRedis {
		return connect(ctx, opts, Rung{Name: RungRedis})
	}
	if opts.Dir == "" {
		return nil, errors.New("open the store: no data folder is given; set data, or redis.url")
	}
	if err := os.MkdirAll(opts.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("open the store: make the data folder: %w; make %s writable, or set data to another folder", err, opts.Dir)
	}
	return serve(ctx, opts, rung)
}

// Attach joins the store of a daemon that runs in the same data folder, and
// opens the ladder itself where none does. It is what a command line does that
// wants a word with the daemon's store.
func Attach(ctx context.Context, opts Options) (*Store, error) {
	if opts.URL != "" || opts.Rung == RungRedis {
		return Open(ctx, opts)
	}
	n, found := readNote(opts.Dir)
	if !found {
		return Open(ctx, opts)
	}
	var openErr error
	if !alive(n.PID) {
		// Its server may still be on its way out: who joined it would be left alone.
		s, err := Open(ctx, opts)
		if err == nil {
			return s, nil
		}
		openErr = err
	}
	s, err := connect(ctx, at(opts, n.Socket), Rung{Name: n.Rung})
	if err == nil {
		return s, nil
	}
	// The note outlived its writer, or the writer is in trouble: then the lock on
	// the folder keeps a second server out, and Open says so.
	if openErr == nil {
		if s, openErr = Open(ctx, opts); openErr == nil {
			return s, nil
		}
	}
	return nil, fmt.Errorf("%w (a daemon with process id %d may still hold the folder: %w)", openErr, n.PID, err)
}

// choose says which rung it is.
func choose(opts Options) (string, error) {
	switch opts.Rung {
	case "":
	case RungRedis:
		if opts.URL == "" {
			return "", errors.New("open the store: the redis rung is wanted but redis.url is empty; set it")
		}
		return RungRedis, nil
	case RungChild, RungEmbedded:
		return opts.Rung, followsTheData(opts)
	default:
		return "", fmt.Errorf("open the store: there is no rung %q; use redis, child or embedded", opts.Rung)
	}
	if opts.URL != "" {
		return RungRedis, nil
	}
	return builtIn(opts)
}

// serve starts a lower rung's server and connects to it.
func serve(ctx context.Context, opts Options, rung string) (*Store, error) {
	srv, err := start(ctx, opts, rung)
	if err != nil {
		return nil, err
	}
	s, err := connect(ctx, at(opts, srv.Socket()), Rung{Name: rung})
	if err != nil {
		return nil, errors.Join(err, srv.Close())
	}
	s.server = srv
	s.dir = opts.Dir
	if err := writeNote(s.dir, note{Rung: rung, Socket: srv.Socket(), PID: os.Getpid()}); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// at points options to a unix socket.
func at(opts Options, socket string) Options {
	opts.URL, opts.Username, opts.Password = socketURL(socket), "", ""
	return opts
}

// connect joins a server that runs and asks it how it keeps its data.
func connect(ctx context.Context, opts Options, rung Rung) (*Store, error) {
	client, address, err := dial(opts)
	if err != nil {
		return nil, err
	}
	rung.Address = address
	s, err := newStore(client, rung, opts)
	if err != nil {
		return nil, errors.Join(err, client.Close())
	}
	if err := s.Ping(ctx); err != nil {
		return nil, errors.Join(err, client.Close())
	}
	s.rung = describe(ctx, client, rung)
	return s, nil
}
