package form

import "tocsin/brand/query"

// A dialect is a source's search syntax, and how the source reads what it is asked.
type dialect struct {
	source, name string
	// whole is set where there is no search: the source is read whole.
	whole bool
	// limit is how many characters a query may have, words how many words; 0 sets
	// no bound. Characters are counted as bytes where X's rule is not known to hold.
	limit, words int
	runes        bool
	join         joining
	// or stands between what is wanted one or the other of.
	or string
	// bare is set where a query that is one group stands without parentheses.
	bare bool
	// one is set where a query is a single word or tag.
	one bool
	// titles is set where posts have one.
	titles bool
	// apart is set where hashtags, handles and addresses are no part of the text
	// in which words are sought.
	apart bool
	// loose is set where a word is found anywhere in a text, even inside another.
	loose bool
	// phrases is set where quotes keep words in a row, signs between them or not.
	phrases bool
	// stars is set where a bare word may always go on; lastStar where only the last does.
	stars, lastStar bool
	// signs is set where emoji can be sought.
	signs bool
	// shortest is how many letters what is asked must have.
	shortest int
	// tag stands before a hashtag, handle before a handle; "" makes them words.
	tag, handle string
	// translated is set where texts are searched in English, whatever they were written in.
	translated bool
	// tagsOnly is set where nothing but hashtags can be asked for.
	tagsOnly bool
	// field writes a Field, exclude what may be left out.
	field, exclude func(n *query.Node) (string, bool)
	// always is what such a source never hears.
	always []string
}

// A joining is how a source joins what it is asked.
type joining uint8

const (
	// alone: all words must be there, and that is all.
	alone joining = iota
	// grouped: (a OR b) c
	grouped
	// nested: (a OR b) c OR (d e)
	nested
)

// dialects are the sources whose syntax is known, in the order they are shown.
func dialects() []dialect {
	return []dialect{
		x(),
		{source: "jetstream", name: "Jetstream", whole: true},
		bluesky(), mastodon(), reddit(), lemmy(), hackerNews(), youTube(), stackExchange(), discourse(), gdelt(), googleNews(),
		{source: "feed", name: "A feed", whole: true},
		{source: "telegram", name: "Telegram", whole: true},
	}
}

// x is recent search of X API v2. Words are cut at signs and blanks, accents do
// not tell words apart, and a hashtag is one thing: #solvo is not #solvomoms.
func x() dialect {
	return dialect{
		source: "x", name: "X", limit: 512, runes: true, join: nested, or: " OR ", bare: true,
		apart: true, phrases: true, signs: true, tag: "#", handle: "@",
		field: xField, exclude: xExclude,
		always: []string{"X gives no reposts: those of a post it gives are not heard"},
	}
}

func bluesky() dialect {
	return dialect{
		source: "bluesky", name: "Bluesky", limit: 512, join: alone, phrases: true, signs: true, tag: "#", handle: "@",
		field: func(n *query.Node) (string, bool) { return author("from:", n) },
	}
}

// mastodon is read by hashtag: its search is for those who are logged in, and
// finds posts of those who allow it.
func mastodon() dialect {
	return dialect{source: "mastodon", name: "Mastodon", join: alone, one: true, titles: true, tag: "#", tagsOnly: true}
}

func reddit() dialect {
	return dialect{
		source: "reddit", name: "Reddit", limit: 512, join: nested, or: " OR ", bare: true, titles: true, phrases: true,
		field:  func(n *query.Node) (string, bool) { return author("author:", n) },
		always: []string{"Reddit searches posts: comments are not heard"},
	}
}

// lemmy finds what it is asked anywhere, in capitals or not; a blank stands for anything.
func lemmy() dialect {
	return dialect{source: "lemmy", name: "Lemmy", join: alone, one: true, titles: true, loose: true, stars: true, signs: true, tag: "#", handle: "@"}
}

// hackerNews is Algolia's search: the last word may go on, quotes keep words in a row.
func hackerNews() dialect {
	return dialect{
		source: "hackernews", name: "Hacker News", limit: 512, join: alone, titles: true, phrases: true, stars: true, lastStar: true,
	}
}

func youTube() dialect {
	return dialect{
		source: "youtube", name: "YouTube", join: grouped, or: "|", bare: true, titles: true, phrases: true,
		always: []string{"YouTube searches videos: comments are not heard"},
	}
}

func stackExchange() dialect {
	return dialect{
		source: "stackexchange", name: "Stack Exchange", join: alone, titles: true, phrases: true,
		always: []string{"Stack Exchange searches questions: answers and comments are not heard"},
	}
}

func discourse() dialect {
	return dialect{source: "discourse", name: "Discourse", join: alone, titles: true, stars: true, shortest: 3}
}

// gdelt is the full text of articles, in English translation.
func gdelt() dialect {
	return dialect{
		source: "gdelt", name: "GDELT", limit: 250, join: grouped, or: " OR ", titles: true, phrases: true, shortest: 3, translated: true,
		field: func(n *query.Node) (string, bool) { return site("domain:", n) },
		// domain: takes in every host that ends so.
		exclude: func(n *query.Node) (string, bool) { return site("domainis:", n) },
	}
}

func googleNews() dialect {
	return dialect{
		source: "googlenews", name: "Google News", words: 32, join: grouped, or: " OR ", bare: true, titles: true, phrases: true,
		field:   func(n *query.Node) (string, bool) { return site("site:", n) },
		exclude: func(n *query.Node) (string, bool) { return site("site:", n) },
		always:  []string{"Google News shows a hundred articles at most: read it often, or ask for less"},
	}
}
