package rules

import "time"

// A Hearing is how well a brand's sources were heard at a moment.
type Hearing struct {
	// Fresh is how many of Sources were heard.
	Fresh   int `json:"fresh"`
	Sources int `json:"sources"`
	// Oldest is the last good reading of the one that was read longest ago, of those heard.
	Oldest time.Time `json:"oldest,omitzero"`
	// Blind are those that were not, of which nothing was counted.
	Blind []Deaf `json:"blind,omitempty"`
	// More is how many more there were than are named.
	More int `json:"more,omitempty"`
}

// A Deaf is a source that was not heard.
type Deaf struct {
	Source string `json:"source"`
	// Since is its last good reading, zero where there was none.
	Since time.Time `json:"since,omitzero"`
}
