package stackexchange

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"tocsin/collectors"
)

// A round is the cursor: in a round each part is read to its end, and the next one then.
type round struct {
	// Parts are the bookmarks of the parts, by their fingerprints.
	Parts map[string]bookmark `json:"parts,omitempty"`
	// Turn is the fingerprint of the part whose turn it is.
	Turn string `json:"turn,omitempty"`
	// Failed is how many parts of the round could not be read.
	Failed int `json:"failed,omitempty"`
	// Opened is set once a first round is over: a part that is new then has posts that
	// were there before it, and others have not.
	Opened bool  `json:"opened,omitempty"`
	Quota  Quota `json:"quota,omitzero"`
	// Roll says when each part was read.
	Roll collectors.Roll `json:"roll,omitempty"`

	parts []part
}

func (p part) String() string { return p.site + " " + p.query }

func (p part) fingerprint() string {
	sum := sha256.Sum256([]byte(p.site + "\x00" + p.query))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// readRound reads a cursor. One that cannot be read costs a second reading of a day,
// which is better than a source that stays silent.
func readRound(from collectors.Cursor, parts []part, now time.Time) (round, []string) {
	var r round
	var notes []string
	if from != "" {
		if err := json.Unmarshal([]byte(from), &r); err != nil {
			r, notes = round{}, []string{fmt.Sprintf("the bookmark could not be read, so the last %v are read again", lookBack)}
		}
	}
	r.parts = parts
	known := make([]string, len(parts))
	for i, p := range parts {
		known[i] = p.fingerprint()
	}
	marks := maps.Clone(r.Parts)
	if marks == nil {
		marks = map[string]bookmark{}
	}
	maps.DeleteFunc(marks, func(of string, b bookmark) bool { return !slices.Contains(known, of) || !b.sound() })
	r.Parts = marks
	if !slices.Contains(known, r.Turn) {
		r.Turn = known[0]
	}
	r.Roll = r.Roll.Call(names(parts), now)
	if r.Failed < 0 || r.place() == 0 { // a round begins
		r.Failed = 0
	}
	return r, notes
}

// place is which of the parts has its turn.
func (r round) place() int {
	return slices.IndexFunc(r.parts, func(p part) bool { return p.fingerprint() == r.Turn })
}

func (r round) part() part { return r.parts[r.place()] }

// mark is the bookmark of the part whose turn it is, on its walk.
func (r round) mark(now time.Time) bookmark {
	b, known := r.Parts[r.Turn]
	b.First = b.First || !known
	return b.begin(now)
}

func names(parts []part) []string {
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = p.String()
	}
	return all
}

// behind are the parts that are not read: those that cannot be, and while a round is under
// way those whose turn is still to come.
func (r round) behind() collectors.Behind {
	all, left := names(r.parts), []string(nil)
	if at := r.place(); at > 0 {
		left = all[at:]
	}
	return r.Roll.Behind(all, left)
}

// rest is the page of a reading that the day's pace does not allow.
func (r round) rest(until time.Time, notes []string) (collectors.Page, error) {
	page := collectors.Page{Unchanged: true, Unread: true, NotBefore: until, Notes: notes, More: !r.Opened, Behind: r.behind()}
	var err error
	page.Next, err = r.write()
	return page, err
}

// pass leaves out the part whose turn it is, which could not be read: the others are
// none the worse for it. Its bookmark stays where it was.
func (r round) pass(fault error, now time.Time) (round, collectors.Page) {
	r.Failed++
	r.Roll = r.Roll.Failed(r.part().String(), fault, now)
	r, more := r.next()
	return r, collectors.Page{More: more, Notes: []string{fault.Error()}, Behind: r.behind()}
}

// turn takes in a page of the part whose turn it is.
func (r round) turn(b bookmark, page collectors.Page, now time.Time) (round, collectors.Page) {
	was, known := r.Parts[r.Turn]
	if b.Walk != nil {
		r.Roll = r.Roll.Begun(r.part().String())
	} else {
		r.Roll = r.Roll.Read(r.part().String(), now)
	}
	r.Parts[r.Turn] = b
	// What a part that came later shows first was there before it; what the others show
	// next was not, so that its page is the last of the reading.
	page.Anew = r.Opened && (!known || was.First)
	if page.More = true; b.Walk == nil {
		r, page.More = r.next()
	}
	page.Unchanged = page.Unchanged && !page.More
	page.More = page.More && !page.Anew
	page.Behind = r.behind()
	return r, page
}

// next gives the turn to the next part, and reports whether the round goes on.
func (r round) next() (round, bool) {
	next := r.place() + 1
	if next == len(r.parts) {
		next, r.Opened = 0, true
	}
	r.Turn = r.parts[next].fingerprint()
	return r, next > 0
}

func (r round) write() (collectors.Cursor, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("write the bookmark: %w", err)
	}
	return collectors.Cursor(text), nil
}
