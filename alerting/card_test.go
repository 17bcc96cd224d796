package alerting

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tocsin/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

// written is a card as the golden files hold it.
func written(c Card) string {
	var b strings.Builder
	fmt.Fprintf(&b, "push    %s\ntitle   %s\nwhen    %s\n", c.Push, c.Title, c.When)
	for _, l := range c.Lines {
		fmt.Fprintf(&b, "%-8s%s", l.Label, l.Text)
		for _, link := range l.Links {
			fmt.Fprintf(&b, " [%s](%s)", link.Text, link.URL)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "footer  %s\n", c.Footer)
	for _, button := range c.Buttons {
		fmt.Fprintf(&b, "button  %s %q primary=%v", button.Verb, button.Label, button.Primary)
		for _, o := range button.Options {
			fmt.Fprintf(&b, " %s=%q", o.Value, o.Label)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestCards(t *testing.T) {
	small := stormSignal()
	small.Severity, small.Count, small.Window, small.Expected = rules.Watch, rules.Count{Voices: 9, Mentions: 11}, 10*time.Minute, .4
	small.Tags, small.Touches = nil, []rules.Share{{Name: "unassigned", Voices: 9}}
	watch := told(heardAt(night, small))
	unrung := channelReader(t)
	unrung.Widens = time.Time{}
	late := storm()
	late.Signal.Late, late.Signal.At = true, night.Add(-3*time.Hour)
	nobody := channelReader(t)
	nobody.Able = nil
	for _, tt := range []struct {
		name string
		i    Incident
		r    Reader
		now  time.Time
	}{
		{"card-open-ana", storm(), anaReader(t), night},
		{"card-open-channel", storm(), channelReader(t), night},
		{"card-open-neighbour", storm(), neighbour(t), night.Add(5 * time.Minute)},
		{"card-open-nobody-able", storm(), nobody, night},
		{"card-watch", watch, unrung, night},
		{"card-late", late, channelReader(t), night},
		{"card-claimed-ana", claimedStorm(), anaReader(t), night.Add(2 * time.Minute)},
		{"card-decided-channel", decidedStorm(), channelReader(t), night.Add(22 * time.Minute)},
		{"card-watched-ana", watchedStorm(), anaReader(t), night.Add(6 * time.Minute)},
		{"card-closed-channel", closedStorm(), channelReader(t), night.Add(28 * time.Hour)},
		{"card-wired-ana", told(heardAt(night, wiredSignal())), anaReader(t), night},
		{"card-wired-channel", told(heardAt(night, wiredSignal())), channelReader(t), night},
		{"card-dismissed-channel", dismissedStorm(), channelReader(t), night.Add(4 * time.Minute)},
	} {
		golden(t, tt.name, written(Compose(tt.i, tt.r, tt.now)))
	}
}

func TestWhyCanBeRedone(t *testing.T) {
	golden(t, "why", Why(storm(), anaReader(t))+"\n")
	golden(t, "why-wired", Why(told(heardAt(night, wiredSignal())), channelReader(t))+"\n")
	calmer := stormSignal()
	calmer.Severity, calmer.Voices, calmer.Expected, calmer.Floor, calmer.Times = rules.Issue, 60, 0, 25, 5
	calmer.Tags, calmer.Arithmetic = nil, ""
	golden(t, "why-calmer", Why(decidedStorm(heardAt(night.Add(time.Hour), calmer)), channelReader(t))+"\n")
}

// Whatever strangers write and however a thing is called, a card keeps its shape.
func TestEveryCardKeepsItsPromises(t *testing.T) {
	vile := strings.Repeat("<!channel> \u202eevil\u2066 *bold*\x1b[2J\n\n", 40) + "\xff"
	states := map[string]func() Incident{
		"open": func() Incident { return storm() }, "claimed": func() Incident { return claimedStorm() }, "decided": func() Incident { return decidedStorm() },
		"wired":    func() Incident { return told(heardAt(night, wiredSignal())) },
		"watching": watchedStorm, "closed": closedStorm, "dismissed": dismissedStorm,
		"empty": func() Incident { return Incident{ID: ID{Brand: "solvo", Number: 1}, State: Open} },
	}
	readers := map[string]Reader{"channel": channelReader(t), "ana": anaReader(t), "neighbour": neighbour(t), "nobody knows": {}}
	for name, state := range states {
		for who, r := range readers {
			for _, spoilt := range []bool{false, true} {
				i, reader := state(), r
				if spoilt {
					spoil(&i, &reader, vile)
				}
				c := Compose(i, reader, night.Add(time.Hour))
				keepsItsPromises(t, fmt.Sprintf("%s for %s (spoilt %v)", name, who, spoilt), c)
				if why := Why(i, reader); utf8.RuneCountInString(why) > 2500 || why == "" {
					t.Errorf("%s for %s: Why has %d characters, want 1 to 2500", name, who, utf8.RuneCountInString(why))
				}
				if ping := pingText(i, reader, night.Add(time.Hour)); utf8.RuneCountInString(ping) > pushRunes || strings.ContainsFunc(ping, hidden) {
					t.Errorf("%s for %s: ping %q is too long or hides something", name, who, ping)
				}
			}
		}
	}
}

// spoil puts a stranger's text everywhere a text may come from outside.
func spoil(i *Incident, r *Reader, vile string) {
	for n := range i.Signal.Loudest {
		i.Signal.Loudest[n].Text, i.Signal.Loudest[n].Author, i.Signal.Loudest[n].URL = vile, vile, "https://x.example/"+vile
	}
	for n := range i.Signal.Tags {
		i.Signal.Tags[n].Name = vile
	}
	for n := range i.Signal.Touches {
		i.Signal.Touches[n].Name, i.Signal.Touches[n].Why = vile, vile
	}
	for n := range i.Signal.Stories {
		i.Signal.Stories[n].Text, i.Signal.Stories[n].Author, i.Signal.Stories[n].URL = vile, vile, vile
	}
	for n := range i.Signal.Floods {
		i.Signal.Floods[n].Text = vile
	}
	for _, shares := range [][]rules.Share{i.Signal.Groups, i.Signal.Langs, i.Signal.Danger, i.Signal.Sources} {
		for n := range shares {
			shares[n].Name = vile
		}
	}
	i.Lead.Name, i.DecidedBy.Name, i.ClosedBy.Name, i.Reason, i.Signal.Arithmetic = vile, vile, vile, vile, vile
	r.Brand.Name = vile
	for n := range 30 {
		r.Able = append(slices.Clip(r.Able), fmt.Sprint(vile, n))
	}
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

func keepsItsPromises(t *testing.T, what string, c Card) {
	t.Helper()
	if n := utf8.RuneCountInString(c.Push); n > 120 || n == 0 {
		t.Errorf("%s: the push line has %d characters, want 1 to 120: %s", what, n, c.Push)
	}
	next := 0
	for _, l := range c.Lines {
		if l.Label == "NEXT" && l.Text != "" {
			next++
		}
		if strings.ContainsFunc(l.Text, hidden) {
			t.Errorf("%s: line %s hides something: %q", what, l.Label, l.Text)
		}
		if n := utf8.RuneCountInString(l.Text); n > 900 {
			t.Errorf("%s: line %s has %d characters", what, l.Label, n)
		}
	}
	if next != 1 || c.Lines[len(c.Lines)-1].Label != "NEXT" {
		t.Errorf("%s: %d next steps, want exactly one, at the end", what, next)
	}
	if len(c.Buttons) > 3 {
		t.Errorf("%s: %d buttons, want at most 3", what, len(c.Buttons))
	}
	for _, text := range []string{c.Push, c.Title, c.When} {
		if strings.ContainsFunc(text, hidden) {
			t.Errorf("%s: hides something: %q", what, text)
		}
	}
}

func TestPushLineSaysWhatHowBigWhoAndMayI(t *testing.T) {
	long := anaReader(t)
	long.Brand.Name = "The Very Long Name of a Pain Relief Brand in Every Country"
	crowd := channelReader(t)
	crowd.Able = []string{"Maximiliane von Hohenstein-Weber", "Bartholomew Featherstonehaugh", "Wilhelmina Abercrombie", "Dana"}
	unheard := storm()
	unheard.Signal.Expected = .2
	for _, tt := range []struct {
		claim string
		i     Incident
		r     Reader
		want  string
	}{
		{"who may decide is told so", storm(), anaReader(t), "CRISIS Solvo · 212 voices/h, 14x normal · nobody has it yet · you may decide"},
		{"a channel is told who may", storm(), channelReader(t), "CRISIS Solvo · 212 voices/h, 14x normal · nobody has it yet · Ana Ruiz, Ben Cole or Chi Okafor may decide"},
		{"a neighbour may follow", storm(), neighbour(t), "CRISIS Solvo · 212 voices/h, 14x normal · nobody has it yet · you may follow"},
		{"of nothing there is no multiple", unheard, anaReader(t), "CRISIS Solvo · 212 voices/h, normally none · nobody has it yet · you may decide"},
		{"it names who has it", claimedStorm(), anaReader(t), "CRISIS Solvo · 212 voices/h, 14x normal · Ana Ruiz has it since 08:09 London time · you may decide"},
		{"a long name is cut", storm(), long, "CRISIS The Very Long Name of a… · 212 voices/h, 14x normal · nobody has it yet · you may decide"},
		{"many long names are counted", storm(), crowd, "CRISIS Solvo · 212 voices/h, 14x normal · nobody has it yet · 4 may decide"},
		{"who ended it", dismissedStorm(), channelReader(t), "CRISIS Solvo · 212 voices/h, 14x normal · dismissed by Ana Ruiz: joke"},
	} {
		if got := Compose(tt.i, tt.r, night.Add(2*time.Minute)).Push; got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, tt.want)
		}
	}
}

func TestAPingSaysWhyItRingsAgain(t *testing.T) {
	more := stormSignal()
	more.Voices = 480
	issue := stormSignal()
	issue.Severity, issue.Voices = rules.Issue, 30
	louder := told(heardAt(night.Add(-time.Minute), issue), rungAt(-time.Minute, "ana"), heardAt(night, stormSignal()))
	opened := told(heardAt(night, stormSignal()), rungAt(0, "ana"))
	again := told(append(opened.Actions, rungAt(5*time.Minute, "ana", "eli"))...)
	for _, tt := range []struct {
		claim string
		i     Incident
		want  string
	}{
		{"a higher level", louder, "Solvo #241 is now CRISIS · 212 voices/h, 14x normal · nobody has it yet · you may decide"},
		{"nobody came", again, "Solvo #241 still has nobody after 5 min · 212 voices/h, 14x normal · nobody has it yet · you may decide"},
		{"it was claimed before the ping went out", told(append(again.Actions, did(Claim, benActor, 6*time.Minute, ""))...), "Solvo #241 needs you: CRISIS · 212 voices/h, 14x normal · Ben Cole has it since 08:13 London time · you may decide"},
		{"a second rise", decidedStorm(heardAt(night.Add(40*time.Minute), more)), "Solvo #241 is rising again · 480 voices/h, 32x normal · Ben Cole decided: Holding statement · you may decide"},
		{"a return", storm(did(Dismiss, anaActor, time.Minute, "joke"), did(Reopened, Actor{ID: System}, time.Hour, ""), heardAt(night.Add(time.Hour), more)), "Solvo #241 is back · 480 voices/h, 32x normal · nobody has it yet · you may decide"},
		{"it is over", dismissedStorm(), "Solvo #241 is dismissed · 212 voices/h, 14x normal · dismissed by Ana Ruiz: joke"},
	} {
		if got := pingText(tt.i, anaReader(t), night.Add(time.Hour)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.claim, got, tt.want)
		}
	}
}

func TestMomentsAreToldByTheReadersClock(t *testing.T) {
	kolkata, boise := city(t, "Asia/Kolkata"), city(t, "America/North_Dakota/New_Salem")
	for _, tt := range []struct {
		loc    *time.Location
		person string
		now    time.Time
		want   string
	}{
		{city(t, "America/New_York"), "ana", night, "Sun 03:07 your time"},
		{city(t, "America/New_York"), "", night, "Sun 03:07 New York time"},
		{kolkata, "", night, "Sun 13:37 Kolkata time"},
		{boise, "", night, "Sun 02:07 New Salem time"},
		{time.UTC, "", night, "Sun 08:07 UTC"},
		{time.FixedZone("EST", -5*3600), "", night, "Sun 03:07 EST"},
		{nil, "", night, "Sun 08:07 UTC"},
		{time.UTC, "ana", night.AddDate(0, 0, 9), "Sun 22 Nov 2026 08:07 your time"},
	} {
		if got := Compose(storm(), Reader{Location: tt.loc, Person: tt.person}, tt.now).When; got != tt.want {
			t.Errorf("in %v, person %q: %q, want %q", tt.loc, tt.person, got, tt.want)
		}
	}
}
