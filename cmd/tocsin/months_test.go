package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tocsin/rules"
)

func TestMonthsAreNamedByTheFirstAndTheLast(t *testing.T) {
	for text, want := range map[string]months{"1-50": {1, 50}, "7": {7, 7}, "1-1000": {1, 1000}} {
		var got months
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "0", "5-2", "1-", "a-b", "-3", "1-1001", "1-2-3", "99999999999"} {
		if err := new(months).UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "such as 1-50") {
			t.Errorf("%q: %v, want an error that shows how it is written", text, err)
		}
	}
}

// The table tells of each month how soon a severity was first reached, an alert of a
// higher one included, and of all the middle and the worst; a storm that was missed is
// never hidden behind the others.
func TestTheTableOfMonthsHidesNoMiss(t *testing.T) {
	alert := func(severity rules.Severity, minutes, voices int) event {
		return event{Event: "alert", Severity: severity, MinutesSinceOnset: minutes, VoicesSinceOnset: voices}
	}
	played := [][]event{
		{alert(rules.Watch, -300, 0), alert(rules.Issue, -200, 0), alert(rules.Watch, 10, 8), alert(rules.Issue, 20, 14), alert(rules.Crisis, 60, 44)},
		{alert(rules.Issue, 30, 12), alert(rules.Crisis, 50, 41), {Event: "ring", Severity: rules.Crisis}},
		{alert(rules.Watch, 25, 12)},
	}
	all := make([]*month, len(played))
	for i, events := range played {
		all[i] = &month{seed: 4 + uint64(i)}
		for _, e := range events {
			all[i].event(e)
		}
		if got, want := all[i].enough(), i < 2; got != want {
			t.Errorf("month %d: enough %v, want %v", i+4, got, want)
		}
	}
	var out bytes.Buffer
	if err := report(&out, all); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"    4        10 / 8       20 / 14       60 / 44  watches 1, pages 1",
		"    5       30 / 12       30 / 12       50 / 41  silent",
		"    6       25 / 12         never         never  silent",
		" half       25 / 12        2 of 3        2 of 3",
		"worst       30 / 12        2 of 3        2 of 3",
	}
	if got := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")[2:]; !slices.Equal(got, want) {
		t.Errorf("the table is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
