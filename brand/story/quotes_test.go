package story_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tocsin/brand"
	"tocsin/brand/story"
)

// said makes what fifty people say who all quote one parent, each in own words.
func said(parent brand.Post, own int, arrange func(quote, own string) brand.Post) []brand.Post {
	rng := rand.New(rand.NewPCG(5, uint64(own)))
	posts := []brand.Post{parent}
	for n := range 50 {
		p := arrange(parent.Text, prose(rng, own))
		p.Author = fmt.Sprint("person ", n)
		posts = append(posts, p)
	}
	return posts
}

func TestFiftyPeopleWhoQuoteOnePostAndSayTheirOwnAreFiftyOneVoices(t *testing.T) {
	thread := 0
	for _, tt := range []struct {
		claim   string
		arrange func(quote, own string) brand.Post
	}{
		{"the quote first", func(q, own string) brand.Post { return brand.Post{Text: q + "\n" + own} }},
		{"the quote first, on one line", func(q, own string) brand.Post { return brand.Post{Text: q + " " + own} }},
		{"the quote last", func(q, own string) brand.Post { return brand.Post{Text: own + "\n" + q} }},
		{"the quote in the middle", func(q, own string) brand.Post {
			words := strings.Fields(own)
			half := len(words) / 2
			return brand.Post{Text: strings.Join(words[:half], " ") + "\n" + q + "\n" + strings.Join(words[half:], " ")}
		}},
		{"their words within the quote", func(q, own string) brand.Post {
			words := strings.Fields(q)
			half := len(words) / 2
			return brand.Post{Text: strings.Join(words[:half], " ") + " [" + own + "] " + strings.Join(words[half:], " ")}
		}},
		{"the quote behind a mark", func(q, own string) brand.Post { return brand.Post{Text: "> " + q + "\n\n" + own} }},
		{"the quote between marks", func(q, own string) brand.Post { return brand.Post{Text: "“" + q + "” – " + own} }},
		{"a repost with words before it", func(q, own string) brand.Post { return brand.Post{Text: own + " RT @ana: " + q} }},
		{"replies under the title of the thread", func(q, own string) brand.Post {
			thread++
			return brand.Post{Title: "Solvo pump leaks, who else has seen it?", URL: fmt.Sprint("https://forum.example/t/7/", thread), Text: q + "\n" + own}
		}},
		{"replies within the quote under the title of the thread", func(q, own string) brand.Post {
			thread++
			words := strings.Fields(q)
			half := len(words) / 2
			return brand.Post{Title: "Solvo pump leaks, who else has seen it?", URL: fmt.Sprint("https://forum.example/t/7/", thread), Text: strings.Join(words[:half], " ") + "\n" + own + "\n" + strings.Join(words[half:], " ")}
		}},
		{"replies in another forum", func(q, own string) brand.Post {
			thread++
			return brand.Post{Title: "Re: Solvo pump leaks, who else has seen it?", URL: fmt.Sprint("https://other.example/t/7/", thread), Text: q + "\n" + own}
		}},
		{"posts that have their beginning for a title", func(q, own string) brand.Post {
			thread++
			return brand.Post{Title: q[:40] + "…", URL: fmt.Sprintf("https://social%d.example/t/7", thread), Text: q + "\n" + own}
		}},
	} {
		for _, quoted := range []int{12, 60, 90, 130, 300} {
			for _, own := range []int{5, 30, 100} {
				for _, end := range []string{"", "..."} {
					rng := rand.New(rand.NewPCG(3, uint64(quoted)))
					parent := brand.Post{Author: "ana", Title: "Solvo pump leaks, who else has seen it?", URL: "https://forum.example/t/7", Text: prose(rng, quoted) + end}
					if n := voices(placed(said(parent, own, tt.arrange)...)); n != 51 {
						t.Errorf("%s, %d words quoted%s, %d of their own: %d voices, want 51", tt.claim, quoted, end, own, n)
					}
				}
			}
		}
	}
}

const adClaim = "Our Solvo mothers never need a break because a baby worn with style is worth every little pain and every tear"

func TestPeopleWhoQuoteAClaimAndAddAWordOrThreeAreACrowd(t *testing.T) {
	endings := []string{"shame on you", "how very insulting", "I am furious", "never again Solvo", "sick", "who approved this", "boycott these idiots", "disgraceful", "are you serious", "delete this now"}
	rng := rand.New(rand.NewPCG(8, 8))
	for claim, arrange := range map[string]func(n int) string{
		"ten endings":           func(n int) string { return `"` + adClaim + `" ` + endings[n%10] },
		"ten beginnings":        func(n int) string { return endings[n%10] + `: "` + adClaim + `"` },
		"endings of their own":  func(int) string { return `"` + adClaim + `" ` + prose(rng, 3) },
		"three words before it": func(int) string { return prose(rng, 3) + `: "` + adClaim + `"` },
		"one word before it":    func(int) string { return strings.Replace(prose(rng, 1), "this", "shame", 1) + "! " + adClaim },
		"a repost and a word":   func(n int) string { return endings[n%10] + " RT @solvo: " + adClaim },
	} {
		rng = rand.New(rand.NewPCG(8, 8)) // the cases come in any order
		for _, heard := range []bool{true, false} {
			var posts []brand.Post
			if heard {
				posts = append(posts, brand.Post{Author: "solvo", Text: adClaim})
			}
			said := map[string]bool{}
			for n := range 60 {
				text := arrange(n)
				said[strings.ToLower(strings.NewReplacer(".", "", ",", "").Replace(text))] = true
				posts = append(posts, brand.Post{Author: fmt.Sprint("mum ", n), Text: text})
			}
			want := len(said)
			if heard {
				want++
			}
			if n := voices(placed(posts...)); n != want {
				t.Errorf("%s, claim heard before: %v: %d voices, want the %d who say something different", claim, heard, n, want)
			}
		}
	}
}

func TestBlogsThatOpenWithASloganAndGoOnAreOneVoiceShortAtMost(t *testing.T) {
	site := 0
	blog := func(q, own string) brand.Post {
		site++
		return brand.Post{Title: fmt.Sprint("What I think of it, part ", site), URL: fmt.Sprintf("https://blog%d.example/solvo", site), Text: q + "\n" + own}
	}
	for _, quoted := range []int{12, 30, 60} {
		for _, own := range []int{100, 300} {
			rng := rand.New(rand.NewPCG(3, uint64(quoted)))
			parent := brand.Post{Author: "Solvo", Title: "Wear it with pride", URL: "https://solvo.example/pride", Text: prose(rng, quoted)}
			if n := voices(placed(said(parent, own, blog)...)); n < 50 {
				t.Errorf("%d words quoted, %d of their own: %d voices, want 50 at least", quoted, own, n)
			}
		}
	}
}

func TestALetterWithBlanksThatPeopleFillInIsTheirs(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	var posts []brand.Post
	for n := range 50 {
		own := strings.Fields(prose(rng, 8))
		posts = append(posts, brand.Post{Author: fmt.Sprint("person ", n), Text: fmt.Sprintf(
			"Solvo, I am writing to you from %s because %s broke after %s and nobody on your helpline would listen to me; I want my money back, and an apology that is worth the name, before Friday",
			own[0], strings.Join(own[1:5], " "), strings.Join(own[5:], " "))})
	}
	if n := voices(placed(posts...)); n != 50 {
		t.Errorf("50 people filled in eight words each and speak with %d voices", n)
	}
}

func TestAProtestCopiedByHandIsOneStory(t *testing.T) {
	const protest = "dear solvo we carry our babies because we love them and not because your posters tell us it is in fashion"
	var posts []brand.Post
	for n, text := range []string{
		protest, protest + " 😡😡😡", "🚨 " + strings.ToUpper(protest) + " 🚨", strings.Replace(protest, "carry", "carrry", 1),
		strings.Replace(protest, "posters", "postres", 1), protest + " #solvomoms https://petition.example/7", "Please share: " + protest,
		strings.ReplaceAll(protest, " we ", " We "), strings.Replace(protest, "not because", "NOT because", 1) + "!!", "\"" + protest + "\"",
	} {
		posts = append(posts, brand.Post{Author: fmt.Sprint("person ", n), Text: text})
	}
	for i, m := range placed(posts...) {
		if i > 0 && m.Speaks() != "person 0" {
			t.Errorf("%q is heard as a text of its own", m.Text)
		}
	}
}

func TestPeopleWhoSayNearlyTheSameInTheirOwnWordsStayApart(t *testing.T) {
	for _, posts := range [][]string{
		{
			"my solvo pump broke after two weeks and their customer service will not answer me",
			"my solvo pump died after three weeks and their customer service will not answer me",
			"my solvo patch broke after two days and the customer service will not answer my mails",
			"so my solvo pump stopped working after two weeks and customer service just will not answer",
		},
		{
			"索尔沃的吸奶器用了两个星期就坏了，客服一直不理我，太失望了，以后不会再买",
			"索尔沃的吸奶器买来三天就漏水，客服电话打不通，太失望了，以后不会再买了",
			"我的索尔沃吸奶器用了一个月就坏了，找客服没人理，非常失望，再也不买他家的",
		},
		{
			"ソルボの搾乳器が二週間で壊れた。サポートに電話しても誰も出ない。もう二度と買わない",
			"ソルボの搾乳器、三日で水漏れした。サポートにメールしても返事が来ない。もう二度と買わない",
		},
	} {
		for i, m := range placed(texts(posts)...) {
			if m.Story != "" {
				t.Errorf("%q (%d) is taken for a copy of %s", m.Text, i, m.Story)
			}
		}
	}
}

func texts(of []string) []brand.Post {
	var posts []brand.Post
	for _, text := range of {
		posts = append(posts, brand.Post{Text: text})
	}
	return posts
}

func TestReviewsWithTheSameBoilerplateStayApart(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	const before, after = "Reviewed in the United Kingdom. Verified purchase of the Solvo pump, colour white. ",
		" One person found this helpful. Report this review. Was it of use to you? Sign in to say so."
	for _, own := range []int{6, 15, 40, 120} {
		var posts []brand.Post
		for range 50 {
			posts = append(posts, brand.Post{Title: "Solvo pump: customer review of the electric model", URL: "https://shop.example/r", Text: before + prose(rng, own) + after})
		}
		if n := voices(placed(posts...)); n != 50 {
			t.Errorf("50 reviews of %d words each speak with %d voices", own, n)
		}
	}
}

func TestRepliesMadeOfWordsOfTheTitleAreNoHeadlines(t *testing.T) {
	var posts []brand.Post
	for n, text := range []string{"down again", "for me in Leeds", "again", "me", "Leeds", "down for me again", "is it down in Leeds again"} {
		posts = append(posts, brand.Post{Author: fmt.Sprint("person ", n), Title: "Solvo app is down again for me in Leeds", Text: text})
	}
	if n := voices(placed(posts...)); n != len(posts) {
		t.Errorf("%d short replies speak with %d voices", len(posts), n)
	}
}

func TestACommonPhraseHidesNobodysText(t *testing.T) {
	const phrase = "solvo you owe every single mother an apology"
	for _, own := range []int{4, 8, 20, 60} {
		for _, whole := range []bool{true, false} {
			rng := rand.New(rand.NewPCG(4, uint64(own)))
			x := story.NewIndex()
			var first brand.Mention
			for n := range 200 {
				m := x.Place(mention(n, brand.Post{Text: prose(rng, own/2) + " " + phrase + " " + prose(rng, own-own/2)}))
				if m.Story != "" {
					t.Fatalf("%q is taken for a copy of %s", m.Text, m.Story)
				}
				if n == 0 {
					first = m
				}
			}
			text := first.Text
			if !whole {
				if own < 20 {
					continue // what little is its own may be what was changed
				}
				text = "please share " + text
			}
			if m := x.Place(mention(999, brand.Post{Text: text})); m.Story != first.ID {
				t.Errorf("a copy of the first of 200 posts that share eight words and have %d of their own copies %q", own, m.Story)
			}
		}
	}
}
