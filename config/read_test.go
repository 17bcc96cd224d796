package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/alerting/oncall"
	"tocsin/brand"
	"tocsin/plan"
	"tocsin/rules"
)

const tenMinutes = `brand: Solvo
timezone: America/New_York
match: [solvo, "#solvo*"]
not: ["solvo consulting"]
own: ["@solvo", solvo.example]
feeds:
  - https://news.google.com/rss/search?q=solvo
slack: {channel: "#solvo-listening", digest: "Mon 08:00"}
people:                      # any ONE of them may decide; two is the minimum
  - {name: Ana Ruiz, slack: U01ANA, can: [crisis, customer-service]}
  - {name: Ben Cole, slack: U02BEN, can: [crisis, marketing]}
`

const manyBrands = `version: 1
defaults:
  timezone: America/New_York
  claim_within: {crisis: 2m, issue: 1h30m}
  min_authorities: 3
  fallback: {webhook_env: PAGER_WEBHOOK_URL}
redis: {url: "rediss://cache.example:6380/1"}
data_dir: /var/lib/tocsin
listen: "[::]:9090"
slack: {channel: "#social", digest: Tue 07:30}
strategies:
  crisis: {why: Keep parents' trust when something goes wrong, owner: dana, slack: C0CRISIS}
  Customer Service: {owner: Chi Ito, slack: "#care", terms: [refund, "can't open"]}
  investor-relations: {why: No surprises on the market, terms: [shareholder*], voices: [market, press]}
people:
  dana: {slack: U01, can: {"*": crisis}}
  ana:  {name: Ana Ruiz, slack: U02, can: {crisis: crisis, communications: issue}, brands: [calmio], tz: Europe/London}
  chi:  {name: Chi Ito, slack: U02, team: T0OTHER, can: [crisis], timezone: Asia/Tokyo}
  eli:  {slack: W05, can: [crisis], brands: [solvo, calmio]}
feeds: [https://everyone.example/feed]
brands:
  solvo:
    name: Solvo
    match: [solvo]
    not: [consulting]
    own: ["@solvo"]
    feeds: [https://shared.example/feed]
    sources:
      - {id: news, kind: feed, url: "https://news.example/feed", every: 15m, voice: press}
      - {id: search, kind: x, query: "solvo -is:retweet", every: 1m, budget: 200000/month, voice: customers}
      - {id: intranet, url: "http://10.0.0.7/feed", allow_private: true, voice: employees}
      - {id: secret, url_env: SOLVO_FEED}
  calmio:
    timezone: Europe/Berlin
    match: [calmio]
    feeds: [https://shared.example/feed]
    slack: {channel: "#calmio", digest: "Friday 16:00 Asia/Tokyo"}
`

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func read(t *testing.T, file string) *Config {
	t.Helper()
	c, err := Read("f.yaml", []byte(file), Known{})
	if err != nil {
		t.Fatalf("Read: %v\n%s", err, file)
	}
	return c
}

func location() cmp.Option {
	return cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
}

func TestElevenLinesAreAWholeConfiguration(t *testing.T) {
	c := read(t, tenMinutes)
	ny := zone(t, "America/New_York")
	want := &Config{
		Brands: []brand.Brand{{Key: "solvo", Name: "Solvo", Location: ny, Match: []string{"solvo", "#solvo*"}, Not: []string{"solvo consulting"}, Own: []string{"@solvo", "solvo.example"}}},
		People: []oncall.Responder{
			{ID: "ana-ruiz", Name: "Ana Ruiz", Slack: "U01ANA", Can: map[string]rules.Severity{"crisis": rules.Crisis, "customer-service": rules.Crisis}, Location: ny},
			{ID: "ben-cole", Name: "Ben Cole", Slack: "U02BEN", Can: map[string]rules.Severity{"crisis": rules.Crisis, "marketing": rules.Crisis}, Location: ny},
		},
		Strategies: plan.Builtin(),
		Sources: []SourceSpec{{
			ID: "news.google.com-13ef48", Kind: "feed", URL: "https://news.google.com/rss/search?q=solvo", Every: 2 * time.Minute,
			Brands: []brand.Key{"solvo"}, Line: 7,
		}},
		Slack:          Slack{Channel: map[brand.Key]string{"solvo": "#solvo-listening"}, Digest: map[brand.Key]Moment{"solvo": {time.Monday, 8, 0, ny}}},
		ClaimWithin:    map[rules.Severity]time.Duration{rules.Issue: 30 * time.Minute, rules.Crisis: 5 * time.Minute},
		MinAuthorities: 2, DataDir: "tocsin-data", Listen: "127.0.0.1:8080",
	}
	if diff := cmp.Diff(want, c, location(), cmpopts.IgnoreFields(Config{}, "Warnings")); diff != "" {
		t.Errorf("the ten-minute file means something else (-want +got):\n%s", diff)
	}
	// Two people cannot hold five strategies: the file says who gets the rest.
	const heirs = "nobody has authority in communications and product-development, so their incidents go to those who may decide a crisis (Ana Ruiz and Ben Cole)"
	if len(c.Warnings) != 1 || !c.Warnings[0].Warning || c.Warnings[0].What != heirs {
		t.Errorf("warnings are\n%s\nwant one: %s", c.Warnings, heirs)
	}
}

func TestTheLongForm(t *testing.T) {
	c := read(t, manyBrands)
	ny := zone(t, "America/New_York")
	want := []oncall.Responder{
		{ID: "dana", Name: "dana", Slack: "U01", Can: map[string]rules.Severity{"*": rules.Crisis}, Location: ny},
		{ID: "ana", Name: "Ana Ruiz", Slack: "U02", Can: map[string]rules.Severity{"crisis": rules.Crisis, "communications": rules.Issue}, Brands: []brand.Key{"calmio"}, Location: zone(t, "Europe/London")},
		{ID: "chi", Name: "Chi Ito", Slack: "U02", Team: "T0OTHER", Can: map[string]rules.Severity{"crisis": rules.Crisis}, Location: zone(t, "Asia/Tokyo")},
		{ID: "eli", Name: "eli", Slack: "W05", Can: map[string]rules.Severity{"crisis": rules.Crisis}, Brands: []brand.Key{"solvo", "calmio"}, Location: ny},
	}
	if diff := cmp.Diff(want, c.People, location()); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	var sources []string
	for _, s := range c.Sources {
		sources = append(sources, strings.TrimSuffix(strings.Join([]string{s.ID, s.Kind, s.Every.String(), s.Voice, keyList(s.Brands)}, " "), " "))
	}
	if diff := cmp.Diff([]string{
		"shared.example-0385b1 feed 2m0s  solvo,calmio",
		"news feed 15m0s press solvo",
		"search x 1m0s customers solvo",
		"intranet feed 2m0s employees solvo",
		"secret feed 2m0s  solvo",
		"everyone.example-bd00b7 feed 2m0s ",
	}, sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	if c.Sources[2].BudgetPerDay != 6451 || !c.Sources[3].AllowPrivate {
		t.Errorf("budget %d, private %v", c.Sources[2].BudgetPerDay, c.Sources[3].AllowPrivate)
	}
	env := func(name string) string { return "value of " + name }
	for got, want := range map[string]string{
		c.Slack.Channel["solvo"] + " " + c.Slack.Digest["solvo"].Cron():   "#social CRON_TZ=America/New_York 30 7 * * 2",
		c.Slack.Channel["calmio"] + " " + c.Slack.Digest["calmio"].Cron(): "#calmio CRON_TZ=Asia/Tokyo 0 16 * * 5",
		c.Sources[4].Address(env):                              "value of SOLVO_FEED",
		c.Sources[1].Address(env):                              "https://news.example/feed",
		c.Fallback.URL(env):                                    "value of PAGER_WEBHOOK_URL",
		c.Redis.Address(env):                                   "value of REDIS_URL",
		c.Redis.Address(func(string) string { return "" }):     "rediss://cache.example:6380/1",
		c.Brands[1].Name + " " + c.Brands[1].Location.String(): "calmio Europe/Berlin",
		c.DataDir + " " + c.Listen:                             "/var/lib/tocsin [::]:9090",
		c.ClaimWithin[rules.Crisis].String() + " " + c.ClaimWithin[rules.Issue].String(): "2m0s 1h30m0s",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func keyList(keys []brand.Key) string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = string(k)
	}
	return strings.Join(all, ",")
}

// What the file does not say of a built-in strategy stays as it is.
func TestStrategiesAreChangedNotReplaced(t *testing.T) {
	c := read(t, manyBrands)
	builtin := plan.Builtin()
	if len(c.Strategies) != len(builtin)+1 {
		t.Fatalf("%d strategies, want the %d built-in ones and one more", len(c.Strategies), len(builtin))
	}
	for i, s := range builtin {
		want := s
		switch s.ID {
		case "crisis":
			want.Why, want.Owner, want.Channel = "Keep parents' trust when something goes wrong", "dana", "C0CRISIS"
		case "customer-service":
			want.Owner, want.Channel, want.Terms = "chi", "#care", []string{"refund", "can't open"}
		}
		if diff := cmp.Diff(want, c.Strategies[i]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.ID, diff)
		}
	}
	want := plan.Strategy{ID: "investor-relations", Why: "No surprises on the market", Terms: []string{"shareholder*"}, Voices: []string{"market", "press"}}
	if diff := cmp.Diff(want, c.Strategies[len(builtin)]); diff != "" {
		t.Errorf("investor-relations (-want +got):\n%s", diff)
	}
}

func TestFilesFromAnyEditor(t *testing.T) {
	want := read(t, tenMinutes)
	for claim, file := range map[string]string{
		"with a byte order mark":      "\xef\xbb\xbf" + tenMinutes,
		"with Windows line ends":      strings.ReplaceAll(tenMinutes, "\n", "\r\n"),
		"with old Mac line ends":      strings.ReplaceAll(tenMinutes, "\n", "\r"),
		"with a document's beginning": strings.Replace(tenMinutes, "brand:", "--- # ours\nbrand:", 1),
		"with its version":            "version: 1\n" + tenMinutes,
		"with comments and no end":    "# ours\n\n" + strings.TrimSpace(tenMinutes),
	} {
		got := read(t, file)
		if diff := cmp.Diff(want, got, location(), cmpopts.IgnoreFields(SourceSpec{}, "Line"), cmpopts.IgnoreFields(Config{}, "Warnings")); diff != "" {
			t.Errorf("%s it means something else:\n%s", claim, diff)
		}
	}
}

func TestAnAliasStandsForItsValue(t *testing.T) {
	c := read(t, strings.NewReplacer(
		"can: [crisis, customer-service]", "can: &c [crisis, customer-service]", "can: [crisis, marketing]", "can: *c").Replace(tenMinutes))
	if diff := cmp.Diff(c.People[0].Can, c.People[1].Can); diff != "" {
		t.Errorf("the alias stands for something else:\n%s", diff)
	}
}

func TestDurations(t *testing.T) {
	for s, want := range map[string]time.Duration{"90s": 90 * time.Second, "1h30m": 90 * time.Minute, "2d": 48 * time.Hour, "1w": 168 * time.Hour, "0d": 0} {
		if d, ok := ParseDuration(s); !ok || d != want {
			t.Errorf("ParseDuration(%q) = %v, %v, want %v", s, d, ok, want)
		}
	}
	for _, s := range []string{"", "5", "5 m", "d", "-1d", "1.5d", "1dd", "1d2h", "five", "99999999999999d", "5mm"} {
		if d, ok := ParseDuration(s); ok {
			t.Errorf("ParseDuration(%q) = %v, want none", s, d)
		}
	}
	for d, want := range map[time.Duration]string{5 * time.Minute: "5m", time.Hour: "1h", 90 * time.Minute: "1h30m", 10 * time.Second: "10s", 48 * time.Hour: "48h", 70 * time.Second: "1m10s", time.Hour + time.Second: "1h0m1s"} {
		if got := shortDuration(d); got != want {
			t.Errorf("shortDuration(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestEveryListedZoneExists(t *testing.T) {
	for name := range strings.FieldsSeq(zoneNames) {
		if _, c := parseZone(name); c != nil {
			t.Errorf("zones.txt names %s: %s", name, c.what)
		}
	}
}

// Authority is counted for each brand: people of another brand do not help.
func TestEveryBrandNeedsItsOwnAuthorities(t *testing.T) {
	file := strings.NewReplacer("brands: [solvo, calmio]}", "brands: [calmio]}", `can: {"*": crisis}}`, `can: {"*": crisis}, brands: [solvo]}`).Replace(manyBrands)
	_, err := Read("f.yaml", []byte(file), Known{})
	if err == nil || !strings.Contains(err.Error(), "people: only dana and Chi Ito may decide a crisis of Solvo, and 3 people must be able to") || strings.Contains(err.Error(), "crisis of calmio") {
		t.Errorf("faults are\n%v", err)
	}
}

func TestWhoNamesNoTimeZoneLivesByABrandsClock(t *testing.T) {
	const people = "feeds: [https://news.example/rss]\npeople:\n" +
		"  - {name: Ana, can: [crisis]}\n  - {name: Ben, can: [crisis], brands: [calmio]}\n  - {name: Chi, can: [crisis], timezone: Asia/Tokyo}\n"
	const ours, theirs = "{match: [solvo], timezone: America/New_York}", "{match: [calmio], timezone: Europe/Berlin}"
	for _, tt := range []struct {
		claim, file string
		zones       []string
	}{
		{"the file names a zone", "timezone: Europe/London\nbrands: {solvo: " + ours + ", calmio: " + theirs + "}\n", []string{"Europe/London", "Europe/Berlin", "Asia/Tokyo"}},
		{"the file's zone is UTC, and meant", "defaults: {timezone: UTC}\nbrands: {solvo: " + ours + ", calmio: " + theirs + "}\n", []string{"UTC", "Europe/Berlin", "Asia/Tokyo"}},
		{"only brands name zones", "brands: {solvo: " + ours + ", calmio: " + theirs + "}\n", []string{"America/New_York", "Europe/Berlin", "Asia/Tokyo"}},
		{"the first brand names none", "brands: {solvo: {match: [solvo]}, calmio: " + theirs + "}\n", []string{"UTC", "Europe/Berlin", "Asia/Tokyo"}},
	} {
		c, err := Read("t.yaml", []byte(tt.file+people), Known{})
		if err != nil {
			t.Fatalf("%s: %v", tt.claim, err)
		}
		for i, p := range c.People {
			if p.Location.String() != tt.zones[i] {
				t.Errorf("%s: %s lives by %s, want %s", tt.claim, p.Name, p.Location, tt.zones[i])
			}
		}
	}
}
