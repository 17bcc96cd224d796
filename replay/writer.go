package replay

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"strings"

	"tocsin/rules"
)

// added are the columns that are written behind those that were read.
func added() []string { return []string{"expected", "score", "novelty", "severity", "alert"} }

// A writer writes rows as they were read, and behind them what is said of them. It
// remembers that it could not, until it is flushed.
type writer struct {
	out  *bufio.Writer
	line []byte
}

func newWriter(out io.Writer) *writer { return &writer{out: bufio.NewWriterSize(out, longest)} }

func (w *writer) flush() error { return w.out.Flush() }

func (w *writer) header(line []byte) {
	w.line = append(w.line[:0], line...)
	w.line = append(w.line, ","+strings.Join(added(), ",")+"\n"...)
	_, _ = w.out.Write(w.line) // flush tells
}

func (w *writer) row(line []byte, v verdict) {
	b := append(w.line[:0], line...)
	b = append(b, ',')
	b = appendThousandths(b, v.Usual)
	b = append(b, ',')
	b = appendThousandths(b, v.Score)
	b = append(b, ',')
	b = appendThousandths(b, v.Novelty)
	for _, severity := range [...]rules.Severity{v.severity, v.alert} {
		b = append(b, ',')
		if severity > rules.None {
			b = append(b, severity.String()...)
		}
	}
	w.line = append(b, '\n')
	_, _ = w.out.Write(w.line) // flush tells
}

// appendThousandths writes a number that is not negative with three decimals.
func appendThousandths(b []byte, x float64) []byte {
	n := int64(math.Round(x * 1000))
	b = strconv.AppendInt(b, n/1000, 10)
	return append(b, '.', byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
}
