package alerting

import (
	"testing"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

func city(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// night is the Sunday morning on which the cards' crisis begins: 03:07 in New York.
var night = time.Date(2026, 11, 22, 8, 7, 0, 0, time.UTC)

func stormSignal() rules.Signal {
	return rules.Signal{
		Rule: "burst", Version: "1", Brand: "solvo", Severity: rules.Crisis, At: night, Window: time.Hour,
		Onset: night.Add(-207 * time.Minute), Count: rules.Count{Voices: 212, Mentions: 240}, Since: rules.Count{Voices: 390, Mentions: 521},
		Expected: 15.2, Floor: 40, Times: 8,
		Arithmetic: "212 voices in the hour to Sunday 03:07 EST; normal for it is 15.2 (the last 5 weeks: 14, 17, 15, 16, 14); crisis needs 40 and 8 times normal",
		Tags:       []rules.Share{{Name: "solvo", Voices: 180}, {Name: "solvomoms", Voices: 96, New: true}},
		Sources:    []rules.Share{{Name: "social", Voices: 168}, {Name: "blogs", Voices: 44}},
		Touches:    []rules.Share{{Name: "crisis", Voices: 212, Why: "size"}, {Name: "marketing", Voices: 140, Why: `"ad" in 140 of 212`}},
		Loudest: []rules.Quote{
			{ID: "a", URL: "https://www.social.example/000012", Author: "@mum_of_two", Text: "It's not a fashion statement, it is how we carry our children.", Reach: 41200, At: night, Source: "social"},
			{ID: "b", URL: "https://blogs.example/7", Author: "Carrying On", Text: "Dear Solvo, we need to talk about that ad", Reach: 8150, At: night, Source: "blogs"},
			{ID: "c", URL: "javascript:alert(1)", Text: "#solvomoms unite", At: night, Source: "social"},
		},
	}
}

// wiredSignal is a storm that the press carries, a machine joins, and a word list has read.
func wiredSignal() rules.Signal {
	s := stormSignal()
	s.Mentions, s.OwnPosts = 320, 3
	s.Copied = rules.Copied{Posts: 28, Texts: 1, Authors: 26, Carriers: 28, Adds: 1}
	s.Stories = []rules.Story{{Carriers: 28, Authors: 26, Sources: 9, ID: "b", Text: "Dear Solvo, we need to talk about that ad"}}
	s.Loudest[1].Carriers = 28
	s.Moods = rules.Moods{Negative: 117, Neutral: 30, Positive: 18, Unknown: 47}
	s.Groups = []rules.Share{
		{Name: "customers", Voices: 160, Moods: &rules.Moods{Negative: 104, Neutral: 16, Positive: 10, Unknown: 30}},
		{Name: "press", Voices: 31, Moods: &rules.Moods{Negative: 3, Neutral: 14, Positive: 8, Unknown: 6}},
	}
	s.Danger = []rules.Share{{Name: "boycott", Voices: 31}, {Name: "injury", Voices: 4}, {Name: "lawsuit", Voices: 1}}
	s.Langs = []rules.Share{{Name: "en", Voices: 190}, {Name: "unknown", Voices: 15}, {Name: "es", Voices: 7}}
	s.Floods = []rules.Flood{
		{Kind: rules.OneAuthor, Count: rules.Count{Voices: 1, Mentions: 82}},
		{Kind: rules.SameWords, Count: rules.Count{Voices: 58, Mentions: 58}, Text: "Me too #solvomoms"},
		{Kind: rules.SameMinute, Count: rules.Count{Voices: 80, Mentions: 80}, At: night.Add(-9 * time.Minute)},
	}
	return s
}

var (
	anaActor = Actor{ID: "ana", Name: "Ana Ruiz", Via: "slack T0HOME/U01ANA"}
	benActor = Actor{ID: "ben", Name: "Ben Cole", Via: "slack T0HOME/U02BEN"}
)

// told is the incident that a record tells of.
func told(actions ...Action) Incident {
	i, err := Replay(ID{Brand: "solvo", Number: 241}, actions)
	if err != nil {
		panic(err)
	}
	return i
}

func heardAt(at time.Time, s rules.Signal) Action {
	s.At = at
	return Action{Key: "heard " + at.String(), Verb: Heard, At: at, By: Actor{ID: System}, Signal: &s}
}

func did(verb Verb, by Actor, after time.Duration, text string) Action {
	return Action{Key: string(verb) + after.String(), Verb: verb, At: night.Add(after), By: by, Text: text}
}

func rungAt(after time.Duration, who ...string) Action {
	a := did(Widened, Actor{ID: System}, after, "")
	a.Rung = who
	return a
}

func choose(by Actor, after time.Duration, c Choice, until time.Time) Action {
	a := did(Decide, by, after, "the lead is asleep")
	a.Choice, a.Until = c, until
	return a
}

// The storm as it stands right after it was raised, and what comes of it.
func storm(more ...Action) Incident {
	watch := stormSignal()
	watch.Severity, watch.Voices = rules.Watch, 18
	return told(append([]Action{heardAt(night.Add(-72*time.Minute), watch), heardAt(night, stormSignal()), rungAt(0, "ana", "ben", "chi")}, more...)...)
}

func claimedStorm(more ...Action) Incident {
	return storm(append([]Action{did(Claim, anaActor, 2*time.Minute, "")}, more...)...)
}

func decidedStorm(more ...Action) Incident {
	return claimedStorm(append([]Action{choose(benActor, 22*time.Minute, Holding, time.Time{})}, more...)...)
}

func watchedStorm() Incident {
	return claimedStorm(choose(anaActor, 5*time.Minute, WatchUntil, night.Add(65*time.Minute)))
}

func closedStorm() Incident {
	return decidedStorm(did(Close, anaActor, 28*time.Hour, "the ad is gone, talk is back to normal"))
}

func dismissedStorm() Incident { return storm(did(Dismiss, anaActor, 4*time.Minute, "joke")) }

// The readers: the channel, Ana in London, and a neighbour who may only follow.
func channelReader(t testing.TB) Reader {
	t.Helper()
	york := city(t, "America/New_York")
	return Reader{
		Brand: brand.Brand{Key: "solvo", Name: "Solvo", Location: york}, Location: york,
		Able: []string{"Ana Ruiz", "Ben Cole", "Chi Okafor"}, Widens: night.Add(5 * time.Minute),
		Footer: "4 of 4 sources fresh (oldest 2 min)",
	}
}

func anaReader(t testing.TB) Reader {
	t.Helper()
	r := channelReader(t)
	r.Location, r.Person, r.May = city(t, "Europe/London"), "ana", true
	return r
}

func neighbour(t testing.TB) Reader {
	t.Helper()
	r := channelReader(t)
	r.Person = "eli"
	return r
}
