package feed

import (
	"fmt"
	"strings"
)

// What is read of one document. A part is an element, an attribute or a value:
// a few bytes of a document that become half a kilobyte once they are parsed.
const (
	maxItems     = 2_000
	maxItemParts = 5_000
	maxParts     = 100_000
	maxDepth     = 100
)

// A ration is what there is room for of a document, found before anything is
// parsed: as many whole items as fit, first come, and all that stands around them.
type ration struct {
	doc string
	// kept are the pieces of the document that fit, up to decided.
	kept    []string
	decided int
	// items fit, large ones and those beyond the room do not.
	items, large, beyond int
	// parts are those of the items that fit, around those that stand around them.
	parts, around int
	// start is where the item began that the reader is in, -1 outside of any;
	// inside are its parts, deep is set where they are nested too deeply.
	start, inside int
	deep          bool
	// places are where the items stand that fit, frame the start tags around them. odd is
	// set where a parser might find other items, or take them for something else.
	places []place
	frame  []string
	odd    bool
}

// A place is where something stands in a document.
type place struct{ from, to int }

func newRation(doc string) *ration { return &ration{doc: doc, start: -1} }

// begin tells that an item begins.
func (r *ration) begin(at int) { r.start, r.inside, r.deep = at, 0, false }

// part tells of a part at a depth.
func (r *ration) part(depth int) {
	if r.start < 0 {
		r.around++
	} else {
		r.inside++
	}
	r.deep = r.deep || depth > maxDepth
}

// end tells that the item ended. Where it doesn't fit, something stands instead of it.
func (r *ration) end(at int, instead string) {
	switch {
	case r.deep || r.inside > maxItemParts:
		r.large++
	case r.items == maxItems || r.parts+r.inside > maxParts:
		r.beyond++
	default:
		r.items++
		r.parts += r.inside
		r.places = append(r.places, place{r.start, at})
		r.start = -1
		return
	}
	for _, piece := range []string{r.doc[r.decided:r.start], instead} {
		if piece != "" { // there may be a million items in a row that don't fit
			r.kept = append(r.kept, piece)
		}
	}
	r.decided, r.start, r.deep = at, -1, false
}

// fits reports whether there is room for what was told so far.
func (r *ration) fits() bool {
	return !r.deep && r.inside <= maxItemParts && r.around <= maxParts && r.large == 0 && r.beyond == 0
}

// cut is the document without what doesn't fit.
func (r *ration) cut() (string, []string, error) {
	if r.start >= 0 && (r.deep || r.inside > maxItemParts) {
		r.end(len(r.doc), "") // it has no end
	}
	if r.deep || r.around > maxParts {
		return "", nil, fmt.Errorf("the document cannot be read: beside its items it is nested more than %d deep, or holds more than %d elements", maxDepth, maxParts)
	}
	switch {
	case r.decided == 0:
		return r.doc, nil, nil
	case r.items == 0:
		return "", nil, fmt.Errorf("the document cannot be read: %s", strings.Join(r.notes(), "; "))
	}
	size := len(r.doc) - r.decided
	for _, piece := range r.kept {
		size += len(piece)
	}
	whole := make([]byte, 0, size)
	for _, piece := range r.kept {
		whole = append(whole, piece...)
	}
	return string(append(whole, r.doc[r.decided:]...)), r.notes(), nil
}

func (r *ration) notes() []string {
	var notes []string
	if r.large > 0 {
		notes = append(notes, fmt.Sprintf("%d items are nested more than %d deep or hold more than %d elements, and were left out", r.large, maxDepth, maxItemParts))
	}
	if r.beyond > 0 {
		notes = append(notes, fmt.Sprintf("document holds more than one reading takes; its first %d items were read and %d were left out", r.items, r.beyond))
	}
	return notes
}
