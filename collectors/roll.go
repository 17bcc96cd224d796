package collectors

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tocsin/brand/text"
)

// A Behind tells of those parts of a source that were not read with the others: whatever
// is said of how lately the source was read is not true of them.
type Behind struct {
	// Parts is how many they are, 0 where the source was read to its end, and Of how many
	// there are in all.
	Parts int `json:"parts,omitempty"`
	Of    int `json:"of,omitempty"`
	// Since is since when the one of them that waits for longest was not read to its end.
	Since time.Time `json:"since,omitzero"`
	// Why says what keeps some of them from being read, Failing since when; nothing where
	// their turn is still to come, or the source asked to be left alone in between.
	Why     string    `json:"why,omitempty"`
	Failing time.Time `json:"failing,omitzero"`
}

// Whole is when the source had been read to its end in all its parts.
func (b Bookmark) Whole() time.Time {
	if b.Behind.Parts > 0 && b.Behind.Since.Before(b.Read) {
		return b.Behind.Since
	}
	return b.Read
}

// behind is what a page leaves unread. Where its collector doesn't say, it is whatever
// waits, or waited before a page that was not read.
func (b Bookmark) behind(page Page, now time.Time) Behind {
	switch {
	case page.Unread && page.Behind.Parts == 0 && b.Behind.Of == 1:
		return b.Behind
	case page.Behind.Parts > 0 || !page.More:
		return page.Behind
	}
	since := b.Whole()
	if since.IsZero() {
		since = latest(b.Began(), b.Behind.Since)
	}
	if since.IsZero() {
		since = now
	}
	return Behind{Parts: 1, Of: 1, Since: since}
}

// A Roll is what is remembered of the parts of a source, such as its searches, by their
// fingerprints. It is a part of a Cursor.
type Roll map[string]standing

// A standing is when a part was read. Moments are seconds since 1970.
type standing struct {
	// Since is when it was last read to its end or, if it never was, first known.
	Since int64 `json:"since"`
	// Midway is set while it has been read, and not to its end.
	Midway bool `json:"midway,omitempty"`
	// Failing is since when it cannot be read, 0 if it can, and Why the reason.
	Failing int64  `json:"failing,omitempty"`
	Why     string `json:"why,omitempty"`
}

// Call is the roll of the parts there are now.
func (r Roll) Call(parts []string, now time.Time) Roll {
	called := make(Roll, len(parts))
	for _, part := range parts {
		of := partKey(part)
		s, known := r[of]
		if !known || s.Since > now.Unix() {
			s.Since = now.Unix()
		}
		called[of] = s
	}
	return called
}

func partKey(part string) string {
	sum := sha256.Sum256([]byte(part))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// with is the roll with another standing of a part. A roll is never changed in place: it
// is of a cursor that may be read again.
func (r Roll) with(part string, s standing) Roll {
	r = maps.Clone(r)
	if r == nil {
		r = Roll{}
	}
	r[partKey(part)] = s
	return r
}

// Read is the roll after a part was read to its end.
func (r Roll) Read(part string, now time.Time) Roll {
	return r.with(part, standing{Since: now.Unix()})
}

// Begun is the roll after a page of a part was read that is not its last.
func (r Roll) Begun(part string) Roll {
	return r.with(part, standing{Since: r[partKey(part)].Since, Midway: true})
}

// Failed is the roll after a part could not be read.
func (r Roll) Failed(part string, fault error, now time.Time) Roll {
	s := r[partKey(part)]
	if s.Failing == 0 {
		s.Failing = now.Unix()
	}
	s.Why = text.Clip(text.Visible(fault.Error()), maxFault)
	return r.with(part, s)
}

// Why is why a part cannot be read, "" if it can.
func (r Roll) Why(part string) string { return r[partKey(part)].Why }

// Behind tells which of the parts are not read; left are those whose turn is still to come.
func (r Roll) Behind(parts, left []string) Behind {
	b := Behind{Of: len(parts)}
	var failing faults
	for _, part := range parts {
		s := r[partKey(part)]
		if s.Why == "" && !s.Midway && !slices.Contains(left, part) {
			continue
		}
		b.Parts++
		b.Since = earlier(b.Since, s.Since)
		if s.Why != "" {
			failing = append(failing, fault{part, errors.New(s.Why)})
			b.Failing = earlier(b.Failing, s.Failing)
		}
	}
	if b.Parts == 0 {
		return Behind{}
	}
	b.Why = text.Clip(strings.Join(failing.told(), "; "), maxFault)
	return b
}

// earlier is the earlier of a moment, if there is one, and one in seconds since 1970.
func earlier(a time.Time, seconds int64) time.Time {
	if b := time.Unix(seconds, 0).UTC(); a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// String says how many parts are not read, and why: "2 of 3 parts cannot be read: a, b: too long".
func (b Behind) String() string {
	what := "it is not read to its end"
	if b.Of > 1 {
		what = fmt.Sprintf("%d of its %d parts are not read to their end", b.Parts, b.Of)
		if b.Parts == 1 {
			what = fmt.Sprintf("1 of its %d parts is not read to its end", b.Of)
		}
	}
	if b.Why != "" {
		what += ": " + b.Why
	}
	return what
}
