package plan

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/brand"
)

func slingAd() Pilot {
	return Pilot{
		ID: "sling-ad", Brand: "solvo", Strategy: "marketing", Kind: "promotion", Thing: "https://solvo.example/sling",
		Hypothesis: "Parents feel understood by the sling film",
		Measure:    Measure{Name: "positive_share", Match: []string{"sling", "#solvosling"}, Target: ">=60%", MinVoices: 200},
		From:       Day{2026, time.November, 20}, To: Day{2026, time.December, 18},
		StopIf: "negative_share >= 50% over 24h", Feeds: "R-7",
	}
}

func place(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// What a pilot puts into the world touches its strategy while it runs, from the
// first day's begin to the last day's end by the brand's clock, and through the pilot.
func TestAPilotTouchesItsStrategyWhileItRuns(t *testing.T) {
	newYork := place(t, "America/New_York")
	strategies := []Strategy{{ID: "crisis", Terms: []string{"recall"}}, {ID: "marketing", Terms: []string{"ad"}, Links: []string{"#slingfilm"}}}
	own := []Tie{
		{Brand: "solvo", Kind: Property, To: "solvo.example/sling", Strategy: "marketing", Name: "ad"},
		{Brand: "solvo", Kind: Query, To: "solvo NEAR/3 bag", Strategy: "marketing"},
	}
	tagger, err := NewTagger(strategies, append(own, slingAd().Ties(newYork)...)...)
	if err != nil {
		t.Fatal(err)
	}
	within := time.Date(2026, time.December, 1, 3, 7, 0, 0, newYork)
	page := brand.Post{Links: []string{"https://www.solvo.example/sling/film?utm_source=x"}}
	for _, tt := range []struct {
		claim string
		at    time.Time
		brand brand.Key
		post  brand.Post
		want  string
	}{
		{"a link to its page", within, "solvo", page, "marketing: pilot sling-ad"},
		{"its page, typed", within, "solvo", brand.Post{Text: "look: solvo.example/sling"}, "marketing: pilot sling-ad"},
		{"a word of its measure", within, "solvo", brand.Post{Text: "that Sling by Solvo"}, "marketing: pilot sling-ad"},
		{"a tag of its measure", within, "solvo", brand.Post{Text: "#SolvoSling"}, "marketing: pilot sling-ad"},
		{"the pilot is named before what else ties it", within, "solvo", brand.Post{Text: "this ad #slingfilm, the solvo bag and sling"}, "marketing: pilot sling-ad"},
		{"neither its page nor its words", within, "solvo", brand.Post{Text: "the solvo bag"}, `marketing: query "solvo NEAR/3 bag"`},
		{"another strategy's words beside it", within, "solvo", brand.Post{Text: "recall that sling"}, `marketing: pilot sling-ad; crisis: "recall"`},
		{"another brand's mention", within, "calmio", brand.Post{Text: "sling"}, ""},
		{"the first day's first second", time.Date(2026, time.November, 20, 0, 0, 0, 0, newYork), "solvo", page, "marketing: pilot sling-ad"},
		{"the second before", time.Date(2026, time.November, 19, 23, 59, 59, 0, newYork), "solvo", brand.Post{Text: "sling"}, ""},
		{"a page of the brand's own, the second before", time.Date(2026, time.November, 19, 23, 59, 59, 0, newYork), "solvo", page, "marketing: ad link solvo.example/sling"},
		{"the last day's last second", time.Date(2026, time.December, 18, 23, 59, 59, 0, newYork), "solvo", page, "marketing: pilot sling-ad"},
		{"the last day by the brand's clock, told in UTC", time.Date(2026, time.December, 19, 4, 59, 59, 0, time.UTC), "solvo", page, "marketing: pilot sling-ad"},
		{"the second after", time.Date(2026, time.December, 19, 5, 0, 0, 0, time.UTC), "solvo", brand.Post{Text: "#solvosling"}, ""},
		{"the first day in UTC, the day before by the brand's clock", time.Date(2026, time.November, 20, 4, 59, 0, 0, time.UTC), "solvo", brand.Post{Text: "sling"}, ""},
		{"a mention of no moment", time.Time{}, "solvo", brand.Post{Text: "sling"}, ""},
	} {
		var got []string
		for _, touch := range tagger.Touches(brand.Mention{Brand: tt.brand, At: tt.at, Post: tt.post}) {
			got = append(got, touch.Strategy+": "+touch.Why)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s: Touches of %+v at %s (-want +got):\n%s", tt.claim, tt.post, tt.at, diff)
		}
	}
}

// A mention is the pilot's on exactly the days that people see in their calendars,
// wherever clocks are put forward or back, at midnight too.
func TestAPilotsDaysAreThoseOfTheBrandsCalendar(t *testing.T) {
	zones := []*time.Location{time.UTC}
	for _, name := range []string{"America/New_York", "Africa/Cairo", "Asia/Beirut", "Pacific/Kiritimati", "America/Santiago", "Pacific/Apia"} {
		zones = append(zones, place(t, name))
	}
	moment := rapid.Custom(func(t *rapid.T) time.Time {
		return time.Unix(rapid.Int64Range(1_200_000_000, 1_900_000_000).Draw(t, "second"), 0).UTC()
	})
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		begin := moment.Draw(t, "begin")
		end := begin.AddDate(0, 0, rapid.IntRange(0, 3).Draw(t, "days"))
		at := begin.Add(time.Duration(rapid.IntRange(-30*60, 120*60).Draw(t, "minutes")) * time.Minute)
		span := Span{DayOf(begin.In(zone)), DayOf(end.In(zone)), zone}
		date := at.In(zone).Format(time.DateOnly)
		want := date >= begin.In(zone).Format(time.DateOnly) && date <= end.In(zone).Format(time.DateOnly)
		if got := span.Covers(at); got != want {
			t.Fatalf("%s to %s covers %s in %s: %v, want %v", span.From, span.To, at.In(zone), zone, got, want)
		}
	})
}

func TestADayIsReadAsItIsWritten(t *testing.T) {
	for _, s := range []string{"2026-11-20", "2024-02-29", "0001-01-01", "9999-12-31"} {
		if day, err := ParseDay(s); err != nil || day.String() != s {
			t.Errorf("ParseDay(%q) = %s, %v", s, day, err)
		}
	}
	for _, s := range []string{"", "2026-02-29", "2026-11-31", "20.11.2026", "2026-1-2", "2026-11-20T00:00:00Z", "11/20/2026", "26-11-20"} {
		if day, err := ParseDay(s); err == nil || !strings.Contains(err.Error(), "such as 2026-11-20") {
			t.Errorf("ParseDay(%q) = %s, %v, want an error that shows how to write one", s, day, err)
		}
	}
}

func TestAPilotIsCheckedByItself(t *testing.T) {
	if faults := slingAd().Check(); len(faults) > 0 {
		t.Fatalf("a pilot that has all it needs has the faults %v", faults)
	}
	for claim, tt := range map[string]struct {
		change func(*Pilot)
		want   string
	}{
		"no id":                         {func(p *Pilot) { p.ID = "" }, "id: is missing: give it a short name"},
		"no brand":                      {func(p *Pilot) { p.Brand = "" }, "brand: is missing"},
		"no strategy":                   {func(p *Pilot) { p.Strategy = "" }, "strategy: is missing"},
		"no kind":                       {func(p *Pilot) { p.Kind = "" }, "kind: is missing: use one of promotion"},
		"no hypothesis":                 {func(p *Pilot) { p.Hypothesis = "" }, "hypothesis: is missing"},
		"nothing that is measured":      {func(p *Pilot) { p.Measure.Name = "" }, "measure.name: is missing"},
		"nothing to measure it by":      {func(p *Pilot) { p.Measure.Match = nil }, "measure.match: is missing"},
		"no target":                     {func(p *Pilot) { p.Measure.Target = "" }, "measure.target: is missing"},
		"no begin":                      {func(p *Pilot) { p.From = Day{} }, "from: is missing"},
		"no end":                        {func(p *Pilot) { p.To = Day{} }, "to: is missing: write its last day"},
		"an end before the begin":       {func(p *Pilot) { p.To = Day{2026, time.November, 19} }, "to: the pilot ends on 2026-11-19, before it begins on 2026-11-20"},
		"an id of two words":            {func(p *Pilot) { p.ID = "Sling ad" }, `id: "Sling ad" is no id of a pilot`},
		"an id that fills the card":     {func(p *Pilot) { p.ID = strings.Repeat("a", 33) }, "id: "},
		"a kind nobody knows":           {func(p *Pilot) { p.Kind = "poster" }, `kind: "poster" is no kind of pilot`},
		"a thing in no form":            {func(p *Pilot) { p.Thing = "the film" }, `thing: "the film" is no address, handle or tag: write it`},
		"a faulty query":                {func(p *Pilot) { p.Measure.Match[1] = "(" }, `measure.match[1]: query "("`},
		"a target without sign":         {func(p *Pilot) { p.Measure.Target = "60%" }, `measure.target: "60%" is no bound: write a sign and a number`},
		"a target in words":             {func(p *Pilot) { p.Measure.Target = "more than before" }, `measure.target: "more than before" is no bound`},
		"more than all":                 {func(p *Pilot) { p.Measure.Target = ">= 160%" }, `measure.target: ">= 160%" is more than all there is`},
		"a share that is a number":      {func(p *Pilot) { p.Measure.Target = ">= 60" }, `measure.target: positive_share is a share, and ">= 60" is no percentage`},
		"a measure's name in words":     {func(p *Pilot) { p.Measure.Name = "Positive share" }, `measure.name: "Positive share" is no name`},
		"fewer voices than none":        {func(p *Pilot) { p.Measure.MinVoices = -1 }, "measure.min_voices: -1 is less than nobody"},
		"a stop without a time":         {func(p *Pilot) { p.StopIf = "negative_share >= 50%" }, `stop_if: "negative_share >= 50%" is no rule to stop by: write what is measured, a bound and a time`},
		"a stop after no time":          {func(p *Pilot) { p.StopIf = "negative_share >= 50% over 0h" }, "stop_if: "},
		"a stop of nothing":             {func(p *Pilot) { p.StopIf = ">= 50% over 24h" }, "stop_if: "},
		"a stop without a bound":        {func(p *Pilot) { p.StopIf = "negative_share > lots over 24h" }, `stop_if: "> lots" is no bound`},
		"a stop whose share is a count": {func(p *Pilot) { p.StopIf = "negative_share > 50 over 24h" }, `stop_if: negative_share is a share`},
		"a stop of a name in capitals":  {func(p *Pilot) { p.StopIf = "Negative > 50 over 24h" }, `stop_if: "Negative" is no name of a measure`},
	} {
		p := slingAd()
		tt.change(&p)
		faults := p.Check()
		if len(faults) != 1 || !strings.HasPrefix(faults[0].String(), tt.want) || faults[0].Remedy == "" {
			t.Errorf("%s: Check() = %q, want one fault: %s", claim, faults, tt.want)
		}
		if missing := strings.Contains(tt.want, "is missing"); len(faults) == 1 && faults[0].Missing != missing {
			t.Errorf("%s: Check() says missing: %v", claim, faults[0].Missing)
		}
	}
}

func TestWhatAPilotMayLeaveOutOrWriteOtherwise(t *testing.T) {
	for claim, change := range map[string]func(*Pilot){
		"no thing, no rule to stop by, no roadmap, no least voices": func(p *Pilot) { p.Thing, p.StopIf, p.Feeds, p.Measure.MinVoices = "", "", "", 0 },
		"one day":                  func(p *Pilot) { p.To = p.From },
		"a number for a target":    func(p *Pilot) { p.Measure.Name, p.Measure.Target = "voices", "> 1500" },
		"a part of a percent":      func(p *Pilot) { p.Measure.Target = "<0.5%" },
		"a stop without blanks":    func(p *Pilot) { p.StopIf = "negative_share>=50% over 24h" },
		"a stop over days":         func(p *Pilot) { p.StopIf = "voices < 10 over 7d" },
		"an account for a thing":   func(p *Pilot) { p.Thing = "@solvomoms" },
		"a tag for a thing":        func(p *Pilot) { p.Thing = "#slingfilm" },
		"a query that says more":   func(p *Pilot) { p.Measure.Match = []string{"sling NEAR/5 (film OR ad) NOT lang:de"} },
		"a name with digits in it": func(p *Pilot) { p.ID, p.Measure.Name = "sling-2", "top2_share" },
	} {
		p := slingAd()
		change(&p)
		if faults := p.Check(); len(faults) > 0 {
			t.Errorf("%s: Check() = %q, want none", claim, faults)
		}
	}
}

// What passes its check can be tagged with: no pilot stops the daemon that is to live with it.
func TestAPilotThatPassesItsCheckTiesMentions(t *testing.T) {
	parts := rapid.SampledFrom([]string{"sling", "#sling*", "@solvo", "(", "a AND", "solvo.example/?q=1", "https://[::1]/", "", "*", `"`, "#", "@a@b.example", "sling NEAR/2 ad", "NOT a", "domain:a.example"})
	rapid.Check(t, func(t *rapid.T) {
		p := slingAd()
		p.Thing, p.Measure.Match = parts.Draw(t, "thing"), rapid.SliceOfN(parts, 0, 3).Draw(t, "match")
		sound := len(p.Check()) == 0
		_, err := NewTagger([]Strategy{{ID: "marketing"}}, p.Ties(time.UTC)...)
		if sound && err != nil {
			t.Fatalf("a pilot of %q and %q passes its check, and then: %v", p.Thing, p.Measure.Match, err)
		}
		if err != nil && !strings.Contains(err.Error(), "pilot sling-ad: ") {
			t.Fatalf("NewTagger = %v, want it to name the pilot", err)
		}
		if n := len(p.Ties(time.UTC)); n > 1+len(p.Measure.Match) || slices.ContainsFunc(p.Ties(nil), func(t Tie) bool { return t.Pilot != p.ID }) {
			t.Fatalf("it has the ties %+v", p.Ties(time.UTC))
		}
	})
}
