package config

import (
	"tocsin/brand"
	"tocsin/brand/query"
)

// A jury is the queries that examples must agree with. It says only what no
// mending of a faulty query can change.
type jury struct {
	match, not []string
	// lacksMatch and lacksNot are set where a query has a fault, and is not among the
	// others; blind where nothing can be said at all.
	lacksMatch, lacksNot, blind bool
}

// misses says what becomes of a post that should be found; "" if it is found, or
// may be.
func (j jury) misses(e Example) string {
	if j.blind {
		return ""
	}
	wanted := reason(j.match, e) != ""
	if !wanted && !j.lacksMatch {
		return "not found"
	}
	for _, q := range j.not {
		if why := reason([]string{q}, e); why != "" {
			return "cut by " + quoted(q) + " under not (" + why + ")"
		}
	}
	return ""
}

// finds says what of a post is found, "" if nothing is, or perhaps nothing.
func (j jury) finds(e Example) string {
	if j.blind || j.lacksNot {
		return ""
	}
	if reason(j.not, e) != "" {
		return ""
	}
	return reason(j.match, e)
}

// reason is why queries find a post, "" if none does.
func reason(queries []string, e Example) string {
	set, err := query.Compile([]brand.Brand{{Key: "examples", Match: queries}})
	if err != nil {
		return ""
	}
	matches := set.MatchFrom(e.Source, e.Post)
	if len(matches) == 0 {
		return ""
	}
	return matches[0].Why
}
