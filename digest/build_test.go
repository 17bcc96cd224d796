package digest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/rules"
)

func TestWhatCounts(t *testing.T) {
	own, old := said("a", at(1, 1, 1), "x", "crisis"), said("b", at(1, 1, 1), "x", "crisis")
	own.Own, old.Backfill = true, true
	tests := []struct {
		claim        string
		mentions     []brand.Mention
		all, crisis  int
		percentOfAll string
	}{
		{"an author who posts three times is one voice", []brand.Mention{said("a", at(1, 1, 1), "1", "crisis"), said("a", at(2, 1, 1), "2", "crisis"), said("a", at(3, 1, 1), "3")}, 1, 1, "none last week"},
		{"own posts and backfill count for nothing", []brand.Mention{own, old}, 0, 0, "none last week either"},
		{"Sunday's last second is in, the next Monday's first is not", []brand.Mention{said("a", at(7, 0, 0).Add(-time.Nanosecond), "1"), said("b", at(7, 0, 0), "2")}, 1, 0, "none last week"},
		{"Monday's first second is in, the second before is last week's", []brand.Mention{said("a", at(0, 0, 0), "1"), said("b", at(0, 0, 0).Add(-time.Second), "2")}, 1, 0, "as last week, 1"},
		{"two weeks ago is no week of the report", []brand.Mention{said("a", at(-8, 0, 0), "1")}, 0, 0, "none last week either"},
		{"a voice lost is said as a fall", []brand.Mention{said("a", at(-2, 0, 0), "1"), said("b", at(-2, 0, 0), "1"), said("b", at(2, 0, 0), "1")}, 1, 0, "−50%, 2 last week"},
		{"a strategy touched for two reasons is touched once", []brand.Mention{said("a", at(1, 1, 1), "1", "crisis", "crisis")}, 1, 1, "none last week"},
	}
	for _, tt := range tests {
		tally := NewTally(theWeek(), at(9, 0, 0))
		for _, m := range tt.mentions {
			tally.Add(m)
		}
		r := Build(Input{Brand: solvo(), Heard: tally, At: at(9, 0, 0), Strategies: strategies()})
		if r.Heard.Voices != tt.all || r.Strategies[0].Voices != tt.crisis || r.Heard.against() != tt.percentOfAll {
			t.Errorf("%s: %d voices (%s), %d in crisis, want %d (%s), %d", tt.claim, r.Heard.Voices, r.Heard.against(), r.Strategies[0].Voices, tt.all, tt.percentOfAll, tt.crisis)
		}
	}
}

// Wednesday noon is compared with the week before up to its Wednesday noon.
func TestAWeekThatIsNotOverIsComparedWithTheSameStretch(t *testing.T) {
	tally := NewTally(theWeek(), at(2, 12, 0))
	tally.Add(said("a", at(1, 0, 0), "1"))
	tally.Add(said("late", at(2, 13, 0), "not yet known"))
	tally.Add(said("b", at(-6, 0, 0), "last Tuesday"))
	tally.Add(said("c", at(-2, 0, 0), "last Saturday"))
	r := Build(Input{Brand: solvo(), Heard: tally, At: at(2, 12, 0)})
	if r.Heard.Voices != 1 || r.Heard.Before.Voices != 1 || !r.SoFar || !strings.Contains(Text(r), "so far, until Wed 12:00") {
		t.Errorf("heard %+v, so far %v:\n%s", r.Heard, r.SoFar, Text(r))
	}
}

func TestPrecisionIsWhatPeopleSaid(t *testing.T) {
	var all []alerting.Incident
	for i := range 10 {
		it := incident{i + 1, rules.Issue, at(i%7, 5, 0), time.Minute, time.Minute, 0, alerting.Claimed, "", "burst"}
		if i >= 8 {
			it.state, it.reason = alerting.Dismissed, "spam"
		}
		all = append(all, it.build())
	}
	unheard := incident{11, rules.Issue, at(3, 5, 0), time.Minute, 0, 0, alerting.Closed, "voices fell", "burst"}.build()
	unheard.ClosedBy = alerting.Actor{ID: alerting.System, Name: alerting.System}
	before := incident{12, rules.Issue, at(-3, 5, 0), time.Minute, 0, 0, alerting.Dismissed, "spam", "burst"}.build()
	r := Build(Input{Brand: solvo(), Heard: NewTally(theWeek(), at(7, 0, 0)), At: at(7, 0, 0), Incidents: append(all, unheard, before)})
	if got, want := r.Precision.sentence(), "8 of 10 labelled real (80%), 1 not labelled"; got != want {
		t.Errorf("precision %q, want %q", got, want)
	}
	if diff := cmp.Diff([]Reason{{"spam", 2}}, r.Dismissed); diff != "" {
		t.Errorf("dismissed:\n%s", diff)
	}
}

func TestWhichIncidentsBelongToAWeek(t *testing.T) {
	tests := []struct {
		claim   string
		i       incident
		in      bool
		carried bool
	}{
		{"opened in it", incident{1, rules.Issue, at(2, 0, 0), 0, 0, 0, alerting.Open, "", "r"}, true, false},
		{"opened before, still live", incident{1, rules.Issue, at(-2, 0, 0), 0, 0, 0, alerting.Decided, "", "r"}, true, true},
		{"opened before, closed in it", incident{1, rules.Issue, at(0, -2, 0), 0, 0, 0, alerting.Closed, "", "r"}, true, true},
		{"opened and closed before", incident{1, rules.Issue, at(-2, 0, 0), 0, 0, 0, alerting.Closed, "", "r"}, false, false},
		{"opened after", incident{1, rules.Issue, at(7, 0, 0), 0, 0, 0, alerting.Open, "", "r"}, false, false},
	}
	for _, tt := range tests {
		r := Build(Input{Brand: solvo(), Heard: NewTally(theWeek(), at(8, 0, 0)), At: at(8, 0, 0), Incidents: []alerting.Incident{tt.i.build()}})
		if in := len(r.Incidents) == 1; in != tt.in || in && r.Incidents[0].Carried != tt.carried {
			t.Errorf("%s: incidents %+v, want in %v, carried %v", tt.claim, r.Incidents, tt.in, tt.carried)
		}
	}
}

func TestTheSlowestStepIsNamed(t *testing.T) {
	tests := []struct {
		claim string
		i     incident
		want  string
	}{
		{"noticing took longest", incident{7, rules.Crisis, at(6, 3, 7), 135 * time.Minute, 2 * time.Minute, 22 * time.Minute, alerting.Decided, "", "r"}, "slowest step: first post to alert, 2 h 15 min, in #7"},
		{"deciding took longest", incident{7, rules.Crisis, at(6, 3, 7), time.Minute, 2 * time.Minute, 22 * time.Minute, alerting.Decided, "", "r"}, "slowest step: claim to decision, 20 min, in #7"},
		{"nobody has come yet", incident{7, rules.Issue, at(6, 8, 0), time.Minute, 0, 0, alerting.Open, "", "r"}, "slowest step: alert to claim, 24 h, in #7, still waiting"},
		{"nobody need come to a watch", incident{7, rules.Watch, at(6, 8, 0), time.Minute, 0, 0, alerting.Open, "", "r"}, "slowest step: first post to alert, 1 min, in #7"},
	}
	for _, tt := range tests {
		r := Build(Input{Brand: solvo(), Heard: NewTally(theWeek(), at(7, 8, 0)), At: at(7, 8, 0), Incidents: []alerting.Incident{tt.i.build()}})
		if text := Text(r); !strings.Contains(text, tt.want+"\n") {
			t.Errorf("%s: no %q in\n%s", tt.claim, tt.want, text)
		}
	}
}

func TestLoudestIsByReachThenByCopies(t *testing.T) {
	tally := NewTally(theWeek(), at(7, 0, 0))
	for i := range 3 {
		tally.Add(said(fmt.Sprint("copy", i), at(1, i, 0), "the same words https://short.example/"+fmt.Sprint(i)))
	}
	for i := range 200 {
		tally.Add(said(fmt.Sprint("one", i), at(1, 5, 0), fmt.Sprint("words of my own ", i)))
	}
	famous := said("star", at(2, 0, 0), "famous words")
	famous.Reach = 1000
	tally.Add(famous)
	mine := said("solvo", at(2, 0, 0), "we are great")
	mine.Own, mine.Reach = true, 1_000_000
	tally.Add(mine)
	got := Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0)}).Loudest
	if len(got) != shown || got[0].Author != "star" || got[1].Author != "copy0" || got[1].Copies != 3 || got[2].Copies != 1 {
		t.Errorf("loudest are %+v", got)
	}
}

// The store may hand mentions over in any order.
func TestTheOrderOfMentionsDoesNotMatter(t *testing.T) {
	var mentions []brand.Mention
	for i := range 400 {
		m := said(fmt.Sprint("v", i%90), at(i%9-2, i%24, i%60), fmt.Sprint("story ", i%70), []string{"crisis", "marketing", "customer-service"}[i%3])
		m.ID, m.Reach = brand.MentionID(fmt.Sprint(i)), i%5*100
		m.Group, m.Lang = []string{"", "customers", "press"}[i%3], []string{"", "en", "pt-BR"}[i%7%3]
		m.Mood = []brand.Mood{brand.Unknown, brand.Negative, brand.Neutral, brand.Positive}[i%11%4]
		if i > 40 && i%6 == 0 {
			m.Story, m.Speaker = brand.MentionID(fmt.Sprint(i%13)), brand.Voice(fmt.Sprint("v", i%13))
			m.Source = fmt.Sprint("outlet", i%4)
		}
		mentions = append(mentions, m)
	}
	var want string
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 20 {
		tally := NewTally(theWeek(), at(7, 0, 0))
		for _, m := range mentions {
			tally.Add(m)
		}
		got := Text(Build(Input{Brand: solvo(), Heard: tally, At: at(7, 0, 0), Strategies: strategies()}))
		if round == 0 {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d tells another week:\n%s", round, diff)
		}
		random.Shuffle(len(mentions), func(i, j int) { mentions[i], mentions[j] = mentions[j], mentions[i] })
	}
}

// A watch of copies opens the incident, a burst makes a crisis of it: the burst rang.
func TestAnIncidentIsTheRulesThatRangHighest(t *testing.T) {
	i := incident{1, rules.Watch, at(1, 9, 0), 0, time.Minute, 0, alerting.Claimed, "", "spread"}.build()
	wired := *i.Actions[0].Signal
	wired.Count, wired.Carried, wired.Window = rules.Count{Voices: 1, Mentions: 40}, 40, time.Hour
	i.Actions[0].Signal, i.Signal, i.Peak = &wired, wired, wired
	in := Input{Brand: solvo(), Heard: NewTally(theWeek(), at(7, 8, 0)), At: at(7, 8, 0), Incidents: []alerting.Incident{i}}
	if got := Text(Build(in)); !strings.Contains(got, "all by rule spread") || !strings.Contains(got, "40 authors carry 1 text in 1 h") {
		t.Errorf("a watch of copies is not told as one by spread, of 40 authors:\n%s", got)
	}
	burst := wired
	burst.Rule, burst.Severity, burst.Count, burst.Carried = "burst", rules.Crisis, rules.Count{Voices: 212, Mentions: 260}, 0
	i.Actions = append(i.Actions, alerting.Action{Verb: alerting.Heard, At: at(1, 10, 0), Signal: &burst})
	i.Severity, i.Signal, i.Peak = rules.Crisis, burst, burst
	in.Incidents = []alerting.Incident{i}
	if got := Text(Build(in)); !strings.Contains(got, "all by rule burst") || !strings.Contains(got, "212 voices in 1 h") {
		t.Errorf("a crisis is not told as one by burst, of 212 voices:\n%s", got)
	}
}

// A week in which nothing was heard says why, in lines that can be read.
func TestSourcesThatCannotBeTrustedAreALineEachUpToABound(t *testing.T) {
	in := quietInput()
	for i := range 20 {
		in.Bookmarks = append(in.Bookmarks, Bookmark{ID: fmt.Sprint("s", i), Kind: "feed", Failures: 3, Fault: strings.Repeat("nobody knows the host ", 20)})
	}
	_, data, _ := strings.Cut(Text(Build(in)), "DATA ")
	lines := strings.Split(strings.TrimSpace(data), "\n")
	if len(lines) != 10 || !strings.HasSuffix(lines[0], "1 of 21 sources fine now, Mon 23 Nov 08:00") || !strings.Contains(lines[1], "s0 never read (3 failures in a row): nobody knows") || !strings.HasSuffix(lines[9], "and 12 more; tocsin status tells of all") {
		t.Fatalf("of twenty sources that fail it says, in %d lines,\n%s", len(lines), data)
	}
	for _, l := range lines {
		if n := len([]rune(l)); n > 220 {
			t.Errorf("a line has %d characters:\n%s", n, l)
		}
	}
}
