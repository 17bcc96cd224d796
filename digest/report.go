package digest

import (
	"math"
	"time"

	"tocsin/alerting"
	"tocsin/brand"
	"tocsin/rules"
)

// A Report is a brand's week in figures. Its JSON form is stable: fields may be
// added, none changes its meaning. Times are by the brand's clocks, durations in
// whole seconds; what is not known, or has not happened, is left out.
type Report struct {
	Brand brand.Key `json:"brand"`
	Name  string    `json:"name"`
	// Week is the ISO week, such as "2026-W47"; it ends before To.
	Week string    `json:"week"`
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	// At is the moment the report tells of. SoFar is set where the week is not
	// over then; changes are against the same stretch of the week before.
	At    time.Time `json:"at"`
	SoFar bool      `json:"so_far,omitempty"`
	// InALine is the sentence to forward, Quiet that there is little to add to it.
	InALine string `json:"in_a_line"`
	Quiet   bool   `json:"quiet"`

	Heard Change `json:"heard"`
	// Tone is how the voices sound, as a word list tells; nobody has checked it.
	Tone rules.Moods `json:"tone,omitzero"`
	// Groups, Languages and Danger, the words of danger, are parts of what was heard.
	Groups    []Group `json:"groups,omitempty"`
	Languages []Part  `json:"languages,omitempty"`
	Danger    []Part  `json:"danger,omitempty"`
	// Copies is how many mentions copy a text that was heard before, CopiedTexts how
	// many texts these are. Each counts as the voice of its first author.
	Copies      int `json:"copies,omitempty"`
	CopiedTexts int `json:"copied_texts,omitempty"`
	// Pingbacks is how many mentions are a note of blog software's that another site links.
	Pingbacks  int        `json:"pingbacks,omitempty"`
	Strategies []Strategy `json:"strategies"`
	// Unassigned is what touched no strategy.
	Unassigned Change `json:"unassigned"`
	// NewWords are tags, words and phrases that were new in the week, and used by many.
	NewWords []rules.Word `json:"new_words,omitempty"`
	// Planned are the events of the brand's calendar that lay in the week, wholly or in part.
	Planned []brand.Event `json:"planned,omitempty"`
	// Own is how many posts the brand's own properties published; they count nowhere else.
	Own int `json:"own_posts"`
	// Old is how many posts of the week were there before anybody listened, or were
	// imported; they count nowhere else.
	Old int `json:"old_posts,omitempty"`
	// Since is when it was first listened, left out where that was before the week that is
	// compared with; Unheard is set where that was after this week.
	Since   time.Time `json:"listening_since,omitzero"`
	Unheard bool      `json:"unheard,omitempty"`

	Incidents []Incident `json:"incidents"`
	Quickness Quickness  `json:"quickness"`
	// Precision is how often alerts were right, for all rules together and for each.
	Precision Precision   `json:"precision"`
	Rules     []Precision `json:"rules"`
	// Dismissed counts the reasons of what was no crisis.
	Dismissed []Reason `json:"dismissed"`

	Loudest []Story  `json:"loudest"`
	Sources []Source `json:"sources"`
	// Gaps says what of the log could not be read: the figures are without it.
	Gaps string `json:"gaps,omitempty"`
}

// A Change is how much was heard in the week, and in the one before.
type Change struct {
	Count
	Before Count `json:"before"`
	// Percent is the change of voices, missing where there were none before.
	Percent *int `json:"percent,omitempty"`
	// Unheard is set where nobody listened in the week before.
	Unheard bool `json:"before_unheard,omitempty"`
}

func change(now, before Count) Change {
	c := Change{Count: now, Before: before}
	if before.Voices > 0 {
		percent := int(math.Round(100 * float64(now.Voices-before.Voices) / float64(before.Voices)))
		c.Percent = &percent
	}
	return c
}

// A Strategy is what was heard for one.
type Strategy struct {
	ID  string `json:"id"`
	Why string `json:"why,omitempty"`
	// Owner is the name of who answers for it.
	Owner string `json:"owner,omitempty"`
	Change
	Tone rules.Moods `json:"tone,omitzero"`
}

// An Incident is one that was opened in the week, or carried into it.
type Incident struct {
	ID alerting.ID `json:"id"`
	// Severity is the highest it had.
	Severity rules.Severity `json:"severity"`
	State    alerting.State `json:"state"`
	// Carried is set where it was opened before the week.
	Carried    bool      `json:"carried,omitempty"`
	Strategies []string  `json:"strategies"`
	OpenedAt   time.Time `json:"opened_at"`
	// Voices is how many there were in its loudest window, WindowSeconds long.
	Voices        int `json:"voices"`
	WindowSeconds int `json:"window_s"`
	// Authors is how many carried one text then, where that was what rang; their copies
	// are one voice.
	Authors int `json:"authors,omitempty"`
	// About is what it was about, where that was no hour's voices but one post, or a rise over days.
	About string `json:"about,omitempty"`
	// Steps are how long each step took, in order, as far as they were taken.
	Steps []Step `json:"steps"`
	// Claim and Decide are the seconds from the alert to the claim and to the decision.
	Claim  *int `json:"claim_s,omitempty"`
	Decide *int `json:"decide_s,omitempty"`
	// Lead claimed it; DecidedBy took the Decision, in the words people see.
	Lead      string `json:"lead,omitempty"`
	DecidedBy string `json:"decided_by,omitempty"`
	Decision  string `json:"decision,omitempty"`
	// EndedBy closed or dismissed it, for the Reason.
	EndedBy string `json:"ended_by,omitempty"`
	Reason  string `json:"reason,omitempty"`
}

// A Step is a part of an incident's way, and how long it took.
type Step struct {
	Name    string `json:"name"`
	Seconds int    `json:"s"`
	// Waiting is set where it has not ended.
	Waiting bool `json:"waiting,omitempty"`
}

// Quickness is how quick people were with the incidents opened in the week.
type Quickness struct {
	Claim  Median `json:"claim"`
	Decide Median `json:"decide"`
	// Slowest is the step that took longest, of any incident.
	Slowest *Slowest `json:"slowest,omitempty"`
}

// A Median is the middle of N durations.
type Median struct {
	Seconds int `json:"s"`
	N       int `json:"n"`
}

// Slowest is a step and whose it was.
type Slowest struct {
	Incident alerting.ID `json:"incident"`
	Step
}

// Precision is how many of the alerts that people labelled were real. One is
// labelled real when somebody claims it, decides, or closes it, and not real
// when somebody dismisses it.
type Precision struct {
	Rule       string `json:"rule,omitempty"`
	Real       int    `json:"real"`
	Labelled   int    `json:"labelled"`
	Unlabelled int    `json:"unlabelled"`
	// Percent is missing where nothing is labelled.
	Percent *int `json:"percent,omitempty"`
}

// A Reason is why incidents were dismissed, and how many.
type Reason struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// Health is how far a source can be trusted.
type Health string

// A source is fine, failing, silent (not read for long), never read, or gone
// from the configuration.
const (
	Fine    Health = "fine"
	Failing Health = "failing"
	Partly  Health = "read in part"
	Silent  Health = "silent"
	Never   Health = "never read"
	Gone    Health = "gone"
)

// A Source is where mentions came from, and how it stands now.
type Source struct {
	ID     string `json:"id"`
	Kind   string `json:"kind,omitempty"`
	Health Health `json:"health"`
	// Read is when it last answered.
	Read     time.Time `json:"read,omitzero"`
	Failures int       `json:"failures,omitempty"`
	Fault    string    `json:"fault,omitempty"`
	// Claimed is how many posts the source itself counts, Seen how many of these were
	// collected; 0 if it counts none.
	Claimed int `json:"claimed,omitempty"`
	Seen    int `json:"seen,omitempty"`
	Count
}
