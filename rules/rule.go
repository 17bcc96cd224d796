// Package rules says what "too much" means. A Rule looks at a brand's Series
// up to a moment and answers a Signal or nothing. It is arithmetic: no input or
// output, no clock, no memory beside the series it is given, so the same series
// always tells the same story, live or replayed.
package rules

import (
	"fmt"
	"time"

	"tocsin/brand"
)

// Severity is how loudly an incident asks for people.
type Severity int

// The one scale for all brands.
const (
	// None is below notice.
	None Severity = iota
	// Watch is shown, and pings nobody.
	Watch
	// Issue pings who is on duty.
	Issue
	// Crisis pings everybody who is authorised.
	Crisis
)

func (s Severity) String() string {
	switch s {
	case None:
		return "none"
	case Watch:
		return "watch"
	case Issue:
		return "issue"
	case Crisis:
		return "crisis"
	}
	return fmt.Sprintf("severity(%d)", int(s))
}

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a severity's name.
func (s *Severity) UnmarshalText(text []byte) error {
	for _, known := range []Severity{None, Watch, Issue, Crisis} {
		if known.String() == string(text) {
			*s = known
			return nil
		}
	}
	return fmt.Errorf("severity %q: use watch, issue or crisis", text)
}

// Count is how much was heard in a window.
type Count struct {
	Voices   int `json:"voices"`
	Mentions int `json:"mentions"`
}

// A Quote is one mention shown as evidence.
type Quote struct {
	ID     brand.MentionID `json:"id"`
	URL    string          `json:"url,omitempty"`
	Author string          `json:"author,omitempty"`
	Text   string          `json:"text"`
	Reach  int             `json:"reach,omitempty"`
	At     time.Time       `json:"at"`
	Source string          `json:"source"`
	// Carriers is how many mentions carry the same text as a copy, 0 if none.
	Carriers int `json:"carriers,omitempty"`
	// Voices is how many say it in the very same words, 0 if nobody else does.
	Voices int `json:"voices,omitempty"`
}

// A Share is a part of the voices of a window: of a tag, a source, a group, a
// language, a word of danger or a strategy.
type Share struct {
	Name   string `json:"name"`
	Voices int    `json:"voices"`
	// Why is set where the part has a reason, as a strategy's has ("ad" in their posts).
	Why string `json:"why,omitempty"`
	// New is set on a tag that no earlier mention of the brand carried.
	New bool `json:"new,omitempty"`
	// Moods is set on a group: how its voices sound.
	Moods *Moods `json:"moods,omitempty"`
	// Carriers is set on a word of danger: how many mentions have it in a text that
	// several carry. Such a text is one voice, and its word may matter all the same.
	Carriers int `json:"carriers,omitempty"`
}

// A Signal is what a rule found: enough for a tired person to redo its arithmetic.
type Signal struct {
	Rule     string    `json:"rule"`
	Version  string    `json:"version"`
	Brand    brand.Key `json:"brand"`
	Severity Severity  `json:"severity"`
	// At is the end of the window that raised it, Window its length.
	At     time.Time     `json:"at"`
	Window time.Duration `json:"window_ns"`
	// Onset is where the present rise began, as far as the series tells.
	Onset time.Time `json:"onset"`
	Count
	// Since is what was heard from Onset to At.
	Since Count `json:"since_onset"`
	// Carried is how many authors carry the one text that a signal is about, 0 where it
	// is about none.
	Carried int `json:"carried,omitempty"`
	// Speaks are the dangers of which that text speaks.
	Speaks []string `json:"speaks,omitempty"`
	// Word is the new term that a signal is about, nil where it is about none.
	Word *Word `json:"word,omitempty"`
	// Item is the one mention that a signal is about, nil where it is about more.
	Item *Item `json:"item,omitempty"`
	// Trend is the rise over days that a signal is about, nil where it is about none.
	Trend *Trend `json:"trend,omitempty"`
	// Growth is how fast the voices grow or fall now, nil where that is unsure.
	Growth *Growth `json:"growth,omitempty"`
	// Strategy is the one whose talk a signal is about, "" where it is about all: then what
	// is counted and expected are the voices that touch it.
	Strategy string `json:"strategy,omitempty"`
	// Expected is the number of voices normal for such a window at this hour of the week.
	Expected float64 `json:"expected"`
	// Floor and Times are the level's thresholds that were passed.
	Floor int     `json:"floor"`
	Times float64 `json:"times"`
	// Planned is the event of the brand's calendar that it fell in, nil where none is planned.
	Planned *Planned `json:"planned,omitempty"`
	// Rarity is how often such a rise is to be expected, where a week or more is known.
	Rarity *Rarity `json:"rarity,omitempty"`
	// Risen are the sources that rise each by itself, where that makes the level.
	Risen []string `json:"risen,omitempty"`
	// Needs says what the level asks for and what there was, where that is not Floor and Times.
	Needs string `json:"needs,omitempty"`
	// Next says what the next severity would have asked for, and what there was; "" where
	// there is none.
	Next string `json:"next,omitempty"`
	// Conditions are what the level asks for, the tightest first, and Others what the other
	// rules saw at the same moment; empty where that was not recorded.
	Conditions []Condition `json:"conditions,omitempty"`
	Others     []Other     `json:"others,omitempty"`
	// Hearing is how well the sources were heard when it was found, nil where that is not known.
	Hearing *Hearing `json:"hearing,omitempty"`
	// Late is set where the posts became known long after they were published.
	Late bool `json:"late,omitempty"`
	// Arithmetic is the sentence that explains the signal, with its numbers.
	Arithmetic string `json:"arithmetic"`

	// What follows is evidence, filled in from the window's mentions.
	Tags    []Share `json:"tags,omitempty"`
	Sources []Share `json:"sources,omitempty"`
	Touches []Share `json:"touches,omitempty"`
	Loudest []Quote `json:"loudest,omitempty"`
	// Groups are what the voices are to the brand, as far as it is said of their sources.
	Groups []Share `json:"groups,omitempty"`
	// Langs are languages, "unknown" among them.
	Langs []Share `json:"langs,omitempty"`
	Moods Moods   `json:"moods,omitzero"`
	// Danger are the words of danger that occur.
	Danger  []Share `json:"danger,omitempty"`
	Stories []Story `json:"stories,omitempty"`
	Copied  Copied  `json:"copied,omitzero"`
	Floods  []Flood `json:"floods,omitempty"`
	// OwnPosts is how many posts the brand's own properties published; they count nowhere else.
	OwnPosts int `json:"own_posts,omitempty"`
}

// Size is how many people a signal is about: who spoke, or who carried a text.
func (s Signal) Size() int { return max(s.Voices, s.Carried) }

// A Rule decides one sentence about a series, such as "many more voices than
// usual at this hour". The second answer is false where there is nothing to say.
type Rule interface {
	Name() string
	Evaluate(s *Series, at time.Time) (Signal, bool)
}
