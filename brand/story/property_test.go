package story_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tocsin/brand"
	"tocsin/brand/story"
)

// lexicon is what invented articles of one topic are made of.
const lexicon = `solvo pump patch sling advert parents mothers fathers babies pain back recall company spokesman said shares
regulator letter nurse doctor midwife shop pharmacy price week friday leaked battery cable charger helpline waited called refund
again never always nobody everybody thousands few many angry calm sorry promised denied admitted asked answered wrote read saw
took brought broke mended sold bought returned kept lost found in on at by for with without after before since until because
although while the a this that these their our his her its new old bad good long short first last`

// prose makes so many words about the topic.
func prose(rng *rand.Rand, words int) string {
	all := strings.Fields(lexicon)
	var b strings.Builder
	for i := range words {
		if b.WriteString(all[rng.IntN(len(all))]); i%13 == 12 {
			b.WriteByte('.')
		}
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}

func TestArticlesThatShareTopicQuoteAndFooterStayApart(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	quote := ` “We hear you and we are taking it down everywhere,” said Marta Oliveira, who leads the company's marketing, “and we are sorry that it took us a week and ten thousand letters to do so.” `
	var posts []brand.Post
	for n := range 400 {
		length := []int{12, 20, 45, 90, 150, 400}[n%6]
		text := prose(rng, length)
		if n%2 == 0 {
			text = prose(rng, length/2+8) + quote + prose(rng, length/2)
		}
		posts = append(posts, brand.Post{
			Author: fmt.Sprint("Writer ", n), URL: fmt.Sprintf("https://outlet%d.example/solvo", n), Title: "Solvo: what we know about the sling advertisement so far - The Harbour Gazette",
			Text: "HARBOUR (Gazette) - " + text + footer,
		})
	}
	mentions := placed(posts...)
	for _, m := range mentions {
		if m.Story != "" {
			t.Errorf("%s is taken for a copy of %s: %.120q", m.ID, m.Story, m.Text)
		}
	}
}

func TestFortyThousandDifferentPostsHaveNoCopies(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	x := story.NewIndex()
	for n := range 2 * story.Most {
		if m := x.Place(mention(n, brand.Post{Text: prose(rng, 12+rng.IntN(24))})); m.Story != "" {
			t.Fatalf("%q is taken for a copy of %s", m.Text, m.Story)
		}
	}
}

// version changes a text as those do who carry it.
func version(t *rapid.T, text string) string {
	words := strings.Fields(text)
	switch rapid.IntRange(0, 5).Draw(t, "version") {
	case 0:
		return "PARIS (AFP) — " + text
	case 1:
		words[rapid.IntRange(0, len(words)-1).Draw(t, "changed")] = "edited"
		return strings.Join(words, " ")
	case 2:
		return strings.Join(words[:len(words)*3/4], " ") + "…"
	case 3:
		return text + " https://carrier.example/7 #solvo"
	case 4:
		return "RT @ana: " + text
	}
	return text
}

func TestTheOrderOfArrivalDecidesWhoIsFirstAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		var mentions []brand.Mention
		of := map[brand.MentionID]int{}
		for cluster := range rapid.IntRange(1, 5).Draw(t, "stories") {
			text := prose(rng, rapid.IntRange(40, 300).Draw(t, "words"))
			for range rapid.IntRange(1, 6).Draw(t, "carriers") {
				m := mention(len(mentions), brand.Post{
					Title: "What an outlet calls it", URL: fmt.Sprintf("https://outlet%d.example/solvo", len(mentions)), Text: version(t, text),
				})
				of[m.ID] = cluster
				mentions = append(mentions, m)
			}
		}
		x := story.NewIndex()
		first := map[int]brand.MentionID{}
		for _, m := range rapid.Permutation(mentions).Draw(t, "order") {
			got := x.Place(m)
			want, known := first[of[m.ID]]
			if !known {
				first[of[m.ID]] = m.ID
			}
			if got.Story != want {
				t.Fatalf("%s copies %q, want %q: %q", m.ID, got.Story, want, m.Text)
			}
		}
	})
}

// A page is read again after a crash, by a daemon that knows what was kept before.
func TestWhatIsOfferedAgainHearsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCarrier(rapid.Uint64().Draw(t, "seed"))
		var kept []brand.Mention
		x := story.NewIndex()
		n := rapid.IntRange(2, 40).Draw(t, "mentions")
		for i := range n {
			kept = append(kept, x.Place(mention(i, c.carry(i))))
		}
		crash := rapid.IntRange(0, n).Draw(t, "crash")
		anew := story.NewIndex()
		for _, m := range kept[:crash] {
			anew.Learn(m)
		}
		for i, m := range kept {
			m.Story, m.Speaker = "", ""
			if diff := cmp.Diff(kept[i], x.Place(m)); diff != "" {
				t.Fatalf("offered again (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(kept[i], anew.Place(m)); diff != "" {
				t.Fatalf("offered again to one that learnt %d of %d (-want +got):\n%s", crash, n, diff)
			}
		}
	})
}

// A copy may be kept although the first was not, because the daemon died in between.
func TestTheFirstOneIsNoCopyOfItself(t *testing.T) {
	c := newCarrier(1)
	first, second, third := mention(0, c.carry(0)), mention(1, c.carry(1)), mention(9, c.carry(9))
	x := story.NewIndex()
	x.Place(first)
	copied := x.Place(second)

	anew := story.NewIndex()
	anew.Learn(copied)
	if m := anew.Place(first); m.Story != "" || m.Speaker != "" {
		t.Errorf("the first one copies %q", m.Story)
	}
	if m := anew.Place(third); m.Story != first.ID || m.Speaks() != first.Voice {
		t.Errorf("a third one copies %q and speaks as %q, want the first", m.Story, m.Speaks())
	}
}

func TestATextIsForgottenAWeekAfterItWasLastCarried(t *testing.T) {
	c := newCarrier(1)
	x := story.NewIndex()
	now := noon
	place := func(n int, pause time.Duration) brand.Mention {
		now = now.Add(pause)
		m := mention(n, c.carry(8*n))
		m.Fetched = now
		return x.Place(m)
	}
	first := place(0, 0)
	for n := 1; n < 5; n++ {
		if m := place(n, 6*24*time.Hour); m.Story != first.ID {
			t.Errorf("carried every six days, the %dth time as a copy of %q", n, m.Story)
		}
	}
	if m := place(5, story.Span+time.Second); m.Story != "" {
		t.Errorf("carried again after more than a week, it copies %s", m.Story)
	}
}

func TestTheOldestTextsAreForgottenFirst(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	x := story.NewIndex()
	var texts []string
	for n := range story.Most + 10 {
		texts = append(texts, prose(rng, 20))
		x.Place(mention(n, brand.Post{Text: texts[n]}))
	}
	again := func(n int) bool { return x.Place(mention(1_000_000+n, brand.Post{Text: texts[n]})).Story != "" }
	if !again(story.Most+9) || !again(100) {
		t.Error("a text among the last 20,000 is forgotten")
	}
	if again(0) {
		t.Error("the text before the last 20,000 is still known")
	}
}

func FuzzPlace(f *testing.F) {
	f.Add("Solvo pulls ad - Bell", "RT @ana: \"@bea: solvo…", "@ana")
	f.Add("", wire, "Ana (@ana)")
	f.Add("a | b - c", "LONDON (Reuters) - 索尔沃公司 #solvo https://x.example …", "")
	f.Add("The post", "the post  appeared first on ", "\xff@")
	f.Fuzz(func(t *testing.T, title, text, author string) {
		x := story.NewIndex()
		p := brand.Post{Title: title, Text: text, Author: author}
		first := x.Place(mention(0, p))
		if first.Story != "" {
			t.Fatalf("the first one copies %q", first.Story)
		}
		second := x.Place(mention(1, p))
		if second.Story != "" && (second.Story != first.ID || second.Speaker != first.Voice) {
			t.Fatalf("the second one copies %q with the voice %q", second.Story, second.Speaker)
		}
		long := mention(2, brand.Post{Text: wire + " " + text})
		if a, b := x.Place(long), x.Place(long); a.Story != b.Story {
			t.Fatalf("offered twice: %q and %q", a.Story, b.Story)
		}
		if !slices.Equal([]brand.MentionID{first.ID}, []brand.MentionID{x.Place(first).ID}) || x.Place(first).Story != "" {
			t.Fatal("the first one became a copy")
		}
	})
}
