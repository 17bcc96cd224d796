package config

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
	"tocsin/plan"
)

// piloted is a file with two pilots: one that says all, and one that says what it must.
const piloted = `brand: Solvo
timezone: America/New_York
match: [solvo]
feeds: [https://a.example/feed]
people:
  - {name: Ana Ruiz, can: [crisis]}
  - {name: Ben Cole, can: [crisis]}
pilots:
  - id: sling-ad
    brand: solvo
    strategy: marketing
    kind: promotion
    thing: https://solvo.example/sling
    hypothesis: Parents feel understood by the sling film
    measure: {name: positive_share, match: [sling, "#solvosling"], target: ">=60%", min_voices: 200}
    from: 2026-11-20
    to: 2026-12-18
    stop_if: negative_share >= 50% over 24h
    feeds: R-7
  - id: care-2
    brand: Solvo
    strategy: Customer Service
    kind: account
    hypothesis: "Yes: people ask where they are answered"
    measure:
      name: voices
      match: [solvo]
      target: "> 1500"
    from: 2026-12-01
    to: 2026-12-01
`

func TestAPilotIsReadAndTiedToItsStrategyOnItsDays(t *testing.T) {
	c := read(t, piloted)
	first := plan.Pilot{
		ID: "sling-ad", Brand: "solvo", Strategy: "marketing", Kind: "promotion", Thing: "https://solvo.example/sling",
		Hypothesis: "Parents feel understood by the sling film",
		Measure:    plan.Measure{Name: "positive_share", Match: []string{"sling", "#solvosling"}, Target: ">=60%", MinVoices: 200},
		From:       plan.Day{Year: 2026, Month: time.November, Day: 20}, To: plan.Day{Year: 2026, Month: time.December, Day: 18},
		StopIf: "negative_share >= 50% over 24h", Feeds: "R-7",
	}
	december := plan.Day{Year: 2026, Month: time.December, Day: 1}
	second := plan.Pilot{
		ID: "care-2", Brand: "solvo", Strategy: "customer-service", Kind: "account", Hypothesis: "Yes: people ask where they are answered",
		Measure: plan.Measure{Name: "voices", Match: []string{"solvo"}, Target: "> 1500"}, From: december, To: december,
	}
	if diff := cmp.Diff([]plan.Pilot{first, second}, c.Pilots); diff != "" {
		t.Errorf("pilots (-want +got):\n%s", diff)
	}
	tagger, err := plan.NewTagger(c.Strategies, c.Ties...)
	if err != nil {
		t.Fatal(err)
	}
	// Half past eleven in the evening of the last day in New York is the next day in UTC.
	m := brand.Mention{Brand: "solvo", At: time.Date(2026, time.December, 19, 4, 30, 0, 0, time.UTC), Post: brand.Post{Text: "that sling"}}
	if diff := cmp.Diff([]brand.Touch{{Strategy: "marketing", Why: "pilot sling-ad"}}, tagger.Touches(m)); diff != "" {
		t.Errorf("on the last day it touches (-want +got):\n%s", diff)
	}
	if m.At = m.At.Add(time.Hour); tagger.Touches(m) != nil {
		t.Errorf("the day after it touches %v, want nothing", tagger.Touches(m))
	}
}

// The pilot's words may be the brand's own: those belong to no strategy for that, when the file is written out.
func TestAPilotsWordsAreNotTheBrandsTies(t *testing.T) {
	shown := show(t, read(t, piloted))
	for _, want := range []string{"    match: [solvo]\n", "\n    from: 2026-11-20\n    to: 2026-12-18\n    stop_if: negative_share >= 50% over 24h\n    feeds: R-7\n"} {
		if !strings.Contains(shown, want) {
			t.Errorf("Show lacks %q:\n%s", want, shown[strings.Index(shown, "brands:"):])
		}
	}
	if shown = show(t, read(t, tenMinutes)); strings.Contains(shown, "pilots") {
		t.Errorf("Show writes pilots where there are none:\n%s", shown)
	}
}

// Each fault of a pilot is told once, at its place.
func TestFaultsOfPilots(t *testing.T) {
	for _, tt := range []struct{ claim, old, now, want, remedy string }{
		{"no id", "  - id: sling-ad\n    brand: solvo\n", "  - brand: solvo\n", `9:5: pilots[0]: a pilot has no id`, "add id: give it a short name"},
		{"no brand", "    brand: solvo\n", "", `9:5: pilots[0]: a pilot has no brand`, "add brand"},
		{"no strategy", "    strategy: marketing\n", "", `9:5: pilots[0]: a pilot has no strategy`, "add strategy"},
		{"no kind", "    kind: promotion\n", "", `9:5: pilots[0]: a pilot has no kind`, "promotion, blog, page"},
		{"no hypothesis", "    hypothesis: Parents feel understood by the sling film\n", "", `9:5: pilots[0]: a pilot has no hypothesis`, "the sentence"},
		{"no measure", "    measure: {name: positive_share, match: [sling, \"#solvosling\"], target: \">=60%\", min_voices: 200}\n", "", `9:5: pilots[0]: a pilot has no measure`, "target"},
		{"nothing measured", "name: positive_share, ", "", `15:14: pilots[0].measure: a pilot's measure has no name`, "positive_share"},
		{"nothing to measure it by", `match: [sling, "#solvosling"], `, "", `15:14: pilots[0].measure: a pilot's measure has no match`, "the words"},
		{"an empty list to measure it by", `[sling, "#solvosling"]`, "[]", `15:44: pilots[0].measure.match: is empty`, "the words"},
		{"no target", `target: ">=60%", `, "", `15:14: pilots[0].measure: a pilot's measure has no target`, `add target: write what it must reach, such as ">=60%"`},
		{"no target, below one another", "      target: \"> 1500\"\n", "", `26:7: pilots[1].measure: a pilot's measure has no target`, "add target"},
		{"no begin", "    from: 2026-11-20\n", "", `9:5: pilots[0]: a pilot has no from`, "add from: write its first day"},
		{"no end", "    to: 2026-12-18\n", "", `9:5: pilots[0]: a pilot has no to`, "add to: write its last day"},
		{"an empty end", "to: 2026-12-18", "to:", `17:8: pilots[0].to: is empty`, "a day, such as"},
		{"an end before the begin", "to: 2026-12-18", "to: 2026-11-19", `17:9: pilots[0].to: the pilot ends on 2026-11-19, before it begins on 2026-11-20`, "last day"},
		{"a day that no month has", "to: 2026-12-18", "to: 2026-12-32", `17:9: pilots[0].to: "2026-12-32" is no day of the calendar`, "such as 2026-11-20"},
		{"a day in another form", "from: 2026-11-20", "from: 20 Nov 2026", `16:11: pilots[0].from: "20 Nov 2026" is no day`, "year, month and day"},
		{"a strategy nobody knows", "strategy: marketing", "strategy: marketng", `11:15: pilots[0].strategy: "marketng" is no strategy`, `did you mean "marketing"?`},
		{"every strategy", "strategy: marketing", `strategy: "*"`, `11:15: pilots[0].strategy: "*" is no one strategy`, "name one"},
		{"a brand nobody knows", "brand: solvo\n", "brand: sovlo\n", `10:12: pilots[0].brand: "sovlo" is no brand of this file`, `did you mean "solvo"?`},
		{"a kind nobody knows", "kind: promotion", "kind: promotoin", `12:11: pilots[0].kind: "promotoin" is no kind of pilot`, `did you mean "promotion"?`},
		{"two of one id", "id: care-2", "id: sling-ad", `20:9: pilots[1].id: two pilots are called "sling-ad"`, "another id"},
		{"an id in words", "id: sling-ad", "id: Sling ad", `9:9: pilots[0].id: "Sling ad" is no id of a pilot`, "sling-ad"},
		{"a thing in no form", "thing: https://solvo.example/sling", "thing: the film", `13:12: pilots[0].thing: "the film" is no address, handle or tag`, "solvo.example/sling"},
		{"a faulty query, with its column", "[sling, ", "[sling AND (film, ", `15:55: pilots[0].measure.match[0]: query "sling AND (film", a parenthesis`, "close it"},
		{"a target without sign", `">=60%"`, "60%", `15:76: pilots[0].measure.target: "60%" is no bound`, `such as ">=60%"`},
		{"a number of voices in words", "min_voices: 200", "min_voices: many", `15:97: pilots[0].measure.min_voices: "many" is no number of voices`, "such as 200"},
		{"a half voice", "min_voices: 200", "min_voices: 0.5", `15:97: pilots[0].measure.min_voices: "0.5" is no number`, "whole number"},
		{"a stop without a time", " over 24h", "", `18:14: pilots[0].stop_if: "negative_share >= 50%" is no rule to stop by`, "negative_share >= 50% over 24h"},
		{"a key misspelt", "to: 2026-12-18", "too: 2026-12-18", `17:5: pilots[0].too: this version knows no key "too" here`, `did you mean "to"?`},
		{"a key of the measure misspelt", "target: \">=60%\"", "traget: \">=60%\"", `15:68: pilots[0].measure.traget: this version`, `did you mean "target"?`},
		{"the measure misspelt", "measure: {", "mesaure: {", `15:5: pilots[0].mesaure: this version`, `did you mean "measure"?`},
		{"a measure in words", `measure: {name: positive_share, match: [sling, "#solvosling"], target: ">=60%", min_voices: 200}`, "measure: positive share", `15:14: pilots[0].measure: is the single value "positive share"`, "a map of name, match, target and min_voices"},
		{"an empty measure", `measure: {name: positive_share, match: [sling, "#solvosling"], target: ">=60%", min_voices: 200}`, "measure:", `15:13: pilots[0].measure: is empty`, "a map of name"},
		{"a key of a pilot in the wrong place", "target: \">=60%\", ", "target: \">=60%\", stop_if: x, ", `15:85: pilots[0].measure.stop_if: this version`, "write it under pilots"},
		{"the measure's keys beside it", "    from: 2026-11-20\n", "    from: 2026-11-20\n    min_voices: 7\n", `17:5: pilots[0].min_voices: this version`, "under measure"},
		{"pilots below a strategy", "pilots:\n", "strategies: {marketing: {pilots: []}}\npilots:\n", `8:26: strategies.marketing.pilots: this version`, "at the top of the file"},
		{"the key misspelt", "pilots:", "pilot:", `8:1: pilot: this version knows no key "pilot" here`, `did you mean "pilots"?`},
		{"a pilot in a word", "pilots:\n", "pilots:\n  - sling\n", `9:5: pilots[0]: is the single value "sling"`, "a map of id, brand"},
	} {
		file := strings.Replace(piloted, tt.old, tt.now, 1)
		if file == piloted {
			t.Fatalf("%s: %q is not in the file", tt.claim, tt.old)
		}
		faults := slices.DeleteFunc(faultsOf(t, file), func(f Fault) bool { return f.Warning })
		if len(faults) != 1 || !strings.HasPrefix(faults[0].String(), "f.yaml:"+tt.want) || !strings.Contains(faults[0].Remedy, tt.remedy) {
			t.Errorf("%s has the faults\n%s\nwant one, %s with remedy %q", tt.claim, faults, tt.want, tt.remedy)
		}
	}
}

// A sign without quotes means something else in YAML, and says so.
func TestATargetWithoutQuotesIsExplained(t *testing.T) {
	for claim, tt := range map[string]struct{ old, now, want string }{
		"in braces":            {`target: ">=60%"`, "target: >=60%", "f.yaml:15:76: file: a value begins with a character that means something else"},
		"on a line of its own": {`target: "> 1500"`, "target: >=1500", "f.yaml:28:15: file: a > or | without quotes begins a text of several lines"},
	} {
		faults := faultsOf(t, strings.Replace(piloted, tt.old, tt.now, 1))
		if len(faults) != 1 || !strings.HasPrefix(faults.Error(), tt.want) || !strings.Contains(faults[0].Remedy, "in quotes") {
			t.Errorf("%s: faults are\n%s\nwant %s", claim, faults, tt.want)
		}
	}
}

// A strategy that only a pilot is for can be touched.
func TestAPilotTouchesAStrategyThatHasNothingElse(t *testing.T) {
	file := strings.NewReplacer("pilots:\n", "strategies: {trials: {why: Learn by trying}}\npilots:\n", "strategy: marketing", "strategy: trials").Replace(piloted)
	if faults := faultsOf(t, file).Error(); strings.Contains(faults, "no mention can touch it") || !strings.Contains(faults, "trials") {
		t.Errorf("faults are\n%s", faults)
	}
}

// Pilots belong to brands of a file of several: each goes by its own brand's clock.
func TestAPilotGoesByItsBrandsClock(t *testing.T) {
	file := manyBrands + strings.NewReplacer("brand: solvo\n", "brand: calmio\n").Replace(piloted[strings.Index(piloted, "pilots:"):])
	zones := map[string]string{}
	for _, tie := range read(t, file).Ties {
		zones[tie.Pilot] = tie.During.Location.String()
	}
	if diff := cmp.Diff(map[string]string{"sling-ad": "Europe/Berlin", "care-2": "America/New_York"}, zones); diff != "" {
		t.Errorf("clocks (-want +got):\n%s", diff)
	}
}
