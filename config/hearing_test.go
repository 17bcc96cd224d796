package config

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/brand"
	"tocsin/plan"
)

// hearing is a brand with all that may be said of how it is heard.
const hearing = `brand: Solvo
match:
  - solvo
  - query: '"sling ad" AND (mom* OR #motherhood)'
    strategy: marketing
    examples:
      yes: ["the sling ad insults moms", {title: That sling ad, text: "#motherhood is no fashion"}]
      no: ["the sling ad is on TV"]
not:
  - query: solvo consulting
    examples: {yes: [Solvo Consulting hires]}
own: ["@solvo", "@SolvoCare"]
examples:
  yes: [my solvo bag, {text: "they heard us", author: "@ana", url: "https://ana.example/solvo", lang: en, source: press, title: "Solvo: sorry"}]
  no: [Solvo Consulting hires, the weather]
danger_words: [recall, '"side effect*"']
tone: {sick: 2, PAIN: 0, "no": -0.5}
properties:
  - {id: "@solvocare", kind: help desk, strategy: Customer Service, owner: ben cole}
  - solvo.example/sling
  - {id: "#slingad", strategy: marketing, kind: ad, status: dormant}
  - {id: solvo.example/beta, owner: ana-ruiz, status: planned}
strategies:
  marketing: {links: [solvo.example/sling, "@slingmoms", "#slingad"]}
feeds: [https://a.example/feed]
people:
  - {name: Ana Ruiz, can: [crisis]}
  - {name: Ben Cole, can: [crisis]}
`

func TestHowABrandIsHeard(t *testing.T) {
	c := read(t, hearing)
	want := brand.Brand{
		Key: "solvo", Name: "Solvo", Match: []string{"solvo", `"sling ad" AND (mom* OR #motherhood)`}, Not: []string{"solvo consulting"},
		Own:    []string{"@solvo", "@SolvoCare", "solvo.example/sling", "solvo.example/beta"},
		Danger: []string{"recall", `"side effect*"`}, Moods: map[string]float64{"sick": 2, "pain": 0, "no": -0.5},
	}
	if diff := cmp.Diff(want, c.Brands[0], cmpopts.IgnoreFields(brand.Brand{}, "Location")); diff != "" {
		t.Errorf("the brand (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Property{
		{Brand: "solvo", ID: "@solvocare", Kind: "help desk", Strategy: "customer-service", Owner: "ben-cole", Status: Active},
		{Brand: "solvo", ID: "solvo.example/sling", Status: Active},
		{Brand: "solvo", ID: "#slingad", Kind: "ad", Strategy: "marketing", Status: Dormant},
		{Brand: "solvo", ID: "solvo.example/beta", Owner: "ana-ruiz", Status: Planned},
	}, c.Properties); diff != "" {
		t.Errorf("properties (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]plan.Tie{
		{Brand: "solvo", Kind: plan.Property, To: "@solvocare", Strategy: "customer-service", Name: "help desk"},
		{Brand: "solvo", Kind: plan.Property, To: "#slingad", Strategy: "marketing", Name: "ad"},
		{Brand: "solvo", Kind: plan.Query, To: `"sling ad" AND (mom* OR #motherhood)`, Strategy: "marketing"},
	}, c.Ties); diff != "" {
		t.Errorf("ties (-want +got):\n%s", diff)
	}
	marketing, _ := plan.Known(c.Strategies, "marketing")
	if diff := cmp.Diff([]string{"solvo.example/sling", "@slingmoms", "#slingad"}, marketing.Links); diff != "" {
		t.Errorf("marketing's links (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Examples{
		{
			Brand: "solvo", Query: `"sling ad" AND (mom* OR #motherhood)`, In: "match",
			Yes: []Example{{Post: brand.Post{Text: "the sling ad insults moms"}}, {Post: brand.Post{Title: "That sling ad", Text: "#motherhood is no fashion"}}},
			No:  []Example{{Post: brand.Post{Text: "the sling ad is on TV"}}},
		},
		{Brand: "solvo", Query: "solvo consulting", In: "not", Yes: []Example{{Post: brand.Post{Text: "Solvo Consulting hires"}}}},
		{
			Brand: "solvo",
			Yes: []Example{{Post: brand.Post{Text: "my solvo bag"}}, {Source: "press", Post: brand.Post{
				Title: "Solvo: sorry", Text: "they heard us", Author: "@ana", URL: "https://ana.example/solvo", Lang: "en",
			}}},
			No: []Example{{Post: brand.Post{Text: "Solvo Consulting hires"}}, {Post: brand.Post{Text: "the weather"}}},
		},
	}, c.Examples); diff != "" {
		t.Errorf("examples (-want +got):\n%s", diff)
	}
	for _, w := range c.Warnings {
		if !strings.Contains(w.What, "nobody has authority") {
			t.Errorf("a good file raises %s", w)
		}
	}
}

// What is wrong with how a brand is heard says so, one fault a slip, with its place.
func TestFaultsOfHearing(t *testing.T) {
	for _, tt := range []struct{ claim, old, now, want, remedy string }{
		{"a query without its query", "query: solvo consulting", "strategy: marketing", `10:5: not[0]: no query stands here`, "add query"},
		{"a query's key misspelt", "query: solvo consulting", "qurey: solvo consulting", `10:5: not[0].qurey: this version knows no key "qurey" here`, `"query"`},
		{"an empty query", "query: solvo consulting", "query:", `10:11: not[0].query: is empty`, "write a query"},
		{"a faulty query in the long form", "query: solvo consulting", `query: solvo AND (x`, `10:22: not[0].query: query "solvo AND (x", a parenthesis is opened`, "close it"},
		{"a query twice, in both forms", "  - solvo\n", "  - solvo\n  - {query: solvo}\n", `4:13: match[1].query: "solvo" stands here twice`, "keep one"},
		{"a query that a blank has split", "  - solvo\n", "  - solvo\n  - title: recall\n", `4:5: match[1]: a blank behind the colon makes a map of a query`, `write "title:recall"`},
		{"a strategy nobody knows", "strategy: marketing\n", "strategy: markting\n", `5:15: match[1].strategy: "markting" is no strategy`, `"marketing"`},
		{"a strategy that is every one", "strategy: marketing\n", "strategy: \"*\"\n", `5:15: match[1].strategy: "*" is no one strategy`, "name one"},
		{"a strategy of what is not heard", "query: solvo consulting\n", "query: solvo consulting\n    strategy: marketing\n", `11:15: not[0].strategy: what not finds is no mention`, "take strategy out"},
		{"examples in a list", "examples: {yes: [Solvo Consulting hires]}", "examples: [Solvo Consulting hires]", `11:15: not[0].examples: is a list`, "a map of yes and no"},
		{"an example twice", "no: [Solvo Consulting hires, the weather]", "no: [the weather, the  weather]", `15:21: examples.no[1]: "the weather" stands here twice`, "keep one"},
		{"a part of an example misspelt", "author: \"@ana\"", "atuhor: \"@ana\"", `14:47: examples.yes[1].atuhor: this version`, `"author"`},
		{"an empty example", "no: [Solvo Consulting hires, the weather]", `no: [""]`, `15:8: examples.no[0]: is empty`, "a post's text"},
		{"a faulty word of danger", "danger_words: [recall", "danger_words: [recall AND", `16:26: danger_words[0]: query "recall AND"`, "finish it"},
		{"a weight in words", "sick: 2", "sick: good", `17:14: tone.sick: "good" is no number`, "from -4 (worst) to 4"},
		{"a weight out of bounds", "sick: 2", "sick: 4.5", `17:14: tone.sick: "4.5" is out of bounds`, "from -4"},
		{"a weight that is no number", "sick: 2", "sick: .nan", `17:14: tone.sick: ".nan" is out of bounds`, "from -4"},
		{"two words in one", "sick: 2", "so sick: 2", `17:8: tone["so sick"]: "so sick" is not one word`, "one by one"},
		{"a word in two spellings", "sick: 2", "pain: 2", `17:17: tone.PAIN: the word "pain" stands here twice`, "keep one"},
		{"a property without sign", "id: \"@solvocare\"", "id: solvocare", `19:10: properties[0].id: "solvocare" is no address, handle or tag`, `write "@solvocare"`},
		{"a property in no form", "- solvo.example/sling", "- solvo example", `20:5: properties[1]: "solvo example" is no address, handle or tag`, "solvo.example/sling"},
		{"a property told apart by a tracker", "- solvo.example/sling", "- solvo.example/sling?utm_campaign=sling", `20:5: properties[1]: "solvo.example/sling?utm_campaign=sling" `, "give the campaign a page"},
		{"a property without id", "id: \"@solvocare\", ", "", `19:5: properties[0]: a property has no id`, "add id"},
		{"a property twice", "- solvo.example/sling", "- \"@SolvoCare\"", `20:5: properties[1]: "@SolvoCare" stands here twice`, "keep one"},
		{"a property of no status", "status: dormant", "status: asleep", `21:61: properties[2].status: "asleep" is no status`, "active, planned or dormant"},
		{"a property of nobody", "owner: ana-ruiz", "owner: anna-ruiz", `22:37: properties[3].owner: "anna-ruiz" is nobody of people`, `"ana-ruiz"`},
		{"a property for no strategy", "strategy: Customer Service", "strategy: servicing", `19:51: properties[0].strategy: "servicing" is no strategy`, "use crisis"},
		{"a link in no form", "\"@slingmoms\"", "slingmoms", `24:44: strategies.marketing.links[1]: "slingmoms" is no address`, `"#slingmoms"`},
		{"links in the wrong place", "danger_words:", "links: [a.example]\ndanger_words:", `16:1: links: this version knows no key "links" here`, "under strategies.NAME"},
		{"a brand's key in the long form's root", "brand: Solvo\n", "brands: {calmio: {match: [calmio]}}\n", `19:3: properties: "properties" belongs to the form for one brand`, "under brands.NAME"},
	} {
		file := strings.Replace(hearing, tt.old, tt.now, 1)
		if file == hearing {
			t.Fatalf("%s: %q is not in the file", tt.claim, tt.old)
		}
		faults := faultsOf(t, file)
		if !slices.ContainsFunc(faults, func(f Fault) bool {
			return strings.HasPrefix(f.String(), "f.yaml:"+tt.want) && strings.Contains(f.Remedy, tt.remedy) && !f.Warning
		}) {
			t.Errorf("%s: no fault %q with remedy %q among\n%s", tt.claim, tt.want, tt.remedy, faults)
		}
	}
}

// What passes the check does not stop the daemon that is to live with it.
func TestWhatIsTiedCanBeTagged(t *testing.T) {
	file := strings.Replace(hearing, "  - solvo.example/sling\n", "  - solvo.example/sling\n  - https://www.Solvo.example/shop?item=7\n  - help@social.example\n  - \"@solvo@social.example\"\n  - \"#ソルボ\"\n", 1)
	c := read(t, file)
	if _, err := plan.NewTagger(c.Strategies, c.Ties...); err != nil || len(c.Properties) != 8 {
		t.Errorf("a tagger of %d properties: %v", len(c.Properties), err)
	}
}

// A strategy to which a query or property is tied can be touched, whatever its own words.
func TestAStrategyIsTouchedThroughWhatIsTiedToIt(t *testing.T) {
	const legal = "strategies:\n  legal: {why: No suits}\n"
	for claim, tt := range map[string]struct {
		file string
		idle bool
	}{
		"nothing":    {strings.Replace(hearing, "strategies:\n", legal, 1), true},
		"a query":    {strings.NewReplacer("strategies:\n", legal, "strategy: marketing\n", "strategy: legal\n").Replace(hearing), false},
		"a property": {strings.NewReplacer("strategies:\n", legal, "strategy: Customer Service", "strategy: legal").Replace(hearing), false},
		"a link":     {strings.Replace(hearing, "strategies:\n", strings.Replace(legal, "}", `, links: ["#sue"]}`, 1), 1), false},
	} {
		if idle := strings.Contains(faultsOf(t, tt.file).Error(), "strategies.legal: warning: no mention can touch it"); idle != tt.idle {
			t.Errorf("a strategy tied to %s is idle: %v, want %v", claim, idle, tt.idle)
		}
	}
}

// Without a query, a search is left to what its brands look for; two of them are two sources.
func TestASearchMayBeLeftToItsBrands(t *testing.T) {
	people := hearing[strings.Index(hearing, "people:"):]
	file := "brands:\n  solvo: {match: [solvo], sources: [{kind: x}]}\n  calmio: {match: [calmio, '#calmio'], sources: [{kind: x}, {kind: x, query: calmio lang:en}]}\n" +
		"sources: [{kind: x}, {kind: x, brands: [solvo, calmio]}]\n" + people
	known := Known{Searches: func(kind string, brands []brand.Brand) ([]string, error) {
		searches := []string{kind}
		for _, b := range brands {
			searches = append(searches, b.Match...)
		}
		if len(brands) == 2 && len(brands[0].Match) == 2 {
			return nil, errors.New("too much at once: ask for one brand")
		}
		return searches, nil
	}}
	c, err := Read("f.yaml", []byte(file), known)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var asked []string
	for _, s := range c.Sources {
		ids[s.ID] = true
		asked = append(asked, strings.Join(s.Searches, " "))
	}
	if diff := cmp.Diff([]string{"x solvo", "x calmio #calmio", "calmio lang:en", "x solvo calmio #calmio", "x solvo calmio #calmio"}, asked); diff != "" || len(ids) != 5 {
		t.Errorf("%d sources ask (-want +got):\n%s", len(ids), diff)
	}
	if _, err := Read("f.yaml", []byte(strings.Replace(file, "[solvo]", "[solvo, sling]", 1)), known); err == nil || !strings.Contains(err.Error(), "f.yaml:4:11: sources[0]: too much at once: ask for one brand") {
		t.Errorf("faults are\n%v", err)
	}
	_, err = Read("f.yaml", []byte(strings.Replace(file, "[solvo]", "[solvo AND]", 1)), known)
	faults, is := errors.AsType[Faults](err)
	if !is || slices.ContainsFunc(faults, func(f Fault) bool { return !f.Warning && strings.Contains(f.Path, "sources") }) {
		t.Errorf("faults are\n%v\nwant the query's alone", err)
	}
}
