package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"tocsin/web"
)

// printStatus writes a status as lines for people.
func printStatus(out io.Writer, s web.Status) error {
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	switch {
	case s.Running:
		_, _ = fmt.Fprintf(t, "daemon\trunning, seen %s ago\n", roughly(s.At.Sub(s.Seen)))
	case s.Seen.IsZero():
		_, _ = fmt.Fprintln(t, "daemon\tNEVER RAN: nobody listens; start it with tocsin run")
	default:
		_, _ = fmt.Fprintf(t, "daemon\tNOT RUNNING, last seen %s ago: nobody listens; start it with tocsin run\n", roughly(s.At.Sub(s.Seen)))
	}
	if s.Configuration != "" {
		_, _ = fmt.Fprintf(t, "configuration\t%s\n", s.Configuration)
	}
	_, _ = fmt.Fprintf(t, "store\t%s\n", s.Store)
	_, _ = fmt.Fprintf(t, "at risk\t%s\n", s.AtRisk)
	for _, b := range s.Brands {
		_, _ = fmt.Fprintf(t, "brand %s\t%s in the last hour, %s\n", b.Key, talk(b), plural(b.OpenIncidents, "live incident"))
	}
	for _, i := range s.Incidents {
		lead := "nobody has it"
		if i.Lead != "" {
			lead = i.Lead + " has it"
		}
		_, _ = fmt.Fprintf(t, "incident %s\t%s, %s, %s, since %s\n", i.ID, i.Severity, i.State, lead, i.Opened.UTC().Format("2006-01-02 15:04 UTC"))
	}
	for _, src := range s.Sources {
		_, _ = fmt.Fprintf(t, "source %s\t%s\n", src.ID, sourceLine(src, s.At))
	}
	return t.Flush()
}

// talk says how many spoke; and where they wrote more, or repeated one another, how much.
func talk(b web.BrandStatus) string {
	voices := plural(b.Voices, "voice")
	switch {
	case b.Copies > 0:
		return fmt.Sprintf("%s (%s, %s)", voices, plural(b.Posts, "post"), ofThem(b.Copies, b.Posts))
	case b.Posts > b.Voices:
		return fmt.Sprintf("%s (%s)", voices, plural(b.Posts, "post"))
	}
	return voices
}

// ofThem says how many of some posts are copies.
func ofThem(copies, posts int) string {
	switch {
	case posts == 1:
		return "a copy"
	case copies == posts:
		return "all of them copies"
	case copies == 1:
		return "1 of them a copy"
	}
	return fmt.Sprintf("%d of them copies", copies)
}

func sourceLine(s web.SourceStatus, now time.Time) string {
	line := "never read"
	if !s.Read.IsZero() {
		line = "read " + roughly(now.Sub(s.Read)) + " ago"
	}
	if s.Behind != "" {
		line += fmt.Sprintf(", as a whole %s ago: %s", roughly(now.Sub(s.Whole)), s.Behind)
	}
	if s.LagP95 > 0 {
		within := time.Duration(s.LagP95 * float64(time.Second))
		if within > time.Minute {
			within += 59 * time.Second // a promise is rounded up
		}
		line += ", 95 % of posts within " + roughly(within) + " of publication"
	}
	if s.Failures > 0 {
		line += fmt.Sprintf(", %s in a row: %s", plural(s.Failures, "failure"), reason(s.ID, s.Fault))
	}
	if s.Note != "" && !(s.Failures > 0 && strings.Contains(s.Fault, s.Note)) && !strings.Contains(s.Behind, s.Note) {
		line += "; note: " + s.Note
	}
	if s.NotBefore.After(now) {
		line += ", asked again in " + roughly(s.NotBefore.Sub(now))
	}
	return line
}
