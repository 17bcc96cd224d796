package replay

import (
	"testing"
	"time"

	"tocsin/rules"
	"tocsin/rules/surge"
)

func TestWhatIsToldAnew(t *testing.T) {
	const hour = int64(3600)
	type rise struct {
		after          int64 // hours
		score, novelty float64
	}
	for _, tt := range []struct {
		claim string
		rises []rise
		told  []rules.Severity
		pages int
	}{
		{"what lasts is told once", []rise{{0, 1.5, 0}, {1, 1.6, 0}, {20, 1.5, 0}}, []rules.Severity{rules.Issue, 0, 0}, 1},
		{"after a day again", []rise{{0, 1.5, 0}, {24, 1.5, 0}}, []rules.Severity{rules.Issue, rules.Issue}, 2},
		{"a higher severity, as the same page", []rise{{0, .9, 0}, {1, 1.5, 0}, {2, 2.6, 0}, {3, 1.5, 0}}, []rules.Severity{rules.Watch, rules.Issue, rules.Crisis, 0}, 1},
		{"a much higher score", []rise{{0, 2.6, 0}, {1, 4, 0}, {2, 4.5, 0}}, []rules.Severity{rules.Crisis, 0, rules.Crisis}, 1},
		{"a much higher volume", []rise{{0, 1.5, .1}, {1, 1.5, .5}, {2, 1.5, .6}}, []rules.Severity{rules.Crisis, 0, rules.Crisis}, 1},
		{"a rise that falls and comes back", []rise{{0, 2.6, 0}, {1, .9, 0}, {2, 2.7, 0}}, []rules.Severity{rules.Crisis, 0, 0}, 1},
		{"watches are no pages", []rise{{0, .9, 0}, {30, .9, .9}}, []rules.Severity{rules.Watch, rules.Watch}, 0},
	} {
		var a alarm
		pages := 0
		for i, r := range tt.rises {
			reading := surge.Reading{Mark: surge.Mark{Score: r.score}, Novelty: r.novelty}
			at, severity := 1e9+r.after*hour, rules.ByRarity(reading, rules.DefaultBudget)
			told := rules.None
			if a.rings(at, severity, reading) {
				told = severity
				if a.pages(at, severity) {
					pages++
				}
			}
			if told != tt.told[i] {
				t.Errorf("%s: rise %d tells %q, want %q", tt.claim, i+1, told, tt.told[i])
			}
		}
		if pages != tt.pages {
			t.Errorf("%s: %d pages, want %d", tt.claim, pages, tt.pages)
		}
	}
}

func TestARiseHasTheHighestSeverityItReaches(t *testing.T) {
	for _, tt := range []struct {
		days           float64
		score, novelty float64
		want           rules.Severity
	}{
		{28, .84, 0, rules.None},
		{28, .85, 0, rules.Watch},
		{28, 1.44, 9, rules.Watch},
		{28, 1.45, .06, rules.Issue},
		{28, 1.45, .07, rules.Crisis},
		{28, 2.57, 0, rules.Crisis},
		{3, 0, 0, rules.None},
		{3, .5, 0, rules.Issue},
		{1000, 2.39, 0, rules.None},
		{1000, 2.9, 0, rules.Watch},
		{1000, 3, 0, rules.Issue},
		{1000, 4.12, 0, rules.Crisis},
	} {
		budget := time.Duration(tt.days * 24 * float64(time.Hour))
		if got := rules.ByRarity(surge.Reading{Mark: surge.Mark{Score: tt.score}, Novelty: tt.novelty}, budget); got != tt.want {
			t.Errorf("budget %g d, score %g, novelty %g: %q, want %q", tt.days, tt.score, tt.novelty, got, tt.want)
		}
	}
}

// Weekdays and hours are those of the place, on both sides of a change of its clock.
func TestTheWeekIsThePlaces(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Berlin", "Pacific/Auckland", "Asia/Kolkata", "America/St_Johns"} {
		place, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		z := zone{place: place}
		for at := time.Date(2026, time.March, 1, 0, 2, 53, 0, time.UTC); at.Month() < time.December; at = at.Add(35 * time.Minute) {
			local := at.Add(150 * time.Second).In(place)
			want := surge.Clock{
				Minute:  float64(local.Hour()*60+local.Minute()) + float64(local.Second())/60,
				Weekend: local.Weekday() == time.Saturday || local.Weekday() == time.Sunday,
			}
			got := z.clock(at.Unix())
			if got.Weekend != want.Weekend || got.Minute-want.Minute > 1e-9 || want.Minute-got.Minute > 1e-9 {
				t.Fatalf("%s in %s is %+v, want %+v", at, name, got, want)
			}
		}
	}
}

func TestAFloodMakesOneAuthorAngryAtMost(t *testing.T) {
	for _, tt := range []struct {
		claim string
		row   row
		want  float64
	}{
		{"all are calm", row{count: 10, authors: 10}, 0},
		{"all are angry", row{count: 10, negative: 10, authors: 10}, 10},
		{"half are", row{count: 10, negative: 5, authors: 10}, 5},
		{"one wrote five hundred", row{count: 510, negative: 500, authors: 11}, 0},
		{"one wrote five hundred beside five angry ones", row{count: 510, negative: 505, authors: 11}, 5},
		{"a calm one wrote five hundred", row{count: 510, negative: 10, authors: 11}, 0},
		{"nobody wrote", row{}, 0},
	} {
		var c chatter
		if got := c.angry(tt.row); got != tt.want {
			t.Errorf("%s: %g angry, want %g", tt.claim, got, tt.want)
		}
	}
	// Where each writes two posts, ten calm posts are five people's.
	var c chatter
	for range 2000 {
		c.angry(row{count: 20, authors: 10})
	}
	if got := c.angry(row{count: 20, negative: 10, authors: 10}); got < 4.8 || got > 5.2 {
		t.Errorf("of ten people with two posts each, half negative, %g are angry, want about 5", got)
	}
	for range 288 {
		c.angry(row{count: 5020, negative: 5000, authors: 11})
	}
	if got := c.each(); got > 2.5 {
		t.Errorf("after a day of one author's flood each writes %g posts, want not much more than 2", got)
	}
}
