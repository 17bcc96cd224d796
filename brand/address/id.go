package address

import "strings"

// KeyOfID is the key of an address that serves as an id, "" if an id is none. Whoever
// gave it told posts apart by all of it: a fragment stays that would be a place in the
// text of another address, and so does a session where nothing else names a post.
func KeyOfID(id string) string {
	p, ok := canonical(id)
	if !ok {
		return ""
	}
	return keyOfID(p, id)
}

func keyOfID(p parts, id string) string {
	k := key(p)
	if networked(site(p.host), p) != "" {
		return k
	}
	before, place, _ := strings.Cut(id, "#")
	article := particularPath(p.path) || particularQuery(p.query)
	if !article {
		k += session(before)
	}
	if p.fragment == "" && placed(place, p) && !(article && revision(place)) {
		k += "#" + place
	}
	return k
}

// session is what an address has under a name that is a session's elsewhere.
func session(address string) string {
	_, query, _ := strings.Cut(address, "?")
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(strings.TrimPrefix(pair, "amp;"), "=")
		switch strings.ToLower(name) {
		case "sid", "s":
			if len(value) >= 32 && hexadecimal(value) {
				return "?" + name + "=" + value
			}
		}
	}
	return ""
}

// placed reports whether a fragment tells anything but how its visitor came.
func placed(fragment string, p parts) bool {
	fragment, _, _ = strings.Cut(fragment, ":~:")
	for pair := range strings.SplitSeq(fragment, "&") {
		name, value, _ := strings.Cut(strings.TrimLeft(pair, "?"), "=")
		if name != "" && !traces(name, value, p) {
			return true
		}
	}
	return false
}

// revision reports whether a fragment counts how often an article was edited, as the
// "#2" does that newsrooms put behind the ids of theirs.
func revision(fragment string) bool { return number(fragment) && len(fragment) <= 3 }
