package feed

import "strings"

// rationJSON finds what there is room for in a JSON document. Its items are what
// the lists hold that stand directly in it.
func rationJSON(doc string) *ration {
	v := values{ration: newRation(doc)}
	for at := 0; at < len(doc); {
		at = v.value(at)
	}
	return v.ration
}

// A values reader walks over a JSON document.
type values struct {
	*ration
	depth int
	// listed is set within a list that stands directly in the document, first
	// until its first item ended.
	listed, first bool
}

// value reads one character or one string, and answers where it ends.
func (v *values) value(at int) int {
	switch v.doc[at] {
	case '"':
		return v.text(at)
	case '{', '[':
		v.depth++
		v.part(v.depth)
		if v.depth == 2 && v.doc[at] == '[' {
			v.listed, v.first = true, true
			v.begin(at + 1)
		}
	case '}', ']':
		if v.depth == 2 && v.listed {
			v.item(at)
			v.listed = false
		}
		v.depth--
	case ',':
		if v.depth == 2 && v.listed {
			v.item(at)
			v.begin(at) // the comma goes with what follows it
		}
		v.part(v.depth)
	}
	return at + 1
}

// item ends an item. The first one has no comma of its own, so something must
// stand in its place.
func (v *values) item(at int) {
	instead := ""
	if v.first {
		instead = "null"
	}
	v.first = false
	v.end(at, instead)
	v.start = -1
}

// text is where the string ends that begins at a place.
func (v *values) text(at int) int {
	for at++; at < len(v.doc); {
		next := strings.IndexAny(v.doc[at:], `"\`)
		switch {
		case next < 0:
			return len(v.doc)
		case v.doc[at+next] == '"':
			return at + next + 1
		}
		at += next + 2
	}
	return len(v.doc)
}
