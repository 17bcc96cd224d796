package config

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/brand"
	"tocsin/plan"
)

func show(t *testing.T, c *Config) string {
	t.Helper()
	var b strings.Builder
	if err := c.Show(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// same compares what two configurations mean, not where their files say it.
func same() cmp.Options {
	return cmp.Options{location(), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(SourceSpec{}, "Line"), cmpopts.IgnoreFields(Config{}, "Warnings")}
}

func TestWhatShowWritesMeansTheSame(t *testing.T) {
	odd := strings.NewReplacer("brand: Solvo", "brand: \"yes: #1\\tand only\"\nkey: solvo", "Ana Ruiz", `"null"`, "solvo consulting", "007", `"@solvo"`, `"*x", "- y"`).Replace(tenMinutes)
	for claim, file := range map[string]string{"the short form": tenMinutes, "the long form": manyBrands, "odd names": odd, "how brands are heard": hearing, "pilots": piloted, "a calendar": eventful} {
		c := read(t, file)
		shown := show(t, c)
		again, err := Read("shown.yaml", []byte(shown), Known{})
		if err != nil {
			t.Errorf("%s: what Show writes has faults:\n%v\n%s", claim, err, shown)
			continue
		}
		if diff := cmp.Diff(c, again, same()); diff != "" {
			t.Errorf("%s: what Show writes means something else:\n%s", claim, diff)
		}
		if second := show(t, again); second != shown {
			t.Errorf("%s: Show writes something else the second time:\n%s", claim, cmp.Diff(shown, second))
		}
	}
}

func TestShowFillsInEveryDefault(t *testing.T) {
	shown := show(t, read(t, tenMinutes))
	for _, want := range []string{"every: 2m", "issue: 30m", "crisis: 5m", "min_authorities: 2", "listen: 127.0.0.1:8080", "data_dir: tocsin-data", "digest: Mon 08:00 America/New_York"} {
		if !strings.Contains(shown, want) {
			t.Errorf("Show leaves %q out:\n%s", want, shown)
		}
	}
	for _, s := range plan.Builtin() {
		if !strings.Contains(shown, "  "+s.ID+":\n    why: "+s.Why+"\n") || !strings.Contains(shown, s.Terms[len(s.Terms)-1]) {
			t.Errorf("Show leaves %s out, or its terms", s.ID)
		}
	}
}

func TestShowHidesSecrets(t *testing.T) {
	c := read(t, strings.Replace(tenMinutes, "?q=solvo", "?q=solvo&access_token=s3cr3t&x=1", 1))
	shown := show(t, c)
	if strings.Contains(shown, "s3cr3t") || !strings.Contains(shown, "?q=solvo&access_token=HIDDEN&x=1") {
		t.Errorf("Show writes\n%s", shown)
	}
	if _, err := Read("shown.yaml", []byte(shown), Known{}); err != nil {
		t.Errorf("what Show writes is no valid file: %v", err)
	}
}

func TestQuick(t *testing.T) {
	tests := []struct {
		name  string
		key   string
		match []string
	}{
		{"Solvo", "solvo", []string{"Solvo", "#solvo"}},
		{"Pain  Away", "pain-away", []string{"Pain Away", "#painaway"}},
		{"C++", "c", []string{"C++", "#c"}},
		{"Procter AND Gamble", "procter-and-gamble", []string{`"Procter AND Gamble"`, "#procterandgamble"}},
		{"Yahoo! (mail)", "yahoo-mail", []string{`"Yahoo! (mail)"`, "#yahoomail"}},
		{"Сольво", "brand-b495c1c2", []string{"Сольво", "#сольво"}},
		{"Crème Brûlée", "brand-005ae224", []string{"Crème Brûlée", "#crèmebrûlée"}},
	}
	for _, tt := range tests {
		c, err := Quick(tt.name, []string{"https://a.example/f", "http://127.0.0.1:8000/f", "https://a.example/f"}, Known{})
		if err != nil {
			t.Errorf("Quick(%q): %v", tt.name, err)
			continue
		}
		b := c.Brands[0]
		if string(b.Key) != tt.key || cmp.Diff(tt.match, b.Match) != "" || b.Key.Validate() != nil {
			t.Errorf("Quick(%q) has key %q and match %q, want %q and %q", tt.name, b.Key, b.Match, tt.key, tt.match)
		}
		if len(c.Sources) != 2 || c.Sources[0].AllowPrivate || !c.Sources[1].AllowPrivate {
			t.Errorf("Quick(%q) has sources %+v", tt.name, c.Sources)
		}
		if _, ok := c.Slack.Digest[b.Key]; !ok || len(c.Strategies) != 5 || c.ClaimWithin == nil {
			t.Errorf("Quick(%q) lacks defaults: %+v", tt.name, c)
		}
		if show(t, c) == "" {
			t.Errorf("Quick(%q) shows nothing", tt.name)
		}
	}
}

func TestABrandThatIsOnlyNamedIsHeardWhereverNoKeyIsNeeded(t *testing.T) {
	known := Known{
		Kinds: append(builtIn(),
			KindSpec{Name: "stream", Keyless: true, Every: time.Second},
			KindSpec{Name: "search", Keyless: true, Searches: true, Every: 2 * time.Minute},
			KindSpec{Name: "picky", Keyless: true, Searches: true, Every: time.Minute},
			KindSpec{Name: "login", Searches: true, Every: time.Minute},
		),
		Searches: func(kind string, brands []brand.Brand) ([]string, error) {
			if kind == "picky" {
				return nil, errors.New("the name is too short: add words")
			}
			return []string{kind + " for " + brands[0].Name}, nil
		},
	}
	c, err := Quick("Pain Away", nil, known)
	if err != nil {
		t.Fatal(err)
	}
	want := []SourceSpec{
		{ID: "stream", Kind: "stream", Every: time.Second, Brands: []brand.Key{"pain-away"}},
		{ID: "search", Kind: "search", Every: 2 * time.Minute, Brands: []brand.Key{"pain-away"}, Searches: []string{"search for Pain Away"}},
	}
	if diff := cmp.Diff(want, c.Sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

func TestQuickSaysWhatIsWrong(t *testing.T) {
	tests := []struct {
		name  string
		feeds []string
		want  string
	}{
		{"", nil, "command line: --brand: the name holds no letter or digit: name the brand"},
		{"!!!", nil, "command line: --brand: the name holds no letter"},
		{"Solvo", []string{"https://ok.example", "nonsense"}, `command line: --feed[1]: "nonsense" is no web address: write one that begins with https://`},
		{"Solvo", []string{""}, `command line: --feed[0]: "" is no web address`},
		{"Solvo", []string{"https://bob:s3cr3t@x.example/"}, `command line: --feed[0]: the address names a user`},
	}
	for _, tt := range tests {
		_, err := Quick(tt.name, tt.feeds, Known{})
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("Quick(%q, %q) gives %v, want %q", tt.name, tt.feeds, err, tt.want)
		}
	}
}

// No file makes the reader panic, a file without faults shows as one that means
// the same, and every fault stands inside the file.
func FuzzRead(f *testing.F) {
	for _, s := range []string{tenMinutes, manyBrands, hearing, piloted, "", "a: &a [*a]", "brand: *x", "\t", "brand: |\n  x\n", "? [a]\n: b", "{", "match: !!binary aaa=", "people: {a: *b}", "brands: {a: &a {match: [x]}, b: *a}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, file string) {
		c, err := Read("f.yaml", []byte(file), Known{})
		if err != nil {
			faults, ok := err.(Faults) //nolint:errorlint // the contract: this very type
			if !ok || !faults.Fatal() {
				t.Fatalf("Read(%q) gives %T without a fatal fault: %v", file, err, err)
			}
			lines := 1 + strings.Count(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(file), "\n")
			for _, fault := range faults {
				if fault.Line < 1 || fault.Column < 1 || fault.Line > lines+1 || fault.What == "" || fault.Remedy == "" || fault.Path == "" || strings.Contains(fault.String(), "\n") {
					t.Fatalf("Read(%q) gives the fault %#v", file, fault)
				}
			}
			return
		}
		shown := show(t, c)
		again, err := Read("shown.yaml", []byte(shown), Known{})
		if err != nil {
			t.Fatalf("what Show writes of %q has faults:\n%v\n%s", file, err, shown)
		}
		if diff := cmp.Diff(c, again, same()); diff != "" && !strings.Contains(shown, hidden) {
			t.Fatalf("what Show writes of %q means something else:\n%s", file, diff)
		}
	})
}
