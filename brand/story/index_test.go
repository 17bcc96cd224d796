package story_test

import (
	"fmt"
	"testing"

	"tocsin/brand"
	"tocsin/brand/story"
)

// mention makes a mention of a post by a voice of its author's name.
func mention(n int, p brand.Post) brand.Mention {
	id := brand.MentionID(p.NativeID)
	if id == "" {
		id = brand.MentionID(fmt.Sprint("mention ", n))
	}
	voice := p.Author
	if voice == "" {
		voice = fmt.Sprint("voice ", n)
	}
	return brand.Mention{ID: id, Brand: "solvo", Post: p, At: noon, Fetched: noon, Voice: brand.Voice(voice)}
}

// placed places posts one after the other.
func placed(posts ...brand.Post) []brand.Mention {
	x := story.NewIndex()
	var mentions []brand.Mention
	for i, p := range posts {
		mentions = append(mentions, x.Place(mention(i, p)))
	}
	return mentions
}

// voices counts who speaks in mentions.
func voices(mentions []brand.Mention) int {
	speak := map[brand.Voice]bool{}
	for _, m := range mentions {
		speak[m.Speaks()] = true
	}
	return len(speak)
}

func TestAWireStoryIn62OutletsIsOneVoice(t *testing.T) {
	for seed := range uint64(20) {
		c := newCarrier(seed)
		var posts []brand.Post
		for n := range 62 {
			posts = append(posts, c.carry(n))
		}
		c.rng.Shuffle(len(posts), func(i, j int) { posts[i], posts[j] = posts[j], posts[i] })
		mentions := placed(posts...)
		for i, m := range mentions {
			if i > 0 && m.Story != mentions[0].ID {
				t.Errorf("order %d: %s (heard first: %s) is taken for a story of its own: %.200q", seed, m.ID, mentions[0].ID, m.Text)
			}
		}
		if n := voices(mentions); n != 1 {
			t.Errorf("order %d: 62 outlets speak with %d voices, want 1", seed, n)
		}
	}
}
