package rules

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/brand"
)

var noon = time.Date(2026, 11, 10, 20, 0, 0, 0, time.UTC)

// copyOf makes a mention a copy of another.
func copyOf(m *brand.Mention, first *brand.Mention) { m.Story, m.Speaker = first.ID, first.Speaks() }

// A wire story in 62 copies is one voice beside the 30 people who speak for themselves.
func TestACopiedTextIsOneVoice(t *testing.T) {
	var wire brand.Mention
	sig := evidence(t, noon, 93, func(i int, m *brand.Mention) {
		switch {
		case i == 0:
			m.Text, m.Author, m.Reach = "Solvo pulls ad after protest", "The Wire", 10
			wire = *m
		case i <= 62:
			copyOf(m, &wire)
			m.Source, m.Text = fmt.Sprint("outlet", i%9), fmt.Sprint("Solvo pulls its ad, says paper ", i)
		default:
			m.Text = fmt.Sprint("about time, ", i)
		}
	})
	if sig.Voices != 31 || sig.Mentions != 93 {
		t.Errorf("%d voices in %d posts, want 31 in 93", sig.Voices, sig.Mentions)
	}
	want := []Story{{Carriers: 63, Authors: 63, Sources: 10, ID: wire.ID, Author: "The Wire", Text: "Solvo pulls ad after protest"}}
	if diff := cmp.Diff(want, sig.Stories); diff != "" {
		t.Errorf("stories (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(Copied{Posts: 62, Texts: 1, Authors: 62, Carriers: 63}, sig.Copied); diff != "" {
		t.Errorf("copied (-want +got):\n%s", diff)
	}
	if len(sig.Loudest) != 3 || sig.Loudest[0].Carriers != 63 || sig.Loudest[1].Carriers != 0 || sig.Loudest[1].Source != "news" {
		t.Errorf("the loudest are %+v, want the story once, then people", sig.Loudest)
	}
	if sig.Sources[0] != (Share{Name: "news", Voices: 31}) || sig.Sources[1].Voices != 1 {
		t.Errorf("sources %+v, want the people's, and an outlet's one voice", sig.Sources)
	}
}

// The text was first read a day ago, by somebody who is silent in this window.
func TestACopiedTextOfAnotherDayIsStillOneVoice(t *testing.T) {
	sig := evidence(t, noon, 40, func(i int, m *brand.Mention) {
		if i < 8 {
			m.Story, m.Speaker = "old", "absent"
		}
		if i == 8 {
			m.Story, m.Speaker = "older", "v9" // who speaks for themselves, too
		}
	})
	want := Copied{Posts: 9, Texts: 2, Authors: 9, Carriers: 9, Adds: 1}
	if diff := cmp.Diff(want, sig.Copied); diff != "" || sig.Voices != 32 {
		t.Errorf("%d voices, want 32; copied (-want +got):\n%s", sig.Voices, diff)
	}
	if len(sig.Stories) != 1 || sig.Stories[0].Carriers != 8 {
		t.Errorf("stories %+v, want one of 8 carriers: a text with one is none", sig.Stories)
	}
}

// However texts are copied, what Copied says adds up to what was counted.
func TestPostsFoldIntoVoicesAsTold(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 7))
		var h history
		for i := range 300 {
			m := h.say(fmt.Sprint("v", rng.IntN(150)), noon.Add(-time.Duration(rng.IntN(80))*time.Minute))
			if i > 0 && rng.IntN(3) == 0 {
				if first := h[rng.IntN(min(i, 20))]; first.Story == "" {
					copyOf(m, &first)
				}
			}
		}
		found := Evaluate(h.series(nil), []Rule{Burst{}}, noon)
		if len(found) != 1 || found[0].Copied.Posts == 0 {
			t.Fatalf("seed %d: found %+v, want one signal with copies", seed, found)
		}
		sig := found[0]
		authors := map[brand.Voice]bool{}
		for _, m := range h {
			if m.Story == "" && m.At.After(sig.At.Add(-sig.Window)) && !m.At.After(sig.At) {
				authors[m.Voice] = true
			}
		}
		if got := len(authors) + sig.Copied.Adds; got != sig.Voices {
			t.Errorf("seed %d: %d authors in their own words and %d that copies add are %d voices, told are %d", seed, len(authors), sig.Copied.Adds, got, sig.Voices)
		}
		if sum := sig.Moods.All(); sum != sig.Voices {
			t.Errorf("seed %d: moods add up to %d of %d voices", seed, sum, sig.Voices)
		}
	}
}

func TestOwnPostsAreToldOfAndNeverCounted(t *testing.T) {
	var first brand.Mention
	sig := evidence(t, noon, 50, func(i int, m *brand.Mention) {
		m.Own = i%5 == 0
		if i == 0 {
			first = *m
		}
	})
	if sig.Voices != 40 || sig.Mentions != 40 || sig.OwnPosts != 10 {
		t.Errorf("%d voices, %d posts, %d own posts, want 40, 40, 10", sig.Voices, sig.Mentions, sig.OwnPosts)
	}
	s := NewSeries(nil)
	s.Add(first)
	s.Add(first)
	if got := s.ownPosts(noon.Add(-time.Hour), noon); got != 1 || s.Count(noon.Add(-time.Hour), noon).Mentions != 0 {
		t.Errorf("an own post that is read twice is told as %d", got)
	}
	for i := range 60 * 24 {
		own := first
		own.ID, own.At = brand.MentionID(fmt.Sprint("own", i)), noon.Add(time.Duration(i)*time.Hour)
		own.Fetched = own.At
		s.Add(own)
	}
	if len(s.steps) > int(recent/time.Hour)+2 || len(s.seen) > int(recent/time.Hour)+2 {
		t.Errorf("of 60 days of own posts %d steps and %d posts are remembered, want three days", len(s.steps), len(s.seen))
	}
}
