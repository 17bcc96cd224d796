package story

import (
	"strings"
	"unicode/utf8"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// Of two outlets' long texts that are one, the beginnings share a quarter, and
	// both share half of all there is in them; or the beginnings share half, and what
	// is in the shorter text is for the most part in the longer.
	headShared, allShared    = 0.25, 0.5
	headRepeated, partShared = 0.5, 0.65
	// teaserRepeated is how much of a teaser's pieces the text repeats that it was taken from.
	teaserRepeated = 0.7
)

// article reports whether a post is a site's article and not what may be a person's post:
// that has no title, or one that is only its own beginning, or that of what it replies to.
func article(p brand.Post) bool {
	if p.Title == "" {
		return false
	}
	title := strings.TrimSpace(text.Fold(p.Title))
	_, cut := uncut([]byte(title))
	// Folding drops some of what is written, hardly two thirds.
	beginning := p.Text[:min(len(p.Text), 3*len(p.Title)+utf8.UTFMax)]
	return !cut && !replies(title) && !strings.HasPrefix(text.Fold(beginning), title)
}

// hostOf is the hash of the host on which a post stands, 0 if it has no address.
func hostOf(p brand.Post) uint64 {
	_, host, ok := strings.Cut(p.URL, "://")
	if !ok {
		return 0
	}
	if end := strings.IndexAny(host, "/?#"); end >= 0 {
		host = host[:end]
	}
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	if host == "" {
		return 0
	}
	return voiced(host)
}

// replies reports whether a folded title is one that forums and blogs give to an answer.
func replies(title string) bool {
	for _, mark := range []string{"re:", "re[", "aw:", "antw:", "sv:", "rv:", "r:", "by:", "comment on ", "comment by ", "reply to ", "/u/", "@"} {
		if strings.HasPrefix(title, mark) {
			return true
		}
	}
	return strings.Contains(title, "• re: ")
}

// carries reports whether both texts are articles of sites, and not of the same one:
// in a forum all answers have the thread's title.
func (r *reading) carries(a *sketch) bool { return r.site != 0 && a.site != 0 && r.site != a.site }

// follows reports whether two long texts begin alike and are for the most part the
// same. One of them may begin with words of its own; where both do, as articles that
// end in the same footer, they are two.
func (r *reading) follows(a *sketch) bool {
	if !r.begins(a) && !a.begins(&r.sketch) {
		return false
	}
	head := float64(common(r.head, a.head)) / float64(min(len(r.head), len(a.head)))
	if head < headShared {
		return false
	}
	both := alike(&r.sketch, a)
	if both >= allShared {
		return true
	}
	part := both / (1 + both) * float64(r.size+a.size) / float64(min(r.size, a.size))
	return head >= headRepeated && part >= partShared
}

// continues reports whether a text begins with another one, and goes on. Where an
// outlet's text says itself that it goes on, something may stand before it; a
// person's must break off within a sentence that the other ends.
func (r *reading) continues(a *sketch, carried bool) bool { //nolint:revive // it is a property of the pair, not a command
	if float64(common(r.head, a.head)) < teaserRepeated*float64(len(a.head)) {
		return false
	}
	if carried {
		return a.cut && !r.short() || r.begins(a)
	}
	return a.cut && r.begins(a) && r.flows(a)
}

// flows reports whether a text goes on from the words it shares with another within
// the same sentence. A quote ends, with a mark or a line.
func (r *reading) flows(a *sketch) bool {
	at, run := 0, 0
	for _, p := range r.near {
		if holds(a.head, p.hash) {
			at, run = p.to, run+1
		} else if run > 0 {
			break
		}
	}
	return float64(run) >= teaserRepeated*float64(len(a.head)) && at < len(r.toks) && !r.toks[at].apart
}
