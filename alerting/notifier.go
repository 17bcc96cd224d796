package alerting

import (
	"context"
	"errors"
	"time"
)

// ErrUncertain wraps the error of a post that may have arrived all the same: the
// answer was lost, the connection broke, the other side failed after reading.
// An error of Post or Ping that does not wrap it means: certainly not arrived.
var ErrUncertain = errors.New("the message may have arrived")

// ErrGone wraps the error of an Edit whose message is not there any more, or can
// never be edited again: it must be posted anew.
var ErrGone = errors.New("the message is gone")

// A RetryError says that a notifier asks to be left alone until a moment.
type RetryError struct {
	At  time.Time
	Err error
}

func (e *RetryError) Error() string { return e.Err.Error() }
func (e *RetryError) Unwrap() error { return e.Err }

// A Button is something a reader may press. At most three are shown at once.
type Button struct {
	Verb  Verb   `json:"verb"`
	Label string `json:"label"`
	// Options make it a choice; the value is what the press carries.
	Options []Option `json:"options,omitempty"`
	// Primary marks the one next step.
	Primary bool `json:"primary,omitempty"`
}

// An Option is one choice of a Button.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// A Line is one labelled line of a card, such as SIZE. Text is plain; a notifier
// escapes it for its medium and turns Links, in order, into links after the text.
type Line struct {
	Label string `json:"label"`
	Text  string `json:"text"`
	Links []Link `json:"links,omitempty"`
}

// A Link is an address with the words that stand for it.
type Link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// A Card is an incident as a reader sees it: words and order, no markup.
type Card struct {
	ID ID `json:"id"`
	// Push is the line a lock screen shows: at most 120 characters that alone
	// say what, how big, who has it, may I act.
	Push string `json:"push"`
	// Title is the heading, such as "CRISIS · Solvo · #241"; When the reader's own time.
	Title   string   `json:"title"`
	When    string   `json:"when"`
	Lines   []Line   `json:"lines"`
	Buttons []Button `json:"buttons,omitempty"`
	// Footer tells how far the card can be trusted: freshness, durability.
	Footer string `json:"footer,omitempty"`
	// Repeat is set where the card may be a second copy of one whose arrival is unknown.
	Repeat bool `json:"repeat,omitempty"`
}

// A Ping is a new alert about a card already shown: a higher level, or nobody came.
type Ping struct {
	ID   ID     `json:"id"`
	Text string `json:"text"`
	// Repeat is set where an earlier copy may have arrived.
	Repeat bool `json:"repeat,omitempty"`
}

// A Notifier shows cards in the places of its medium. Key identifies a message:
// it travels with it where the medium allows, so that Find can see it again.
type Notifier interface {
	// Post shows a new card.
	Post(ctx context.Context, place Place, card Card, key string) (Receipt, error)
	// Edit replaces the content of a card already shown. Repeating it does no harm.
	Edit(ctx context.Context, at Receipt, card Card) error
	// Ping alerts the place again, below the card.
	Ping(ctx context.Context, place Place, at Receipt, ping Ping, key string) error
}

// A Teller is a Notifier that can add a line below a card which alerts nobody. Its ping
// is never a repeat: where a line's arrival is unknown, it counts as given.
type Teller interface {
	Tell(ctx context.Context, place Place, at Receipt, line Ping) error
}

// A Finder is a Notifier whose medium can be searched for a message by its key,
// to settle an uncertain post. found is trustworthy only if err is nil.
type Finder interface {
	Find(ctx context.Context, place Place, at Receipt, key string, since time.Time) (where Receipt, found bool, err error)
}

// A Press is what a person did to a card, after the door has verified where it comes from.
type Press struct {
	// Key is the same for every arrival of one press.
	Key  string
	ID   ID
	Verb Verb
	// Value is the chosen option: a Choice, or a reason.
	Value string
	// Text is what was typed.
	Text string
	// Who is the presser's address in the medium, Team its workspace; Name is what people call them.
	Team, Who, Name string
	// Via names the door: "slack".
	Via string
}

// An Answer is what the presser alone is told.
type Answer struct {
	Text string
	// Accepted is set where the press took effect, now or at an earlier arrival.
	Accepted bool
}
