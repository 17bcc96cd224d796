package rules

import (
	"fmt"
	"slices"
	"strings"
	"unique"

	"tocsin/brand"
	"tocsin/brand/text"
)

// A Rewording is what a post said, and what it says now: "" where it is deleted.
type Rewording struct{ Was, Now string }

// Reworded are mentions that were deleted or edited.
type Reworded map[brand.MentionID]Rewording

// dropped reports whether a tag stood in such a post, and does no more.
func (f Reworded) dropped(tag string) bool {
	for _, post := range f {
		if strings.Contains(text.Fold(post.Was), tag) && !strings.Contains(text.Fold(post.Now), tag) {
			return true
		}
	}
	return false
}

// flooded reports whether words that many are said to use are only such a post's.
func (f Reworded) flooded(by Flood) bool {
	if by.Text == "" || by.Voices > 1 {
		return false
	}
	start := strings.TrimSuffix(by.Text, "…")
	for _, post := range f {
		words := post.Was
		if strings.HasPrefix(slogan(words), start) || strings.HasPrefix(text.Clip(slogan(words), quoteLength), start) {
			return true
		}
	}
	return false
}

// reasoned reports whether the reason of one voice may be in the words of such a post.
func (f Reworded) reasoned(by Share) bool {
	_, quoted, is := strings.Cut(by.Why, `"`)
	if !is || by.Voices > 1 {
		return false
	}
	quoted, _, _ = strings.Cut(quoted, `"`)
	for _, post := range f {
		if post.Was != "" && strings.Contains(text.Fold(post.Was), text.Fold(strings.TrimSuffix(quoted, "…"))) {
			return true
		}
	}
	return false
}

// alters changes a quote of the post, and reports whether that makes it another.
func (r Rewording) alters(words, author, url *string) bool {
	if r.Now != "" {
		now := text.Clip(strings.TrimSpace(r.Now), quoteLength)
		altered := *words != "" && *words != now
		*words = now
		return altered
	}
	altered := *words+*author+*url != ""
	*words, *author, *url = "", "", ""
	return altered
}

// Unquote takes out of the evidence what deleted mentions said, who said it and where,
// has edited ones say what they say now, and answers how many quotes that are. What was
// counted stays.
func (s *Signal) Unquote(changed Reworded) int {
	taken := 0
	for i, q := range s.Loudest {
		if post, is := changed[q.ID]; is && post.alters(&q.Text, &q.Author, &q.URL) {
			s.Loudest = slices.Clone(s.Loudest)
			s.Loudest[i] = q
			taken++
		}
	}
	for i, story := range s.Stories {
		if post, is := changed[story.ID]; is && post.alters(&story.Text, &story.Author, &story.URL) {
			s.Stories = slices.Clone(s.Stories)
			s.Stories[i] = story
			taken++
		}
	}
	for i, story := range s.Stories {
		if _, is := changed[story.HeadlineID]; is && story.Headline != "" {
			s.Stories = slices.Clone(s.Stories)
			s.Stories[i].Headline, s.Stories[i].HeadlineID = "", ""
			taken++
		}
	}
	if s.Item != nil {
		if post, is := changed[s.Item.ID]; is {
			told := *s.Item
			if post.alters(&told.Text, &told.Author, &told.URL) {
				taken++
			}
			if post.Now == "" {
				named := strings.Join(told.Danger, ", ")
				told = told.unnamed()
				if said, is := strings.CutSuffix(s.Arithmetic, named); is && named != "" {
					s.Arithmetic = said + strings.Join(told.Danger, ", ")
				}
			}
			s.Item = &told
		}
	}
	for i, share := range s.Touches {
		if changed.reasoned(share) {
			s.Touches = slices.Clone(s.Touches)
			share.Why = fmt.Sprintf("%s in %d of %d", unquoted, share.Voices, s.Voices)
			s.Touches[i] = share
			taken++
		}
	}
	if kept := slices.DeleteFunc(slices.Clone(s.Tags), func(tag Share) bool { return tag.Voices == 1 && changed.dropped(tag.Name) }); len(kept) < len(s.Tags) {
		taken += len(s.Tags) - len(kept)
		s.Tags = kept
	}
	for i, f := range s.Floods {
		if changed.flooded(f) {
			s.Floods = slices.Clone(s.Floods)
			f.Text = ""
			s.Floods[i] = f
			taken++
		}
	}
	return taken
}

// Unquote lets go of what deleted and edited mentions said, so that no signal quotes it. They are
// counted as before.
func (s *Series) Unquote(changed Reworded) {
	s.untag(changed)
	deleted := func(c candidate) bool { _, is := changed[c.ID]; return is }
	for _, st := range s.steps {
		for i := range st.items {
			if it := &st.items[i]; it.Text+it.Author+it.URL != "" {
				if post, is := changed[it.ID]; is {
					if post.alters(&it.Text, &it.Author, &it.URL); post.Now == "" {
						it.Item = it.unnamed()
					}
				}
			}
		}
		for i := range st.loud {
			few := &st.loud[i]
			few.voices = slices.DeleteFunc(few.voices, deleted)
			few.texts = slices.DeleteFunc(few.texts, deleted)
			for _, kept := range [][]candidate{few.voices, few.texts} {
				for j := range kept {
					if _, is := changed[kept[j].headline.id]; is {
						kept[j].headline = headline{}
					}
				}
			}
		}
	}
}

// untag takes the tags that only such mentions carry from them: one person's own tag names
// that person.
func (s *Series) untag(changed Reworded) {
	gone := make(map[uint64]bool, len(changed))
	for id := range changed {
		gone[hash(string(id))] = true
	}
	carried := map[unique.Handle[string]]bool{}
	var theirs []*tick
	for _, st := range s.steps {
		for i := range st.ticks {
			t := &st.ticks[i]
			if gone[t.id] && len(t.tags) > 0 {
				theirs = append(theirs, t)
				continue
			}
			for _, tag := range t.tags {
				carried[tag] = true
			}
		}
	}
	for _, t := range theirs {
		t.tags = slices.DeleteFunc(slices.Clone(t.tags), func(tag unique.Handle[string]) bool { return !carried[tag] && changed.dropped(tag.Value()) })
	}
}
