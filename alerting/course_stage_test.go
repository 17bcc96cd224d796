package alerting_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tocsin/alerting"
	"tocsin/rules"
)

// verbs are what a record says was done, in order.
func verbs(actions []alerting.Action) string {
	var all []string
	for _, a := range actions {
		all = append(all, string(a.Verb))
	}
	return strings.Join(all, " ")
}

// done counts the actions of a verb.
func (s *stage) done(n int, verb alerting.Verb) int {
	return strings.Count(" "+verbs(s.incident(n).Actions)+" ", " "+string(verb)+" ")
}

// tells are what is ordered for an incident: place → lines in its thread.
func (s *stage) tells(n int) map[string]int {
	s.Helper()
	all, err := s.Deliveries(s.Context(), alerting.ID{Brand: "solvo", Number: n})
	if err != nil {
		s.Fatal(err)
	}
	tells := map[string]int{}
	for _, d := range all {
		if d.Order.Tells > 0 {
			tells[d.Order.Place.String()] = d.Order.Tells
		}
	}
	return tells
}

// follow has the desk look at a course, while the rules find a severity, or nothing. What a
// course leaves out is the present: a peak of now, and no low.
func (s *stage) follow(severity rules.Severity, c rules.Course) alerting.Report {
	s.Helper()
	c.Now.At = s.now
	if c.Peak.Voices == 0 {
		c.Peak = c.Now
	}
	var found []rules.Signal
	if severity > rules.None {
		found = append(found, sounds(s.now, severity, c.Now.Voices))
	}
	r, err := s.desk.Follow(s.Context(), "solvo", found, func(time.Time, time.Time) rules.Course { return c }, s.now)
	if err != nil {
		s.Fatal(err)
	}
	return r
}

// course is one of so many voices in the last hour.
func course(voices int) rules.Course { return rules.Course{Now: rules.Hour{Voices: voices}} }

// fallen is a course long past its peak.
func (s *stage) fallen(peak, voices int) rules.Course {
	c := course(voices)
	c.Peak, c.Falling = rules.Hour{Voices: peak, At: s.now.Add(-2 * time.Hour)}, true
	return c
}

// risen is a course that rises from a low.
func (s *stage) risen(low, voices int) rules.Course {
	c := course(voices)
	c.Low = rules.Hour{Voices: low, At: s.now.Add(-time.Hour)}
	return c
}

func TestTheTideTurnsOnceAndRingsNobody(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 640, "crisis")
	pings := s.orders(1)
	s.now = s.now.Add(3 * time.Hour)
	if r := s.follow(rules.Crisis, s.fallen(640, 212)); r.String() != "past its peak solvo/1" {
		t.Errorf("the report says %q", r)
	}
	for range 30 {
		s.now = s.now.Add(time.Minute)
		s.follow(rules.Crisis, s.fallen(640, 200))
	}
	i := s.incident(1)
	if got := s.done(1, alerting.Turned); got != 1 || i.Wave.Turned.Peak.Voices != 640 {
		t.Errorf("it turned %d times, from a peak of %d; want once, from 640", got, i.Wave.Turned.Peak.Voices)
	}
	if diff := fmt.Sprint(s.orders(1)); diff != fmt.Sprint(pings) {
		t.Errorf("alerts ordered: %s, want none beside %v", diff, pings)
	}
	if got := s.tells(1); fmt.Sprint(got) != "map[channel:#solvo:1]" {
		t.Errorf("lines in threads: %v, want one, in the channel's", got)
	}
	card := alerting.Compose(i, s.desk.Reader(i, alerting.Place{Kind: alerting.Channel}), s.now)
	if size := lineOf(card, "SIZE"); !strings.Contains(size, "Past its peak of 640 voices/h since 09:07. At 11:07: 212 voices/h") {
		t.Errorf("SIZE %s", size)
	}
}

func lineOf(c alerting.Card, label string) string {
	for _, l := range c.Lines {
		if l.Label == label {
			return l.Text
		}
	}
	return ""
}

func TestASecondWaveRingsWhoHasItOrTheRingIfNobodyHas(t *testing.T) {
	for _, tt := range []struct {
		claim    string
		before   func(s *stage)
		severity rules.Severity
		course   func(s *stage) rules.Course
		want     string
	}{
		{"nobody has it", func(s *stage) { s.follow(rules.None, s.fallen(300, 60)) }, rules.Issue, func(s *stage) rules.Course { return s.risen(40, 240) }, "again for ana ben"},
		{"ana has it", func(s *stage) {
			s.accept(s.pressed("U01ANA", alerting.Claim))
			s.follow(rules.None, s.fallen(300, 60))
		}, rules.Issue, func(s *stage) rules.Course { return s.risen(40, 240) }, "again for ana"},
		{"it has not turned yet", func(*stage) {}, rules.Issue, func(s *stage) rules.Course { return s.risen(40, 240) }, ""},
		{"the rise is not as grave as it was", func(s *stage) { s.follow(rules.None, s.fallen(300, 60)) }, rules.Watch, func(s *stage) rules.Course { return s.risen(40, 240) }, ""},
		{"it is no rise", func(s *stage) { s.follow(rules.None, s.fallen(300, 60)) }, rules.Issue, func(s *stage) rules.Course { return s.risen(40, 60) }, ""},
		{"hours of quiet, without a turn", func(s *stage) {
			s.now = s.now.Add(2 * time.Hour)
			s.hear(rules.Issue, 240, "marketing")
		}, rules.Issue, func(s *stage) rules.Course { return s.risen(4, 240) }, "again for ana ben"},
	} {
		s := setStage(t)
		s.hear(rules.Issue, 300, "customer-service", "marketing")
		s.accept(s.pressed("U02BEN", alerting.Note, "", "it is the ad"))
		s.now = s.now.Add(4 * time.Minute)
		tt.before(s)
		before := s.incident(1)
		s.now = s.now.Add(4 * time.Minute)
		s.follow(tt.severity, tt.course(s))
		i := s.incident(1)
		got := ""
		if len(i.Alerts) > len(before.Alerts) {
			last := i.Alerts[len(i.Alerts)-1]
			got = string(last.Cause) + " for " + strings.Join(strings.Split(strings.ReplaceAll(strings.Join(last.Who, " "), " cleo", ""), " "), " ")
		}
		if got != tt.want {
			t.Errorf("%s: alerts %q, want %q", tt.claim, got, tt.want)
		}
		size := lineOf(alerting.Compose(i, s.desk.Reader(i, alerting.Place{Kind: alerting.Channel}), s.now), "SIZE")
		if says := strings.Contains(size, "Second wave since "+s.now.Format("15:04")); says != (tt.want != "") {
			t.Errorf("%s: SIZE %s", tt.claim, size)
		}
	}
}

// Waves that come and go ring as little as anything else that is less than a crisis.
func TestWavesStayWithinTheBudgetOfAlerts(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Issue, 300, "marketing")
	s.accept(s.pressed("U02BEN", alerting.Claim))
	for range 12 {
		s.now = s.now.Add(7 * time.Minute)
		s.follow(rules.None, s.fallen(300, 60))
		s.now = s.now.Add(7 * time.Minute)
		s.follow(rules.Issue, s.risen(40, 240))
	}
	if got := s.orders(1)["person:U02BEN"]; got > 4 || s.done(1, alerting.Surged) != 12 {
		t.Errorf("%d waves within three hours alert ben %d times, want at most 4", s.done(1, alerting.Surged), got)
	}
}

func TestAThreadIsToldOfGrowthEveryHalfHourAtMostAndOfNoQuiet(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		voices func(minute int) int
		want   string
	}{
		{"a storm that doubles every half hour", func(m int) int { return 20 << (m / 30) }, "at 08:37 09:07 09:37 10:07 10:37 11:07"},
		{"it grows by a fifth every half hour", func(m int) int { return 60 + 12*(m/30) }, "at 09:37"},
		{"it stays as it is", func(int) int { return 60 }, "at"},
		{"it falls to nothing", func(m int) int { return max(0, 60-m) }, "at 08:37 09:07"},
		{"nobody speaks, then some", func(m int) int { return m / 30 }, "at"},
	} {
		s := setStage(t)
		s.hear(rules.Watch, max(1, tt.voices(0)), "marketing")
		for m := range 181 {
			s.follow(rules.Watch, course(tt.voices(m)))
			s.now = s.now.Add(time.Minute)
		}
		got := "at"
		for _, at := range s.incident(1).Tells {
			got += " " + at.Format("15:04")
		}
		if got != tt.want {
			t.Errorf("%s: told %s, want %s", tt.claim, got, tt.want)
		}
		for place, pings := range s.orders(1) {
			if pings != 1 {
				t.Errorf("%s: %s is alerted %d times", tt.claim, place, pings)
			}
		}
	}
}

func TestWhatAnAlertHasToldIsNotToldAgain(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Issue, 30, "marketing")
	s.now = s.now.Add(29 * time.Minute)
	s.hear(rules.Crisis, 100, "marketing")
	s.now = s.now.Add(2 * time.Minute)
	s.follow(rules.Crisis, course(105))
	s.now = s.now.Add(35 * time.Minute)
	s.follow(rules.Crisis, course(110))
	if got := s.incident(1).Tells; len(got) > 0 {
		t.Errorf("the alert said 100, and threads are told of 110 at %v", got)
	}
}

func TestTheLevelFallsOnlyAfterHoursClearlyBelow(t *testing.T) {
	for _, tt := range []struct {
		claim  string
		after  time.Duration
		found  rules.Severity
		voices int
		want   string
	}{
		{"clearly below for two hours", 2 * time.Hour, rules.None, 30, "WATCH (was CRISIS) · Solvo · #1"},
		{"not for so long", 2*time.Hour - time.Minute, rules.None, 30, "CRISIS · Solvo · #1"},
		{"just below", 2 * time.Hour, rules.Watch, 41, "CRISIS · Solvo · #1"},
		{"still found", 2 * time.Hour, rules.Crisis, 30, "CRISIS · Solvo · #1"},
	} {
		s := setStage(t)
		s.hear(rules.Crisis, 50, "crisis")
		rung := s.incident(1).Rung
		s.now = s.now.Add(tt.after)
		s.follow(tt.found, course(tt.voices))
		i := s.incident(1)
		if got := alerting.Compose(i, s.desk.Reader(i, alerting.Place{Kind: alerting.Channel}), s.now).Title; got != tt.want {
			t.Errorf("%s: %s, want %s", tt.claim, got, tt.want)
		}
		if i.Highest != rules.Crisis || fmt.Sprint(i.Rung) != fmt.Sprint(rung) {
			t.Errorf("%s: highest %v, rung %v; what rang stays rung", tt.claim, i.Highest, i.Rung)
		}
	}
}

func TestALevelFallsToWhatIsHeard(t *testing.T) {
	s := setStage(t)
	s.hear(rules.Crisis, 100, "crisis")
	s.now = s.now.Add(time.Hour)
	s.hear(rules.Issue, 60, "crisis")
	s.now = s.now.Add(time.Hour)
	s.follow(rules.Issue, course(55))
	if got := s.incident(1).Severity; got != rules.Issue {
		t.Errorf("two hours after the crisis, one after an issue, it is a %v", got)
	}
}

// A level that wobbles around its bar is one rise: the card does not wobble, nor does anybody's night.
func TestALevelThatWobblesAroundItsBarRingsOnce(t *testing.T) {
	for _, period := range []int{10, 45, 90, 200} {
		s := setStage(t)
		s.hear(rules.Issue, 30, "marketing")
		s.accept(s.pressed("U02BEN", alerting.Claim))
		rises, falls, before := 0, 0, rules.Issue
		for m := range 360 {
			severity, voices := rules.Issue, 36 // the bar is 40
			if m%period >= period/2 {
				severity, voices = rules.Crisis, 44
			}
			s.hear(severity, voices, "marketing")
			s.follow(severity, course(voices))
			s.tend()
			now := s.incident(1).Severity
			if now > before {
				rises++
			}
			if now < before {
				falls++
			}
			before = now
			s.now = s.now.Add(time.Minute)
		}
		if got := s.orders(1)["person:U02BEN"]; rises != 1 || falls > 1 || got != 2 {
			t.Errorf("every %d minutes around the bar: %d rises, %d falls, ben alerted %d times; want 1, at most 1, and 2: by the issue and by the crisis", period, rises, falls, got)
		}
	}
}

// followAny has any course be followed, and holds what comes of it against what may.
func (s *stage) followAny(rt *rapid.T) {
	hour := func(name string) rules.Hour {
		return rules.Hour{
			Voices: rapid.IntRange(0, 300).Draw(rt, name), Normal: rapid.Float64Range(0, 50).Draw(rt, name+" is normal"),
			At: s.now.Add(-time.Duration(rapid.Int64Range(0, int64(9*time.Hour)).Draw(rt, name+" was"))),
		}
	}
	c := rules.Course{Peak: hour("peak"), Low: hour("low"), Now: hour("now"), Falling: rapid.Bool().Draw(rt, "falling"), Deaf: rapid.Bool().Draw(rt, "deaf")}
	last, err := s.Last(s.Context(), "solvo")
	if err != nil {
		rt.Fatal(err)
	}
	var before alerting.Incident
	if last > 0 {
		before = s.incident(last)
	}
	severity := rapid.SampledFrom([]rules.Severity{rules.None, rules.Watch, rules.Issue, rules.Crisis}).Draw(rt, "found")
	report := s.follow(severity, c)
	if twice := s.follow(severity, c); twice.String() != "" {
		rt.Fatalf("followed twice: %s, then %s", report, twice)
	}
	if last == 0 {
		return
	}
	after := s.incident(last)
	added := after.Actions[len(before.Actions):]
	switch {
	case len(added) > 0 && (c.Deaf || !before.State.Live()):
		rt.Fatalf("%s is %s, deaf %v, and %s is recorded", before.ID, before.State, c.Deaf, verbs(added))
	case len(added) > 2, len(after.Tells)+len(after.Alerts) > len(before.Tells)+len(before.Alerts)+1:
		rt.Fatalf("%s at once", verbs(added))
	case after.Severity > before.Severity, before.State.Live() && after.Severity < rules.Watch, after.Highest != before.Highest, after.State != before.State:
		rt.Fatalf("%s was %s and %s, and is %s and %s", before.ID, before.State, before.Severity, after.State, after.Severity)
	case strings.Contains(verbs(added), "moved") && s.now.Sub(before.Told.At) < 30*time.Minute:
		rt.Fatalf("threads are told %v after the last figure", s.now.Sub(before.Told.At))
	}
}
