package alerting_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/alerting"
)

var night = time.Date(2026, 11, 21, 1, 30, 0, 0, time.UTC)

func blindText(lost, healed []alerting.Blindness) string {
	var b strings.Builder
	for _, l := range alerting.BlindCard("Solvo", lost, healed, night, time.UTC).Lines {
		fmt.Fprintf(&b, "%s|%s\n", l.Label, l.Text)
	}
	return b.String()
}

// A machine that has lost its network has one fault, however many sources it reads.
func TestSourcesWhoseHostsAreNotFoundAreToldInOneLine(t *testing.T) {
	var lost []alerting.Blindness
	for i := range 7 {
		b := alerting.Blindness{Source: fmt.Sprint("s", i), Kind: "feed", Why: fmt.Sprintf("nobody knows the host h%d.example: check its name, and that this machine reaches the internet", i), Failing: true, Lost: true}
		if i < 2 {
			b.Since = night.Add(-time.Hour)
		}
		lost = append(lost, b)
	}
	lost = append(lost, alerting.Blindness{Source: "shop", Kind: "reddit", Why: "429 Too Many Requests", Failing: true})
	said := blindText(lost, nil)
	for _, want := range []string{
		"LOST|7 sources cannot be read, for this machine does not find the way to their hosts: check that it reaches the internet and its name server; " +
			"they are s0, s1 (not read since Sat 00:30), s2, s3, s4, s5, s6 (never read)\n",
		"|shop (reddit) · never read: 429 Too Many Requests\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the card lacks %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "nobody knows") {
		t.Errorf("the sentence that they share is repeated:\n%s", said)
	}
	if said := blindText(lost[:1], nil); !strings.Contains(said, "s0 (feed) · not read since Sat 00:30: nobody knows the host h0.example") {
		t.Errorf("of one source it says\n%s", said)
	}
	for i := range 20 {
		lost = append(lost, alerting.Blindness{Source: fmt.Sprint("t", i), Failing: true, Lost: true})
	}
	if said := blindText(lost, nil); !strings.Contains(said, "27 sources cannot be read") || !strings.Contains(said, "t0 (never read), and 19 more\n") {
		t.Errorf("of many it says\n%s", said)
	}
}

func TestASourceThatIsHeardAgainSaysHowMuchWasCaughtUp(t *testing.T) {
	for want, b := range map[string]alerting.Blindness{
		"s (feed) is heard again, 1 h after it was told blind\n":                                             {},
		"s (feed) is heard again, 1 h after it was told blind; no post of a brand was found for that time\n": {Counted: true},
		"s (feed) is heard again, 1 h after it was told blind; 1 post caught up\n":                           {Counted: true, Came: 1},
		"s (feed) is heard again, 1 h after it was told blind; 40 posts caught up\n":                         {Counted: true, Came: 40},
	} {
		b.Source, b.Kind, b.Since = "s", "feed", night.Add(-time.Hour)
		if said := blindText(nil, []alerting.Blindness{b}); !strings.Contains(said, want) {
			t.Errorf("the card lacks %q:\n%s", want, said)
		}
	}
}

func TestACardNamesEightOfTheSourcesThatJustFailedAndCountsTheRest(t *testing.T) {
	var failed []string
	for i := range 20 {
		failed = append(failed, fmt.Sprint("f", i))
	}
	for n, want := range map[int]string{
		1:  "1 more failed its last reading, and may be next: f0",
		8:  "8 more failed their last reading, and may be next: f0, f1, f2, f3, f4, f5, f6, f7",
		20: "20 more failed their last reading, and may be next: f0, f1, f2, f3, f4, f5, f6, f7 and 12 more",
	} {
		if lines := alerting.AlsoFailing(failed[:n]); len(lines) != 1 || lines[0].Text != want {
			t.Errorf("of %d it says %+v, want %q", n, lines, want)
		}
	}
	if lines := alerting.AlsoFailing(nil); len(lines) > 0 {
		t.Errorf("of none it says %+v", lines)
	}
}
