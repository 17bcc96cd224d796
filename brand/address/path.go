package address

import "strings"

// path is a path without dots for segments and without a session's id. Its
// empty segments, its capitals and the slash at its end may mean something.
func path(raw string) string {
	if raw = escaped(raw, "/$&+;="); strings.HasPrefix(raw, "/") && !strings.Contains(raw, "/.") && !strings.Contains(raw, ";") {
		return raw
	}
	var kept []string
	segments := strings.Split(strings.TrimPrefix(raw, "/"), "/")
	for i, segment := range segments {
		segment = sessionless(segment)
		last := i == len(segments)-1
		switch segment {
		case ".", "..":
			if segment == ".." && len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
			if last {
				kept = append(kept, "")
			}
		default:
			kept = append(kept, segment)
		}
	}
	return "/" + strings.Join(kept, "/")
}

// sessionless is a segment without a session's id, which other parameters may follow.
func sessionless(segment string) string {
	const mark = ";jsessionid="
	at := strings.Index(strings.ToLower(segment), mark)
	if at < 0 {
		return segment
	}
	rest := segment[at+len(mark):]
	if next := strings.IndexByte(rest, ';'); next >= 0 {
		return segment[:at] + sessionless(rest[next:])
	}
	return segment[:at]
}

// fragment is a fragment that leads to another page or post: "#!/x", "#/x" and
// "#story/7" are pages of sites that have no other paths, and "#comment-7" is what
// somebody else wrote below an article. Any other is a place in the text, as far as
// one can tell of an address that is no id.
func fragment(raw string) string {
	f, _, _ := strings.Cut(escaped(raw, "/?$&+;="), ":~:") // what a browser is to look for
	routed := strings.Contains(f, "/") && digits(f) > 0
	if strings.HasPrefix(f, "!") || strings.HasPrefix(f, "/") || routed || comment(strings.ToLower(f)) {
		return f
	}
	return ""
}

// comment reports whether a fragment names a comment or another post that shares its
// page: a word for one and an id that has a digit, such as "comment-7", "review-71" and
// "comment-5f3a", the letter that forums put before a post's number, or a number that
// is too long to count chapters.
func comment(f string) bool {
	for _, outer := range []string{"li-", "div-"} {
		if inner, ok := strings.CutPrefix(f, outer); ok {
			return comment(inner)
		}
	}
	word := f[:len(f)-len(strings.TrimLeft(f, "abcdefghijklmnopqrstuvwxyz"))]
	id := strings.TrimLeft(f[len(word):], "-_=/")
	if digits(id) == 0 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return false
	}
	switch word {
	case "comment", "comments", "issuecomment", "findcomment", "reply", "post", "pid", "msg", "message", "answer", "entry", "note",
		"kommentar", "commentaire", "comentario", "commento", "reactie", "komentarz",
		"review", "reviews", "rating", "testimonial", "feedback", "complaint", "bewertung", "rezension", "beschwerde", "avis", "opinion", "opinione",
		"opinia", "valoracion", "recensione", "recensie", "recension", "beoordeling", "ocena", "anmeldelse",
		"incident", "outage", "maintenance", "release", "update", "ticket", "issue", "report", "alert", "news", "story", "article", "topic", "thread",
		"tweet", "status", "vorfall", "stoerung", "meldung", "beitrag", "antwort", "respuesta", "risposta":
		return true
	case "discussion":
		return number(strings.TrimPrefix(id, "r"))
	case "c", "p", "r":
		return number(id)
	case "", "t":
		return number(id) && len(id) >= 4
	}
	return false
}
