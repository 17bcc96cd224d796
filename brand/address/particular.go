package address

import "strings"

// Particular reports whether an address looks like that of one post or article,
// such as /2026/11/solvo-recalls or ?p=712, and not like that of a page on which
// the posts change, such as /, /status or /news/. A post may be known by an
// address of the first kind alone.
func Particular(address string) bool {
	p, ok := canonical(address)
	if !ok {
		return false
	}
	return networked(site(p.host), p) != "" || p.fragment != "" || particularPath(p.path) || particularQuery(p.query)
}

func particularPath(path string) bool {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	last := segments[len(segments)-1]
	if particularName(last) {
		return true
	}
	// A few words below a date are a headline.
	for _, year := range segments[:len(segments)-1] {
		if len(year) == 4 && (year[:2] == "19" || year[:2] == "20") && digits(year) == 4 && digits(last) < len(last) {
			return true
		}
	}
	return false
}

func particularQuery(query string) bool {
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		switch strings.ToLower(name) {
		case "p", "id", "t", "f", "v", "a", "pid", "tid", "aid", "nid", "item", "story", "article", "articleid", "article_id",
			"storyid", "story_id", "newsid", "news_id", "post", "postid", "post_id", "topic", "thread", "showtopic", "docid", "uid", "guid":
			if digits(value) > 0 || particularName(value) {
				return true
			}
		}
	}
	return false
}

// particularName reports whether a part of an address is a number, an id, or as
// many words as a headline has.
func particularName(name string) bool {
	name, _, _ = strings.Cut(name, ".")
	numbers := digits(name)
	letters := len(name) - numbers
	switch {
	case name == "":
		return false
	case letters == 0:
		return len(name) != 4 || name[:2] != "19" && name[:2] != "20" // a year is an archive
	case numbers >= 4, numbers > 0 && letters > 0 && len(name) >= 10:
		return true
	case strings.Count(name, "%") >= 9: // a headline of other letters than Latin ones
		return true
	}
	return strings.Count(name, "-")+strings.Count(name, "_") >= 3
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n
}
