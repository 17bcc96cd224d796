package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// Options say how counts are to be understood.
type Options struct {
	// Zone is by whose clock the series live, with its weekdays and hours; nil is UTC.
	Zone *time.Location
	// Budget is in which time a series may page at most once though nothing is the
	// matter; 0 is four weeks.
	Budget time.Duration
}

// lookUp is after how many rows it is looked whether somebody wants it to stop.
const lookUp = 1 << 12

// Counts reads a table of counts, and writes each row with what the detector says of it.
// Where a row cannot be understood it stops, and what was written before stays.
func Counts(ctx context.Context, in io.Reader, out io.Writer, o Options) (Summary, error) {
	w := newWriter(out)
	s := newScorer(o)
	err := readAll(ctx, newLines(in, w.flush), w, s)
	if told := w.flush(); !errors.Is(err, told) {
		err = errors.Join(err, told)
	}
	return s.summary(), err
}

func readAll(ctx context.Context, from *lines, w *writer, s *scorer) error {
	header, err := from.next()
	if errors.Is(err, io.EOF) {
		return errors.New("there is nothing in it: its first line has to name the columns, such as series,timestamp,count")
	}
	if err != nil {
		return err
	}
	t, err := readHeader(header)
	if err != nil {
		return fmt.Errorf("line %d %w", from.number, err)
	}
	w.header(header)
	for {
		if s.rows%lookUp == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		line, err := from.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if len(line) == 0 {
			continue
		}
		r, err := t.row(line)
		if err != nil {
			return fmt.Errorf("line %d %w", from.number, err)
		}
		v, err := s.score(r)
		if err != nil {
			return fmt.Errorf("line %d: %w", from.number, err)
		}
		w.row(line, v)
	}
}
