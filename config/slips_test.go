package config

import (
	"strings"
	"testing"
)

// What only follows from a slip of the pen is not said: whoever mends the slip has mended all.
func TestASlipIsOneFault(t *testing.T) {
	for _, tt := range []struct{ claim, old, now, want string }{
		{"feeds misspelt", "feeds:", "fedes:", "6:1: fedes"},
		{"sources misspelt", "feeds:\n  - https://news.google.com/rss/search?q=solvo", "soruces: [{id: a, url: \"https://a.example\"}]", "6:1: soruces"},
		{"people misspelt", "people:", "peolpe:", "9:1: peolpe"},
		{"people misspelt, whom strategies name", "people:", "strategies: {crisis: {owner: ana-ruiz}}\npeolpe:", "10:1: peolpe"},
		{"match misspelt", "match:", "macth:", "3:1: macth"},
		{"brand misspelt", "brand:", "brnad:", "1:1: brnad"},
		{"a person's authority misspelt", "can: [crisis, marketing]", "cna: [crisis, marketing]", "11:37: people[1].cna"},
		{"a person's name without a space", "name: Ben", "name:Ben", "11:6: people[1]"},
		{"a person's Slack id misspelt", "slack: U02BEN", "slcak: U02BEN", "11:22: people[1].slcak"},
		{"a source's address misspelt", "people:", "sources: [{id: a, ulr: \"https://a.example\"}]\npeople:", "9:19: sources[0].ulr"},
		{"a source's query misspelt", "people:", "sources: [{kind: x, qeury: solvo}]\npeople:", "9:21: sources[0].qeury"},
	} {
		var fatal []string
		for _, f := range faultsOf(t, strings.Replace(tenMinutes, tt.old, tt.now, 1)) {
			if !f.Warning {
				fatal = append(fatal, strings.TrimPrefix(f.String(), "f.yaml:"))
			}
		}
		if len(fatal) != 1 || !strings.HasPrefix(fatal[0], tt.want) {
			t.Errorf("%s has the faults\n%s\nwant one, at %s", tt.claim, strings.Join(fatal, "\n"), tt.want)
		}
	}
}

// A query and an address may hold a colon without a space, and lists of them break for other reasons.
func TestAColonThatIsMeantIsNoSlip(t *testing.T) {
	for claim, tt := range map[string]struct{ old, now, want string }{
		"a query for addresses":     {"[solvo, \"#solvo*\"]", "\n  - url:solvo\n  - a: b: c", "5:9: file: a colon stands where none can"},
		"an address under a key":    {"not: [\"solvo consulting\"]", "not: [solvo\nsources:\n  - url: https://a.example/?b", "4:6: file: a bracket is opened"},
		"an item of another list":   {"not: [\"solvo consulting\"]", "not: [solvo", "4:6: file: a bracket is opened"},
		"an address in its quotes":  {"own: [\"@solvo\",", "own: [\"https://a.example/?b\" c,", "5:6: file: a bracket is opened"},
		"a comment after an item":   {"[solvo, \"#solvo*\"]", "\n  - # the name\n  - solvo", "4:4: match[0]: is empty: write queries"},
		"a single value for a list": {"match: [solvo, \"#solvo*\"]", "match: domain:solvo.example", "3:8: match: is the single value"},
	} {
		faults := faultsOf(t, strings.Replace(tenMinutes, tt.old, tt.now, 1))
		if !strings.HasPrefix(faults.Error(), "f.yaml:"+tt.want) {
			t.Errorf("%s has the faults\n%s\nwant %s first", claim, faults, tt.want)
		}
	}
}

// What speaks for itself is not doubted.
func TestGoodFilesRaiseNoDoubts(t *testing.T) {
	for claim, tt := range map[string]struct{ old, now string }{
		"the file of the README":                   {"people:", "people:"},
		"a brand with the word and in its name":    {"brand: Solvo\n", "brand: Solvo and Sons\n"},
		"terms that are phrases":                   {"people:", "strategies: {marketing: {terms: [terms and conditions, ok]}}\npeople:"},
		"a zone that never had summer time":        {"America/New_York", "UTC"},
		"a tag among those that a query looks for": {`["solvo consulting"]`, `["#solvo"]`},
	} {
		file := strings.Replace(tenMinutes, "[solvo,", "[solvo, solvo and sons,", 1)
		if !strings.HasPrefix(tt.now, "brand:") {
			file = tenMinutes
		}
		file = strings.Replace(file, tt.old, tt.now, 1)
		for _, w := range faultsOf(t, file) {
			if !strings.Contains(w.What, "nobody has authority") {
				t.Errorf("%s raises %s", claim, w)
			}
		}
	}
}

// A query that is always cut by not is told, whatever else is heard.
func TestAQueryThatCannotBeHeardIsDoubted(t *testing.T) {
	for _, tt := range []struct {
		claim, match, not string
		want              []string
	}{
		{"a name in another's words", `[".NET Café", "#dotnetcafé*"]`, `[café]`, []string{`3:9: match[0]: warning: ".NET Café" can never be heard, for "café" under not cuts whatever it finds`}},
		{"two of three", `[solvo carrier, solvo, solvo sling]`, `[carrier, sling]`, []string{`3:9: match[0]: warning: "solvo carrier" can never be heard, for "carrier"`, `3:31: match[2]: warning: "solvo sling" can never be heard, for "sling"`}},
		{"one of them in the long form", `[solvo, {query: solvo carrier, strategy: marketing}]`, `[carrier]`, []string{`3:24: match[1].query: warning: "solvo carrier" can never be heard, for "carrier"`}},
		{"all of them", `[solvo carrier, solvo sling]`, `[solvo]`, []string{`4:6: not: warning: cuts whatever match finds, so nothing is heard`}},
		{"the same words in both", `[solvo, calmio]`, `[calmio]`, []string{`3:16: match[1]: warning: "calmio" can never be heard, for "calmio" under not`}},
		{"one beside a faulty query", `[solvo carrier, solvo AND]`, `[carrier]`, []string{`3:9: match[0]: warning: "solvo carrier" can never be heard`}},
		{"none", `[solvo, solvo carrier]`, `[handy carrier]`, nil},
	} {
		file := strings.NewReplacer(`[solvo, "#solvo*"]`, tt.match, `["solvo consulting"]`, tt.not).Replace(tenMinutes)
		var said []string
		for _, f := range faultsOf(t, file) {
			if strings.Contains(f.What, "cuts whatever") {
				said = append(said, f.String())
			}
		}
		if len(said) != len(tt.want) {
			t.Errorf("%s: %d doubts, want %d:\n%s", tt.claim, len(said), len(tt.want), strings.Join(said, "\n"))
			continue
		}
		for i, want := range tt.want {
			if !strings.HasPrefix(said[i], "f.yaml:"+want) {
				t.Errorf("%s: said is %s\nwant %s", tt.claim, said[i], want)
			}
		}
	}
}

// A fault of syntax hides all others, so it says that there may be some.
func TestAFaultOfSyntaxSaysThatTheRestIsUnread(t *testing.T) {
	for _, tt := range []struct{ claim, old, now, want string }{
		{"a tag in a list", `"#solvo*"]`, "#solvo*]", `3:16: file: a "#" without quotes begins a comment, and hides what follows it: put in quotes what holds it, such as "#solvo*"; the rest`},
		{"a tag behind a word", `[solvo, "#solvo*"]`, "[solvo #sling, bag]", `3:15: file: a "#" without quotes begins a comment, and hides what follows it: put in quotes what holds it, such as "#sling"; the rest`},
		{"a tag in a list of several lines", `[solvo, "#solvo*"]`, "[solvo,\n  the #sling, bag]", `4:7: file: a "#" without quotes begins a comment`},
		{"a list that is not closed, before a comment", `["solvo consulting"]`, "[\"solvo consulting\" # of another town", `4:6: file: a bracket is opened and not closed`},
		{"a handle", `["@solvo",`, "[@solvo,", `5:7: file: a value begins with a character that means something else in YAML: put it in quotes, such as "@name"; the rest`},
		{"a tab", "  - {name: Ana", "\t- {name: Ana", `10:1: file: a tab stands in the indentation: write spaces instead; the rest`},
		{"a missing space", "timezone: ", "timezone:", `2:10: file: a space is missing after "timezone:": write "timezone: ", and then the value; the rest`},
		{"nothing that anybody knows", "brand: Solvo\n", "brand: Solvo\n? [\n", ``},
	} {
		file := strings.Replace(tenMinutes, tt.old, tt.now, 1)
		faults := faultsOf(t, file)
		said := faults.Error()
		if !strings.HasPrefix(said, "f.yaml:"+tt.want) {
			t.Errorf("%s: said is\n%s\nwant %s", tt.claim, said, tt.want)
		}
		if n := strings.Count(said, "the rest of the file can be checked only once that is mended"); n != 1 {
			t.Errorf("%s: it is said %d times that the rest is not checked, want once:\n%s", tt.claim, n, said)
		}
	}
	if said := faultsOf(t, strings.Replace(tenMinutes, "timezone", "timzone", 1)).Error(); strings.Contains(said, "the rest of the file") {
		t.Errorf("a file that can be read is said to be checked in part:\n%s", said)
	}
}
