package address

import "strings"

// path is a path without dots for segments and without a session's id. Its
// empty segments, its capitals and the slash at its end may mean something.
func path(raw string) string {
	var kept []string
	segments := strings.Split(strings.TrimPrefix(escaped(raw, "/$&+;="), "/"), "/")
	for i, segment := range segments {
		if at := strings.Index(strings.ToLower(segment), ";jsessionid="); at >= 0 {
			segment = segment[:at]
		}
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

// fragment is a fragment that leads to another page or post: "#!/x" and "#/x"
// are pages of sites that have no other paths, and "#comment-7" is what somebody
// else wrote below an article. Any other is a place in the text.
func fragment(raw string) string {
	f := escaped(raw, "/?$&+;=")
	if strings.HasPrefix(f, "!") || strings.HasPrefix(f, "/") || comment(strings.ToLower(f)) {
		return f
	}
	return ""
}

// comment reports whether a fragment names a comment: a word for one and a
// number, or a number that is too long to count chapters.
func comment(f string) bool {
	number := strings.TrimLeft(f, "abcdefghijklmnopqrstuvwxyz-_=")
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return false
	}
	switch strings.Trim(f[:len(f)-len(number)], "-_=") {
	case "comment", "comments", "issuecomment", "discussion_r", "reply", "post", "msg", "message", "answer", "li-comment", "div-comment", "entry":
		return true
	case "", "c", "p", "r":
		return len(number) >= 4
	}
	return false
}
