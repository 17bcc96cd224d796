package schedule_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"tocsin/schedule"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A diary is what a job's runs wrote down: their moments.
type diary struct {
	mu      sync.Mutex
	moments []time.Time
}

func (d *diary) write(now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.moments = append(d.moments, now)
}

// runs is how often the job ran so far.
func (d *diary) runs() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.moments)
}

// read writes the moments as the clocks of a zone show them.
func (d *diary) read(zone, layout string) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	location, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	var all []string
	for _, m := range d.moments {
		all = append(all, m.In(location).Format(layout))
	}
	return all
}

// job is one that only writes its diary.
func (d *diary) job(name, spec string) schedule.Job {
	return schedule.Job{Name: name, Spec: spec, Run: func(_ context.Context, now time.Time) (string, error) {
		d.write(now)
		return "", nil
	}}
}

// long is a job whose runs last.
func (d *diary) long(name, spec string, lasts time.Duration) schedule.Job {
	j := d.job(name, spec)
	j.Run = func(_ context.Context, now time.Time) (string, error) {
		d.write(now)
		time.Sleep(lasts)
		return "", nil
	}
	return j
}

// A notebook is a memory that outlives a schedule.
type notebook struct {
	mu    sync.Mutex
	ran   map[string]time.Time
	fault error
}

func (n *notebook) Ran(_ context.Context, job string) (time.Time, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.ran[job], n.fault
}

func (n *notebook) SetRan(_ context.Context, job string, at time.Time) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.fault == nil {
		if n.ran == nil {
			n.ran = map[string]time.Time{}
		}
		n.ran[job] = at
	}
	return n.fault
}

func (n *notebook) breaks(fault error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.fault = fault
}

// A logbook is the daemon's log, line by line.
type logbook struct {
	mu    sync.Mutex
	lines []map[string]any
}

func (b *logbook) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var fields map[string]any
	if err := json.Unmarshal(line, &fields); err != nil {
		return 0, err
	}
	b.lines = append(b.lines, fields)
	return len(line), nil
}

func (b *logbook) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(io.Writer(b), &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// about are the lines with a message.
func (b *logbook) about(msg string) []map[string]any {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []map[string]any
	for _, l := range b.lines {
		if l["msg"] == msg {
			found = append(found, l)
		}
	}
	return found
}

// A daemon is a schedule that runs.
type daemon struct {
	*schedule.Schedule
	stop func() error
}

// start runs jobs in a bubble until its test ends or stop is called.
func start(t *testing.T, o schedule.Options, jobs ...schedule.Job) daemon {
	t.Helper()
	s := schedule.New(o)
	for _, j := range jobs {
		if err := s.Add(j); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	stop := sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { _ = stop() })
	synctest.Wait()
	return daemon{s, stop}
}

// pass lets time go by, and all that is due in it happen.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

var errDown = errors.New("store: connection refused")
