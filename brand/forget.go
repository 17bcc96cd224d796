package brand

import "time"

// Forgotten is the mention without what its author said and without who that is: what
// is left when a post was deleted. It counts as it did.
func (m Mention) Forgotten(at time.Time) Mention {
	m.Post = Post{Lang: m.Lang, Published: m.Published, Reach: m.Reach, Rating: m.Rating}
	m.Tags, m.Why, m.Gone = nil, "", at
	return m
}

// Rewritten is the mention with the words it has now. When and by whom it was said, and
// how it counts, stay as they were.
func (m Mention) Rewritten(now Mention, at time.Time) Mention {
	m.Title, m.Text, m.Links, m.Tags, m.Tone, m.Edited = now.Title, now.Text, now.Links, now.Tags, now.Tone, at
	return m
}
