package story_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tocsin/brand"
	"tocsin/brand/story"
)

// sixty makes what sixty people write, each on a page of one host if the post names none.
func sixty(write func(n int, own string) brand.Post) []brand.Post {
	rng := rand.New(rand.NewPCG(11, 11))
	var posts []brand.Post
	for n := range 60 {
		p := write(n, prose(rng, 10))
		if p.Author == "" {
			p.Author = fmt.Sprint("person ", n)
		}
		if p.URL == "" {
			p.URL = fmt.Sprint("https://forum.example/t/", n)
		}
		posts = append(posts, p)
	}
	return posts
}

func onSites(host string, write func(n int, own string) brand.Post) []brand.Post {
	posts := sixty(write)
	for n := range posts {
		posts[n].URL = fmt.Sprintf("https://%s%d.example/t/%d", host, n, n)
	}
	return posts
}

// firstWords are so many words of a text.
func firstWords(text string, n int) string { return strings.Join(strings.Fields(text)[:n], " ") }

func TestATitleMadeOfAPersonsFirstWordsLeavesThemTheirs(t *testing.T) {
	const quote = "Solvo says that the pump is safe for everybody and that nobody has to return it."
	for _, own := range []int{3, 7, 10} {
		for claim, title := range map[string]func(own string) string{
			"none":                      func(string) string { return "" },
			"the first words, cut":      func(own string) string { return own + "…" },
			"the first sentence":        func(own string) string { return own },
			"another spelling of it":    func(own string) string { return strings.ToUpper(own) + "!" },
			"own words, half the quote": func(own string) string { return own + ". Solvo says that the pump…" },
			"name and own words":        func(own string) string { return "Ana on Mastodon: " + own },
			"name and own words, cut":   func(own string) string { return "Ana on Mastodon: " + own + "…" },
			"own words in quotes":       func(own string) string { return "Ana Ruiz: “" + own + "”" },
			"own words and a site":      func(own string) string { return own + " - Social" },
			"the whole":                 func(own string) string { return own + ". " + quote },
		} {
			write := func(_ int, words string) brand.Post {
				words = firstWords(strings.ReplaceAll(words, ".", ""), own)
				return brand.Post{Title: title(words), Text: words + ". " + quote}
			}
			if n := voices(placed(sixty(write)...)); n != 60 {
				t.Errorf("title: %s, %d own words: %d voices, want 60", claim, own, n)
			}
			if n := voices(placed(onSites("social", write)...)); n != 60 {
				t.Errorf("title: %s, %d own words, sixty hosts: %d voices, want 60", claim, own, n)
			}
		}
	}
}

var notices = []string{
	"You must be registered and logged in to see this content. Please sign in or create an account to read the whole thread.",
	"This post is for paid subscribers. Become a member today and get access to all of our posts and the community chat.",
	"Join this members group to read what its members have to say, and to write something of your own whenever you like to.",
	"We and our partners use cookies to store and access information on a device, such as unique identifiers and browsing data.",
	"Please enable JavaScript and reload this page in order to use all the functions of this website as they are meant to be used.",
	"Enter your email address to subscribe to this blog and receive notifications of new posts by email. Join 312 other subscribers.",
}

func TestHeadlinesOfTheirOwnOverWhatASiteShowsInsteadOfATextAreVoices(t *testing.T) {
	for _, notice := range notices {
		below := func(title string) func(int, string) brand.Post {
			return func(_ int, own string) brand.Post {
				return brand.Post{Title: fmt.Sprintf(title, own), Text: notice}
			}
		}
		for claim, posts := range map[string][]brand.Post{
			"one forum":                        sixty(below("solvo pump: %s")),
			"one forum, titles cut":            sixty(below("solvo pump: %s…")),
			"sixty blogs":                      onSites("blog", below("%s solvo")),
			"one forum, the headline above":    sixty(func(_ int, own string) brand.Post { return brand.Post{Title: own, Text: own + "\n" + notice} }),
			"sixty blogs, the headline above":  onSites("blog", func(_ int, own string) brand.Post { return brand.Post{Title: own, Text: own + " " + notice} }),
			"one forum, no title of their own": sixty(func(_ int, own string) brand.Post { return brand.Post{Title: "Re: Solvo", Text: own + "\n" + notice} }),
		} {
			if n := voices(placed(posts...)); n != 60 {
				t.Errorf("%s, %.30q: %d voices, want 60", claim, notice, n)
			}
		}
		long := sixty(below("solvo pump: %s"))
		short := sixty(func(n int, own string) brand.Post {
			return brand.Post{Author: fmt.Sprint("other ", n), Title: "Solvo " + firstWords(own, 1), Text: notice}
		})
		if n := voices(placed(append(long[:3], short...)...)); n != 63 {
			t.Errorf("short headlines over what is known for a notice, %.30q: %d voices, want 63", notice, n)
		}
	}
}

func TestACopiedTextIsOneVoiceWhateverTheThread(t *testing.T) {
	const protest = "dear solvo we carry our babies because we love them and not because your posters tell us it is in fashion"
	for claim, posts := range map[string][]brand.Post{
		"without titles":        sixty(func(int, string) brand.Post { return brand.Post{Text: protest} }),
		"one thread":            sixty(func(int, string) brand.Post { return brand.Post{Title: "What do you think of Solvo?", Text: protest} }),
		"answers, many threads": sixty(func(_ int, own string) brand.Post { return brand.Post{Title: "Re: " + own, Text: protest} }),
		"titles cut from it":    sixty(func(int, string) brand.Post { return brand.Post{Title: "dear solvo we carry…", Text: protest} }),
		"their names for titles": sixty(func(n int, _ string) brand.Post {
			name := "Ana " + strings.Repeat("x", n+1)
			return brand.Post{Author: name, Title: name + " on Social", Text: protest}
		}),
		"asked to share": sixty(func(n int, _ string) brand.Post {
			return brand.Post{Text: []string{"Please share: ", "", "RT ", "via me: "}[n%4] + protest}
		}),
	} {
		if n := voices(placed(posts...)); n != 1 {
			t.Errorf("%s: %d voices, want 1", claim, n)
		}
	}
}

func TestAForumsFooterMakesNoLongTextOfAShortOne(t *testing.T) {
	const footer = "Sent from the MotherForum app, the friendly place for parents. Read our rules before you post: be kind, be honest and never share private data of anybody else."
	const unmarked = "Members of the MotherForum get a newsletter every month, a calendar of events in their town, and advice that is free of charge whenever they need it."
	openings := []string{"solvo sucks.", "I hate solvo now.", "never buy solvo!", "shame.", "😡😡 solvo you are the worst", "my pump broke"}
	for claim, posts := range map[string][]brand.Post{
		"a signature":           sixty(func(int, string) brand.Post { return brand.Post{Text: "solvo sucks.\n--\n" + footer} }),
		"a signature in a line": sixty(func(int, string) brand.Post { return brand.Post{Text: "solvo sucks. -- " + footer} }),
		"a phone": sixty(func(int, string) brand.Post {
			return brand.Post{Text: "solvo sucks and my pump broke\n\nSent from my phone using ForumTalk Pro, the best app there is"}
		}),
		"ratings": sixty(func(int, string) brand.Post {
			return brand.Post{Title: "Solvo pump X3", Text: "Rating: 1 of 5. Would you recommend this product to a friend? No. Quality: 1 of 5. Value for money: 1 of 5. solvo"}
		}),
		"a form without figures": sixty(func(int, string) brand.Post {
			return brand.Post{Text: "Size: as expected\nColour: white\nWould you buy it again? No\nWhat did you like best about it? Nothing\nrubbish"}
		}),
		"two marked ones": sixty(func(int, string) brand.Post { return brand.Post{Text: "solvo sucks\n__________\n" + unmarked} }),
	} {
		if n := voices(placed(posts...)); n != 60 {
			t.Errorf("%s: %d voices, want 60", claim, n)
		}
	}
	// What is not marked is learnt from those who have it below, or above, other words.
	for claim, write := range map[string]func(n int, _ string) brand.Post{
		"a footer": func(n int, _ string) brand.Post { return brand.Post{Text: openings[n%6] + " " + unmarked} },
		"a header": func(n int, _ string) brand.Post { return brand.Post{Text: unmarked + " " + openings[n%6]} },
		"both": func(n int, _ string) brand.Post {
			return brand.Post{Text: footer[60:] + " " + openings[n%6] + " " + unmarked}
		},
	} {
		if n := voices(placed(sixty(write)...)); n < 50 {
			t.Errorf("%s of six short texts: %d voices, want nearly 60", claim, n)
		}
	}
}

func TestWhatAForumAddsHidesNoCopy(t *testing.T) {
	const unmarked = " Members of the MotherForum get a newsletter every month, and advice that is free of charge whenever they need it."
	const protest = "dear solvo we carry our babies because we love them and not because your posters tell us it is in fashion."
	posts := sixty(func(n int, own string) brand.Post {
		if n < 10 {
			return brand.Post{Text: own + unmarked}
		}
		return brand.Post{Text: protest + unmarked}
	})
	if n := voices(placed(posts...)); n != 11 {
		t.Errorf("ten voices and a text copied 50 times above one footer are %d voices, want 11", n)
	}
}

func TestTheSameAccidentInSixtyTownsIsSixtyAccidents(t *testing.T) {
	town := func(n int) string { return "Q" + strings.Repeat("a", 1+n/8) + strings.Repeat("o", 1+n%8) }
	for claim, posts := range map[string][]brand.Post{
		"papers": onSites("paper", func(n int, _ string) brand.Post {
			return brand.Post{Title: "Child burnt by Solvo pump in " + town(n), Text: "A child was burnt by a Solvo pump in " + town(n) + " on Friday, police said. The child was taken to hospital and is in a stable condition. Police asked anybody who saw the accident to call."}
		}),
		"papers that write it small": onSites("paper", func(n int, _ string) brand.Post {
			return brand.Post{Title: "Child burnt by solvo pump in " + strings.ToLower(town(n)), Text: "A child was burnt by a solvo pump in " + strings.ToLower(town(n)) + " on Friday, police said. The child was taken to hospital and is in a stable condition. Police asked anybody who saw the accident to call."}
		}),
		"papers that begin with it": onSites("paper", func(n int, _ string) brand.Post {
			return brand.Post{Title: "Burnt by a pump", Text: town(n) + " police are looking into how a child was burnt by a Solvo pump on Friday. The child was taken to hospital and is in a stable condition. Police asked anybody who saw it to call."}
		}),
		"papers that end with it": onSites("paper", func(n int, _ string) brand.Post {
			return brand.Post{Title: "Burnt by a pump", Text: "A child was burnt by a Solvo pump on Friday and was taken to hospital, where doctors say that it is in a stable condition. Whoever saw the accident is asked to call the police in " + town(n) + "."}
		}),
		"parents": sixty(func(n int, _ string) brand.Post {
			return brand.Post{Text: "My daughter was burnt by the Solvo pump in " + town(n) + " and is now in hospital. I want somebody at Solvo to answer the phone."}
		}),
		"parents who shout": sixty(func(n int, _ string) brand.Post {
			return brand.Post{Text: strings.ToUpper("My daughter was burnt by the Solvo pump in " + town(n) + " and is now in hospital. I want somebody at Solvo to answer the phone.")}
		}),
	} {
		if n := voices(placed(posts...)); n != 60 {
			t.Errorf("%s: %d voices, want 60", claim, n)
		}
	}
}

func TestABylineOrDatelineMakesNoOtherStory(t *testing.T) {
	posts := onSites("paper", func(n int, own string) brand.Post {
		name := strings.ToUpper(strings.ReplaceAll(firstWords(own, 1), ".", "")) + fmt.Sprint("x", n)
		head := []string{"By Ana " + name + "\n", name + " (Agency) - ", name + " - ", "By " + name + ", Staff Writer. ", ""}[n%5]
		return brand.Post{Title: own, Text: head + "A child was burnt by a Solvo pump in Leeds on Friday, police said. The child was taken to hospital, and Doctor Ruiz says that it is in a stable condition. Police asked anybody who saw the accident to call the station in Leeds at once, or to write."}
	})
	if n := voices(placed(posts...)); n != 1 {
		t.Errorf("sixty papers with bylines and datelines of their own speak with %d voices, want 1", n)
	}
}

// A daemon that starts anew judges what follows as the one before would have.
func TestWhatSitesAddIsLearntFromWhatWasKept(t *testing.T) {
	const footer = " Members of the MotherForum get a newsletter every month, and advice that is free of charge whenever they need it."
	posts := sixty(func(n int, own string) brand.Post {
		if n%2 == 0 {
			return brand.Post{Title: own, Text: notices[0]}
		}
		return brand.Post{Text: []string{"solvo sucks.", "I hate solvo!", "never again", "shame on them"}[n%8/2] + footer}
	})
	for crash := 0; crash < len(posts); crash += 7 {
		x, anew := story.NewIndex(), story.NewIndex()
		for i, p := range posts {
			kept := x.Place(mention(i, p))
			if i < crash {
				anew.Learn(kept)
			} else if got := anew.Place(mention(i, p)); got.Story != kept.Story {
				t.Fatalf("after %d of %d were learnt, %q copies %q, want %q", crash, len(posts), p.Title+" / "+p.Text, got.Story, kept.Story)
			}
		}
	}
}
