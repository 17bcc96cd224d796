package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// faultsOf reads a file that has some; warnings are among them.
func faultsOf(t *testing.T, file string) Faults {
	t.Helper()
	c, err := Read("f.yaml", []byte(file), Known{})
	if err == nil {
		return c.Warnings
	}
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatalf("Read gives %T (%v), want Faults", err, err)
	}
	return faults
}

func TestFaultsSayWhereWhatAndHowToMend(t *testing.T) {
	const noTouch = ""
	tests := []struct {
		claim, old, now string
		// want is the beginning of a fault behind the file's name, and a part of its remedy.
		want, remedy string
	}{
		{"an unknown key names its neighbour", "timezone:", "timzone:", `2:1: timzone: this version knows no key "timzone" here`, `did you mean "timezone"?`},
		{"a key of the root below a person", "can: [crisis, m", "match: [x], can: [crisis, m", `11:37: people[1].match: this version`, "under brands.NAME"},
		{"a key of a later version", "match:", "rotas: {}\nmatch:", `3:1: rotas: this version knows no key "rotas" here`, "use one of version, brand"},
		{"a key in the wrong place", "match:", "claim_within: {crisis: 5m}\nmatch:", `3:1: claim_within: this version`, "under defaults"},
		{"a merge key", "match:", "<<: {}\nmatch:", `3:1: ["<<"]: this version`, "write the keys of the other map out"},
		{"a key that stands twice", "not:", "match: [x]\nnot:", `4:1: match: "match" stands here twice, first in line 3`, "keep one"},
		{"a list where a text belongs", "brand: Solvo", "brand: [Solvo]", "1:8: brand: is a list", "write the brand's name"},
		{"a text where a list belongs", `not: ["solvo consulting"]`, "not: solvo", `4:6: not: is the single value "solvo"`, "a list of queries"},
		{"a map where a list belongs", "own: [\"@solvo\", solvo.example]", "own: {a: b}", "5:6: own: is a map", "a list of accounts"},
		{"a list where a map belongs", `slack: {channel: "#solvo-listening", digest: "Mon 08:00"}`, "slack: []", "8:8: slack: is a list", "a map of channel, digest and operators"},
		{"a channel that is a comment", `"#solvo-listening", digest: "Mon 08:00"}`, "#solvo-listening\n  }", `9:3: slack.channel: is empty, for a "#" begins a comment`, "quotes"},
		{"an empty value", `not: ["solvo consulting"]`, "not:", "4:5: not: is empty", "take the key out"},
		{"an empty text", "brand: Solvo", `brand: ""`, "1:8: brand: is empty", "write the brand's name"},
		{"a wrong time zone", "America/New_York", "America/NewYork", `2:11: timezone: "America/NewYork" is no time zone`, `"America/New_York"`},
		{"a city for a time zone", "America/New_York", "new york", `2:11: timezone: "new york" is no time zone`, `"America/New_York"`},
		{"an abbreviation for a time zone", "America/New_York", "CEST", `2:11: timezone: "CEST" is no time zone`, `tz database`},
		{"an abbreviation that stays in winter", "America/New_York", "EST", `2:11: timezone: warning: "EST" has no summer time`, "write America/New_York, or America/Panama"},
		{"a digest that stays in winter", "Mon 08:00", "Mon 08:00 MST", `8:46: slack.digest: warning: "MST" has no summer time`, "write America/Denver"},
		{"the machine's own zone", "America/New_York", "Local", `2:11: timezone: "Local" is no place`, `same on every machine`},
		{"a faulty query, with its column", "[solvo, ", "[solvo AND (recall, ", `3:19: match[0]: query "solvo AND (recall", a parenthesis is opened and never closed`, "close it"},
		{"a faulty query in quotes", "[solvo, ", `["solvo AND (recall", `, `3:20: match[0]: query "solvo AND (recall"`, "close it"},
		{"a faulty query of what does not count", `["solvo consulting"]`, `[NOT a]`, `4:7: not[0]: query "NOT a", it says only`, "add what must"},
		{"an operator in small letters", "[solvo, ", "[solvo and recall, ", `3:15: match[0]: warning: query "solvo and recall", "and" in small letters is a word`, `write AND for the operator, or '"solvo and recall"'`},
		{"an operator in small letters, in quotes", "[solvo, ", `["solvo near recall", `, `3:16: match[0]: warning: query "solvo near recall", "near" in small letters`, "write NEAR/5"},
		{"a word too short", "[solvo, ", "[a, ", `3:9: match[0]: warning: query "a", "a" is so short that it is found in posts about anything`, "such as =A"},
		{"a word too short that does not count", `["solvo consulting"]`, "[hp]", `4:7: not[0]: warning: query "hp", "hp" is so short`, "such as =HP"},
		{"a file that hears nothing", `["solvo consulting"]`, "[Solvo]", `4:6: not: warning: cuts whatever match finds, so nothing is heard`, `such as "solvo consulting"`},
		{"a query that stands twice", "[solvo, ", "[solvo, solvo, ", `3:16: match[1]: "solvo" stands here twice`, "keep one"},
		{"nothing to look for", `match: [solvo, "#solvo*"]`, "", "1:8: brand: nothing is looked for", "add match: [solvo]"},
		{"an empty match", `match: [solvo, "#solvo*"]`, "match: []", "1:8: brand: nothing is looked for", "add match: [solvo]"},
		{"no brand", "brand: Solvo\n", "", "1:1: file: names no brand", "write brand: NAME"},
		{"a brand no key can be made of", "brand: Solvo", "brand: Сольво", `1:8: brand: no key can be made of "Сольво", which holds other letters than a to z`, "add a line such as key: brand-1"},
		{"a brand with accents", "brand: Solvo", "brand: C&A Böll & Søn", `1:8: brand: no key can be made of "C&A Böll & Søn"`, "add a line such as key: c-a-boll-son"},
		{"a key with accents", "brand: Solvo\n", "brand: Straße\nkey: straße\n", `2:6: key: "straße" is no key of a brand`, "lower-case letters a to z"},
		{"a key that is empty", "brand: Solvo\n", "brand: Crème\nkey:\n", `2:5: key: is empty`, "such as creme"},
		{"a brand's bad key", "brand: Solvo", "brand: Solvo\nkey: So_lvo", `2:6: key: "So_lvo" is no key of a brand`, "inner dashes"},
		{"no source", "feeds:\n  - https://news.google.com/rss/search?q=solvo\n", "", "1:8: brand: no source is read for it", `add feeds: ["https://news.google.com`},
		{"an empty list of feeds", "feeds:\n  - https://news.google.com/rss/search?q=solvo\n", "feeds: []\n", "1:8: brand: no source is read for it", `add feeds: ["https://news.google.com`},
		{"a feed that is no address", "https://news.google.com/rss/search?q=solvo", "news.example/feed", `7:5: feeds[0]: "news.example/feed" is no web address`, "https://"},
		{"a feed of another kind", "https://news.google.com/rss/search?q=solvo", "file:///etc/passwd", `7:5: feeds[0]: "file:///etc/passwd" is no web address`, "https://"},
		{"a feed that is unreadable", "https://news.google.com/rss/search?q=solvo", "https://[news/%zz", `7:5: feeds[0]: is no address (`, "https://"},
		{"a feed on this machine", "https://news.google.com/rss/search?q=solvo", "http://localhost:8000/f", `7:5: feeds[0]: "localhost" lies in a private network`, "allow_private: true"},
		{"a feed in a private network", "https://news.google.com/rss/search?q=solvo", "http://[fd00::1]/f", `7:5: feeds[0]: "fd00::1" lies in a private network`, "allow_private: true"},
		{"a feed at a cloud's metadata", "https://news.google.com/rss/search?q=solvo", "http://169.254.169.254/f", `7:5: feeds[0]: "169.254.169.254" lies`, "allow_private: true"},
		{"a feed at a number", "https://news.google.com/rss/search?q=solvo", "http://2130706433/f", `7:5: feeds[0]: "2130706433" is neither`, "192.0.2.7"},
		{"a source of no known kind", "people:", "sources: [{kind: fed, url: x}]\npeople:", `9:18: sources[0].kind: "fed" is no kind of source this version reads`, `"feed"`},
		{"a feed without address", "people:", "sources: [{id: a}]\npeople:", `9:11: sources[0]: a feed has no address`, "add url"},
		{"a private source that does not say so", "people:", "sources: [{id: a, url: \"http://10.1.2.3/f\"}]\npeople:", `9:24: sources[0].url: "10.1.2.3" lies in a private network`, "allow_private: true"},
		{"a search with an address", "people:", "sources: [{kind: x, query: a, url: b}]\npeople:", `9:36: sources[0].url: X is searched`, "take it out"},
		{"a feed that is asked", "people:", "sources: [{url: \"https://a.example\", query: b}]\npeople:", `9:45: sources[0].query: a feed is read whole`, "take query out"},
		{"two sources of one name", "people:", "sources: [{id: a, kind: x, query: b}, {id: a, kind: x, query: c}]\npeople:", `9:39: sources[1]: the source a stands in line 9 already`, "another id"},
		{"a source read too often", "people:", "sources: [{kind: x, query: b, every: 1ms}]\npeople:", `9:38: sources[0].every: "1ms" is out of bounds`, "from 1s to 7d"},
		{"a number without unit", "people:", "sources: [{kind: x, query: b, every: 5}]\npeople:", `9:38: sources[0].every: "5" is no duration`, "5m"},
		{"nobody's voice", "people:", "sources: [{kind: x, query: b, voice: custmers}]\npeople:", `9:38: sources[0].voice: "custmers" is nobody's voice`, `"customers"`},
		{"no budget", "people:", "sources: [{kind: x, query: b, budget: 100 dollars}]\npeople:", `9:39: sources[0].budget: "100 dollars" is no budget`, "6000/day"},
		{"neither true nor false", "people:", "sources: [{url: \"https://a.example\", allow_private: yes}]\npeople:", `9:53: sources[0].allow_private: "yes" is neither true nor false`, "write true"},
		{"a source of an unknown brand", "people:", "sources: [{kind: x, query: b, brands: [solvo]}]\npeople:", `9:39: sources[0].brands: the source stands below a brand`, "take brands out"},
		{"a value for a variable's name", "people:", "defaults: {fallback: {webhook_env: \"https://pager.example/x\"}}\npeople:", `9:36: defaults.fallback.webhook_env: this is no name`, "PAGER_WEBHOOK_URL"},
		{"one person alone", "  - {name: Ben Cole, slack: U02BEN, can: [crisis, marketing]}\n", "", `10:3: people: only Ana Ruiz may decide a crisis of Solvo, and 2 people must`, "add a second person with can: [crisis], so that none is a bottleneck"},
		{"one person alone, without authority", "  - {name: Ana Ruiz, slack: U01ANA, can: [crisis, customer-service]}\n  - {name: Ben Cole, slack: U02BEN, can: [crisis, marketing]}\n", "  - {name: Ana Ruiz, slack: U01ANA, can: [marketing]}\n", `10:3: people: nobody may decide a crisis of Solvo`, "add a second person, and give everybody can: [crisis]"},
		{"nobody", "people:                      # any ONE of them may decide; two is the minimum\n  - {name: Ana Ruiz, slack: U01ANA, can: [crisis, customer-service]}\n  - {name: Ben Cole, slack: U02BEN, can: [crisis, marketing]}\n", "", `1:1: people: nobody may decide a crisis of Solvo`, "add people: with 2 of them who have can: [crisis]"},
		{"two people, one of them without authority", "can: [crisis, marketing]", "can: [marketing]", `10:3: people: only Ana Ruiz may decide a crisis of Solvo`, "give more people can: [crisis]"},
		{"two people, one of them up to issues", "can: [crisis, marketing]", "can: {crisis: issue}", `10:3: people: only Ana Ruiz may decide a crisis of Solvo`, "bottleneck"},
		{"an unknown strategy", "[crisis, marketing]", "[crisis, marketting]", `11:51: people[1].can[1]: "marketting" is no strategy`, `"marketing"`}, //nolint:misspell // the fault in question
		{"an unknown severity", "can: [crisis, marketing]", "can: {crisis: crises}", `11:51: people[1].can.crisis: "crises" is no severity`, `"crisis"`},
		{"a brand nobody has", "can: [crisis, marketing]", "can: [crisis], brands: [solva]", `11:61: people[1].brands[0]: "solva" is no brand`, `"solvo"`},
		{"somebody whom Slack cannot reach", "slack: U02BEN, ", "", `11:5: people[1]: Ben Cole has no Slack member id`, "add slack"},
		{"a name for a Slack id", "U02BEN", `"@ben"`, `11:29: people[1].slack: "@ben" is no Slack member id`, "Copy member ID"},
		{"two people with one Slack id", "U02BEN", `U01ANA`, `11:29: people[1].slack: Ana Ruiz already has the Slack member id U01ANA (line 10)`, "their own"},
		{"two people with one name", "Ben Cole", "Ana Ruiz", `11:5: people[1]: two people are called "ana-ruiz"`, "id: ana-ruiz-2"},
		{"somebody without a name", "name: Ben Cole, ", "", `11:5: people[1]: a person has no name`, "add name"},
		{"somebody called like the daemon", "name: Ben Cole", "name: Tocsin", `11:5: people[1]: "tocsin" is no id`, "ana-ruiz"},
		{"a channel without its sign", `"#solvo-listening"`, "solvo-listening", `8:18: slack.channel: "solvo-listening" is no Slack channel`, `write "#solvo-listening"`},
		{"a channel in capitals", `"#solvo-listening"`, `"#Solvo Listening"`, `8:18: slack.channel: "#Solvo Listening" is no`, `its name`},
		{"no moment of the week", "Mon 08:00", "8 am", `8:46: slack.digest: "8" is no day of the week`, "Mon 08:00"},
		{"no time of day", "Mon 08:00", "Mon 25:00", `8:46: slack.digest: "25:00" is no time of day`, "Mon 08:00"},
		{"a moment in no place", "Mon 08:00", "Mon 08:00 Europe/Londno", `8:46: slack.digest: "Europe/Londno" is no time zone`, `"Europe/London"`},
		{"too few authorities", "people:", "defaults: {min_authorities: 1}\npeople:", `9:29: defaults.min_authorities: 1 is out of bounds`, "from 2 to 100"},
		{"more authorities than people", "people:", "defaults: {min_authorities: 3}\npeople:", `11:3: people: only Ana Ruiz and Ben Cole may decide a crisis of Solvo, and 3 people must`, "add one more person with can: [crisis]"},
		{"a watch that nobody need claim", "people:", "defaults: {claim_within: {watch: 5m}}\npeople:", `9:27: defaults.claim_within.watch: a watch rings nobody`, "take it out"},
		{"a patience too long", "people:", "defaults: {claim_within: {crisis: 3d}}\npeople:", `9:35: defaults.claim_within.crisis: "3d" is out of bounds`, "to 24h"},
		{"an owner nobody knows", "people:", "strategies: {crisis: {owner: anna-ruiz}}\npeople:", `9:30: strategies.crisis.owner: "anna-ruiz" is nobody of people`, `"ana-ruiz"`},
		{"a faulty term", "people:", "strategies: {crisis: {terms: [\"(\"]}}\npeople:", `9:33: strategies.crisis.terms[0]: query "("`, noTouch},
		{"the strategy of none", "people:", "strategies: {unassigned: {why: x, terms: [y]}}\npeople:", `9:14: strategies.unassigned: "unassigned" is no name`, noTouch},
		{"a strategy twice", "people:", "strategies: {crisis: {}, Crisis: {}}\npeople:", `9:26: strategies.Crisis: "Crisis" stands here twice`, "keep one"},
		{"no address to listen on", "people:", "listen: 8080\npeople:", `9:9: listen: "8080" is no address`, "host:port"},
		{"no Redis", "people:", "redis: {url: \"http://x\"}\npeople:", `9:14: redis.url: is no address of a Redis`, "redis://127.0.0.1"},
		{"a version of the future", "brand: Solvo", "version: 2\nbrand: Solvo", `1:10: version: version "2" is not known`, "write 1"},
		{"both forms at once", "people:", "brands: {calmio: {match: [calmio], feeds: [\"https://a.example\"]}}\npeople:", `1:8: brand: "brand" belongs to the form for one brand`, "under brands.NAME"},
		{"a time zone twice", "people:", "defaults: {timezone: UTC}\npeople:", `9:22: defaults.timezone: the time zone stands here twice, first in line 2`, "keep one"},
		{"a control character", "brand: Solvo", `brand: "Sol\x07vo"`, `1:8: brand: holds control characters`, "take them out"},
		{"a strategy named after a channel", "people:", "strategies: {twitter: {why: x, terms: [y], owner: ana-ruiz}}\npeople:", `9:14: strategies.twitter: warning: "twitter" is a channel, not a strategy`, "customer-service"},
		{"a strategy nobody has authority in", "people:", "strategies: {legal: {why: x, terms: [y]}}\npeople:", `11:3: people: warning: nobody has authority in communications, product-development and legal, so their incidents go to those who may decide a crisis (Ana Ruiz and Ben Cole)`, "add communications, product-development and legal to"},
		{"one strategy nobody has authority in", "[crisis, marketing]", "[crisis, marketing, communications]", `10:3: people: warning: nobody has authority in product-development, so its incidents go to those who may decide a crisis`, "add product-development to"},
		{"a strategy nothing can touch", "people:", "strategies: {legal: {why: x}}\npeople:", `9:14: strategies.legal: warning: no mention can touch it`, "terms"},
		{"a strategy without a reason", "people:", "strategies: {legal: {terms: [x]}}\npeople:", `9:14: strategies.legal: warning: nobody says what it is for`, "why"},
		{"somebody who may do nothing", "people:", "people:\n  - {name: Cy, slack: U03CY}", `10:5: people[0]: warning: may decide nothing`, "can: [crisis]"},
		{"a tab", "  - https", "\t- https", "7:1: file: a tab stands in the indentation", "spaces"},
		{"an at sign without quotes", `["@solvo", s`, `[@solvo, s`, "5:7: file: a value begins with a character that means something else", "quotes"},
		{"a star without quotes", `[solvo, "#solvo*"]`, `[*solvo]`, "3:9: file: a * without quotes", "quotes"},
		{"a missing space after the first key's colon", "brand: Solvo", "brand:Solvo", `1:7: file: a space is missing after "brand:"`, `write "brand: "`},
		{"a missing space in the second line", "timezone: ", "timezone:", `2:10: file: a space is missing after "timezone:"`, `write "timezone: "`},
		{"a missing space before a list", "match: [", "match:[", `3:7: file: a space is missing after "match:"`, `write "match: "`},
		{"a missing space in a list of maps", "people:", "sources:\n  - url:https://a.example\n    every: 5m\npeople:", `10:9: file: a space is missing after "url:"`, `write "url: "`},
		{"a missing space in a map in braces", "{name: Ben Cole", "{name:Ben Cole", `11:6: people[1]["name:Ben Cole"]: a space is missing after "name:"`, `write "name: "`},
		{"a missing space in a map of one key", "people:", "defaults:\n  timezone:UTC\npeople:", `10:3: defaults: a space is missing after "timezone:"`, `write "timezone: "`},
		{"an address in brackets without quotes", "\n  - https://news.google.com/rss/search?q=solvo", " [https://a.example/, https://news.google.com/rss/search?q=solvo&hl=en]", "6:29: file: an address stands in brackets without quotes", "put the address in quotes"},
		{"an address in brackets on a line of its own", "\n  - https://news.google.com/rss/search?q=solvo", " [\n  \"https://a.example/?b\",\n  https://news.google.com/rss/search?q=solvo\n]", "8:3: file: an address stands in brackets without quotes", "put the address in quotes"},
		{"an address in braces without quotes", "people:", "sources: [{url: https://a.example/?b}]\npeople:", "9:17: file: an address stands in brackets without quotes", "put the address in quotes"},
		{"an address in brackets before a comment", "\n  - https://news.google.com/rss/search?q=solvo", " [https://a.example/ #top]", "6:9: file: an address stands in brackets without quotes", "put the address in quotes"},
		{"an address with a colon and a space", "\n  - https://news.google.com/rss/search?q=solvo", " [https://a.example/b: c]", "6:9: feeds[0]: is an address in two parts", "put the address in quotes"},
		{"a hash that begins an item", "[solvo, \"#solvo*\"]", "\n  - solvo\n  - #solvo*", `5:4: match[1]: is empty, for a "#" begins a comment`, `write "#solvo*" in quotes`},
		{"a hash that ends a list, before a key", "not: [\"solvo consulting\"]\nown: [\"@solvo\", solvo.example]", "own: [solvo.example, #solvo]", `4:22: file: a "#" without quotes begins a comment`, "quotes"},
		{"a hash without quotes", `"#solvo*"`, `#solvo*`, `3:16: file: a "#" without quotes begins a comment`, "quotes"},
		{"a colon without quotes", "brand: Solvo", "brand: Solvo: the brand", "1:13: file: a colon stands where none can", "quotes"},
		{"a bracket left open", "[crisis, marketing]}", "[crisis, marketing}", "11:5: file: a bracket is opened", "close it"},
		{"a quote left open", `"Mon 08:00"`, `"Mon 08:00`, "8:18: file: a quote is opened and never closed", "close it"},
		{"a backslash in double quotes", `"#solvo*"`, `"\d"`, `3:17: file: a \ stands in double quotes`, "single quotes"},
		{"two documents", "people:", "---\npeople:", "9:1: file: a second document begins here", "keep one"},
	}
	for _, tt := range tests {
		file := strings.Replace(tenMinutes, tt.old, tt.now, 1)
		if file == tenMinutes {
			t.Fatalf("%s: %q is not in the file", tt.claim, tt.old)
		}
		var all []string
		found := false
		for _, f := range faultsOf(t, file) {
			s := strings.TrimPrefix(f.String(), "f.yaml:")
			found = found || strings.HasPrefix(s, tt.want) && strings.Contains(f.Remedy, tt.remedy)
			all = append(all, s)
		}
		if !found {
			t.Errorf("%s: no fault %q with remedy %q among\n%s", tt.claim, tt.want, tt.remedy, strings.Join(all, "\n"))
		}
	}
}

func TestFilesThatSayNothing(t *testing.T) {
	for claim, file := range map[string]string{
		"no byte":       "",
		"only comments": "# soon\n",
		"only a marker": "---\n",
		"null":          "null\n",
	} {
		faults := faultsOf(t, file)
		if len(faults) != 1 || faults[0].What != "is empty" || !strings.Contains(faults[0].Remedy, "brand: NAME") {
			t.Errorf("a file of %s has the faults\n%s", claim, faults)
		}
	}
	for claim, tt := range map[string]struct{ file, want string }{
		"a picture":      {"\x89PNG\r\n\x1a\n\x00\x00", "is not UTF-8 text"},
		"UTF-16":         {"\xff\xfeb\x00r\x00", "is not UTF-8 text"},
		"Latin-1":        {"brand: Caf\xe9", "is not UTF-8 text"},
		"a list":         {"- brand: Solvo\n", "is a list"},
		"a word":         {"Solvo\n", "is the single value"},
		"two megabytes":  {"# " + strings.Repeat("x", 2<<20), "has more than"},
		"an empty map":   {"{}", "names no brand"},
		"deep brackets":  {"match: " + strings.Repeat("[", 20_000), "YAML"},
		"deep maps":      {"brand: x\nmatch: " + strings.Repeat("{a: ", 9000) + strings.Repeat("}", 9000), "is a map"},
		"a key of lists": {"[a, b]: c\nbrand: x", "a key is no text"},
	} {
		faults := faultsOf(t, tt.file)
		if !slices.ContainsFunc(faults, func(f Fault) bool { return strings.Contains(f.What, tt.want) }) {
			t.Errorf("%s has the faults\n%.500s\nwant %q", claim, faults, tt.want)
		}
	}
}

// Nine anchors of nine aliases each would be nine to the ninth values.
func TestAliasBombsAreDefused(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 9; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	bomb.WriteString("feeds: *a8\n")
	if faults := faultsOf(t, tenMinutes+bomb.String()); len(faults) > 100 {
		t.Errorf("a bomb has %d faults", len(faults))
	}
	var wide strings.Builder
	wide.WriteString("match: &m [")
	for i := range 2000 {
		fmt.Fprintf(&wide, "a%d, ", i)
	}
	wide.WriteString("b]\nbrands:\n")
	for i := range 2000 {
		fmt.Fprintf(&wide, "  b%d: {match: *m}\n", i)
	}
	if faults := faultsOf(t, wide.String()); !strings.Contains(faults.Error(), "more than 200000 values") {
		t.Errorf("a wide bomb goes off: %d faults", len(faults))
	}
	if faults := faultsOf(t, "a: &a [*a]\nbrand: &b {x: *b}\nmatch: &c [*c]\n"); len(faults) == 0 {
		t.Error("a value that holds itself has no fault")
	}
}

func TestAllFaultsAtOnceInOrder(t *testing.T) {
	file := strings.NewReplacer("timezone", "timzone", "[solvo,", "[\"(\",", "crisis, customer-service", "crises", "Mon 08:00", "noon").Replace(tenMinutes)
	faults := faultsOf(t, file)
	var lines []int
	for _, f := range faults {
		if !f.Warning {
			lines = append(lines, f.Line)
		}
	}
	if !slices.Equal(lines, []int{2, 3, 8, 10}) {
		t.Errorf("faults stand in lines %v, want 2, 3, 8 and 10:\n%s", lines, faults)
	}
}

func TestSecretsAreRefusedAndNeverRepeated(t *testing.T) {
	const secret = "s3cr3tw0rd1234567890abcdef"
	tests := []struct{ claim, old, now, want, remedy string }{
		{"a bot token in a comment", "people:", "# xoxb-" + secret + "\npeople:", "9:3: file: this looks like a Slack token", "SLACK_BOT_TOKEN"},
		{"an app token", "digest:", "app: xapp-1-" + secret + ", digest:", "8:43: slack.app: this looks like a Slack app token", "SLACK_APP_TOKEN"},
		{"a bot token for a channel", `"#solvo-listening"`, "xoxb-" + secret, "8:18: slack.channel: this looks like a Slack token", "SLACK_BOT_TOKEN"},
		{"a bearer token", "people:", "x: Bearer " + secret + "\npeople:", "9:4: x: this looks like a bearer token", "X_BEARER_TOKEN"},
		{"a bearer token without the word", "people:", "x: AAAAAAAAAAAAAAAAAAAA" + secret + "\npeople:", "9:4: x: this looks like a bearer token", "X_BEARER_TOKEN"},
		{"a Telegram bot's token", "people:", "sources: [{kind: x, query: a, voice: \"7123456789:AAHk3Jx9Lm" + secret + "\"}]\npeople:", "9:39: sources[0].voice: this looks like the token of a Telegram bot", "TELEGRAM_BOT_TOKEN, and make a new one"},
		{"a Telegram bot's token in a comment", "people:", "# 7123456789:AAHk3Jx9Lm" + secret + "\npeople:", "9:3: file: this looks like the token of a Telegram bot", "TELEGRAM_BOT_TOKEN"},
		{"a Telegram bot's token in an address", "https://news.google.com/", "https://api.telegram.org/bot7123456789:AAHk3Jx9Lm" + secret + "/", "7:30: feeds[0]: this looks like the token of a Telegram bot", "TELEGRAM_BOT_TOKEN"},
		{"a key of YouTube", "people:", "# AIzaSyD0-_123" + secret + "\npeople:", "9:3: file: this looks like a key of Google's", "YOUTUBE_KEY"},
		{"a password of Redis", "people:", "redis: {url: \"redis://:" + secret + "@cache.example\"}\npeople:", "9:15: redis.url: this looks like a password", "REDIS_URL"},
		{"a password of Redis behind the question mark", "people:", "redis: {url: \"redis://cache.example?password=" + secret + "\"}\npeople:", "9:14: redis.url: the address holds a password", "REDIS_URL"},
		{"a password of a feed", "https://news.google.com/", "https://bob:" + secret + "@feeds.example/", "7:5: feeds[0]: this looks like a password", "url_env"},
		{"a webhook", "people:", "x: https://hooks.slack.com/services/T000/B000/" + secret + "\npeople:", "9:4: x: this looks like a Slack webhook", "webhook_env"},
		{"a token as a key", "people:", "xoxb-" + secret + ": 1\npeople:", "9:1: ", "SLACK_BOT_TOKEN"},
		{"a token in a broken file", "people:", "x: [xoxb-" + secret + "\npeople:", "9:5: file: this looks like a Slack token", "SLACK_BOT_TOKEN"},
		{"a feed with a token", "?q=solvo", "?access_token=" + secret, "7:5: feeds[0]: warning: the address of news.google.com seems to hold a secret", "url_env"},
		{"a faulty feed with a token", "https://news.google.com/rss/search?q=solvo", "ftp://news.example/?token=" + secret, "7:5: feeds[0]: \"ftp://news.example/\" is no web address", "https"},
		{"an alias with a token for a name", "match: [solvo,", "match: [*xoxb-" + secret + ",", "3:10: file: this looks like", "SLACK_BOT_TOKEN"},
		{"a token as a name", "name: Ben Cole", "name: xoxb-" + secret, "11:12: people[1].name: this looks like", "SLACK_BOT_TOKEN"},
		{"a token as a person's id", "name: Ben Cole", "id: xoxb-" + secret + ", name: Ben", "11:10: people[1].id: this looks like", "SLACK_BOT_TOKEN"},
	}
	for _, tt := range tests {
		file := strings.Replace(tenMinutes, tt.old, tt.now, 1)
		faults := faultsOf(t, file)
		if !slices.ContainsFunc(faults, func(f Fault) bool {
			return strings.HasPrefix(f.String(), "f.yaml:"+tt.want) && strings.Contains(f.Remedy, tt.remedy)
		}) {
			t.Errorf("%s: no fault %q with remedy %q among\n%s", tt.claim, tt.want, tt.remedy, faults)
		}
		if strings.Contains(faults.Error(), secret) {
			t.Errorf("%s: the faults repeat it:\n%s", tt.claim, faults)
		}
	}
}

func TestOrdinaryWordsAreNoSecrets(t *testing.T) {
	for _, s := range []string{"the bearer of bad news", "xoxb tokens", "bearer tokens", "https://news.example/a:b@c", "AAAA batteries", "mail me: a@b.example", "https://x.example/?q=token", "xapp-"} {
		if f := findSecrets(s); len(f) > 0 {
			t.Errorf("%q looks like %s", s, f[0].what)
		}
	}
}
