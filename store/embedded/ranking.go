package embedded

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A ranking is members with scores: what Redis calls a sorted set. It is sorted
// when it is read: those of the store have few members.
type ranking map[string]float64

func newRanking() ranking { return ranking{} }

func (e *engine) zadd(args []string, out []byte) ([]byte, error) {
	if len(args)%2 != 0 {
		return out, errSyntax
	}
	scores := make([]float64, 0, len(args)/2)
	for i := 2; i < len(args); i += 2 {
		score, err := parseScore(args[i])
		if err != nil {
			return out, err
		}
		scores = append(scores, score)
	}
	r, it, err := open(e, args[1], newRanking)
	if err != nil {
		return out, err
	}
	fresh := int64(0)
	for i, score := range scores {
		member := args[3+2*i]
		if _, there := r[member]; !there {
			fresh++
			e.grow(it, memberBytes+len(member))
		}
		r[member] = score
	}
	return appendInt(out, fresh), nil
}

func (e *engine) zrem(args []string, out []byte) ([]byte, error) {
	r, it, err := find[ranking](e, args[1])
	if err != nil {
		return out, err
	}
	gone := int64(0)
	for _, member := range args[2:] {
		if _, there := r[member]; !there {
			continue
		}
		gone++
		e.grow(it, -memberBytes-len(member))
		delete(r, member)
	}
	if it != nil && len(r) == 0 {
		e.drop(args[1])
	}
	return appendInt(out, gone), nil
}

func (e *engine) zrangebyscore(args []string, out []byte) ([]byte, error) {
	from, fromOpen, err := parseBound(args[2])
	if err != nil {
		return out, err
	}
	to, toOpen, err := parseBound(args[3])
	if err != nil {
		return out, err
	}
	r, _, err := find[ranking](e, args[1])
	if err != nil {
		return out, err
	}
	var found []string
	for member, score := range r {
		if score < from || score > to || fromOpen && score == from || toOpen && score == to {
			continue
		}
		found = append(found, member)
	}
	slices.SortFunc(found, func(a, b string) int { return cmp.Or(cmp.Compare(r[a], r[b]), cmp.Compare(a, b)) })
	out = appendArray(out, len(found))
	for _, member := range found {
		out = appendBulk(out, member)
	}
	return out, nil
}

func parseScore(text string) (float64, error) {
	score, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(score) || strings.Contains(text, "_") {
		return 0, errNoFloat
	}
	return score, nil
}

// parseBound reads the end of a range; "(" leaves out the end itself.
func parseBound(text string) (float64, bool, error) {
	rest, open := strings.CutPrefix(text, "(")
	score, err := parseScore(rest)
	if err != nil {
		return 0, false, errNoBound
	}
	return score, open, nil
}
