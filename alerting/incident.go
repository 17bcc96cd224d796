package alerting

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/rules"
)

// An ID names an incident: the number is unique within the brand and shown as "#241".
type ID struct {
	Brand  brand.Key
	Number int
}

func (id ID) String() string { return string(id.Brand) + "/" + strconv.Itoa(id.Number) }

// MarshalText writes "solvo/241".
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads "solvo/241".
func (id *ID) UnmarshalText(text []byte) error {
	parsed, err := ParseID(string(text))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}

// ParseID reads "solvo/241".
func ParseID(s string) (ID, error) {
	key, number, found := strings.Cut(s, "/")
	n, err := strconv.Atoi(number)
	if !found || err != nil || n < 1 || brand.Key(key).Validate() != nil {
		return ID{}, fmt.Errorf("incident %q: write it as brand/number, such as solvo/241", s)
	}
	return ID{Brand: brand.Key(key), Number: n}, nil
}

// A State is where an incident stands.
type State string

// An incident moves open → claimed → decided → watching → closed; it may be
// dismissed, with a reason, and comes back from there by itself if voices double.
const (
	Open      State = "open"
	Claimed   State = "claimed"
	Decided   State = "decided"
	Watching  State = "watching"
	Closed    State = "closed"
	Dismissed State = "dismissed"
)

// Live reports whether somebody still has to do something.
func (s State) Live() bool { return s != Closed && s != Dismissed }

// A Verb is what an action does to an incident.
type Verb string

// What is heard, asked and followed is the daemon's own, the others are a person's.
const (
	// Heard opens the incident or brings new numbers; it carries a Signal.
	Heard Verb = "heard"
	// Widened rings people: the first ring when the incident opens, the next when
	// nobody claims. One that lists people rung before, or nobody, asks again.
	Widened Verb = "widened"
	// Reopened brings a dismissed or watched incident back.
	Reopened Verb = "reopened"
	// Turned says that the tide has turned: the rise is clearly past its peak. It carries a
	// Course, as the next three do.
	Turned Verb = "turned"
	// Surged says that it rises anew after that, or after hours of quiet, to what it was.
	Surged Verb = "surged"
	// Moved tells the thread how many speak by now, where that has changed by much.
	Moved Verb = "moved"
	// Eased lowers the severity that is shown. Whom it rang stays rung.
	Eased   Verb = "eased"
	Claim   Verb = "claim"
	Decide  Verb = "decide"
	Dismiss Verb = "dismiss"
	Close   Verb = "close"
	Note    Verb = "note"
	// Refused records an attempt by somebody who may not; it changes nothing.
	Refused Verb = "refused"
	// Forgot says that posts which the record quoted were deleted, and their words taken out.
	Forgot Verb = "forgot"
	// Explain asks why the incident was raised; it is never recorded.
	Explain Verb = "explain"
)

// System is the Actor of what the daemon does by itself.
const System = "tocsin"

// An Actor is who did something.
type Actor struct {
	// ID is the responder's ID in configuration, System, or "" for a stranger.
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
	// Via says through which door: "slack T012/U01ANA", "cli".
	Via string `json:"via,omitempty"`
}

// An Action is one entry of an incident's record. Nothing is ever changed in it or taken
// out, but for the words of posts that their authors deleted.
type Action struct {
	// Key makes the action happen once: a press that arrives again has the same key.
	Key  string    `json:"key"`
	Verb Verb      `json:"verb"`
	At   time.Time `json:"at"`
	By   Actor     `json:"by"`
	// Text is the reason, the note, or for Refused what was refused and why.
	Text string `json:"text,omitempty"`
	// Choice is the decision taken, one of the Choices.
	Choice Choice `json:"choice,omitempty"`
	// Until is the end of a watch; zero otherwise.
	Until time.Time `json:"until,omitzero"`
	// Signal is set on Heard.
	Signal *rules.Signal `json:"signal,omitempty"`
	// Course is where the rise stands; set on Turned, Surged, Moved and Eased.
	Course *rules.Course `json:"course,omitempty"`
	// Rung lists the responders' IDs that Widened rings.
	Rung []string `json:"rung,omitempty"`
}

// A Choice is what can be decided: a ladder from lowest to highest risk.
type Choice string

// The ladder of decisions.
const (
	WatchUntil Choice = "watch"
	Holding    Choice = "holding-statement"
	OneToOne   Choice = "one-to-one"
	Pause      Choice = "pause"
	Statement  Choice = "external-statement"
)

// Choices lists the ladder in order, with the words people see.
func Choices() []struct {
	Choice Choice
	Label  string
} {
	return []struct {
		Choice Choice
		Label  string
	}{
		{WatchUntil, "Watch for 1 hour"},
		{Holding, "Holding statement"},
		{OneToOne, "Answer one-to-one"},
		{Pause, "Pause or pull"},
		{Statement, "External statement"},
	}
}

// Reasons lists why an incident may be dismissed with one tap.
func Reasons() []string { return []string{"expected", "spam", "joke", "small", "other"} }

// An Incident is one crisis in the making, or what turned out not to be one:
// what its actions, replayed in order, say.
type Incident struct {
	ID       ID
	Actions  []Action
	State    State
	Severity rules.Severity
	// Signal is the latest; Peak the one with the most voices.
	Signal, Peak rules.Signal
	OpenedAt     time.Time
	// Lead is who has it, since ClaimedAt; zero while nobody has.
	Lead      Actor
	ClaimedAt time.Time
	// Decision is the current one.
	Decision  Choice
	DecidedBy Actor
	DecidedAt time.Time
	// Until is when a watch ends.
	Until time.Time
	// ClosedBy, ClosedAt and Reason tell how it ended (closed or dismissed).
	ClosedBy Actor
	ClosedAt time.Time
	Reason   string
	// Rung lists everybody rung so far, in order; Rings counts how often somebody was.
	Rung  []string
	Rings int
	// Highest is the highest severity it ever had.
	Highest rules.Severity
	// Strategies lists what it touched so far, in the order of the first touch.
	Strategies []string
	// HeardAt is when a signal was last recorded, ReopenedAt when it last came back.
	HeardAt, ReopenedAt time.Time
	// Rounds counts how often everybody was asked again since it opened, came back
	// or grew louder; RoundAt is when they were last asked.
	Rounds  int
	RoundAt time.Time
	// Alerts lists the moments at which people were alerted anew.
	Alerts []Alert
	// Answered is how many voices the decision answers: those it was taken at, or
	// those at the last alert that they had doubled since.
	Answered int
	// Course is where the rise stood when that was last recorded, Wave the rise it is in.
	Course rules.Course
	Wave   Wave
	// Told is the figure that people were last given, Tells when threads were told without
	// a sound.
	Told  Figure
	Tells []time.Time
}
