package web

import (
	"encoding/json"
	"net/http"
	"time"
)

// A Status is the daemon's state as / and /status show it. It holds no secret.
type Status struct {
	Version string    `json:"version,omitempty"`
	Started time.Time `json:"started,omitzero"`
	// Seen is when a daemon last said that it runs, Running whether one does.
	Seen    time.Time `json:"daemon_seen,omitzero"`
	Running bool      `json:"daemon_running"`
	// At is when the rest was true.
	At time.Time `json:"at,omitzero"`
	// Configuration says what stands in for a configuration file where there is none.
	Configuration string `json:"configuration,omitempty"`
	// Ready and Checks are filled in by the handler.
	Ready  bool          `json:"ready"`
	Checks []CheckResult `json:"checks"`
	// Store says in a sentence where things are kept, AtRisk what would be lost if
	// the machine stopped now, Durable that this is next to nothing.
	Store     string           `json:"store,omitempty"`
	AtRisk    string           `json:"at_risk,omitempty"`
	Durable   bool             `json:"durable"`
	Brands    []BrandStatus    `json:"brands,omitempty"`
	Sources   []SourceStatus   `json:"sources,omitempty"`
	Jobs      []JobStatus      `json:"jobs,omitempty"`
	Incidents []IncidentStatus `json:"incidents,omitempty"`
}

// A CheckResult is what a Check answered.
type CheckResult struct {
	Name  string `json:"name"`
	OK    bool   `json:"ok"`
	Fault string `json:"fault,omitempty"`
}

// String is the line /readyz shows.
func (c CheckResult) String() string {
	if c.OK {
		return c.Name + ": ok"
	}
	return c.Name + ": " + c.Fault
}

// A BrandStatus is how much is heard of a brand.
type BrandStatus struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	// Voices is the number of distinct voices in the last hour, Posts that of their
	// posts, Copies how many of these copy a text that was heard before.
	Voices        int `json:"voices_last_hour"`
	Posts         int `json:"posts_last_hour"`
	Copies        int `json:"copies_last_hour"`
	OpenIncidents int `json:"open_incidents"`
}

// A SourceStatus is how well a source is read.
type SourceStatus struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	// Read is when it last answered, NotBefore when it may be asked again.
	Read      time.Time `json:"read,omitzero"`
	NotBefore time.Time `json:"not_before,omitzero"`
	// Whole is when it had been read to its end in all its parts, and Behind what of it is
	// not now, "" where that is nothing.
	Whole  time.Time `json:"whole,omitzero"`
	Behind string    `json:"behind,omitempty"`
	// Failures counts readings that failed in a row; Fault is the last one's error.
	Failures int    `json:"failures,omitempty"`
	Fault    string `json:"fault,omitempty"`
	// Note is what cost no post in the last reading and somebody should know of.
	Note string `json:"note,omitempty"`
	// LagP95 is how old posts are when they are read, in seconds, at the 95th percentile.
	LagP95 float64 `json:"lag_p95_s,omitempty"`
}

// A JobStatus is how a job's last run went.
type JobStatus struct {
	Name string `json:"name"`
	// Ran is when the last run ended, Next when the next is due.
	Ran   time.Time `json:"ran,omitzero"`
	Next  time.Time `json:"next,omitzero"`
	Did   string    `json:"did,omitempty"`
	Fault string    `json:"fault,omitempty"`
}

// An IncidentStatus is a live incident.
type IncidentStatus struct {
	ID       string    `json:"id"`
	Severity string    `json:"severity"`
	State    string    `json:"state"`
	Opened   time.Time `json:"opened"`
	Voices   int       `json:"voices"`
	// Lead is who has it, "" while nobody does.
	Lead string `json:"lead,omitempty"`
}

// status serves /status: always a whole JSON document, 503 where the state
// could not be read, with the reason in "fault".
func (s *site) status(w http.ResponseWriter, r *http.Request) {
	status, err := s.read(r.Context())
	answer := struct {
		Status
		Fault string `json:"fault,omitempty"`
	}{Status: status}
	code := http.StatusOK
	if err != nil {
		answer.Fault, code = oneLine(err), http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	_ = e.Encode(answer)
}
