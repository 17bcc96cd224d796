package brand

import (
	"fmt"
	"regexp"
	"time"
)

// A Key names a brand in configuration, keys and addresses: lower-case letters,
// digits and inner dashes, at most 40 of them, such as "solvo" or "pain-away".
type Key string

var keyForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$`)

// Validate says what is wrong with a key, and how to mend it.
func (k Key) Validate() error {
	if keyForm.MatchString(string(k)) {
		return nil
	}
	return fmt.Errorf("brand key %q: use 1 to 40 lower-case letters, digits and inner dashes, such as \"pain-away\"", string(k))
}

// A Brand is what is listened for.
type Brand struct {
	Key  Key
	Name string
	// Location is the brand's own time zone: its weeks, and the hours of its
	// baseline, are told by this clock.
	Location *time.Location
	// Match lists queries; a post that satisfies any one of them is a mention.
	Match []string
	// Not lists queries; a post that satisfies any one of them is no mention.
	Not []string
	// Own lists the brand's properties: handles ("@solvo") and sites
	// ("solvo.example"). Posts by them are kept but never counted.
	Own []string
	// Watch lists outlets and people of whom one post is worth a look: sites
	// ("paper.example"), handles ("@ana") and sources ("source:press").
	Watch []string
	// Budget is the time in which the brand may page at most once though nothing is the
	// matter; 0 leaves it to the rule.
	Budget time.Duration
	// Danger lists queries for words of danger of the brand's own, beside those that
	// are dangerous to every brand.
	Danger []string
	// Moods are words whose tone is another where the brand is spoken of, with their
	// weight from -4 (worst) to 4 (best); 0 takes a word out.
	Moods map[string]float64
	// Events are planned, those of the past among them: they must not teach what is usual.
	Events []Event
}
