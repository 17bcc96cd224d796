package brand

import (
	"slices"
	"strings"
	"time"
)

// Forgotten is the mention without what its author said and without who that is: what
// is left when a post was deleted. It counts as it did.
func (m Mention) Forgotten(at time.Time) Mention {
	m.Post = Post{Lang: m.Lang, Published: m.Published, Reach: m.Reach, Rating: m.Rating}
	m.Touches = unquoted(m.Touches, nil)
	m.Touches, m.Tone = unnamed(m.Touches, m.own()), m.Unnamed()
	m.Tags, m.Why, m.Gone = nil, "", at
	return m
}

// OwnDanger stands for those dangers of the brand's own that a deleted post spoke of: a
// query of few words may be all that it said.
const OwnDanger = "danger words of its own"

// own are the dangers that queries of the brand's own found. Where it was not noted how many
// are of the lists, all may be.
func (t Tone) own() []string { return t.Danger[:max(0, len(t.Danger)-max(0, t.Listed))] }

// Unnamed is the tone without the names of dangers that are the brand's own.
func (t Tone) Unnamed() Tone {
	if own := t.own(); len(own) > 0 {
		t.Danger = append([]string{OwnDanger}, t.Danger[len(own):]...)
	}
	return t
}

// unnamed are the strategies that are touched, without the names of dangers.
func unnamed(was []Touch, dangers []string) []Touch {
	for i, t := range was {
		if name, is := strings.CutPrefix(t.Why, ByDanger); is && slices.Contains(dangers, name) {
			was[i].Why = ByDanger + OwnDanger
		}
	}
	return was
}

// Rewritten is the mention with the words it has now. When and by whom it was said, and
// how it counts, stay as they were.
func (m Mention) Rewritten(now Mention, at time.Time) Mention {
	m.Touches = unquoted(m.Touches, now.Touches)
	m.Title, m.Text, m.Links, m.Tags, m.Tone, m.Edited = now.Title, now.Text, now.Links, now.Tags, now.Tone, at
	m.Why = now.Why
	return m
}

// Quotes reports whether anything is left of what the author said, or of who that is.
func (m Mention) Quotes() bool {
	return m.Title+m.Text+m.Author+m.AuthorID+m.URL+m.NativeID+m.Why != "" || len(m.Links)+len(m.Tags) > 0 ||
		slices.ContainsFunc(m.Touches, Touch.quotes)
}

// unquoted are the strategies that are touched, with the reasons there are now. Where
// there is none, one that quotes the post is taken out.
func unquoted(was, now []Touch) []Touch {
	left := slices.Clone(was)
	for i, t := range left {
		if n := slices.IndexFunc(now, func(o Touch) bool { return o.Strategy == t.Strategy }); n >= 0 {
			left[i].Why = now[n].Why
		} else if t.quotes() {
			left[i].Why = ""
		}
	}
	return left
}

// What a reason begins with that is in nobody's words: a danger by its list's name, and
// what a source's authors are to the brand.
const (
	ByDanger = "danger: "
	ByVoice  = "voice "
)

// quotes reports whether the reason may be in the words of the post.
func (t Touch) quotes() bool {
	return t.Why != "" && !strings.HasPrefix(t.Why, ByDanger) && !strings.HasPrefix(t.Why, ByVoice)
}
