package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/collectors"
)

// Options say where the store is and how it is kept. URL or Dir must be given.
type Options struct {
	// URL is a Redis ("redis://host:6379/0", "rediss://…", "unix:///path"), a
	// cluster ("redis://a:6379?addr=b:6379") or a Sentinel
	// ("redis://sentinel:26379?master_name=main"); "" means none is given.
	URL string
	// Username and Password take the place of those in URL, if set.
	Username, Password string
	// Dir is the data folder: store.json and the files of the lower rungs.
	Dir string
	// Prefix begins every key; "" means "tocsin:".
	Prefix string
	// Rung forces one rung of the ladder: "redis", "child", "embedded"; "" lets the ladder choose.
	Rung string
	// Retention is how long Sweep leaves mentions; 0 means 90 days.
	Retention time.Duration
	// MaxMemory is about how many bytes the built-in rungs take in before they
	// refuse more; 0 means 1 GiB. A Redis of URL has a setting of its own.
	MaxMemory int64
	// Log is told what the lower rungs have to say; nil means nobody is.
	Log *slog.Logger
}

// A Store keeps everything. It is safe for use by many goroutines, and many
// processes may each have a Store on the same Redis.
type Store struct {
	client    redis.UniversalClient
	server    server
	keys      keys
	retention time.Duration
	rung      Rung
	dir       string

	instance string
	count    atomic.Int64
	known    sync.Map // brand.Key → struct{}: brands that are in the index
	knocks   knocks

	turnsMu sync.Mutex
	turns   map[brand.Key]chan struct{}
}

var (
	_ collectors.Sink  = (*Store)(nil)
	_ alerting.Ledger  = (*Store)(nil)
	_ alerting.Archive = (*Store)(nil)
)

// newStore makes a Store of a client; it talks to nobody yet.
func newStore(client redis.UniversalClient, rung Rung, opts Options) (*Store, error) {
	prefix, err := cleanPrefix(opts.Prefix)
	if err != nil {
		return nil, err
	}
	if opts.Retention == 0 {
		opts.Retention = 90 * 24 * time.Hour
	}
	return &Store{
		client:    client,
		keys:      keys{prefix: prefix},
		retention: opts.Retention,
		rung:      rung,
		instance:  rand.Text()[:10],
		turns:     map[brand.Key]chan struct{}{},
	}, nil
}

// Rung tells which rung of the ladder the store stands on, as found when it was opened.
func (s *Store) Rung() Rung { return s.rung }

// Serves reports whether this process serves the store to all who use the data
// folder: until it is closed, no daemon can start there.
func (s *Store) Serves() bool { return s.server != nil }

// Survey asks anew what Rung tells: settings change, and disks fill up.
func (s *Store) Survey(ctx context.Context) Rung { return describe(ctx, s.client, s.rung) }

// Close lets go of the store and stops the server that Open started for it, if any.
func (s *Store) Close() error {
	errs := []error{s.client.Close()}
	if s.server != nil {
		errs = append(errs, removeNote(s.dir), s.server.Close())
	}
	return errors.Join(errs...)
}

// Ping says whether the store answers.
func (s *Store) Ping(ctx context.Context) error {
	return s.told("ask the store whether it is there", s.again(ctx, func() error {
		return s.client.Ping(ctx).Err()
	}))
}

// Ready says whether the store answers and can keep what it is given: one whose
// disk is full still answers.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	info, err := s.client.Info(ctx, "persistence").Result()
	if err == nil && writeFails(info) {
		return fmt.Errorf("ask the store whether it keeps what it is given: %s cannot write to its disk: make room there", s.rung.who())
	}
	return nil // a managed server may keep this to itself, and says so at the next write
}

// Now answers the store's clock, the one clock of all processes that share it.
func (s *Store) Now(ctx context.Context) (time.Time, error) {
	var now time.Time
	err := s.again(ctx, func() error {
		var err error
		now, err = s.client.Time(ctx).Result()
		return err
	})
	return now, s.told("read the store's clock", err)
}

// Brands answers every brand that anything was ever kept of.
func (s *Store) Brands(ctx context.Context) ([]brand.Key, error) {
	names, err := s.members(ctx, s.keys.brands())
	if err != nil {
		return nil, s.told("list brands", err)
	}
	found := make([]brand.Key, len(names))
	for i, name := range names {
		found[i] = brand.Key(name)
	}
	return found, nil
}

// introduce puts a brand into the index. The index has a slot of its own in a
// cluster, so this comes before the brand's first transaction, not into it: an
// indexed brand without anything kept does no harm.
func (s *Store) introduce(ctx context.Context, key brand.Key) error {
	if _, ok := s.known.Load(key); ok {
		return nil
	}
	err := s.again(ctx, func() error {
		return s.client.SAdd(ctx, s.keys.brands(), string(key)).Err()
	})
	if err == nil {
		s.known.Store(key, struct{}{})
	}
	return err
}

// token makes a word that no other write of any process carries.
func (s *Store) token() string { return s.instance + "-" + strconv.FormatInt(s.count.Add(1), 36) }
