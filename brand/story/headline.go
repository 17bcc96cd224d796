package story

import (
	"strings"
	"unicode"
)

const (
	// leastHeadline is how long a headline must be to be one outlets share: seven words.
	leastHeadline = 7 * wordWeight
	// longestOutlet is how many words an outlet's name has at most.
	longestOutlet = 5
)

// headline is a title without the outlets' names that follow it, as in
// "Solvo recalls its pump - The Daily Bell", or stand before it, as in
// "The Daily Bell | Solvo recalls its pump". A name with figures is none.
func headline(title string) string {
	for {
		head, tail, ok := cutLast(title)
		if !ok {
			break
		}
		switch {
		case outlet(tail) && long(head):
			title = head
			continue
		case len(head) > 0 && strings.HasSuffix(title[:len(title)-len(tail)], "| ") && outlet(head) && long(tail):
			title = tail
			continue
		}
		break
	}
	return title
}

// cutLast cuts a title at the last mark that may part an outlet's name from a headline.
func cutLast(title string) (string, string, bool) {
	at, mark := -1, ""
	for _, m := range []string{" - ", " – ", " — ", " | ", " :: ", " · ", " » "} {
		if i := strings.LastIndex(title, m); i > at {
			at, mark = i, m
		}
	}
	if at < 0 {
		return title, "", false
	}
	return title[:at], title[at+len(mark):], true
}

func outlet(name string) bool {
	words := len(strings.Fields(name))
	return words >= 1 && words <= longestOutlet && !strings.ContainsFunc(name, unicode.IsDigit)
}

func long(head string) bool { return weigh(tokenize(nil, []byte(head))) >= leastHeadline }
