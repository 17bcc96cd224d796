package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tocsin/alerting/slack/slackfake"
	"tocsin/rules"
)

// months are the seeds of several invented months: from, up to and including to.
type months struct{ from, to uint64 }

// monthsAtMost is how many months one command plays; each takes about a quarter of a minute.
const monthsAtMost = 1000

// UnmarshalText reads "1-50", or one number.
func (m *months) UnmarshalText(text []byte) error {
	first, last, several := strings.Cut(string(text), "-")
	if !several {
		last = first
	}
	from, err := strconv.ParseUint(first, 10, 32)
	to, err2 := strconv.ParseUint(last, 10, 32)
	if errors.Join(err, err2) != nil || from < 1 || to < from || to-from >= monthsAtMost {
		return fmt.Errorf("%q names no months: write the first and the last, such as 1-50, at most %d", text, monthsAtMost)
	}
	*m = months{from, to}
	return nil
}

// play plays the months, as many at once as there are processors, and tells of each how
// soon it was heard, and of all what is usual and the worst.
func (m months) play(w *world) error {
	var all []*month
	for seed := m.from; seed <= m.to; seed++ {
		all = append(all, &month{seed: seed})
	}
	next := make(chan *month)
	var players sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(all)) {
		players.Go(func() {
			for one := range next {
				if err := playMonth(w, one.seed, func(*stage) showing { return one }); err != nil {
					one.fault = fmt.Errorf("month %d: %w", one.seed, err)
				}
			}
		})
	}
	for _, one := range all {
		next <- one
	}
	close(next)
	players.Wait()
	var faults []error
	for _, one := range all {
		faults = append(faults, one.fault)
	}
	return errors.Join(errors.Join(faults...), report(w.stdout, all))
}

// report writes a table of the months.
func report(w io.Writer, all []*month) error {
	out := &strings.Builder{}
	fmt.Fprintln(out, "minutes after the storm's first post, and voices heard by then; a page rings people, a watch nobody")
	fmt.Fprintf(out, "%5s  %12s  %12s  %12s  %s\n", "month", "watch", "page", "crisis", "calm weeks")
	for _, one := range all {
		fmt.Fprintf(out, "%5d", one.seed)
		for _, severity := range severities {
			fmt.Fprintf(out, "  %12s", one.reached(severity))
		}
		fmt.Fprintf(out, "  %s\n", one.calmly())
	}
	for _, row := range []struct {
		name string
		of   func(sorted []int) int
	}{{"half", median}, {"worst", slices.Max[[]int]}} {
		fmt.Fprintf(out, "%5s", row.name)
		for _, severity := range severities {
			fmt.Fprintf(out, "  %12s", across(all, severity, row.of))
		}
		fmt.Fprintln(out)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// severities are the columns: a page is an issue or more.
var severities = []rules.Severity{rules.Watch, rules.Issue, rules.Crisis} //nolint:gochecknoglobals // a list that does not change

// across is what some function says of all months in which a severity was reached,
// and of how many.
func across(all []*month, severity rules.Severity, of func([]int) int) string {
	var minutes, voices []int
	for _, one := range all {
		if e := one.first[severity]; e != nil {
			minutes, voices = append(minutes, e.MinutesSinceOnset), append(voices, e.VoicesSinceOnset)
		}
	}
	if len(minutes) < len(all) {
		return fmt.Sprintf("%d of %d", len(minutes), len(all))
	}
	return fmt.Sprintf("%d / %d", of(minutes), of(voices))
}

// median is the upper one of two middles, which flatters nobody.
func median(of []int) int {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

// A month is shown as nothing but how soon its storm was heard.
type month struct {
	seed  uint64
	fault error
	// first is the first alert since the onset of at least a severity.
	first [rules.Crisis + 1]*event
	// watches and pages count the alerts of the calm weeks.
	watches, pages int
}

func (m *month) week(calmWeek)             {}
func (m *month) message(slackfake.Message) {}
func (m *month) digest(slackfake.Message)  {}

func (m *month) event(e event) {
	switch {
	case e.Event != "alert":
	case e.MinutesSinceOnset < 0 && e.Severity >= rules.Issue:
		m.pages++
	case e.MinutesSinceOnset < 0:
		m.watches++
	default:
		for severity := rules.Watch; severity <= e.Severity; severity++ {
			if m.first[severity] == nil {
				m.first[severity] = &e
			}
		}
	}
}

func (m *month) enough() bool { return m.first[rules.Crisis] != nil }

func (m *month) reached(severity rules.Severity) string {
	if e := m.first[severity]; e != nil {
		return fmt.Sprintf("%d / %d", e.MinutesSinceOnset, e.VoicesSinceOnset)
	}
	return "never"
}

func (m *month) calmly() string {
	if m.watches+m.pages == 0 {
		return "silent"
	}
	return fmt.Sprintf("watches %d, pages %d", m.watches, m.pages)
}
