package schedule

import (
	"errors"
	"log/slog"
	"time"
)

// A Pause is the error of a run that did nothing because of a fault of one before it, such
// as a source that wishes to be left alone. The job still stands at fault, but the run is
// no failure: it is neither told nor counted as one, nor as the end of those before it.
type Pause struct {
	// Fault is that of the earlier run.
	Fault string
}

func (p *Pause) Error() string { return p.Fault }

// paused takes a run in that was a pause; it reports false of any other. The lane is locked.
func (l *lane) paused(took time.Duration, err error) bool {
	p, is := errors.AsType[*Pause](err)
	if is {
		l.state.Fault = p.Fault
		l.options.Log.Debug("job waits", slog.String("job", l.job.Name), slog.Duration("took", took.Round(time.Millisecond)), slog.String("fault", p.Fault))
	}
	return is
}

// failure is what is counted of a run's error: a pause is none.
func failure(err error) error {
	if _, is := errors.AsType[*Pause](err); is {
		return nil
	}
	return err
}
