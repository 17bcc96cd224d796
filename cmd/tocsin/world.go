package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/config"
	"tocsin/store"
)

// defaultFile is the configuration that is used where none is named and it is there.
const defaultFile = "tocsin.yaml"

// where are the flags that say which installation a command is about.
type where struct {
	File string `name:"config" short:"c" help:"The configuration file; tocsin.yaml if it is there." placeholder:"FILE"`
	Data string `name:"data" help:"The data folder, instead of the file's data_dir." placeholder:"FOLDER"`
}

// load reads the configuration that the flags mean, or that of a brand which was only
// named; nil if there is neither.
func (f where) load() (*config.Config, error) {
	if f.File == "" && f.Data != "" {
		if cfg, err := readNamed(f.Data); cfg != nil || err != nil {
			return cfg, err
		}
	}
	cfg, err := f.file()
	if cfg == nil && err == nil && f.Data == "" {
		return readNamed(config.DefaultDataDir)
	}
	return cfg, err
}

// file reads the configuration file that the flags mean; nil if there is none.
func (f where) file() (*config.Config, error) {
	path := f.File
	if path == "" {
		if _, err := os.Stat(defaultFile); errors.Is(err, fs.ErrNotExist) {
			return nil, nil //nolint:nilnil // no configuration is an answer
		}
		path = defaultFile
	}
	return config.Load(path, known())
}

// shell is what other commands need so as to mean the same installation.
func (f where) shell() alerting.Shell {
	var flags []string
	if f.File != "" {
		flags = append(flags, "-c", shellWord(f.File))
	}
	if f.Data != "" {
		flags = append(flags, "--data", shellWord(f.Data))
	}
	return alerting.Shell(strings.Join(flags, " "))
}

// shellWord writes a path so that a shell reads it as one word.
func shellWord(path string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/._-+:@,", r)
	}
	if strings.ContainsFunc(path, func(r rune) bool { return !plain(r) }) {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

// storeOptions say where the store of a configuration is; cfg may be nil.
func (f where) storeOptions(w *world, cfg *config.Config, log *slog.Logger) store.Options {
	o := store.Options{Dir: f.Data, Log: log, URL: w.env("REDIS_URL"), Rung: w.env("TOCSIN_STORE")}
	if cfg != nil {
		o.URL = cfg.Redis.Address(w.env)
	}
	switch {
	case o.Dir != "":
	case cfg != nil:
		o.Dir = cfg.DataDir
	default:
		o.Dir = config.DefaultDataDir
	}
	return o
}

// errNotBegun is the fault of an installation that no daemon has run yet.
var errNotBegun = errors.New("start the daemon first with tocsin run")

// attach joins the installation's store, also while a daemon runs on it.
func (f where) attach(w *world) (*store.Store, *config.Config, error) {
	cfg, err := f.load()
	if err != nil {
		return nil, nil, err
	}
	o := f.storeOptions(w, cfg, nil)
	if o.URL == "" {
		// Whoever opened a store there would make one, and the daemon's own may lie elsewhere.
		if _, err := os.Stat(o.Dir); errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("there is no data folder %s: %w, or name the folder with --data", o.Dir, errNotBegun)
		}
		if !store.Holds(o.Dir) {
			return nil, nil, fmt.Errorf("the folder %s holds no data of tocsin: %w, or name the right folder with --data", o.Dir, errNotBegun)
		}
	}
	ctx, cancel := context.WithTimeout(w.ctx, 15*time.Second)
	defer cancel()
	s, err := store.Attach(ctx, o)
	return s, cfg, err
}

// look reads the installation's store and prints what read writes. Where no daemon
// serves the store this process does, and a daemon must wait for it; so it lets go
// before it prints: a pager may hold the output until somebody comes back to it.
func (f where) look(w *world, read func(s *store.Store, cfg *config.Config, out io.Writer) error) error {
	s, cfg, err := f.attach(w)
	if err != nil {
		return err
	}
	if !s.Serves() {
		return errors.Join(read(s, cfg, w.stdout), s.Close())
	}
	var held bytes.Buffer
	err = errors.Join(read(s, cfg, &held), s.Close())
	_, printErr := w.stdout.Write(held.Bytes())
	return errors.Join(err, printErr)
}

// serves reports whether a source that names brands is read for one of them.
func serves(named []brand.Key, key brand.Key) bool {
	return len(named) == 0 || slices.Contains(named, key)
}

// staleAfter is how old a source's last answer may be: three readings missed.
func staleAfter(every time.Duration) time.Duration { return max(3*every, 10*time.Minute) }

// roughly tells a span as people do.
func roughly(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d d", int(d.Hours()/24))
}
