package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/brand/text"
	"tocsin/config"
	"tocsin/rules"
	"tocsin/store"
)

// incidentOf reads "solvo/241" anywhere, and "241" or "#241" where there is one brand.
func incidentOf(ctx context.Context, s *store.Store, cfg *config.Config, word string) (alerting.ID, error) {
	id, err := alerting.ParseID(word)
	n, fault := strconv.Atoi(strings.TrimPrefix(word, "#"))
	if err == nil || fault != nil || n < 1 {
		return id, err
	}
	brands, err := brandsOf(ctx, s, cfg)
	if err != nil {
		return id, err
	}
	if len(brands) == 1 {
		return alerting.ID{Brand: brands[0].Key, Number: n}, nil
	}
	var meant []string
	for _, b := range brands {
		meant = append(meant, alerting.ID{Brand: b.Key, Number: n}.String())
	}
	return id, fmt.Errorf("incident %s: say of which brand: %s", word, cmp.Or(strings.Join(meant, " or "), "none was ever heard here"))
}

// printRecord writes the record of an incident for people: an entry a line, by a clock.
func printRecord(out io.Writer, actions []alerting.Action, clock *time.Location) error {
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "TIME\tWHO\tDID\tWHAT")
	for _, a := range actions {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", a.At.In(clock).Format("2006-01-02 15:04:05 MST"), shown(whoseAct(a.By)), a.Verb, shown(told(a)))
	}
	return t.Flush()
}

// clockOf is the clock of a brand: its own, and UTC where no configuration tells.
func clockOf(ctx context.Context, s *store.Store, cfg *config.Config, key brand.Key) *time.Location {
	b, err := pickBrand(ctx, s, cfg, string(key))
	if err != nil || b.Location == nil {
		return time.UTC
	}
	return b.Location
}

// whoseAct is what people call who acted.
func whoseAct(by alerting.Actor) string {
	if by.ID == alerting.System {
		return "Tocsin"
	}
	return cmp.Or(by.Name, by.ID, "-")
}

// told is what an entry says, beside who did what and when.
func told(a alerting.Action) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if s := a.Signal; s != nil {
		add("%s by rule %s: %s in %s", s.Severity, s.Rule, spoke(*s), roughly(s.Window))
	}
	if a.Choice != "" {
		add("%s", a.Choice)
	}
	if !a.Until.IsZero() {
		add("until %s", a.Until.UTC().Format("2006-01-02 15:04 MST"))
	}
	if len(a.Rung) > 0 {
		add("rings %s", strings.Join(a.Rung, ", "))
	}
	if a.Text != "" {
		add("%s", a.Text)
	}
	return strings.Join(parts, " · ")
}

// spoke is how many voices a signal found, and where they copy, how many authors.
func spoke(s rules.Signal) string {
	said := strconv.Itoa(s.Voices) + " voices"
	if s.Voices == 1 {
		said = "1 voice"
	}
	if s.Carried > 0 {
		said += fmt.Sprintf(" (%d authors)", s.Carried)
	}
	return said
}

// shown is foreign text in a table: nothing in it breaks the line or moves the cursor.
func shown(s string) string { return oneLine(text.Visible(s)) }
