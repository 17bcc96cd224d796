package schedule

import (
	"errors"
	"log/slog"
	"strings"
	"time"
	"unicode"
)

// quiet is how long the log keeps still about what it has said already.
const quiet = time.Minute

// faults is how often a job failed in a row, and what was told of it lately.
type faults struct {
	inARow int
	told   map[string]*telling
}

// A telling is when a thing was last said, and how often it was not since.
type telling struct {
	at     time.Time
	unsaid int
}

// may reports whether a thing may be said now, and how often it was kept back before.
func (f *faults) may(kind string, now time.Time) (bool, int) {
	t := f.told[kind]
	if t != nil && now.Sub(t.at) < quiet {
		t.unsaid++
		return false, 0
	}
	unsaid := 0
	if t != nil {
		unsaid = t.unsaid
	}
	for old, t := range f.told {
		if now.Sub(t.at) >= 2*quiet {
			delete(f.told, old)
		}
	}
	if f.told == nil {
		f.told = map[string]*telling{}
	}
	f.told[kind] = &telling{at: now}
	return true, unsaid
}

// tell writes the line of a run. A fault that repeats itself is told once a
// minute, with the number of times; the run that ends it is told as well. The
// lane is locked.
func (l *lane) tell(took time.Duration, did string, err error) {
	about := []any{slog.String("job", l.job.Name), slog.Duration("took", took.Round(time.Millisecond))}
	if did != "" {
		about = append(about, slog.String("did", did))
	}
	if err != nil {
		l.faults.inARow++
		l.tellFault(about, err)
		return
	}
	was := l.faults.inARow
	l.faults.inARow = 0
	switch {
	case was > 0:
		l.options.Log.Info("job done", append(about, slog.Int("after_faults", was))...)
	case did != "":
		l.options.Log.Info("job done", about...)
	default:
		l.options.Log.Debug("job done", about...)
	}
}

func (l *lane) tellFault(about []any, err error) {
	say, unsaid := l.faults.may(kind(err.Error()), time.Now())
	if !say {
		return
	}
	about = append(about, slog.Any("error", err))
	if unsaid > 0 {
		about = append(about, slog.Int("repeats", unsaid))
	}
	if p := (*panicError)(nil); errors.As(err, &p) {
		about = append(about, slog.String("stack", string(p.stack)))
	}
	l.options.Log.Error("job failed", about...)
}

// kind is what repeats of an error have in common: all but its numbers, of which
// ports, times and counts change.
func kind(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text)
}

// skipped tells that a tick found the job still running.
func (l *lane) skipped() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if say, unsaid := l.faults.may("skipped", time.Now()); say {
		l.options.Log.Warn("job skipped", "job", l.job.Name, "why", "still running", "since", l.state.Since, "repeats", unsaid)
	}
}
