package config

import (
	"regexp"
	"strings"
)

var (
	nameForm = regexp.MustCompile(`^[@#][^\s@#,;"']+(@[^\s@#,;"']+)?$`)
	siteForm = regexp.MustCompile(`^(https?://)?[^\s@#/:?]+\.[^\s@#/:?]+(:[0-9]+)?(/\S*)?$`)
)

const howToLink = `"@handle", "#tag" or an address such as solvo.example/sling`

// links reads what posts may point to: addresses, handles and tags.
func (r *reader) links(v value) []string {
	var links []string
	for _, e := range r.texts(v, "links") {
		if s := r.link(e.value); s != "" {
			links = append(links, s)
		}
	}
	return links
}

// link is an address, a handle or a tag; "" if the value is none of them.
func (r *reader) link(v value) string {
	s := r.text(v, howToLink)
	switch {
	case s == "", nameForm.MatchString(s), siteForm.MatchString(s):
		return s
	case !strings.ContainsAny(s, "./@# "):
		r.report(v, complaint{quoted(s) + " is neither an account nor a site", "write " + quoted("@"+s) + " for an account, " + quoted("#"+s) + " for a tag, in quotes"})
	default:
		r.report(v, complaint{quoted(s) + " is neither an account nor a site", "write " + howToLink})
	}
	return ""
}
