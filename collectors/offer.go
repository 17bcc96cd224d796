package collectors

import (
	"slices"
	"strings"
	"time"

	"tocsin/brand"
	"tocsin/brand/text"
)

const (
	// batchSize is how many mentions are kept in one step.
	batchSize = 200
	// maxText bounds what is kept of a post, in bytes. Brands are sought in all of it.
	maxText    = 16 << 10
	maxShort   = 1 << 10
	maxAddress = 8 << 10
	// fewMentions is for how many of a brand there is room at first.
	fewMentions = 32
)

// An offer is what a page holds for one brand.
type offer struct {
	key      brand.Key
	mentions []brand.Mention
}

// A novelty says what a page has that was there before anybody listened.
type novelty struct {
	// all is set where that is all of it, newcomers are the brands for which it is.
	all       bool
	newcomers map[brand.Key]bool
	// since is when the source was first asked in vain, zero if the first answer is to the
	// first question: what is dated later was not there before.
	since time.Time
}

// old reports whether a post was there before anybody listened for a brand.
func (n novelty) old(key brand.Key, p brand.Post) bool {
	if n.newcomers[key] {
		return true
	}
	return n.all && (n.since.IsZero() || !p.Published.After(n.since))
}

// offers turns posts into the mentions of each brand the source serves.
func (l *Listener) offers(s Source, posts []brand.Post, is novelty, now time.Time) []offer {
	var offers []offer
	for _, p := range posts {
		p.Published = sound(p.Published)
		var m brand.Mention
		for _, match := range l.matches(s, p) {
			if len(s.Brands) > 0 && !slices.Contains(s.Brands, match.Brand) {
				continue
			}
			if m.ID == "" {
				m = l.mention(s, p, now)
			}
			m.Brand, m.Why, m.Own = match.Brand, match.Why, match.Own
			m.Backfill = is.old(match.Brand, p)
			if l.options.Tone != nil {
				m.Tone = l.options.Tone(match.Brand, m.Post)
			}
			m.Touches = l.touches(m, p)
			i := slices.IndexFunc(offers, func(o offer) bool { return o.key == match.Brand })
			if i < 0 {
				i, offers = len(offers), append(offers, offer{match.Brand, make([]brand.Mention, 0, min(len(posts), fewMentions))})
			}
			offers[i].mentions = append(offers[i].mentions, m)
		}
	}
	return offers
}

// matches are the brands that a post concerns. Where all of a source is about its brands,
// that is each of them.
func (l *Listener) matches(s Source, p brand.Post) []brand.Match {
	found := l.options.Matcher.MatchFrom(s.ID, p)
	if !s.Whole {
		return found
	}
	for _, key := range s.Brands {
		if !slices.ContainsFunc(found, func(m brand.Match) bool { return m.Brand == key }) {
			found = append(slices.Clip(found), brand.Match{Brand: key, Why: "all of " + s.ID, Own: l.options.Matcher.Owns(key, p)})
		}
	}
	return found
}

// mention is a post in all that does not depend on the brand.
func (l *Listener) mention(s Source, p brand.Post, now time.Time) brand.Mention {
	m := brand.Mention{
		ID: brand.Identify(s.Kind, s.ID, p), Source: s.ID, Kind: s.Kind, Group: s.Voice, Post: p,
		At: p.Published, Fetched: now,
		Voice: brand.NewVoice(l.options.VoiceKey, s.Kind, s.ID, p),
		Tags:  text.Tags(p.Title + "\n" + p.Text),
	}
	if m.At.IsZero() || m.At.After(now) {
		m.At = now
	}
	m.Title, m.Text = clip(p.Title, maxShort), clip(p.Text, maxText)
	m.Author, m.AuthorID = clip(p.Author, maxShort), clip(p.AuthorID, maxShort)
	if s.Anonymous {
		m.Author, m.AuthorID = "", ""
	}
	m.NativeID, m.Lang = clip(p.NativeID, maxShort), clip(p.Lang, maxShort)
	if len(p.URL) > maxAddress {
		m.URL = "" // half an address leads nowhere
	}
	m.Links = links(p.Links)
	if m.Lang == "" && l.options.Language != nil {
		m.Lang = clip(l.options.Language(m.Post), maxShort)
		m.Guessed = m.Lang != ""
	}
	return m
}

// touches asks which strategies a mention touches, by the whole of its post.
func (l *Listener) touches(m brand.Mention, p brand.Post) []brand.Touch {
	if l.options.Touches == nil {
		return nil
	}
	p.Lang = m.Lang
	m.Post = p
	return l.options.Touches(m)
}

// links are those of a post's links that are kept.
func links(all []string) []string {
	var kept []string
	for _, link := range all {
		if len(link) <= maxAddress && len(kept) < brand.MostLinks {
			kept = append(kept, link)
		}
	}
	return kept
}

// firstYear is the first that a post may come from: what claims an older one, such
// as 1970, was dated by software that did not know.
const firstYear = 2000

// sound is a moment that may be one of publication, zero where the source claims
// one that cannot be, or that cannot be written as JSON.
func sound(t time.Time) time.Time {
	t = t.UTC()
	if y := t.Year(); y < firstYear || y > 9999 {
		return time.Time{}
	}
	return t
}

// clip cuts a text that is too long to be kept, between two characters.
func clip(s string, bytes int) string {
	if len(s) <= bytes {
		return s
	}
	return strings.TrimSpace(text.Head(s, bytes)) + "…"
}
